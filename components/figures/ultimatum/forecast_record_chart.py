"""Forecasts month by month with what came of them, and how often what was given some chance came true."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import altair as alt
import pandas as pd

from components import wording
from components.drawing.data import frame
from components.drawing.layers import finished, with_rows
from components.drawing.marks import hint
from components.drawing.scales import REFERENCE, categories, date_format, number_format, pixels_y, time_x
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANE: Final = 118
_PLOT: Final = 74
"""Height of a question's lane, and of the part of it that is the scale from 0 to 100 %, in pixels."""
_HEAD: Final = 30
CAME: Final = "came true"
CAME_NOT: Final = "did not come"
OPEN: Final = "still open"
_SHAPES: Final = {CAME: "circle", CAME_NOT: "cross", OPEN: "diamond"}
_SQUARE: Final = 320


@dataclass(frozen=True, slots=True)
class Made:
    """A forecast: its lane, from 0, the day, the chance, 0–1, and the base rate's, what came, and all in words."""

    lane: int
    date: dt.date
    chance: float
    base: float | None
    outcome: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A question and its score in words."""

    head: str
    score: str


@dataclass(frozen=True, slots=True)
class Share:
    """Forecasts of like chance: their mean, how many of them came true, 0–1, their number, and all in words."""

    mean: float
    came: float
    count: int
    text: str
    tooltip: str


def months_chart(
    made: Sequence[Made],
    lanes: Sequence[Lane],
    *,
    window: tuple[dt.date, dt.date],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the forecasts by the month in which they were made.

    Parameters
    ----------
    made : sequence of Made
        In order of their dates.
    lanes : sequence of Lane
        Questions from top to bottom.
    window : tuple of date
        First and last day of the axis.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    height = _LANE * len(lanes)
    x = time_x("date", window, label_format=date_format(window))

    def place(item: Made, chance: float | None) -> float | None:
        return None if chance is None else _LANE * item.lane + _HEAD + _PLOT * (1 - chance)

    data = frame(
        Made, made, y=[place(item, item.chance) for item in made], base_y=[place(item, item.base) for item in made]
    )
    at = alt.Chart(data).encode(x=x, detail="lane:N")
    y = pixels_y("y", height)
    shape = alt.Shape(
        "outcome:N",
        scale=categories(_SHAPES),
        legend=alt.Legend(orient="top", title=None, symbolFillColor=colours.accent, symbolStrokeColor=colours.accent),
    )
    layers = [
        *_frames(lanes, height, mode),
        at.mark_line(color=colours.muted, strokeDash=REFERENCE, strokeWidth=1.4, aria=False).encode(
            y=pixels_y("base_y", height)
        ),
        at.mark_line(color=colours.accent, strokeWidth=1.6, aria=False).encode(y=y),
        at.mark_point(filled=True, size=80, color=colours.accent, opacity=1).encode(y=y, shape=shape, tooltip=hint()),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description)


def _frames(lanes: Sequence[Lane], height: float, mode: Mode) -> list[alt.Chart]:
    """Return each lane's lines at 0, 50 and 100 %, and its words."""
    colours = palette(mode)
    data = frame(Lane, lanes, y=[_LANE * number + 4 for number in range(len(lanes))])
    lines = [
        {"y": _LANE * number + _HEAD + _PLOT * (1 - share), "label": wording.share(share)}
        for number in range(len(lanes))
        for share in (0, 0.5, 1)
    ]
    ruled = alt.Chart(pd.DataFrame(lines)).encode(y=pixels_y("y", height))
    heads = alt.Chart(data).encode(y=pixels_y("y", height))
    return [
        ruled.mark_rule(color=colours.grid, aria=False),
        ruled.mark_text(align="right", baseline="middle", dx=-6, fontSize=11, color=colours.muted, aria=False).encode(
            x=alt.value(0), text="label:N"
        ),
        at_left(heads, "head:N", baseline="top", fontWeight=600, color=colours.ink, limit="width * 0.5"),
        heads.mark_text(
            align="right", baseline="top", color=colours.muted, fontSize=11, limit=alt.ExprRef("width * 0.5")
        ).encode(x=alt.value("width"), text="score:N"),
    ]


def calibration_chart(shares: Sequence[Share], *, mode: Mode, description: str) -> alt.LayerChart:
    """Return how often forecasts of like chance came true; on the line they would be calibrated.

    Parameters
    ----------
    shares : sequence of Share
        From the lowest chance to the highest.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    axis = alt.Axis(format=number_format(percent=True), tickCount=5)
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("mean:Q", title="chance given, mean of the band", scale=scale, axis=axis)
    y = alt.Y("came:Q", title="came true", scale=scale, axis=axis)
    at = alt.Chart(frame(Share, shares)).encode(x=x, y=y)
    line = alt.Chart(pd.DataFrame({"mean": [0, 1], "came": [0, 1]})).encode(x=x, y=y)
    size = alt.Size("count:Q", legend=None, scale=alt.Scale(domain=[0, 40], range=[40, 700]))
    layers = [
        line.mark_line(color=colours.muted, strokeDash=REFERENCE, strokeWidth=1.2, aria=False),
        at.mark_point(filled=True, color=colours.accent, opacity=0.85).encode(size=size, tooltip=hint()),
        at.mark_text(align="left", baseline="middle", dx=16, dy=-8, color=colours.ink, fontSize=11).encode(
            text="text:N"
        ),
    ]
    return finished(layers, height=_SQUARE, mode=mode, description=description)
