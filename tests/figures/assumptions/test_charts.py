from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.drawing.theme import BASIS, palette
from components.figures.assumptions import weight_chart as charts
from components.figures.assumptions.causal_map_chart import SIGNS, causal_map
from components.figures.assumptions.marks_chart import statement
from components.figures.assumptions.sets_chart import row_key, saved_sets
from components.figures.assumptions.space_chart import deal_space, threshold

BARS = pd.DataFrame(
    [
        {
            "assumption": key, "basis": basis, "heading": f"{key} long", "heading_narrow": key, "at_low": low,
            "at_high": high, "left_text": "l", "right_text": "r", "tooltip": f"{key} told",
        }
        for key, basis, low, high in (("a", "stated", 0.2, 0.6), ("b", "inferred", 0.5, 0.3))
    ]
)  # fmt: skip


def layers(chart: Any) -> list[dict[str, Any]]:
    return chart.to_dict()["layer"]


def marks(chart: Any, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in layers(chart) if layer["mark"]["type"] == kind]


def tornado(mode: Any = "light") -> Any:
    return charts.tornado(
        BARS,
        base=0.4,
        now="now 40 %",
        domain=(-0.1, 0.7),
        natural=(0, 1),
        percent=True,
        unit="probability",
        mode=mode,
        description="words",
    )


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tornado_draws_both_ends_from_the_base(mode: Any) -> None:
    chart = tornado(mode)
    spec = chart.to_dict()
    low, high = marks(chart, "bar")
    assert {low["encoding"]["x2"]["field"], high["encoding"]["x2"]["field"]} == {"base"}
    assert low["mark"]["size"] > high["mark"]["size"], "where both ends lie on one side, neither hides the other"
    assert low["encoding"]["color"]["scale"]["domain"] == [charts.LOW, charts.HIGH]
    assert low["encoding"]["y"]["scale"]["domain"] == ["a", "b"]
    assert spec["width"] == "container"
    assert spec["autosize"]["type"] == "fit-x"
    assert spec["description"] == "words"
    assert spec["config"]["background"] == palette(mode).background


def test_tornado_names_no_impossible_value() -> None:
    axis = marks(tornado(), "bar")[0]["encoding"]["x"]["axis"]
    assert min(axis["values"]) >= 0
    assert axis["format"] == "~%"


def test_tornado_words_of_a_side_that_is_not_moved_stay_on_the_base() -> None:
    frame = BARS.assign(at_low=0.4)
    chart = charts.tornado(
        frame, base=0.4, now="", domain=(0, 1), natural=(0, 1), percent=True, unit="", mode="light", description=""
    )
    rows = next(iter(chart.to_dict()["datasets"].values()))
    assert all(row["left"] <= 0.4 <= row["right"] for row in rows if "left" in row)


def test_rows_show_their_basis_by_shape() -> None:
    shape = next(layer["encoding"]["shape"] for layer in layers(tornado()) if "shape" in layer["encoding"])
    assert shape["field"] == "basis"
    assert shape["scale"]["domain"] == list(BASIS)
    assert shape["legend"]["orient"] == "bottom"


def test_sobol_draws_intervals_over_both_shares() -> None:
    frame = pd.DataFrame(
        [
            {
                "assumption": "a", "basis": "stated", "heading": "a", "heading_narrow": "a", "first": 0.4,
                "first_low": 0.3, "first_high": 0.5, "total": 0.6, "total_low": 0.5, "total_high": 0.7, "tooltip": "t",
            }
        ]
    )  # fmt: skip
    chart = charts.sobol(frame, mode="light", description="d")
    assert [layer["encoding"]["x"]["field"] for layer in marks(chart, "bar")] == ["first", "total"]
    spans = {(layer["encoding"]["x"]["field"], layer["encoding"]["x2"]["field"]) for layer in marks(chart, "rule")}
    assert spans == {("first_low", "first_high"), ("total_low", "total_high")}


def curve(target: float, band: tuple[float, float] = (2, 8)) -> Any:
    points = pd.DataFrame({"x": np.linspace(0, 10, 5), "y": np.linspace(0, 1, 5), "tooltip": "t"})
    named = pd.DataFrame([{"x": 5, "y": 0.5, "text": "now", "kind": "now", "side": "left"}])
    return threshold(
        points,
        named,
        band=band,
        band_text="band",
        target=target,
        target_text="goal",
        domain=(0, 1),
        titles=("x", "y"),
        percent=(False, True),
        mode="light",
        description="d",
    )


def test_threshold_shows_band_curve_and_target() -> None:
    chart = curve(0.5)
    assert marks(chart, "rect")[0]["encoding"]["x2"]["field"] == "x2"
    assert marks(chart, "line")[0]["encoding"]["x"]["scale"]["domain"] == [0, 10]
    assert marks(chart, "rule")[0]["encoding"]["y"]["field"] == "y"


@pytest.mark.parametrize(("band", "align"), [((0, 1), "left"), ((4, 6), "center"), ((9, 10), "right")])
def test_words_of_a_band_at_the_edge_stay_inside(band: tuple[float, float], align: str) -> None:
    assert next(layer["mark"]["align"] for layer in marks(curve(0.5, band), "text")) == align


def test_deal_space_has_a_cell_a_point_and_names_the_line_once() -> None:
    cells = pd.DataFrame(
        [
            {"x": x, "x2": x + 1, "y": y, "y2": y + 1, "part": "low" if x else "high", "tooltip": "t"}
            for x in range(3)
            for y in range(3)
        ]
    )
    line = pd.DataFrame([{"x": 0.0, "y": 1.0, "x2": 1.0, "y2": 1.0}, {"x": 1.0, "y": 1.0, "x2": 2.0, "y2": 1.5}])
    here = pd.DataFrame([{"x": 1, "y": 1, "text": "now", "kind": "now", "side": "left"}])

    def drawn(pieces: pd.DataFrame, text: str) -> Any:
        return deal_space(
            cells,
            pieces,
            here,
            classes=["low", "middle", "high"],
            line_text=text,
            titles=("x", "y"),
            percent=(False, False),
            mode="dark",
            description="d",
        )

    chart = drawn(line, "50 %")
    tiles = marks(chart, "rect")[0]
    assert tiles["encoding"]["color"]["scale"]["domain"] == ["low", "middle", "high"]
    assert tiles["encoding"]["color"]["legend"]["values"] == ["low", "high"], "no legend for what does not occur"
    assert len(marks(chart, "text")) == len(marks(drawn(line.iloc[:0], ""), "text")) + 2


NODES = pd.DataFrame(
    [
        {
            "key": key,
            "label": key,
            "tooltip": key,
            "role": role,
            "basis": basis,
            "depth": deep,
            "height": high,
            "line": n,
        }
        for n, (key, role, basis, deep, high) in enumerate(
            [
                ("a", "assumption", "stated", 0, 0.25),
                ("b", "assumption", "inferred", 0, 0.75),
                ("c", "output", "", 1, 0.5),
            ]
        )
    ]
).assign(label=lambda frame: frame["key"], tooltip="told")
EDGES = pd.DataFrame(
    [
        {"parent": "a", "child": "c", "sign": SIGNS[1], "basis": "stated", "tooltip": "a raises c"},
        {"parent": "b", "child": "c", "sign": SIGNS[-1], "basis": "", "tooltip": "b lowers c"},
    ]
)


def test_map_leads_every_edge_from_parent_to_child() -> None:
    spec = causal_map(NODES, EDGES, mode="light", description="d").to_dict()
    points = pd.DataFrame(next(rows for rows in spec["datasets"].values() if "edge" in rows[0]))
    for number, edge in EDGES.iterrows():
        run = points[points["edge"] == number].sort_values("step")
        parent, child = (NODES.set_index("key").loc[edge[end]] for end in ("parent", "child"))
        assert run["depth"].iloc[[0, -1]].tolist() == [parent["depth"], child["depth"]]
        assert run["height"].iloc[[0, -1]].tolist() == [parent["height"], child["height"]]
        assert run["bulge"].iloc[[0, -1]].abs().max() == 0, "in the list an arc begins and ends at the spine"
        assert run["bulge"].max() > 0


def test_map_tells_signs_by_dash_and_colour() -> None:
    line = marks(causal_map(NODES, EDGES, mode="dark", description="d"), "line")[0]["encoding"]
    assert line["color"]["scale"]["domain"] == line["strokeDash"]["scale"]["domain"] == list(SIGNS.values())
    assert len({tuple(dash) for dash in line["strokeDash"]["scale"]["range"]}) == len(SIGNS)


def test_map_gives_every_node_a_line() -> None:
    chart = causal_map(NODES, EDGES, mode="light", description="d").to_dict()
    assert chart["height"] >= 19 * len(NODES)


def test_sets_stand_below_the_heading_of_their_output() -> None:
    values = pd.DataFrame(
        [
            {"row": row_key(output, name), "point": 0.5, "p10": 0.4, "p90": 0.6, "text": "50 %", "tooltip": "t"}
            for output in ("p", "q")
            for name in ("A|B", "C")
        ]
    )
    heads = pd.DataFrame([{"row": row_key(key), "heading": key, "heading_narrow": key} for key in ("p", "q")])
    spec = saved_sets(values, heads, mode="light", description="d").to_dict()
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == ["p|", "p|A/B", "p|C", "q|", "q|A/B", "q|C"]


def test_statement_says_why() -> None:
    spec = statement("Nothing moves.", mode="light", description="d").to_dict()
    assert next(iter(spec["datasets"].values())) == [{"text": "Nothing moves."}]
