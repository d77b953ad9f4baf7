"""Tornado: how far each assumption's band moves an output."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import told
from components.drawing.scales import categories, ticks
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette
from components.figures.assumptions.marks_chart import RIM, ROW, Axis, Row, headings, rows_y

LOW, HIGH = "at the low end of its band", "at the high end of its band"
_DROP: Final = 8
_NEAR: Final = 0.15
"""Share of the axis within which two words at its foot would meet."""


@dataclass(frozen=True, slots=True)
class Bar(Row):
    """An assumption's bar.

    Attributes
    ----------
    at_p10, at_p90 : float
        The output at the ends of the assumption's band, finite.
    left_text, right_text : str
        The output at the bar's ends; empty where nothing moves that way.
    source_low, source_high : float
        Ends of the bar at the source's values; NaN where nothing was changed.
    """

    at_p10: float
    at_p90: float
    left_text: str
    right_text: str
    source_low: float
    source_high: float


def tornado_chart(
    bars: Sequence[Bar],
    *,
    base: float,
    now: str,
    source: float,
    source_text: str,
    along: Axis,
    natural: tuple[float, float],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the bars from where the output stands.

    Parameters
    ----------
    bars : sequence of Bar
        Strongest first.
    base : float
        The output now.
    now : str
        Words at the base line.
    source, source_text : float and str
        The same at the source's values; NaN and empty where nothing was changed.
    along : Axis
        Of the output.
    natural : tuple of float
        Ends of the values the axis may name.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows = alt.Chart(
        frame(
            Bar,
            bars,
            base=[base] * len(bars),
            left=[min(bar.at_p10, bar.at_p90, base) for bar in bars],
            right=[max(bar.at_p10, bar.at_p90, base) for bar in bars],
        )
    ).encode(y=rows_y(bars))
    named = ticks(max(along.low, natural[0]), min(along.high, natural[1]))
    axis = along.drawn(values=named, orient="top", titleAnchor="start")
    sides = categories({LOW: colours.band, HIGH: colours.accent})

    def half(field: str, side: str, size: int) -> alt.Chart:
        bar = rows.transform_calculate(side=f"'{side}'").mark_bar(
            size=size, yOffset=_DROP, stroke=colours.muted, strokeWidth=0.5
        )
        shown = alt.Color("side:N", scale=sides, legend=alt.Legend(title=None))
        x = alt.X(f"{field}:Q", scale=along.scale, axis=axis)
        drawn: alt.Chart = bar.encode(x=x, x2="base:Q", color=shown, **told())
        return drawn

    def ends(side: Literal["left", "right"], align: Literal["left", "right"], dx: int) -> list[alt.Chart]:
        placed = rows.encode(x=f"{side}:Q", text=f"{side}_text:N")
        style: dict[str, Any] = {"align": align, "dx": dx, "yOffset": _DROP, "fontSize": 11}
        return haloed(placed, mode=mode, width=RIM, **style)

    ghost = rows.transform_filter("isValid(datum.source_low)").mark_bar(
        size=20, yOffset=_DROP, filled=False, stroke=colours.muted, strokeWidth=0.8, opacity=0.8, aria=False
    )
    floor = len(bars) * ROW
    # Beside the words on the present, or below them where both lines are close.
    drop = 5 if abs(along.share(source) - along.share(base)) > _NEAR else 18
    layers = [
        half("at_p10", LOW, 16),
        half("at_p90", HIGH, 9),
        ghost.encode(x="source_low:Q", x2="source_high:Q"),
        *_line(source, source_text, along, floor=floor, drop=drop, weight=400, colour=colours.muted),
        *_line(base, now, along, floor=floor, drop=5, weight=600, colour=colours.ink),
        *ends("left", "right", -4),
        *ends("right", "left", 4),
        *headings(rows, mode=mode),
    ]
    return finished(layers, height=floor, mode=mode, description=description)


def _line(
    at: float, text: str, along: Axis, *, floor: float, drop: int, weight: int, colour: str
) -> tuple[alt.Chart, alt.Chart]:
    """Return an upright line over all rows, and words at its foot."""
    line = alt.Chart(pd.DataFrame({"at": [at], "text": [text]})).transform_filter("isValid(datum.at)").encode(x="at:Q")
    side = _aligned(along.share(at)) if math.isfinite(at) else "center"
    style: dict[str, Any] = {"fontSize": 11, "fontWeight": weight, "baseline": "top", "dy": drop, "align": side}
    foot = line.mark_text(**style, color=colour)
    rule = line.mark_rule(aria=False, color=colour, strokeWidth=1)
    return rule, foot.encode(y=alt.value(floor), text="text:N")


def _aligned(place: float) -> Literal["left", "center", "right"]:
    return "left" if place < 0.15 else "right" if place > 0.85 else "center"
