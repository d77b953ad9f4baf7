from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from components.drawing import rows
from components.figures.actors.matrix_chart import matrix
from components.figures.actors.positions_chart import Issue, positions
from components.figures.actors.trades_chart import trades
from components.figures.actors.views_chart import bands

ENDS, TOP, MEAN = rows.key("ends", ""), rows.key("a", "Ruritania (veto)", "Rur."), rows.key("mean", "Mean")


def cells(**changes: Any) -> pd.DataFrame:
    row = {
        "row": TOP, "actor": "a", "name": "Ruritania", "kind": "ideal", "position": 20.0, "p10": 10.0, "p90": 30.0,
        "power": 40.0, "basis": "inferred", "basis_words": "inferred", "lane": 0,
        "said": "Ruritania 20", "accepts_low": 0.0, "accepts_high": 50.0,
    }  # fmt: skip
    return pd.DataFrame([row | changes])


OUTCOMES = pd.DataFrame(
    [
        {"row": MEAN, "style": "band", "low": 15.0, "high": 25.0, "point": 20.0}
        | {"words": "20", "start": 15.0, "end": 25.0}
    ]
)
ANCHORS = pd.DataFrame(columns=["row", "at", "words"])


def drawn(issue: Issue, frame: pd.DataFrame) -> dict[str, Any]:
    chart = positions(
        frame,
        OUTCOMES,
        ANCHORS,
        issue=issue,
        order=[ENDS, TOP, MEAN],
        colours={"a": "#123456"},
        mode="light",
        description="words",
    )
    return chart.to_dict()


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def data(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    return spec["datasets"][layer["data"]["name"]]


def test_position_and_band_share_the_issue_scale() -> None:
    spec = drawn(Issue("low", "high"), cells())
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
    spec = drawn(Issue("low", "high", agreement=agreement, gap=gap), cells())
    assert len(marks(spec, "rect")) == shades
    for shade in marks(spec, "rect"):
        assert data(spec, shade) == [{"from": 20, "to": 40}]


def test_status_quo_is_dashed() -> None:
    with_it, without = (
        [
            rule
            for rule in marks(drawn(Issue("", "", status_quo=value), cells()), "rule")
            if "strokeDash" in rule["mark"]
        ]
        for value in (74, None)
    )
    assert (len(with_it), len(without)) == (1, 0)


def test_only_veto_players_have_a_bar_of_what_they_accept() -> None:
    without = cells(accepts_low=float("nan"), accepts_high=float("nan"))
    assert len(marks(drawn(Issue("", ""), cells()), "bar")) == len(marks(drawn(Issue("", ""), without), "bar")) + 1


def test_bars_of_results_stand_out_from_the_shade_of_an_agreement() -> None:
    spec = drawn(Issue("low", "high", agreement=(0, 100)), cells())
    bar = next(bar for bar in marks(spec, "bar") if bar["encoding"].get("fill"))
    (shade,) = marks(spec, "rect")
    assert bar["mark"]["stroke"] not in bar["encoding"]["fill"]["scale"]["range"][1:]
    assert bar["mark"]["strokeWidth"] > 0
    assert spec["layer"].index(shade) < spec["layer"].index(bar)


def test_ends_are_in_the_issues_own_words() -> None:
    spec = drawn(Issue("it's open", "closed"), cells())
    said = [row["wide"] for text in marks(spec, "text") for row in data(spec, text) if "wide" in row]
    assert said == ["←\u00a0it's open", "closed\u00a0→"]


def test_axes_and_legends_do_not_eat_into_the_rows() -> None:
    spec = drawn(Issue("", ""), cells())
    assert spec["autosize"] == {"type": "fit-x", "contains": "padding"}
    assert spec["height"] == 90


def test_a_click_in_the_matrix_selects_the_issue() -> None:
    base = {"row": TOP, "issue": "toll", "actor_name": "A", "issue_name": "Toll", "said": "A, Toll"}
    column = rows.key("toll", "The\ntoll", "The toll")
    full = pd.DataFrame(
        [
            base
            | {"column": column, "position": 62.0, "short": "62", "words": "97 → 62", "power": 4.0}
            | {"basis": "stated", "basis_words": "stated"}
        ]
    )
    empty = pd.DataFrame([base | {"column": column, "why": "Not said."}])
    spec = matrix(full, empty, actors=[TOP], issues=[column], mode="dark", description="words").to_dict()
    (param,) = spec["params"]
    assert (param["name"], param["select"]["fields"]) == ("cell", ["issue"])
    blank, filled = marks(spec, "rect")
    assert "position" not in data(spec, blank)[0]
    assert filled["encoding"]["color"]["field"] == "position"


def test_harm_to_a_veto_player_stands_out() -> None:
    gains = pd.DataFrame(
        [
            {"row": TOP, "actor": "a", "name": "A", "role": "party", "gain": 3.0, "at": 3.0, "words": "+3.0"}
            | {"harmed": False},
            {"row": MEAN, "actor": "b", "name": "B", "role": "third party", "gain": -9.0, "at": 0.0, "words": "−9.0"}
            | {"harmed": True},
        ]
    )
    headings = pd.DataFrame([{"row": ENDS, "heading": "1. A gives way", "strong": True}])
    spec = trades(
        headings,
        gains,
        order=[ENDS, TOP, MEAN],
        colours={"a": "#111111", "b": "#222222"},
        mode="light",
        description="words",
    ).to_dict()
    (bar,) = marks(spec, "bar")
    low, high = bar["encoding"]["x"]["scale"]["domain"]
    assert low < -9 < 3 < high
    assert "harmed" in marks(spec, "text")[0]["mark"]["color"]["expr"]


def test_statements_without_a_size_are_words_without_an_axis() -> None:
    frame = pd.DataFrame(
        [
            {"row": TOP, "heading": "It helps", "strong": True, "low": None, "mode": None, "high": None}
            | {"words": "no size", "basis": "stated", "colour": "#111111", "intended": False, "outcome": None}
        ]
    ).astype({"low": float, "mode": float, "high": float, "outcome": float})
    spec = bands(frame, domain=(0, 1), title="share", mode="light", description="words").to_dict()
    assert not marks(spec, "point")
    assert marks(spec, "text")[1]["encoding"]["x"]["axis"] is None
    sized = bands(frame.fillna(0.5), domain=(0, 1), title="share", mode="light", description="words").to_dict()
    assert len(marks(sized, "point")) == 1
