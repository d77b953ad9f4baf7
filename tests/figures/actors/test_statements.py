"""What actors want, how they see one another, and who pulls on them."""

from __future__ import annotations

import json
from typing import Any

from components.figures import Context, build
from components.figures.actors.statements_chart import Statement, statements_chart
from tests.figures.conftest import context


def test_poles_stay_apart_and_name_their_holder(august: Context) -> None:
    for tension in august.dossier.perceptions.tensions:
        figure = build("leverage_poles", august, tension=tension.id)
        assert len(figure.table) == len(tension.poles)
        for pole in tension.poles:
            assert pole.holder in figure.description
            assert pole.text in figure.description


def test_what_is_only_intended_is_marked(august: Context) -> None:
    figure = build("perceptions", august)
    marked = figure.table["intended"].str.startswith("yes")
    assert marked.sum() == 2
    assert "wants White House to see" in json.dumps(figure.chart.to_dict())
    assert "years" in set(figure.table["unit"])


def test_the_ladder_climbs_from_the_floor(august: Context) -> None:
    figure = build("goals_ladder", august)
    assert list(figure.table["rung"]) == [4, 3, 2, 1]
    assert figure.description.index("No further NATO") < figure.description.index("security architecture")


def test_each_side_pulls_the_harder_the_further_its_assumption(august: Context) -> None:
    column = "pull (share of the assumption's range)"
    before = build("domestic_pull", august).table.set_index("actor")[column]
    harder = build("domestic_pull", context(august.dossier, base_exit_pressure=90)).table.set_index("actor")[column]
    assert harder["Trump's base"] > before["Trump's base"]
    assert harder["Congr. faction"] == before["Congr. faction"]


def test_statements_without_a_size_are_words_without_an_axis() -> None:
    bare = drawn(Statement("a", "It helps", "no size", "stated", "#111111"))
    assert not marks(bare, "point")
    assert marks(bare, "text")[1]["encoding"]["x"]["axis"] is None
    sized = drawn(Statement("a", "It helps", "0.5 (0.4–0.6)", "stated", "#111111", 0.4, 0.5, 0.6))
    assert len(marks(sized, "point")) == 1
    assert "axis" not in marks(sized, "text")[1]["encoding"]["x"]


def drawn(statement: Statement) -> dict[str, Any]:
    chart = statements_chart([statement], domain=(0, 1), title="share", mode="light", description="words")
    return chart.to_dict()


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]
