"""Sobol indices: the shares of an output's variance that go back to each uncertain quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import cased, told
from components.drawing.scales import categories, span, ticks
from components.drawing.theme import Mode, palette
from components.figures.assumptions.marks_chart import ROW, Row, headings, rows_y

_ENDS: Final = (0.25, 0.5, 0.75)
"""Where the axis may end, besides just beyond the whole."""
ALONE, ALTOGETHER = "alone (first order)", "with interactions (total)"


@dataclass(frozen=True, slots=True)
class Shares(Row):
    """A quantity's shares of the variance, alone and with its interactions, and their intervals; all 0–1.

    ``first_source`` and ``total_source`` are the shares at the source's values; none where nothing was changed.
    """

    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float
    first_source: float | None = None
    total_source: float | None = None


def sobol_chart(shares: Sequence[Shares], *, mode: Mode, description: str) -> alt.LayerChart:
    """Return the shares as bars, with 95 % intervals.

    Parameters
    ----------
    shares : sequence of Shares
        From top to bottom.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows = alt.Chart(frame(Shares, shares)).encode(y=rows_y(shares))
    widest = max(max(row.first_high, row.total_high, row.total_source or 0) for row in shares)
    # In coarse steps, so that the axis stays while sliders move.
    most = next((end for end in _ENDS if end >= widest), 1.05)
    named = ticks(0, min(most, 1.0))
    axis = alt.Axis(title="share of variance", values=named, format="~%", orient="top", titleAnchor="start")
    shades = categories({ALONE: colours.accent, ALTOGETHER: colours.band})

    def part(field: str, name: str, offset: int) -> list[alt.Chart]:
        bar = rows.transform_calculate(part=f"'{name}'").mark_bar(
            size=9, yOffset=offset, stroke=colours.muted, strokeWidth=0.5
        )
        shown = alt.Color("part:N", scale=shades, legend=alt.Legend(title=None))
        x = alt.X(f"{field}:Q", scale=span(0, most), axis=axis)
        interval = rows.encode(x=f"{field}_low:Q", x2=f"{field}_high:Q")
        lines = cased(interval, mode=mode, colour=colours.ink, width=1.2, rim=2.6, yOffset=offset)
        ghost = rows.transform_filter(f"isValid(datum.{field}_source)").mark_bar(
            size=9, yOffset=offset, filled=False, stroke=colours.muted, strokeWidth=1.4, aria=False
        )
        return [bar.encode(x=x, color=shown, **told()), ghost.encode(x=f"{field}_source:Q"), *lines]

    layers = [*part("first", ALONE, 3), *part("total", ALTOGETHER, 13), *headings(rows, mode=mode)]
    return finished(layers, height=len(shares) * ROW, mode=mode, description=description)
