"""Rows of shares on one scale: intervals, lines to compare them with, and marks for what came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.expressions import either
from components.drawing.layers import finished, with_rows
from components.drawing.marks import cased, hint
from components.drawing.rows import stacked, stacked_words
from components.drawing.scales import REFERENCE, categories, pixels_y
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_CAME: Final = {"none": "cross", "part": "diamond", "full": "circle"}
_REACH: Final = 11
"""How far a line to compare with reaches above and below the middle of a row, in pixels."""


@dataclass(frozen=True, slots=True)
class Row:
    """An interval, or what came about, or both; or a share that intervals are compared with.

    Attributes
    ----------
    head, detail : str
        Words above it; ``detail`` may hold several lines, or be empty.
    tooltip : str
        What it says.
    low, value, high : float or None
        Interval and the value in it, 0–1; none where there is none.
    share : float or None
        How much came about, 0–1; none while open or not counted.
    line : float or None
        Share that intervals are compared with, 0–1: a line in its own row and in each interval's.
    strong : bool
        Whether the interval stands out.
    """

    head: str
    detail: str
    tooltip: str
    low: float | None = None
    value: float | None = None
    high: float | None = None
    share: float | None = None
    line: float | None = None
    strong: bool = False


def shares_chart(rows: Sequence[Row], *, axis: str, mode: Mode, description: str) -> alt.LayerChart:
    """Return the rows one below the other, their words above what is drawn.

    Parameters
    ----------
    rows : sequence of Row
        From top to bottom.
    axis : str
        What the axis measures.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    came = [None if row.share is None else {0.0: "none", 1.0: "full"}.get(row.share, "part") for row in rows]
    drawn = [any(value is not None for value in (row.low, row.share, row.line)) for row in rows]
    placed, height = stacked(frame(Row, rows, came=came, drawn=drawn))
    lines = placed[placed["drawn"]]
    spans = lines[lines["low"].notna()]
    scale = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title=axis, labelFlush=True)
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 1]), axis=scale)
    shape = alt.Shape("came:N", legend=None, scale=categories(_CAME))
    ground = alt.Chart(lines.assign(start=0, end=1)).mark_rule(color=colours.grid, strokeWidth=1)
    interval = alt.Chart(spans).encode(y="mid:Q", tooltip=hint())
    bars = interval.mark_bar(
        height=10, color=either("datum.strong", f"'{colours.accent}'", f"'{colours.band}'"), clip=True
    )
    values = interval.mark_tick(
        orient="vertical", size=18, thickness=3, color=colours.ink, stroke=colours.background, strokeWidth=1, aria=False
    )
    marks = alt.Chart(lines[lines["share"].notna()]).mark_point(
        size=140, fill=colours.warn, stroke=colours.background, strokeWidth=1.2, opacity=1
    )
    layers = [
        ground.encode(x=x, x2="end:Q", y=pixels_y("mid", height)),
        bars.encode(x="low:Q", x2="high:Q"),
        values.encode(x="value:Q"),
        *_lines(lines, mode),
        marks.encode(x="share:Q", y="mid:Q", shape=shape, tooltip=hint()),
        *stacked_words(placed, height, mode=mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def _lines(placed: pd.DataFrame, mode: Mode) -> list[alt.Chart]:
    """Draw the shares to compare with in their own rows, which say them, and across every interval."""
    own = placed[placed["line"].notna()]
    across = own[["line"]].merge(placed.loc[placed["low"].notna(), ["mid"]], how="cross")
    spans = [rows.assign(top=rows["mid"] - _REACH, end=rows["mid"] + _REACH) for rows in (across, own)]
    there, here = (alt.Chart(rows).encode(x="line:Q", y="top:Q", y2="end:Q") for rows in spans)
    drawn = cased(there, mode=mode, colour=palette(mode).muted, width=1.6, rim=3.2, strokeDash=REFERENCE)
    said = here.mark_rule(color=palette(mode).muted, strokeWidth=2.4, strokeDash=REFERENCE).encode(tooltip=hint())
    return [*drawn, said]
