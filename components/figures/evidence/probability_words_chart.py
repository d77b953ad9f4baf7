"""The band given to each probability word of the source, against the fixed bands of a yardstick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import band, tooltip
from components.drawing.scales import span
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette
from components.wording import PERCENT_FORMAT

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW: Final = 40
"""Height of a word's row, px: the words above, the band below."""


@dataclass(frozen=True, slots=True)
class Row:
    """A probability word.

    Attributes
    ----------
    key, words, place : str
        Its id, how the source puts it, and the sentence.
    low, value, high : float
        The band given to it, 0–1.
    scale_word : str
        The yardstick's word at the value.
    """

    key: str
    words: str
    place: str
    low: float
    value: float
    high: float
    scale_word: str


def probability_words_chart(
    words: Sequence[Row], *, edges: Sequence[float], scale: str, mode: Mode, description: str
) -> alt.LayerChart:
    """Return the bands as bars.

    Parameters
    ----------
    words : sequence of Row
        Lowest first.
    edges : sequence of float
        Where one fixed band ends and the next begins, 0–1.
    scale : str
        What the yardstick is called.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    axis = alt.Axis(title="Probability", format="%", values=list(edges), labelOverlap="greedy")
    x = alt.X("low:Q", scale=span(0, 1), axis=axis)
    y = alt.Y("key:N", sort=None, scale=alt.Scale(domain=[row.key for row in words]), axis=None)
    base = alt.Chart(frame(Row, words)).encode(
        y=y,
        tooltip=tooltip(
            ("words:N", "Words"),
            ("place:N", "Sentence"),
            ("low:Q", "Low end", PERCENT_FORMAT),
            ("value:Q", "Middle", PERCENT_FORMAT),
            ("high:Q", "High end", PERCENT_FORMAT),
            ("scale_word:N", scale),
        ),
    )
    points = base.mark_point(shape="diamond", size=70, yOffset=9, color=colours.accent)
    fixed = base.mark_text(align="right", dy=-8, color=colours.muted)
    layers: list[alt.Chart] = [
        band(base, x=x, x2="high:Q", mode=mode, height=8, cornerRadius=4, yOffset=9),
        points.encode(x=alt.X("value:Q")),
        at_left(base, "words:N", limit="width - 126", dy=-8),
        fixed.encode(x=alt.value("width"), text="scale_word:N"),
    ]
    height = ROW * max(len(words), 1)
    return finished(layers, height=height, mode=mode, description=description, axes="inside")
