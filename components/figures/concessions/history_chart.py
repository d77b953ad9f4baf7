"""Share of each region by date, one panel a region and one line a series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

import altair as alt
import pandas as pd

from components import wording
from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.scales import categories
from components.drawing.texts import at_left, haloed
from components.drawing.theme import Mode, palette

_PANEL: Final = 104
"""Height of a panel with its heading, in pixels."""
_HEAD: Final = 0.3
"""Part of a panel that its heading takes."""
_STRIP: Final = 0.2
"""Part of a panel left free on top, for the as-of date."""
_LEAST_SPAN: Final = 8
_DASHES: Final = ([1, 0], [5, 3], [2, 2], [8, 3, 2, 3])


@dataclass(frozen=True, slots=True)
class Point:
    """A share, in per cent, of a region on a date, in a series (by its label)."""

    region: str
    series: str
    date: dt.date
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """Heading of a region's panel."""

    region: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A date that all panels show, a deadline unless it is the as-of date; without text, drawn without words."""

    date: dt.date
    is_deadline: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A region's panel: its place from the top, and the lowest and highest share that it shows."""

    place: int
    low: float
    high: float

    def y(self, share: float) -> float:
        """Return where a share stands, in panels from the top."""
        return self.place + _HEAD + 0.1 + (1 - _HEAD - 0.16) * (self.high - share) / (self.high - self.low)

    def levels(self) -> Iterator[tuple[float, str]]:
        """Yield the round shares to draw lines at: where, and in words."""
        step = 5 if self.high - self.low <= 20 else 10
        for level in range(0, 101, step):
            if ceil(self.low) <= level <= floor(self.high):
                yield self.y(level), wording.share(level / 100)


def history_chart(
    points: Sequence[Point],
    heads: Sequence[Head],
    marks: Sequence[Mark],
    *,
    series: Sequence[str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return one panel below the other, all with the same height for a percentage point.

    Parameters
    ----------
    points, marks : sequence of Point, of Mark
        What is drawn.
    heads : sequence of Head
        In the order of the panels.
    series : sequence of str
        Labels of the series; never joined, each with a dash pattern of its own.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    panels = _panels(points, [head.region for head in heads])
    count = len(panels)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-_STRIP, count], reverse=True, nice=False), axis=None)
    # Room at the sides for the names of the levels.
    axis = alt.Axis(format=_format(points), tickCount=5, grid=False, labelOverlap=True)
    x = alt.X("date:T", title=None, scale=alt.Scale(type="utc", padding=34), axis=axis)
    grid = [level for panel in panels.values() for level in panel.levels()]
    levels = alt.Chart(pd.DataFrame(grid, columns=["y", "text"])).encode(y=y)
    titles = alt.Chart(frame(Head, heads, y=[place + _HEAD / 2 for place in range(count)])).encode(y=y)
    layers = [
        levels.mark_rule(aria=False, color=colours.grid, strokeWidth=0.75),
        *_days(marks, x, mode),
        *_lines(points, panels, series, x, y, mode),
        at_left(levels, "text:N", dy=-6, baseline="middle", fontSize=11, color=colours.muted),
        at_left(titles, "text:N", baseline="middle", fontSize=13, fontWeight=600, dy=4),
        *_names(marks, x, mode),
    ]
    height = _PANEL * (count + _STRIP)
    return finished(layers, height=height, mode=mode, description=description, axes="inside")


def _lines(
    points: Sequence[Point], panels: Mapping[str, Panel], series: Sequence[str], x: alt.X, y: alt.Y, mode: Mode
) -> list[alt.Chart]:
    """Return a line a series, and a point a figure."""
    occupied = palette(mode).occupied
    dates = pd.to_datetime([point.date for point in points])
    data = frame(Point, points, y=[panels[point.region].y(point.share) for point in points]).assign(date=dates)
    base = alt.Chart(data).encode(x=x, y=y)
    legend = alt.Legend(
        title=None,
        orient="bottom",
        symbolType="stroke",
        symbolStrokeColor=occupied,
        columns=1,
        labelLimit=alt.ExprRef("width - 40"),
    )
    dashes = categories({label: _DASHES[place % len(_DASHES)] for place, label in enumerate(series)})
    return [
        base.mark_line(color=occupied, strokeWidth=2).encode(
            strokeDash=alt.StrokeDash("series:N", scale=dashes, legend=legend), detail="region:N"
        ),
        base.mark_point(size=16, color=occupied).encode(
            tooltip=alt.Tooltip("words:N", title="Share"), description="words:N"
        ),
    ]


def _marked(marks: Sequence[Mark], x: alt.X) -> alt.Chart:
    dates = pd.to_datetime([mark.date for mark in marks])
    drawn: alt.Chart = alt.Chart(frame(Mark, marks).assign(date=dates)).encode(x=x)
    return drawn


def _days(marks: Sequence[Mark], x: alt.X, mode: Mode) -> list[alt.Chart]:
    """Return a rule a date that all panels show."""
    colours, rules = palette(mode), _marked(marks, x)
    return [
        rules.transform_filter("datum.is_deadline").mark_rule(
            aria=False, color=colours.warn, strokeWidth=1, strokeDash=[2, 3]
        ),
        rules.transform_filter("!datum.is_deadline").mark_rule(aria=False, color=colours.ink, strokeWidth=1.2),
    ]


def _names(marks: Sequence[Mark], x: alt.X, mode: Mode) -> list[alt.Chart]:
    """Return the words of the dates that have any."""
    named = _marked([mark for mark in marks if mark.text], x).encode(text="text:N", y=alt.value(8))
    style: dict[str, Any] = {"align": "right", "dx": -4, "baseline": "middle", "fontSize": 11}
    return haloed(named, mode=mode, colour=palette(mode).ink, **style)


def _format(points: Sequence[Point]) -> str:
    """Return how dates read on the axis: months, or days where there are but a few months."""
    dates = [point.date for point in points]
    return wording.MONTH_FORMAT if (max(dates) - min(dates)).days > 150 else wording.DAY_FORMAT


def _panels(points: Sequence[Point], regions: Sequence[str]) -> dict[str, Panel]:
    """Return what each region's panel shows; the span is the same in all."""
    shares = {region: [point.share for point in points if point.region == region] for region in regions}
    span = max(_LEAST_SPAN, ceil(max(max(found) - min(found) for found in shares.values()) * 1.15))
    panels = {}
    for place, (region, found) in enumerate(shares.items()):
        low = max(0.0, min((min(found) + max(found)) / 2 - span / 2, 100.0 - span))
        panels[region] = Panel(place, low, low + span)
    return panels
