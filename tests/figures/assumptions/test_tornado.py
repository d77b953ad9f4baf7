"""Tornado: what moves an output, in words, as rows and drawn."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from components import wording
from components.cli import main
from components.dossier import Band
from components.drawing.theme import BASIS, palette
from components.figures import Context, build
from components.figures.assumptions.marks_chart import Axis
from components.figures.assumptions.tornado import CHOICES, answer
from components.figures.assumptions.tornado_chart import HIGH, LOW, Bar, tornado_chart
from components.figures.assumptions.words import offered
from components.model.sensitivity import movers
from tests.figures.assumptions.drawn import marks
from tests.figures.conftest import ROOT, context
from tests.model.build import ask

BARS = [
    Bar(key, basis, f"{key} long", key, f"{key} told", low, high, "l", "r", math.nan, math.nan)
    for key, basis, low, high in (("a", "stated", 0.2, 0.6), ("b", "inferred", 0.5, 0.3))
]


def drawn(mode: Any = "light", bars: list[Bar] = BARS) -> Any:
    return tornado_chart(
        bars,
        base=0.4,
        now="now 40 %",
        source=math.nan,
        source_text="",
        along=Axis("probability", -0.1, 0.7, percent=True),
        natural=(0, 1),
        mode=mode,
        description="words",
    )


def test_answer_names_the_strongest_mover_and_both_ends(august: Context) -> None:
    output = "p_scaling_back"
    bar = movers(august.results, ask(august.results, output))[0]
    said = answer(august, output)
    assert august.dossier.assumption(bar.assumption).name in said
    for value in (bar.at_p10, bar.at_p90, bar.base):
        assert wording.chance(value) in said


def test_what_the_reader_chooses_has_no_bar(august: Context) -> None:
    horizon = august.dossier.assumption(august.dossier.header.horizon or "")
    for output in (item.node for item in august.dossier.header.questions):
        figure = build("tornado", august, output=output)
        assert horizon.label not in figure.table["assumption"].to_numpy()
        asked = horizon.id in ask(august.results, output).assumptions(august.results)
        assert (CHOICES in figure.notes) == asked


def test_answer_admits_that_nothing_moves_an_output(river: Context) -> None:
    name = offered(river.dossier)["issue.flow"]
    assert answer(river, "issue.flow") == f"No assumption of this dossier moves “{name}”."


def test_answer_tells_an_output_that_is_stuck(august: Context) -> None:
    stuck = context(august.dossier, deadline_enforcement=0)
    said = answer(stuck, "p_deadline_enforced")
    assert said.startswith("At these values no assumption’s band moves")
    assert said.endswith("it stands at under 1\u00a0%, almost no chance.")


def test_answer_tells_two_ends_that_read_alike_as_one(august: Context) -> None:
    for output in offered(august.dossier):
        said = answer(august, output)
        if found := re.search(r"from (.*?) to (.*?); now ", said):
            assert found[1] != found[2]


def test_tornado_draws_what_never_ends_beyond_what_does(river: Context) -> None:
    consent = river.dossier.assumption("yearly_consent")
    doubtful = consent.model_copy(update={"default": Band(p10=0, p50=0.3, p90=0.4)})
    others = [doubtful if item is consent else item for item in river.dossier.assumptions]
    dossier = river.dossier.model_copy(update={"assumptions": tuple(others)})
    figure = build("tornado", context(dossier), output="years_to_pact")
    rows = next(rows for rows in figure.chart.to_dict()["datasets"].values() if "at_p10" in rows[0])
    never = next(row for row in rows if row["key"] == consent.id)
    assert never["right_text"] == "never"
    assert never["right"] == max(row["right"] for row in rows)
    assert np.isinf(figure.table.set_index("assumption").loc[consent.label, "output at p10 (years)"])


def test_tornado_draws_what_the_model_says(august: Context) -> None:
    output = "p_ceasefire"
    figure = build("tornado", august, output=output)
    for bar, (_, row) in zip(movers(august.results, ask(august.results, output)), figure.table.iterrows(), strict=True):
        item = august.dossier.assumption(bar.assumption)
        assert row["assumption"] == item.label
        band = august.results.bands[item.id]
        at = ask(august.results, output).response(august.results, {item.id: np.array([band.p10, band.p90])})
        assert [row["output at p10 (probability)"], row["output at p90 (probability)"]] == pytest.approx(list(at))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tornado_draws_both_ends_from_the_base(mode: Any) -> None:
    chart = drawn(mode)
    spec = chart.to_dict()
    low, high, ghost = marks(chart, "bar")
    assert (ghost["encoding"]["x"]["field"], ghost["encoding"]["x2"]["field"]) == ("source_low", "source_high")
    assert {low["encoding"]["x2"]["field"], high["encoding"]["x2"]["field"]} == {"base"}
    assert low["mark"]["size"] > high["mark"]["size"], "where both ends lie on one side, neither hides the other"
    assert low["encoding"]["color"]["scale"]["domain"] == [LOW, HIGH]
    assert low["encoding"]["y"]["scale"]["domain"] == ["a", "b"]
    assert spec["width"] == "container"
    assert spec["autosize"]["type"] == "fit-x"
    assert spec["description"] == "words"
    assert spec["config"]["background"] == palette(mode).background


def test_tornado_names_no_impossible_value() -> None:
    axis = marks(drawn(), "bar")[0]["encoding"]["x"]["axis"]
    assert min(axis["values"]) >= 0
    assert axis["format"] == "~%"


def test_tornado_words_of_a_side_that_is_not_moved_stay_on_the_base() -> None:
    chart = drawn(bars=[replace(bar, at_p10=0.4) for bar in BARS])
    rows = next(iter(chart.to_dict()["datasets"].values()))
    assert all(row["left"] <= 0.4 <= row["right"] for row in rows if "left" in row)


def test_rows_show_their_basis_by_shape() -> None:
    shape = next(layer["encoding"]["shape"] for layer in drawn().to_dict()["layer"] if "shape" in layer["encoding"])
    assert shape["field"] == "basis"
    assert shape["scale"]["domain"] == list(BASIS)
    assert shape["legend"]["orient"] == "bottom"


def test_output_is_chosen_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "tornado.csv"
    dossier = str(ROOT / "tests/dossiers/river")
    assert main(["export", "tornado", "--dossier", dossier, "--output", "years_to_pact", "-o", str(file)]) == 0
    assert "output now (years)" in file.read_text()


def test_rows_and_axis_stay_while_a_slider_moves(august: Context) -> None:
    moved = context(august.dossier, alignment=90, us_leverage=90)
    here, there = (build("tornado", item) for item in (august, moved))
    assert list(there.table["assumption"])[: len(here.table)] == list(here.table["assumption"])
    domains = [marks(item.chart, "bar")[1]["encoding"]["x"]["scale"]["domain"] for item in (here, there)]
    assert domains[0] == domains[1]


def test_rows_are_ranked_anew_where_one_asks_for_it(august: Context) -> None:
    moved = context(august.dossier, alignment=90)
    table = build("tornado", moved, order="now").table
    swing = (table["output at p90 (probability)"] - table["output at p10 (probability)"]).abs()
    assert swing.is_monotonic_decreasing


def test_a_ghost_stands_where_the_source_does(august: Context) -> None:
    def ghosts(here: Context) -> list[dict[str, Any]]:
        rows = [row for data in build("tornado", here).chart.to_dict()["datasets"].values() for row in data]
        return [row for row in rows if row.get("source_low") is not None]

    assert not ghosts(august)
    before = {bar.assumption: bar for bar in movers(august.results, ask(august.results, "p_meeting_held"))}
    for row in ghosts(context(august.dossier, alignment=70)):
        bar = before[row["key"]]
        assert row["source_low"] == pytest.approx(min(bar.at_p10, bar.at_p90))
        assert row["source_high"] == pytest.approx(max(bar.at_p10, bar.at_p90))
