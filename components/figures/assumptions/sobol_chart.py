"""Sobol indices: the shares of an output's variance that go back to each uncertain quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import cased, told
from components.drawing.scales import categories, span, ticks
from components.drawing.theme import Mode, palette
from components.figures.assumptions.marks_chart import ROW, Row, headings, rows_y

ALONE, ALTOGETHER = "alone (first order)", "with interactions (total)"


@dataclass(frozen=True, slots=True)
class Shares(Row):
    """A quantity's shares of the variance, alone and with its interactions, and their intervals; all 0–1."""

    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


def sobol_chart(shares: Sequence[Shares], *, mode: Mode, description: str) -> alt.LayerChart:
    """Return the shares as bars, with 95 % intervals.

    Parameters
    ----------
    shares : sequence of Shares
        Greatest total first.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows = alt.Chart(frame(Shares, shares)).encode(y=rows_y(shares))
    most = max(0.1, *(max(row.first, row.first_high, row.total, row.total_high) for row in shares))
    named = ticks(0, min(most * 1.05, 1.0))
    axis = alt.Axis(title="share of variance", values=named, format="~%", orient="top", titleAnchor="start")
    shades = categories({ALONE: colours.accent, ALTOGETHER: colours.band})

    def part(field: str, name: str, offset: int) -> list[alt.Chart]:
        bar = rows.transform_calculate(part=f"'{name}'").mark_bar(
            size=9, yOffset=offset, stroke=colours.muted, strokeWidth=0.5
        )
        shown = alt.Color("part:N", scale=shades, legend=alt.Legend(title=None))
        x = alt.X(f"{field}:Q", scale=span(0, min(most * 1.05, 1.05)), axis=axis)
        interval = rows.encode(x=f"{field}_low:Q", x2=f"{field}_high:Q")
        lines = cased(interval, mode=mode, colour=colours.ink, width=1.2, rim=2.6, yOffset=offset)
        return [bar.encode(x=x, color=shown, **told()), *lines]

    layers = [*part("first", ALONE, 3), *part("total", ALTOGETHER, 13), *headings(rows, mode=mode)]
    return finished(layers, height=len(shares) * ROW, mode=mode, description=description)
