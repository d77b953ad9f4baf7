from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.cli import main
from components.dossier import load
from components.figures import Context, FigureError, build
from components.figures.assumptions.sets import columns_of, differences, headline
from components.figures.assumptions.space import classes_of
from components.figures.assumptions.table import NO_EFFECT, key_assumptions
from components.figures.assumptions.words import (
    answer,
    offered,
    percent_text,
    span_text,
    value_text,
)
from components.model import Scenario, evaluate
from components.model.outputs import outputs
from components.model.saved import from_text
from components.model.sensitivity import movers
from components.model.thresholds import threshold
from tests.figures.conftest import ROOT, context
from tests.model.build import ask

FIGURES = ("tornado", "sobol", "threshold", "deal_space", "causal_map")


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_figure_tells_what_it_shows(river: Context, name: str, mode: Any) -> None:
    figure = build(name, Context(river.dossier, river.scenario, river.results, mode))
    assert figure.title
    assert "10 Jun 2031" in figure.subtitle
    assert len(figure.description) > 60
    assert not figure.table.empty
    assert figure.chart.to_dict()["width"] == "container"


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_stands_every_kind_of_output(river: Context, name: str) -> None:
    held = river.dossier
    kinds = {key.partition(".")[0] if "." in key else held.node(key).kind: key for key in outputs(held)}
    for output in kinds.values():
        build(name, river, output=output).chart.to_dict()


def test_every_figure_stands_corners(river: Context) -> None:
    corner = context(river.dossier, yearly_consent=0, drafting_years=0, pact_required=100, horizon_months=36)
    for name in FIGURES:
        for output in ("years_to_pact", "p_truce"):
            build(name, corner, output=output).chart.to_dict()


def test_minimal_dossier_has_none_of_them() -> None:
    minimal = context(load(ROOT / "tests" / "dossiers" / "minimal"))
    for name in (*FIGURES, "saved_sets"):
        with pytest.raises(FigureError, match="leaves out"):
            build(name, minimal)


def test_headline_outputs_come_first(august: Context) -> None:
    names = offered(august.dossier)
    assert tuple(names)[: len(august.dossier.header.headline)] == august.dossier.header.headline
    assert set(names) == set(outputs(august.dossier))
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (0.0, "probability", "0 %"),
        (1.0, "share", "100 %"),
        (0.0004, "probability", "<0.1 %"),
        (0.9999, "probability", ">99.9 %"),
        (0.016, "probability", "1.6 %"),
        (0.5, "probability", "50 %"),
        (0.955, "probability", "95.5 %"),
        (77.0, "index 0–100", "77"),
        (37.64, "index 0–100", "37.6"),
        (0.55, "ratio", "0.55"),
        (1.0, "years", "1 year"),
        (0.25, "years", "0.25 years"),
        (12.46, "years", "12.5 years"),
        (math.inf, "years", "never"),
        (25.0, "percentage points", "25 percentage points"),
    ],
)
def test_values_carry_their_unit(value: float, measure: str, text: str) -> None:
    assert value_text(value, measure) == text


def test_spans_name_their_unit_once() -> None:
    assert span_text(2, 5, "years") == "2–5 years"
    assert span_text(0.03, 0.3, "probability") == "3.0–30 %"
    assert span_text(72, 100, "index 0–100") == "72–100"
    assert span_text(1, math.inf, "years") == "1 year–never"
    assert span_text(6, 6, "months") == "6 months"


@given(st.floats(0, 1))
def test_a_share_is_never_told_as_certain_that_is_not(share: float) -> None:
    text = percent_text(share)
    assert (text == "0 %") == (share == 0)
    assert (text == "100 %") == (100 * share >= 100)


def test_answer_names_the_strongest_mover_and_both_ends(august: Context) -> None:
    output = "p_concession_offered"
    bar = movers(august.results, ask(august.results, output))[0]
    said = answer(august, output)
    assert august.dossier.assumption(bar.assumption).label in said
    for value in (bar.at_low, bar.at_high, bar.base):
        assert value_text(value, "probability") in said


def test_answer_leaves_out_the_horizon_that_sets_the_question(august: Context) -> None:
    horizon = august.dossier.header.horizon
    assert horizon is not None
    output = next(
        key
        for key in august.dossier.header.headline
        if movers(august.results, ask(august.results, key))[0].assumption == horizon
    )
    said = answer(august, output)
    assert said.startswith("Apart from the horizon")
    assert august.dossier.assumption(horizon).label not in said


def test_answer_admits_that_nothing_moves_an_output(river: Context) -> None:
    assert answer(river, "upper_no_deal") == "No assumption of this dossier moves “Upper Orlen without a deal”."


def test_answer_tells_an_output_that_is_stuck(august: Context) -> None:
    stuck = context(august.dossier, battlefield_confidence=0, congress_pressure=100)
    said = answer(stuck, "package.occupied_parts_of_four")
    assert said.startswith("At these values no assumption’s band moves")
    assert said.endswith("it stands at 0 % (almost no chance).")


def test_tornado_draws_what_never_ends_beyond_what_does(august: Context) -> None:
    stuck = context(august.dossier, consent_probability=0)
    spec = build("tornado", stuck, output="years_to_settlement").chart.to_dict()
    row = next(rows for rows in spec["datasets"].values() if "end" in rows[0])[0]
    assert row["left"] < row["right"]
    assert "never" in (row["left_text"], row["right_text"]) or row["base"] == row["right"]


def test_tornado_draws_what_the_model_says(august: Context) -> None:
    output = "p_ceasefire"
    figure = build("tornado", august, output=output)
    for bar, (_, row) in zip(movers(august.results, ask(august.results, output)), figure.table.iterrows(), strict=True):
        item = august.dossier.assumption(bar.assumption)
        assert row["assumption"] == item.label
        band = august.results.bands[item.id]
        at = ask(august.results, output).response(august.results, {item.id: np.array([band.low, band.high])})
        assert [row["output at low (probability)"], row["output at high (probability)"]] == pytest.approx(list(at))


def test_sobol_says_why_it_is_silent(august: Context) -> None:
    stuck = context(august.dossier, consent_probability=0)
    for given_context, output, why in (
        (stuck, "years_to_settlement", "never come to an end"),
        (august, "precedent_distrust", "no assumption moves"),
    ):
        figure = build("sobol", given_context, output=output)
        assert why in figure.description
        assert figure.table.empty


def test_sobol_tells_intervals(august: Context) -> None:
    figure = build("sobol", august, output="p_ceasefire")
    assert "95 % interval" in figure.description
    assert (figure.table["first order, 95 % low (share)"] <= figure.table["first order (share)"]).all()
    assert any("if this assumption were known" in note for note in figure.notes)


def test_table_lists_every_assumption_and_what_it_would_have_to_be(august: Context) -> None:
    table = key_assumptions(august, "p_concession_offered", "50")
    assert len(table) == len(august.dossier.assumptions)
    needed = dict(zip(table["Assumption"], table["For 50 % it would have to be"], strict=True))
    confidence = august.dossier.assumption("battlefield_confidence")
    at = threshold(august.results, ask(august.results, "p_concession_offered"), confidence.id, 0.5)
    assert at.value is not None
    assert needed[confidence.name] == f"at most {value_text(at.value, confidence.unit)}"
    assert needed[august.dossier.assumption("exchange_in_deal").name] == NO_EFFECT
    assert table["Sentences"].str.len().min() > 0


def test_table_marks_what_was_moved(august: Context) -> None:
    moved = context(august.dossier, us_leverage=55)
    table = key_assumptions(moved, "p_ceasefire", "50").set_index("Assumption")
    assert table.loc["US leverage", ["Now", "Source"]].tolist() == ["55 ✎", "35"]


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


def test_sets_may_bear_the_names_of_fixed_columns(august: Context) -> None:
    saved, _ = from_text(august.dossier, "Source: us_leverage=80")
    assert list(columns_of(august, saved)) == ["Source", "Source (saved)"]


def test_units_of_outputs_are_known(august: Context) -> None:
    for output in outputs(august.dossier).values():
        assert classes_of(output.unit, [0.0, 1.0]).of(0.5)


def test_output_is_chosen_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "tornado.csv"
    dossier = str(ROOT / "tests/dossiers/river")
    assert main(["export", "tornado", "--dossier", dossier, "--output", "years_to_pact", "-o", str(file)]) == 0
    assert "Years to a pact" in file.read_text()
