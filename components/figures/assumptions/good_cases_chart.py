"""The rule behind the good cases: each condition on its assumption's own track, and what the rule holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.expressions import by_width
from components.drawing.layers import finished
from components.drawing.marks import told
from components.drawing.scales import categories, span
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette
from components.figures.assumptions.marks_chart import Row, headings

ROW: Final = 58
"""Height of a row: words above, the track, its ends below."""
RULE, BAND = "within the rule", "band: middle 80\u00a0%"
_DROP: Final = 6


@dataclass(frozen=True, slots=True)
class Track(Row):
    """A condition on its assumption's track, all places 0–1.

    Attributes
    ----------
    least, most : str
        Ends of the track in words.
    low, high : float
        Ends of the condition.
    p10, p90, now : float
        The assumption's band and where it stands.
    """

    least: str
    most: str
    low: float
    high: float
    p10: float
    p90: float
    now: float


@dataclass(frozen=True, slots=True)
class Measure:
    """What the rule does, in words, on a phone in brief ones; its line's ends; its places over all cases and within."""

    key: str
    heading: str
    brief: str
    least: str
    most: str
    overall: float
    within: float


def good_cases_chart(
    tracks: Sequence[Track], measures: Sequence[Measure], *, mode: Mode, description: str
) -> alt.LayerChart:
    """Return the conditions, and below them what the rule holds and how far it raises the chance.

    Parameters
    ----------
    tracks : sequence of Track
        What adds most first.
    measures : sequence of Measure
        In order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    keys = [*(track.key for track in tracks), *(measure.key for measure in measures)]
    y = alt.Y("key:N", sort=None, scale=alt.Scale(domain=keys), axis=None)
    looks = categories({RULE: colours.accent, BAND: colours.band})

    def reach(rows: alt.Chart, start: str, end: str, part: str, hint: str = "tooltip") -> alt.Chart:
        bar = rows.transform_calculate(part=f"'{part}'").mark_bar(size=7 if part == RULE else 16, yOffset=_DROP)
        shown = alt.Color("part:N", scale=looks, legend=alt.Legend(title=None))
        drawn: alt.Chart = bar.encode(x=_x(start), x2=f"{end}:Q", color=shown, **told(hint))
        return drawn

    rows = alt.Chart(frame(Track, tracks)).encode(y=y)
    sums = alt.Chart(frame(Measure, measures, zero=[0.0] * len(measures))).encode(y=y)
    layers = [
        *_track(rows, mode),
        reach(rows, "p10", "p90", BAND),
        reach(rows, "low", "high", RULE),
        *_tick(rows, "now", mode),
        *headings(rows, mode=mode),
        *_track(sums, mode),
        reach(sums, "zero", "within", RULE, "heading"),
        *_tick(sums, "overall", mode),
        at_left(sums, by_width("datum.brief", "datum.heading"), baseline="middle", yOffset=-13, color=colours.ink),
    ]
    return finished(layers, height=len(keys) * ROW, mode=mode, description=description)


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=span(0, 1), axis=None)


def _track(rows: alt.Chart, mode: Mode) -> list[alt.Chart]:
    """Draw each row's line with its ends in words beneath."""
    line = rows.mark_rule(aria=False, yOffset=_DROP, color=palette(mode).grid, strokeWidth=2)
    style: dict[str, Any] = {"aria": False, "fontSize": 11, "color": palette(mode).muted, "baseline": "top"}
    style["yOffset"] = _DROP + 9
    return [
        line.encode(x=alt.value(0), x2=alt.value("width")),
        rows.mark_text(align="left", **style).encode(x=alt.value(0), text="least:N"),
        rows.mark_text(align="right", **style).encode(x=alt.value("width"), text="most:N"),
    ]


def _tick(rows: alt.Chart, field: str, mode: Mode) -> list[alt.Chart]:
    """Draw an upright tick, seen on the bars by a rim of the ground's colour."""
    colours = palette(mode)
    pair = ((colours.background, 5), (colours.ink, 2))
    ticks = (
        rows.mark_tick(aria=False, yOffset=_DROP, color=tone, thickness=thick, size=22, opacity=1)
        for tone, thick in pair
    )
    return [tick.encode(x=_x(field)) for tick in ticks]
