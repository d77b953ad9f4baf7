"""Weights of hypotheses by date, with the events that moved them most."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing import room
from components.drawing.data import frame
from components.drawing.expressions import either
from components.drawing.layers import finished, with_rows
from components.drawing.marks import hint, series
from components.drawing.rows import LINE
from components.drawing.scales import REFERENCE, date_format, time_x, utc
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT: Final = 340
_LANE: Final = 0.075
"""Height of a line of an event's words, in units of the weight's axis."""
_LABEL_ROOM: Final = 130


@dataclass(frozen=True, slots=True)
class Point:
    """Share of a hypothesis from a date on, 0–1, and what it says."""

    hypothesis: str
    date: dt.date
    weight: float
    tooltip: str


@dataclass(frozen=True, slots=True)
class End:
    """A hypothesis as it stands now: its share, the source's, and both in short lines."""

    hypothesis: str
    date: dt.date
    weight: float
    source: float
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An event that moved the weights, when it became known, and what it did."""

    date: dt.date
    text: str
    tooltip: str


def hypotheses_chart(
    points: Sequence[Point],
    ends: Sequence[End],
    moved: Sequence[Moved],
    *,
    window: tuple[dt.date, dt.date],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the weights by date.

    Parameters
    ----------
    points : sequence of Point
        By hypothesis and date; a weight holds until the next.
    ends : sequence of End
        One a hypothesis, in their order.
    moved : sequence of Moved
        Events to name, oldest first.
    window : tuple of date
        First and last day of the axis.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    order = [end.hypothesis for end in ends]
    colour, dash = series("hypothesis:N", order, mode)
    top = 1 + _LANE * (len(moved) + 0.5)
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    y = alt.Y("weight:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=axis)
    x = time_x("date", window, label_format=date_format(window), room=_LABEL_ROOM)
    base = alt.Chart(frame(Point, points)).encode(x=x, y=y, color=colour)
    steps = base.mark_line(interpolate="step-after", strokeWidth=2.4, aria=False)
    layers = [
        *_events(moved, window, mode, top),
        steps.encode(strokeDash=dash),
        base.mark_point(filled=True, size=24, opacity=1).encode(tooltip=hint()),
        *_ends(ends, colour, top),
    ]
    return finished(with_rows(layers), height=_HEIGHT, mode=mode, description=description, shapes="independent")


def _events(moved: Sequence[Moved], window: tuple[dt.date, dt.date], mode: Mode, top: float) -> list[alt.Chart]:
    """Return the events as rules, each with its words on a line of its own above the weights."""
    colours = palette(mode)
    places = [top - _LANE * (number + 0.5) for number in range(len(moved))]
    first, last = (utc(day) for day in window)
    data = frame(Moved, moved, place=places, late=[(utc(item.date) - first) * 2 > last - first for item in moved])
    at = alt.Chart(data).encode(x="date:T", y=alt.Y("place:Q"))
    return [
        at.mark_rule(color=colours.muted, strokeWidth=1, strokeDash=REFERENCE).encode(y2=alt.datum(0)),
        *haloed(
            at.encode(text="text:N", tooltip=hint()),
            mode=mode,
            align=either("datum.late", "'right'", "'left'"),
            dx=either("datum.late", -5, 5),
            baseline="middle",
            colour=colours.ink,
            fontSize=11,
            limit=alt.ExprRef("width * 0.62"),
        ),
    ]


def _ends(ends: Sequence[End], colour: alt.Color, top: float) -> list[alt.Chart]:
    """Return the weights now, the source's as hollow marks beside them, and labels at the right that keep apart."""
    rising = sorted(ends, key=lambda end: end.weight)
    lines = 1 + max(end.text.count("\n") for end in ends)
    places = room.spread([end.weight / top for end in rising], (lines * LINE + 6) / _HEIGHT)
    at = alt.Chart(frame(End, rising, label_y=[place * top for place in places])).encode(x="date:T", color=colour)
    return [
        at.mark_point(filled=False, size=60, strokeWidth=1.4, xOffset=9, aria=False).encode(y="source:Q"),
        at.mark_text(
            align="left", lineBreak="\n", dx=20, dy=-LINE * (lines - 1) / 2, lineHeight=LINE, baseline="middle"
        ).encode(y="label_y:Q", text="text:N"),
    ]
