"""Threshold: what one assumption would have to be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from components.figures import Context, FigureError, build
from components.figures.assumptions.marks_chart import Axis, Place
from components.figures.assumptions.options import target_of
from components.figures.assumptions.threshold import would_have_to
from components.figures.assumptions.threshold_chart import Point, threshold_chart
from components.model.thresholds import threshold
from tests.figures.assumptions.drawn import marks
from tests.model.build import ask


@pytest.mark.parametrize("output", ["p_scaling_back", "p_settlement", "years_to_settlement", "kremlin_caution"])
@pytest.mark.parametrize("target", ["10", "45"])
def test_threshold_words_hold_when_put_into_the_model(august: Context, output: str, target: str) -> None:
    """The direction told is the one in which the output really crosses the target."""
    goal = target_of(august, output, target)
    for item in august.dossier.assumptions:
        found = threshold(august.results, ask(august.results, output), item.id, goal)
        said = would_have_to(august, output, found)
        now = august.results.bands[item.id].p50
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
            assert ("rises from" in said) == (found.value > now)


def test_threshold_refuses_impossible_targets(august: Context) -> None:
    for text, why in (("120", "between 0 and 100"), ("much", "write a number"), ("nan", "between 0 and 100")):
        with pytest.raises(FigureError, match=why):
            build("threshold", august, target=text)
    with pytest.raises(FigureError, match="write a number"):
        build("threshold", august, output="years_to_settlement", target="inf")


def curve(target: float, band: tuple[float, float] = (2, 8), *more: Place) -> Any:
    return threshold_chart(
        [Point(10 * share, share, "t") for share in np.linspace(0, 1, 5).tolist()],
        [Place(5, 0.5, "now", "now"), *more],
        ghost=[],
        across=Axis("x", 0, 10, percent=False),
        up=Axis("y", 0, 1, percent=True),
        band=band,
        band_text="band",
        target=target,
        target_text="goal",
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


@pytest.mark.parametrize(("crossing", "align"), [(1.0, "right"), (9.0, "left")])
def test_words_of_the_target_keep_off_its_crossing(crossing: float, align: str) -> None:
    chart = curve(0.1, (2, 8), Place(crossing, 0.1, "crossing", "at it"))
    words = [layer for layer in marks(chart, "text") if layer["encoding"]["y"].get("field") == "y"]
    goal = next(layer for layer in words if "value" in layer["encoding"]["x"])
    assert goal["mark"]["align"] == align
