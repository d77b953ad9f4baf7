"""Deal space: an output over two assumptions, and the line through it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.dossier import load
from components.figures import Context, FigureError, build
from components.figures.assumptions.deal_space import classes_of, contour
from components.figures.assumptions.deal_space_chart import Cell, Piece, deal_space_chart
from components.figures.assumptions.marks_chart import Axis, Place
from components.figures.assumptions.options import assumption_of, pair_of
from components.model.outputs import outputs
from components.model.sensitivity import movers
from components.model.thresholds import DealSpace
from tests.figures.assumptions.drawn import marks
from tests.figures.conftest import ROOT, context
from tests.model.build import ask


def test_deal_space_takes_the_two_strongest_movers(august: Context) -> None:
    strongest = [bar.assumption for bar in movers(august.results, ask(august.results, "p_ceasefire"))]
    assert august.dossier.header.horizon not in strongest, "a choice of the reader's is no uncertainty"
    assert pair_of(august, "p_ceasefire", "strongest", "second") == tuple(strongest[:2])
    assert assumption_of(august, "p_ceasefire", "strongest") == strongest[0]
    assert pair_of(august, "p_ceasefire", "strongest", strongest[0]) == (strongest[1], strongest[0])
    assert pair_of(august, "p_ceasefire", strongest[1], "second") == (strongest[1], strongest[0])


def test_deal_space_needs_two_different_assumptions(river: Context) -> None:
    with pytest.raises(FigureError, match="two different"):
        build("deal_space", river, x="pact_required", y="pact_required")
    minimal = load(ROOT / "tests" / "dossiers" / "minimal")
    alone = minimal.model_copy(update={"assumptions": river.dossier.assumptions[:1]})
    with pytest.raises(FigureError, match="has one"):
        build("deal_space", context(alone))


def test_deal_space_says_that_no_point_reaches_the_line(august: Context) -> None:
    figure = build("deal_space", august, output="p_settlement", x="trump_need_for_win", y="congress_pressure")
    assert "No combination reaches 50\u00a0%." in figure.notes
    assert len(figure.table) == 25 * 25


@settings(max_examples=25, deadline=None)
@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-3, 3))
def test_contour_of_a_plane_lies_on_the_plane(a: float, b: float, level: float) -> None:
    x, y = np.linspace(0, 1, 7), np.linspace(0, 2, 5)
    surface = DealSpace("x", "y", x, y, a * x[None, :] + b * y[:, None])
    line = contour(surface, level)
    inside = surface.value.min() < level < surface.value.max()
    assert (len(line) > 0) >= inside
    for piece in line:
        for u, v in ((piece.x, piece.y), (piece.x2, piece.y2)):
            assert a * u + b * v == pytest.approx(level, abs=1e-9)


def test_contour_keeps_off_what_never_ends() -> None:
    value = np.array([[1.0, np.inf], [1.0, np.inf]])
    line = contour(DealSpace("x", "y", np.array([0.0, 1.0]), np.array([0.0, 1.0]), value), 5)
    assert line == [Piece(0.5, 0.0, 0.5, 1.0)]


def test_classes_hold_every_value_once() -> None:
    words = classes_of("probability", [], "icd203")
    assert words.of(0.0) == words.names[0]
    assert words.of(0.55) == words.of(0.5499999999999999) == "likely (55–80\u00a0%)"
    assert words.of(1.0) == words.names[-1]
    small = classes_of("probability", [0.004, 0.03], "icd203")
    assert small.names == ("0–1\u00a0%", "1–2\u00a0%", "2–5\u00a0%"), "shades are kept for what occurs"
    assert [small.of(value) for value in (0.004, 0.01, 0.03)] == list(small.names)
    assert classes_of("probability", [0.985, 1.0], "icd203").of(1.0) == "99–100\u00a0%"
    assert classes_of("probability", [1.0], "icd203").of(1.0) == "99–100\u00a0%"
    assert classes_of("years", [1], "icd203").of(math.inf) == "50 or more"
    assert classes_of("index 0–100", [], "icd203").of(100) == "80–100"
    assert len(classes_of("per year", [3.0, 3.0], "icd203").names) == 1


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=20))
def test_classes_of_any_values_are_told_apart(values: list[float]) -> None:
    names = classes_of("per year", values, "icd203").names
    assert len(set(names)) == len(names)


def test_units_of_outputs_are_known(august: Context) -> None:
    for output in outputs(august.dossier).values():
        assert classes_of(output.unit, [0.0, 1.0], "icd203").of(0.5)


def test_deal_space_has_a_cell_a_point_and_names_the_line_once() -> None:
    cells = [Cell(x, x + 1, y, y + 1, "low" if x else "high", "t") for x in range(3) for y in range(3)]
    line = [Piece(0, 1, 1, 1), Piece(1, 1, 2, 1.5)]

    def drawn(pieces: list[Piece]) -> Any:
        return deal_space_chart(
            cells,
            pieces,
            [Place(1, 1, "now", "now")],
            across=Axis("x", 0, 3, percent=False),
            up=Axis("y", 0, 3, percent=False),
            classes=["low", "middle", "high"],
            line_text="50 %",
            mode="dark",
            description="d",
        )

    chart = drawn(line)
    tiles = marks(chart, "rect")[0]
    assert tiles["encoding"]["color"]["scale"]["domain"] == ["low", "middle", "high"]
    assert tiles["encoding"]["color"]["legend"]["values"] == ["low", "high"], "no legend for what does not occur"
    assert len(marks(chart, "text")) == len(marks(drawn([]), "text")) + 2
