from __future__ import annotations

from typing import Any

import pytest

from components.drawing import rows
from components.figures.actors.positions_chart import Outcome, Position, Scale, positions_chart

TOP, MEAN = rows.key("a", "Ruritania (veto)", "Rur."), rows.key("mean", "Mean")
OUTCOME = Outcome(MEAN, "Mean", "20", "band", 15.0, 25.0, low=15.0, high=25.0, point=20.0)


def drawn(scale: Scale, accepts: tuple[float, float] | tuple[None, None] = (0.0, 50.0)) -> dict[str, Any]:
    cell = Position(
        TOP, "a", "Ruritania", "ideal", 20.0, 10.0, 30.0, power=40.0, basis="inferred", lane=0, said="Ruritania 20",
        accepts_low=accepts[0], accepts_high=accepts[1],
    )  # fmt: skip
    chart = positions_chart(
        [cell], [OUTCOME], [], scale=scale, colours={"a": "#123456"}, mode="light", description="words"
    )
    return chart.to_dict()


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def data(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    return spec["datasets"][layer["data"]["name"]]


def test_position_and_band_share_the_issue_scale() -> None:
    spec = drawn(Scale("low", "high"))
    point = marks(spec, "point")[0]
    assert point["encoding"]["x"]["field"] == "position"
    assert point["encoding"]["x"]["scale"]["domain"] == [0, 100]
    assert point["encoding"]["shape"]["field"] == "basis"
    assert point["encoding"]["size"]["field"] == "power"
    assert point["encoding"]["color"]["scale"]["range"] == ["#123456"]
    band = next(layer for layer in marks(spec, "rule") if layer["encoding"].get("x2"))
    assert (band["encoding"]["x"]["field"], band["encoding"]["x2"]["field"]) == ("p10", "p90")


@pytest.mark.parametrize(("agreement", "gap", "shades"), [((20, 40), None, 1), (None, (20, 40), 1), (None, None, 0)])
def test_agreement_or_gap_is_shaded(agreement: Any, gap: Any, shades: int) -> None:
    spec = drawn(Scale("low", "high", agreement=agreement, gap=gap))
    assert len(marks(spec, "rect")) == shades
    for shade in marks(spec, "rect"):
        assert data(spec, shade) == [{"from": 20, "to": 40}]


def test_status_quo_is_dashed() -> None:
    with_it, without = (
        [rule for rule in marks(drawn(Scale("", "", status_quo=value)), "rule") if "strokeDash" in rule["mark"]]
        for value in (74, None)
    )
    assert (len(with_it), len(without)) == (1, 0)


def test_only_veto_players_have_a_bar_of_what_they_accept() -> None:
    without = drawn(Scale("", ""), accepts=(None, None))
    assert len(marks(drawn(Scale("", "")), "bar")) == len(marks(without, "bar")) + 1


def test_bars_of_results_stand_out_from_the_shade_of_an_agreement() -> None:
    spec = drawn(Scale("low", "high", agreement=(0, 100)))
    bar = next(bar for bar in marks(spec, "bar") if bar["encoding"].get("fill"))
    (shade,) = marks(spec, "rect")
    assert bar["mark"]["stroke"] not in bar["encoding"]["fill"]["scale"]["range"][1:]
    assert bar["mark"]["strokeWidth"] > 0
    assert spec["layer"].index(shade) < spec["layer"].index(bar)


def test_ends_are_in_the_issues_own_words() -> None:
    spec = drawn(Scale("it's open", "closed"))
    said = [row["wide"] for text in marks(spec, "text") for row in data(spec, text) if "wide" in row]
    assert said == ["←\u00a0it's open", "closed\u00a0→"]


def test_axes_and_legends_do_not_eat_into_the_rows() -> None:
    spec = drawn(Scale("", ""))
    assert spec["autosize"] == {"type": "fit-x", "contains": "padding"}
    assert spec["height"] == 90
