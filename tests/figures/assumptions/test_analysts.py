"""Several analysts side by side."""

from __future__ import annotations

import numpy as np
import pytest

from components.exports.pack import figure_names
from components.figures import Context, FigureError, build
from components.figures.assumptions.disputes import disputes
from components.figures.assumptions.together import FEW, MOST, together
from components.model import Scenario, evaluate
from components.model.entries import entries
from components.model.outputs import output_of
from components.model.pooled import pool
from tests.figures.conftest import context

TEXT = "Ada: us_leverage=80, alignment=20; Bo: us_leverage=20"
BOTH = pytest.mark.parametrize("name", ["analysts", "analysts_outcomes"])


def test_rows_are_what_is_disputed_and_stand_by_what_the_dispute_does(august: Context) -> None:
    rows = disputes(august, together(august, TEXT, "", "weights"), "p_ceasefire")
    assert {row.item.key for row in rows} == {"us_leverage", "alignment"}
    assert [row.moves for row in rows] == sorted((row.moves for row in rows), reverse=True)
    (leverage,) = [row for row in rows if row.item.key == "us_leverage"]
    assert leverage.stands == {"Ada": 80, "Bo": 20, "You": 35}
    asked = output_of(august.dossier, "p_ceasefire")
    wanted = asked.response(august.results, {"us_leverage": np.array([20.0, 80.0])})
    assert leverage.effect == pytest.approx(tuple(wanted))


def test_rows_stay_in_their_order_while_the_reader_moves(august: Context) -> None:
    moved = context(august.dossier, us_leverage=90, alignment=90)
    found = [disputes(here, together(here, TEXT, "", "weights"), "p_ceasefire") for here in (august, moved)]
    assert [row.item.key for row in found[0]] == [row.item.key for row in found[1]]


@pytest.mark.parametrize("how", ["weights", "quantiles"])
def test_the_pool_is_the_analysts_alone(august: Context, how: str) -> None:
    figure = build("analysts_outcomes", august, analysts=TEXT, weights="3~1", pool=how)
    found = together(august, TEXT, "3~1", how)
    draws = [results.draws["p_ceasefire"] for results in found.results.values()]
    wanted = pool(draws, [3, 1], how, chance=True)
    table = figure.table.set_index("who")
    row = table[table["output"] == august.dossier.node("p_ceasefire").label].loc["Pool"]
    assert tuple(row[["value", "p10", "p90"]]) == (wanted.value, wanted.p10, wanted.p90)
    moved = context(august.dossier, us_leverage=90)
    again = build("analysts_outcomes", moved, analysts=TEXT, weights="3~1", pool=how).table
    assert again[again["who"] == "Pool"].equals(figure.table[figure.table["who"] == "Pool"])


@BOTH
def test_without_analysts_it_says_what_to_do_and_no_brief_holds_it(august: Context, name: str) -> None:
    figure = build(name, august)
    assert figure.description == FEW
    assert figure.table.empty
    assert name not in figure_names(august)


@BOTH
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"analysts": "x" * 20_000}, "longer than 9000"),
        ({"analysts": TEXT, "weights": "1"}, "2 analysts need as many numbers"),
        ({"analysts": TEXT, "weights": "0~0"}, "not all 0"),
        ({"analysts": TEXT, "weights": "1~-1"}, "numbers from 0 up"),
        ({"analysts": TEXT, "weights": "1~nan"}, "numbers from 0 up"),
        ({"analysts": TEXT, "weights": "a~b"}, "write numbers such as 2~1"),
    ],
)
def test_what_cannot_be_read_is_refused(august: Context, name: str, options: dict[str, str], said: str) -> None:
    with pytest.raises(FigureError, match=said):
        build(name, august, **options)


@BOTH
def test_any_names_and_as_many_as_fit(august: Context, name: str) -> None:
    text = "; ".join(f"{who}: us_leverage={number}" for number, who in enumerate(["You", "Pool", "Source", *"abcd"]))
    figure = build(name, august, analysts=text)
    assert any(note.startswith("“d” was left out") for note in figure.notes)
    assert len(together(august, text, "", "weights").results) == MOST
    figure.chart.to_dict()


def test_all_who_agree_are_said_to(august: Context) -> None:
    assert build("analysts", august, analysts="Ada:; Bo:").description == (
        "All put every assumption and every number of an actor’s at the same value."
    )


def test_numbers_of_actors_are_disputed_too(august: Context) -> None:
    key = "kremlin.territory.position"
    start = august.results.source.band(key).p50
    found = together(august, f"Ada: {key}=40, us_leverage=80; Bo:", "", "weights")
    (row,) = [row for row in disputes(august, found, "p_ceasefire") if row.item.key == key]
    assert row.stands == {"Ada": 40, "Bo": start, "You": start}
    assert row.source == start
    asked = output_of(august.dossier, "p_ceasefire")
    moved = evaluate(august.dossier, Scenario(cells={key: 40}, draws=august.scenario.draws))
    assert row.effect == (asked.value(moved), asked.value(august.results))
    assert row.pooled == pool(
        [results.source.start[key] for results in found.results.values()], [1, 1], "weights", chance=False
    )
    assert row.item.said(40) == "40"


def test_an_expectation_that_only_one_states_has_no_row_but_is_told(august: Context) -> None:
    source = august.results.source.quantities
    key = next(key for key, entry in entries(august.dossier).items() if entry.quantity not in source)
    figure = build("analysts", august, analysts=f"Ada: {key}=40, us_leverage=80; Bo:")
    assert figure.table["what"].tolist() == [august.dossier.assumption("us_leverage").label]
    assert figure.notes[-1].startswith("Ada also adjusts: ")


def test_adjusted_cells_count_in_the_outcomes_and_are_told(august: Context) -> None:
    key = "kremlin.territory.position"
    figure = build("analysts_outcomes", august, analysts=f"Ada: {key}=40; Bo:")
    assert figure.notes[-1].startswith("Ada also adjusts: ")
    table = figure.table.set_index(["output", "who"])["value"]
    assert any(table[output, "Ada"] != table[output, "Bo"] for output in figure.table["output"].unique())
