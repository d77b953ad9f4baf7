"""An output along one assumption, with the value to reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt
import pandas as pd

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import GHOST, hint
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette
from components.figures.assumptions.marks_chart import RIM, Axis, Place, places

HEIGHT = 340


@dataclass(frozen=True, slots=True)
class Point:
    """The assumption's value, the output there, and both in words."""

    x: float
    y: float
    tooltip: str


def threshold_chart(
    curve: Sequence[Point],
    named: Sequence[Place],
    *,
    ghost: Sequence[tuple[float, float]],
    across: Axis,
    up: Axis,
    band: tuple[float, float],
    band_text: str,
    target: float,
    target_text: str,
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the curve with the places to name.

    Parameters
    ----------
    curve : sequence of Point
        The assumption over its range.
    named : sequence of Place
        Where the output stands, and where it crosses the target.
    ghost : sequence of (float, float)
        The curve at the source's values; empty where nothing was changed.
    across, up : Axis
        Of the assumption and of the output.
    band : tuple of float
        The source's band of the assumption.
    band_text : str
        Words over the band.
    target : float
        Value to reach, drawn where it lies on the axis.
    target_text : str
        Words at the target.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    x = alt.X("x:Q", scale=across.scale, axis=across.drawn(grid=False))
    y = alt.Y("y:Q", scale=up.scale, axis=up.drawn(title=None, tickCount=5))
    side, edge = _beside(band, across)
    span = alt.Chart(pd.DataFrame({"x": [band[0]], "x2": [band[1]], "text": [band_text], "edge": [edge]}))
    shade = span.mark_rect(aria=False, color=colours.band_wide).encode(x=alt.X("x:Q", scale=across.scale), x2="x2:Q")
    said = span.mark_text(baseline="bottom", dy=-5, fontSize=11, color=colours.muted, align=side).encode(
        x=alt.X("edge:Q"), y=alt.value(0), text="text:N"
    )
    line = alt.Chart(frame(Point, curve)).mark_line(aria=False, strokeWidth=2.5).encode(x=x, y=y, tooltip=hint())
    level = alt.Chart(pd.DataFrame({"y": [target], "text": [target_text]})).encode(y="y:Q")
    goal = level.mark_rule(aria=False, color=colours.warn, strokeWidth=1.5, strokeDash=[6, 3])
    # Away from where the curve crosses it.
    crossed_left = any(place.kind == "crossing" and across.share(place.x) < 0.3 for place in named)
    words = haloed(
        level.encode(x=alt.value("width" if crossed_left else 0), text="text:N"),
        mode=mode,
        width=RIM,
        colour=colours.warn,
        align="right" if crossed_left else "left",
        baseline="bottom",
        dx=-4 if crossed_left else 4,
        dy=-3,
        fontWeight=600,
    )
    before = pd.DataFrame(ghost, columns=["x", "y"]).astype(float)
    grey = alt.Chart(before).mark_line(**GHOST, color=colours.muted).encode(x=x, y=y)
    label = alt.Chart(before.tail(1).assign(text="source")).mark_text(
        align="right", baseline="bottom", dy=-4, fontSize=11, color=colours.muted
    )
    layers = [
        shade,
        said,
        grey,
        label.encode(x=x, y=y, text="text:N"),
        line,
        goal,
        *words,
        *places(named, x, y, across=across, mode=mode),
    ]
    return finished(layers, height=HEIGHT, mode=mode, description=description)


def _beside(band: tuple[float, float], axis: Axis) -> tuple[Literal["left", "center", "right"], float]:
    """Return how the words over a band are set and where, so that they stay inside the plot."""
    low, high = band
    middle = (low + high) / 2
    place = axis.share(middle)
    if place < 0.25:
        return "left", low
    return ("right", high) if place > 0.75 else ("center", middle)
