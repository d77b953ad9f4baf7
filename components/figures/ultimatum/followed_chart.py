"""Assumptions by date, one lane each: the middle value in steps, its band, and values that the record dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished, with_rows
from components.drawing.marks import hint
from components.drawing.scales import date_format, pixels_y, time_x
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANE: Final = 84
_PLOT: Final = 46
"""Height of a lane, and of the part of it that is its scale, in pixels."""
_HEAD: Final = 24


@dataclass(frozen=True, slots=True)
class Step:
    """The band from a date on, as shares of its lane's own scale; lanes count from 0."""

    lane: int
    date: dt.date
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that the record dates, as a share of its lane's scale, and why."""

    lane: int
    date: dt.date
    p50: float
    tooltip: str


@dataclass(frozen=True, slots=True)
class Lane:
    """An assumption: its name, and what it went from and to."""

    head: str
    detail: str


def followed_chart(
    steps: Sequence[Step],
    marks: Sequence[Mark],
    lanes: Sequence[Lane],
    *,
    window: tuple[dt.date, dt.date],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the assumptions' steps.

    Parameters
    ----------
    steps : sequence of Step
        By lane and date; a band holds until the next.
    marks : sequence of Mark
        Dated values.
    lanes : sequence of Lane
        From top to bottom.
    window : tuple of date
        First and last day of the axis.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    height = _LANE * len(lanes)

    def place(lane: int, share: float) -> float:
        return _LANE * lane + _HEAD + _PLOT * (1 - share)

    edges = {edge: [place(step.lane, getattr(step, edge)) for step in steps] for edge in ("p10", "p50", "p90")}
    data = frame(Step, steps, low=edges["p10"], mid=edges["p50"], high=edges["p90"])
    dated = frame(Mark, marks, y=[place(mark.lane, mark.p50) for mark in marks])
    at = alt.Chart(data).encode(x=time_x("date", window, label_format=date_format(window)), detail="lane:N")
    words = frame(Lane, lanes, y=[_LANE * number + 2 for number in range(len(lanes))])
    named = alt.Chart(words).encode(y=pixels_y("y", height))
    room = alt.ExprRef("width * 0.5")
    layers = [
        at.mark_area(interpolate="step-after", color=colours.band, opacity=0.6, aria=False).encode(
            y=pixels_y("low", height), y2="high:Q"
        ),
        at.mark_line(interpolate="step-after", color=colours.accent, strokeWidth=2, aria=False).encode(
            y=pixels_y("mid", height)
        ),
        alt.Chart(dated)
        .mark_point(filled=True, shape="triangle-up", size=70, color=colours.warn, opacity=1)
        .encode(x="date:T", y=pixels_y("y", height), tooltip=hint()),
        at_left(named, "head:N", baseline="top", fontWeight=600, color=colours.ink, limit="width * 0.5"),
        named.mark_text(align="right", baseline="top", color=colours.muted, fontSize=11, limit=room).encode(
            x=alt.value("width"), text="detail:N"
        ),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description)
