"""Probabilities by date with their bands, and the dates that matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing import room
from components.drawing.data import frame
from components.drawing.layers import finished, with_rows
from components.drawing.marks import GHOST, hint, series
from components.drawing.rows import LINE
from components.drawing.scales import REFERENCE, date_format, time_x
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT: Final = 300
_LABEL_ROOM: Final = 140


@dataclass(frozen=True, slots=True)
class Point:
    """Probability of an output by a date, its band, 0–1, and both in words."""

    output: str
    date: dt.date
    value: float
    p10: float
    p90: float
    tooltip: str


@dataclass(frozen=True, slots=True)
class End:
    """An output at the horizon; its likelihood in a word, and everything in short lines."""

    output: str
    date: dt.date
    value: float
    p10: float
    p90: float
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """The as-of day, or a day on which a deadline falls due."""

    date: dt.date
    text: str
    is_due: bool


def fan_chart(
    points: Sequence[Point],
    ghost: Sequence[Point],
    ends: Sequence[End],
    rules: Sequence[Rule],
    *,
    order: Sequence[str],
    window: tuple[dt.date, dt.date],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the fan.

    Parameters
    ----------
    points, ghost : sequence of Point
        By output and date, now and at the source's values; no ghost where nothing was changed.
    ends : sequence of End
        One an output.
    rules : sequence of Rule
        Dates that matter.
    order : sequence of str
        Outputs in the order of their dashes.
    window : tuple of date
        First and last day of the axis.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    colour, dash = series("output:N", order, mode)
    # Above the plot each rule's text has a line of its own, off the bands.
    top = 1 + len(rules) * (LINE + 3) / _HEIGHT
    axis = alt.Axis(format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=axis)

    x = time_x("date", window, label_format=date_format(window), room=_LABEL_ROOM)
    base = alt.Chart(frame(Point, points)).encode(x=x, color=colour)
    edges = [
        base.mark_line(strokeWidth=0.8, opacity=0.7).encode(y=f"{edge}:Q", strokeDash=dash) for edge in ("p10", "p90")
    ]
    # A line is one mark: to a screen reader it would say its first day only; the labels at the end say more.
    lines = base.mark_line(strokeWidth=2.4, aria=False).encode(y=y, strokeDash=dash, tooltip=hint())
    before = alt.Chart(frame(Point, ghost)).encode(x=x, y=y, detail="output:N")
    layers = [
        base.mark_area(opacity=0.16).encode(y="p10:Q", y2="p90:Q"),
        before.mark_line(**GHOST, color=colours.muted),
        *edges,
        lines,
        *_dates(rules, top, mode),
        *_ends(ends, order, colour),
    ]
    height = round(_HEIGHT * top)
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def _dates(rules: Sequence[Rule], top: float, mode: Mode) -> list[alt.Chart]:
    colours = palette(mode)
    line = (top - 1) / len(rules)
    placed = frame(Rule, rules, place=[top - number * line for number in range(len(rules))])
    marked = [
        (alt.Chart(placed[placed["is_due"] == due]).encode(x="date:T"), tone)
        for due, tone in ((False, colours.ink), (True, colours.warn))
    ]
    drawn = [at.mark_rule(strokeWidth=1.2, strokeDash=REFERENCE, color=tone) for at, tone in marked]
    texts = (
        haloed(at.encode(y="place:Q", text="text:N"), mode=mode, colour=tone, align="left", baseline="top", dx=5)
        for at, tone in marked
    )
    return [*drawn, *chain.from_iterable(texts)]


def _ends(ends: Sequence[End], order: Sequence[str], colour: alt.Color) -> list[alt.Chart]:
    """Return the bands at the horizon side by side, and their labels at the right with room between them."""
    rising = sorted(ends, key=lambda end: end.value)
    lines = 1 + max(end.text.count("\n") for end in ends)
    places = room.spread([end.value for end in rising], (lines * LINE + 6) / _HEIGHT)
    spread = alt.Chart(frame(End, rising, label_y=places)).encode(x="date:T", color=colour)
    whiskers = [
        spread.transform_filter(alt.datum.output == output)
        .mark_rule(strokeWidth=2.4, xOffset=8 + 6 * number)
        .encode(y="p10:Q", y2="p90:Q")
        for number, output in enumerate(order)
    ]
    behind = 8 + 6 * len(order)
    # From each value to its label, which others may have moved away from it.
    leaders = spread.mark_rule(strokeWidth=0.8, opacity=0.8, xOffset=2, x2Offset=behind + 10).encode(
        x2="date:T", y="value:Q", y2="label_y:Q"
    )
    labels = spread.mark_text(align="left", lineBreak="\n", dx=behind + 13, dy=-LINE * (lines - 1) / 2, lineHeight=LINE)
    return [*whiskers, leaders, labels.encode(y="label_y:Q", text="text:N")]
