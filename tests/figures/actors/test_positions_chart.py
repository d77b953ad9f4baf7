from __future__ import annotations

from typing import Any

import pytest

from components.drawing import rows
from components.figures.actors.positions_actors_chart import Ideal, Limit
from components.figures.actors.positions_chart import Scale, positions_chart
from components.figures.actors.positions_scale_chart import Outcome, Reference

TOP, ALL = rows.key("a", "Ruritania (veto)", "Rur."), rows.key("all", "All")
WANTS = Ideal(TOP, "a", "Ruritania", 20.0, 10.0, 30.0, 40.0, "inferred", "wants 20", "Ruritania: wants 20")
OUTCOME = Outcome(ALL, "All", "0–50", "0–50", "what all accept", 0.0, 50.0, low=0.0, high=50.0)


def limit(expects: float | None = 45.0, source: float | None = None) -> Limit:
    return Limit(
        TOP, "a", "Ruritania", 20.0, 50.0, 40.0, 60.0, 0.0, 50.0, expects, source,
        "accepts up to 50", "up to 50", "said",
    )  # fmt: skip


def drawn(scale: Scale, limits: tuple[Limit, ...] = (limit(),), marked: tuple[Reference, ...] = ()) -> dict[str, Any]:
    chart = positions_chart(
        [WANTS], limits, [OUTCOME], marked, scale=scale, colours={"a": "#123456"}, mode="light", description="words"
    )
    return chart.to_dict()


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def data(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    return spec["datasets"][layer["data"]["name"]]


def on(layers: list[dict[str, Any]], field: str) -> list[dict[str, Any]]:
    return [layer for layer in layers if layer["encoding"].get("x", {}).get("field") == field]


def test_what_is_wanted_stands_on_the_issues_scale() -> None:
    (point,) = on(marks(drawn(Scale("low", "high")), "point"), "position")
    assert point["encoding"]["x"]["scale"]["domain"] == [0, 100]
    assert point["encoding"]["shape"]["field"] == "basis"
    assert point["encoding"]["color"]["scale"]["range"] == ["#123456"]


def test_a_bar_runs_from_what_is_wanted_to_the_furthest_accepted() -> None:
    (bar,) = on(marks(drawn(Scale("", "")), "bar"), "position")
    assert bar["encoding"]["x2"]["field"] == "limit"


def test_both_ends_have_a_band_of_their_own_in_lanes_apart() -> None:
    bands = on(marks(drawn(Scale("", "")), "rule"), "p10")
    assert [band["encoding"]["x2"]["field"] for band in bands] == ["p90", "p90"]
    lanes = [band["mark"]["yOffset"] for band in bands]
    assert lanes[0] == -lanes[1]


@pytest.mark.parametrize(("agreement", "gap", "shades"), [((20, 40), None, 1), (None, (20, 40), 1), (None, None, 0)])
def test_agreement_or_gap_is_shaded(agreement: Any, gap: Any, shades: int) -> None:
    spec = drawn(Scale("low", "high", agreement=agreement, gap=gap))
    assert len(marks(spec, "rect")) == shades
    for shade in marks(spec, "rect"):
        assert data(spec, shade) == [{"from": 20, "to": 40}]


def test_options_and_the_status_quo_are_ruled_and_anchors_are_not() -> None:
    marked = tuple(Reference(kind, at, kind, kind) for at, kind in ((10, "option"), (20, "status quo"), (30, "anchor")))
    spec = drawn(Scale("", ""), marked=marked)
    rules = on(marks(spec, "rule"), "at")
    assert [[row["kind"] for row in data(spec, rule)] for rule in rules] == [["option"], ["status quo"]]
    assert [rule["mark"]["strokeDash"] for rule in rules] == [[1, 0], [4, 3]]


def test_what_is_not_known_is_not_drawn() -> None:
    spec = drawn(Scale("", ""), limits=())
    assert not on(marks(spec, "bar"), "position")
    assert len(on(marks(spec, "rule"), "p10")) == 1
    spec = drawn(Scale("", ""), limits=(limit(expects=None),))
    assert not on(marks(spec, "point"), "expects")
    assert on(marks(drawn(Scale("", "")), "point"), "expects")


def test_the_sources_place_is_drawn_once_something_is_changed() -> None:
    assert not on(marks(drawn(Scale("", "")), "tick"), "source")
    assert on(marks(drawn(Scale("", ""), limits=(limit(source=47.0),)), "tick"), "source")


def test_ends_are_in_the_issues_own_words() -> None:
    spec = drawn(Scale("it's open", "closed"))
    said = [row["wide"] for text in marks(spec, "text") for row in data(spec, text) if "wide" in row]
    assert said == ["←\u00a0it's open", "closed\u00a0→"]


def test_long_words_of_an_end_keep_clear_of_the_legend() -> None:
    spec = drawn(Scale("one of many words " * 12, "another of many words " * 12))
    found = [row for text in marks(spec, "text") for row in data(spec, text) if "wide" in row]
    assert all(len(row["wide"].split("\n")) <= 3 and len(row["narrow"].split("\n")) <= 5 for row in found)
    assert found[0]["wide"].startswith("←")
    assert found[1]["wide"].endswith("…\u00a0→")


def test_axes_and_legends_do_not_eat_into_the_rows() -> None:
    spec = drawn(Scale("", ""))
    assert spec["autosize"] == {"type": "fit-x", "contains": "padding"}
    assert spec["height"] == 108
