"""Figures of different bases, each on a scale of its own from nothing to beyond its reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished, with_rows
from components.drawing.marks import band
from components.drawing.rows import LINE, stacked, stacked_words
from components.drawing.scales import BARE, REFERENCE, pixels_y
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """A figure.

    Attributes
    ----------
    head, detail : str
        Words above it.
    low, value, high, reference : float
        Band and reference as shares of the row's own scale.
    value_text, reference_text : str
        Words at value and reference.
    """

    head: str
    detail: str
    low: float
    value: float
    high: float
    reference: float
    value_text: str
    reference_text: str


def visibility_chart(rows: Sequence[Row], *, mode: Mode, description: str) -> alt.LayerChart:
    """Return the figures one below the other.

    Parameters
    ----------
    rows : sequence of Row
        From top to bottom.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    placed, height = stacked(frame(Row, rows, drawn=[True] * len(rows)), above=LINE, below=LINE)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=BARE)

    base = alt.Chart(placed.assign(zero=0, end=1)).encode(y=pixels_y("mid", height))
    ground = base.mark_rule(color=colours.grid).encode(x=x("zero"), x2="end:Q")
    up = base.mark_rule(color=colours.accent, strokeWidth=4).encode(x=x("zero"), x2="value:Q")
    down = base.mark_rule(color=colours.warn, strokeWidth=2, strokeDash=REFERENCE)
    value = base.mark_tick(orient="vertical", size=20, thickness=3, color=colours.ink).encode(x=x("value"))
    reference = base.mark_tick(orient="vertical", size=20, thickness=2, color=colours.warn).encode(x=x("reference"))
    words = [
        base.mark_text(align="center", dy=dy, color=tone).encode(x=x(field), text=f"{field}_text:N")
        for field, tone, dy in (("value", colours.ink, -18), ("reference", colours.warn, 19))
    ]
    layers = [
        ground,
        band(base, x=x("low"), x2="high:Q", mode=mode, height=14),
        up,
        down.encode(x=x("value"), x2="reference:Q"),
        value,
        reference,
        *words,
        *stacked_words(placed, height, mode=mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")
