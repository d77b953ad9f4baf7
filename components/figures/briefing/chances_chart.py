"""Chances below one another: each with its words, and the chance with its band on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.expressions import either
from components.drawing.layers import finished, with_rows
from components.drawing.marks import band, ghost, told
from components.drawing.rows import LINE
from components.drawing.scales import pixels_y, span
from components.drawing.texts import at_left
from components.drawing.theme import Mode, basis_shape, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERS: Final = 50
"""Letters of a heading on a line; a phone holds them."""
_BAR: Final = 26
"""Height of what is drawn below the words, in pixels."""
_PITCH: Final = LINE + _BAR + 30
"""Height of a row besides its heading."""


@dataclass(frozen=True, slots=True)
class Row:
    """A chance.

    Attributes
    ----------
    heading : str
        What it is of; a long one takes two lines.
    said : str
        Number and band in words.
    moved : str
        The number at the source's values; empty where it stands there.
    low, value, high : float or None
        Band and chance, 0–1; none of what has no such scale.
    source : float or None
        The chance at the source's values; none where nothing was changed.
    tooltip : str
        All of it.
    basis : str
        Key of `BASIS`, drawn as a sign before the heading; empty where it has none.
    """

    heading: str
    said: str
    moved: str
    low: float | None
    value: float | None
    high: float | None
    source: float | None
    tooltip: str
    basis: str = ""


def chances_chart(rows: Sequence[Row], *, edges: Sequence[float], mode: Mode, description: str) -> alt.LayerChart:
    """Return the chances, the first on top.

    Parameters
    ----------
    rows : sequence of Row
        At least one.
    edges : sequence of float
        Where one word of chance ends and the next begins, 0–1.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    heads = [fill(row.heading, _LETTERS) for row in rows]
    # The headings alone give the heights: no slider moves a row.
    high = [_PITCH + LINE * (text.count("\n") + 1) for text in heads]
    ends = list(accumulate(high))
    height = ends[-1]
    data = frame(Row, rows, head=heads, top=[end - own for end, own in zip(ends, high, strict=True)])
    data = data.assign(below=[end - _PITCH for end in ends], mid=[end - _PITCH + LINE + _BAR / 2 for end in ends])
    axis = alt.Axis(title=None, format="%", values=[0, *edges, 1], labelOverlap="greedy")
    across: dict[str, Any] = {"scale": span(0, 1), "axis": axis}
    words = alt.Chart(data)
    drawn = alt.Chart(data[data["value"].notna()]).encode(y=pixels_y("mid", height))
    style: dict[str, Any] = {"baseline": "top", "lineBreak": "\n", "lineHeight": LINE, "fontSize": 12}
    layers = [
        at_left(
            words.encode(y=pixels_y("top", height)),
            "head:N",
            **style,
            dx=either("datum.basis", 14, 0),
            fontWeight=600,
            color=colours.ink,
        ),
        alt.Chart(data[data["basis"] != ""])
        .mark_point(aria=False, yOffset=7, size=50, color=colours.ink)
        .encode(y=pixels_y("top", height), x=alt.value(6), shape=basis_shape(orient="bottom")),
        at_left(words.encode(y=pixels_y("below", height)), "said:N", **style, color=colours.ink),
        drawn.mark_rule(color=colours.grid, strokeWidth=1, aria=False).encode(x=alt.value(0), x2=alt.value("width")),
        band(drawn, x=alt.X("low:Q", **across), x2="high:Q", mode=mode, height=8, cornerRadius=4, aria=False),
        *ghost(drawn, across, now="value", pixels="width", mode=mode, words="moved", drop=12, size=70),
        drawn.mark_point(filled=True, opacity=1, size=90, color=colours.accent).encode(
            x=alt.X("value:Q", **across), **told()
        ),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description)
