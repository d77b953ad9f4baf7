"""Threshold and deal space: what would have to be true."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.dossier import load
from components.figures import Context, FigureError, build
from components.figures.assumptions.contour import contour
from components.figures.assumptions.options import assumption_of, pair_of, target_of
from components.figures.assumptions.space import classes_of
from components.figures.assumptions.words import (
    would_have_to,
)
from components.model.sensitivity import movers
from components.model.thresholds import DealSpace, threshold
from tests.figures.conftest import ROOT, context
from tests.model.build import ask


@pytest.mark.parametrize("output", ["p_concession_offered", "p_settlement", "years_to_settlement", "concession_depth"])
@pytest.mark.parametrize("target", ["10", "45"])
def test_threshold_words_hold_when_put_into_the_model(august: Context, output: str, target: str) -> None:
    """The direction told is the one in which the output really crosses the target."""
    goal = target_of(august, output, target)
    for item in august.dossier.assumptions:
        found = threshold(august.results, ask(august.results, output), item.id, goal)
        said = would_have_to(august, output, found)
        now = august.results.bands[item.id].mode
        above = float(ask(august.results, output).response(august.results, {item.id: np.array([now])})[0]) >= goal
        if found.value is None:
            assert ("Whatever" in said) == above
            assert said.startswith(("Whatever", "No value of"))
        elif found.value == pytest.approx(now):
            assert "stands at" in said
            assert ("is at least" in said) == found.rises
        else:
            assert ("stays at" in said) == above
            assert ("reaches" in said) == (not above)
            assert ("rises to" in said) == (found.value > now)


def test_threshold_refuses_impossible_targets(august: Context) -> None:
    for text, why in (("120", "between 0 and 100"), ("much", "write a number"), ("nan", "between 0 and 100")):
        with pytest.raises(FigureError, match=why):
            build("threshold", august, target=text)
    with pytest.raises(FigureError, match="write a number"):
        build("threshold", august, output="years_to_settlement", target="inf")


def test_deal_space_takes_the_two_strongest_movers(august: Context) -> None:
    horizon = august.dossier.header.horizon
    strongest = [
        bar.assumption
        for bar in movers(august.results, ask(august.results, "p_ceasefire"))
        if bar.assumption != horizon
    ]
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
    assert "No combination reaches 50 %." in figure.notes
    assert len(figure.table) == 25 * 25


@settings(max_examples=25, deadline=None)
@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-3, 3))
def test_contour_of_a_plane_lies_on_the_plane(a: float, b: float, level: float) -> None:
    x, y = np.linspace(0, 1, 7), np.linspace(0, 2, 5)
    surface = DealSpace("x", "y", x, y, a * x[None, :] + b * y[:, None])
    line = contour(surface, level)
    inside = surface.value.min() < level < surface.value.max()
    assert (len(line) > 0) >= inside
    for u, v in (("x", "y"), ("x2", "y2")):
        assert np.allclose(a * line[u] + b * line[v], level, atol=1e-9)


def test_contour_keeps_off_what_never_ends() -> None:
    value = np.array([[1.0, np.inf], [1.0, np.inf]])
    line = contour(DealSpace("x", "y", np.array([0.0, 1.0]), np.array([0.0, 1.0]), value), 5)
    assert line.to_dict("records") == [{"x": 0.5, "y": 0.0, "x2": 0.5, "y2": 1.0}]


def test_classes_hold_every_value_once() -> None:
    words = classes_of("probability", [])
    assert words.of(0.0) == words.names[0]
    assert words.of(0.55) == words.of(0.5499999999999999) == "likely (55–80 %)"
    assert words.of(1.0) == words.names[-1]
    assert classes_of("years", [1]).of(math.inf) == "50 or more"
    assert classes_of("index 0–100", []).of(100) == "80–100"
    assert len(classes_of("per year", [3.0, 3.0]).names) == 1
