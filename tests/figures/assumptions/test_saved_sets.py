"""Saved sets side by side."""

from __future__ import annotations

import pytest

from components.figures import Context, FigureError, build
from components.figures.assumptions.saved_sets import columns_of, differences, headline
from components.figures.assumptions.saved_sets_chart import Heading, Value, saved_sets_chart
from components.model import Scenario, evaluate
from components.model.saved import from_text
from tests.figures.conftest import context


def test_sets_stand_beside_the_source(august: Context) -> None:
    text = "Strong: us_leverage=80; Calm: alignment=70, as_of=2025-07-20"
    saved, complaints = from_text(august.dossier, text)
    assert not complaints
    columns = columns_of(context(august.dossier, us_leverage=60), saved)
    assert list(columns) == ["Source", "Now", "Strong", "Calm"]
    alone = evaluate(august.dossier, Scenario({"us_leverage": 80}, draws=256))
    for key in headline(august):
        assert columns["Strong"].outputs[key] == alone.outputs[key]
    told = differences(august, columns).set_index("Assumption")
    assert told.loc["US leverage over Moscow (index 0–100)"].tolist() == ["35", "60", "80", "35"]
    assert told.loc["As-of date", "Calm"] == "20 Jul 2025"


def test_sets_figure_is_built_from_text_alone(august: Context) -> None:
    figure = build("saved_sets", august, sets="Strong: us_leverage=80")
    assert set(figure.table["set"]) == {"Source", "Strong"}
    assert "Strong" in figure.description
    assert figure.notes == ("Strong: US leverage 80.",)
    with pytest.raises(FigureError, match="longer than"):
        build("saved_sets", august, sets="x" * 10_000)


def test_sets_tell_the_cells_in_which_they_differ(august: Context) -> None:
    text = "Softer: kremlin.territory.position=60"
    saved, _ = from_text(august.dossier, text)
    told = differences(august, columns_of(august, saved)).set_index("Assumption")
    label = f"Kremlin, {august.dossier.issue('territory').label}: wants"
    assert told.loc[f"{label} (0–100)"].to_dict() == {"Source": "97", "Softer": "60"}
    assert build("saved_sets", august, sets=text).notes == (f"Softer: {label} 60.",)


def test_sets_may_bear_the_names_of_fixed_columns(august: Context) -> None:
    saved, _ = from_text(august.dossier, "Source: us_leverage=80")
    assert list(columns_of(august, saved)) == ["Source", "Source (saved)"]


def test_sets_stand_below_the_heading_of_their_output() -> None:
    values = [Value(key, name, 0.5, 0.4, 0.6, "50 %", "t") for key in ("p", "q") for name in ("A|B", "C")]
    heads = [Heading(key, key, key) for key in ("p", "q")]
    spec = saved_sets_chart(values, heads, mode="light", description="d").to_dict()
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == ["p|", "p|A/B", "p|C", "q|", "q|A/B", "q|C"]
