"""How likely each veto player, and all of them together, are to accept an option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import altair as alt
import pandas as pd

from components import wording
from components.drawing.data import frame
from components.drawing.expressions import by_width, fits
from components.drawing.layers import finished
from components.drawing.scales import categories, span
from components.drawing.texts import at_left, haloed
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW: Final = 37
_LOWER: Final = 7
"""Pixels by which dots stand below their text."""
_SHAPES: Final = {"actor": "circle", "gate": "square", "joint": "diamond"}
_CHANCE: Final[dict[str, Any]] = {
    "scale": span(0, 1),
    "axis": alt.Axis(format="%", title="P(accept): share of draws", tickCount=5, grid=False),
}
"""The axis that all layers share."""


@dataclass(frozen=True, slots=True)
class Row:
    """A dot.

    Attributes
    ----------
    row : str
        Its row, as ``case|label``.
    kind : {"actor", "gate", "joint"}
        Sign.
    p, source : float
        Probability, 0–1, and the same at the source's values: NaN where nothing was changed.
    colour : str
        ``#RRGGBB``.
    brief, full : str
        Texts above the dot, for narrow and wide charts.
    """

    row: str
    kind: Literal["actor", "gate", "joint"]
    p: float
    source: float
    colour: str
    brief: str
    full: str


@dataclass(frozen=True, slots=True)
class Head:
    """Heading of an option, in a row of its own."""

    row: str
    text: str


def acceptance_chart(
    found: Sequence[Row], heads: Sequence[Head], *, rows: Sequence[str], mode: Mode, description: str
) -> alt.LayerChart:
    """Return a dot a row on the scale of probability words.

    Parameters
    ----------
    found, heads : sequence of Row, of Head
        What stands in the rows.
    rows : sequence of str
        All rows from the top, as ``case|label``.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    y = alt.Y("row:N", scale=alt.Scale(domain=list(rows), padding=0), axis=None)
    placed = alt.Chart(frame(Row, found)).encode(
        y=y, tooltip=alt.Tooltip("full:N", title="P(accept)"), description="full:N"
    )
    heading = alt.Chart(frame(Head, heads)).encode(y=y)
    texts = placed.encode(x=alt.value(0))
    style: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "dy": -10,
        "fontSize": 12,
        "limit": alt.ExprRef("width"),
    }
    layers = [
        *_words(mode),
        *_dots(placed, mode),
        *haloed(texts, mode=mode, opacity=0.85, text=by_width("datum.brief", "datum.full", below=640), **style),
        at_left(heading, "text:N", baseline="middle", dy=6, fontSize=14, fontWeight=600),
    ]
    return finished(layers, height=_ROW * len(rows) + 8, mode=mode, description=description, axes="inside")


def _words(mode: Mode) -> list[alt.Chart]:
    """Return the probability words that have room, on every other one a shade; the end ones reach the axis' ends."""
    colours = palette(mode)
    edges = [0.0, *(found.low for found in wording.LIKELIHOODS[1:]), 1.0]
    words = [found.word for found in wording.LIKELIHOODS]
    bands = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "word": words})
    shades = alt.Chart(bands[::2]).mark_rect(color=colours.surface, opacity=1, aria=False)
    named = alt.Chart(bands).transform_calculate(middle="(datum.low + datum.high) / 2")
    roomy = named.transform_filter(fits("word", "(datum.high - datum.low) * width"))
    return [
        shades.encode(x=alt.X("low:Q", **_CHANCE), x2="high:Q"),
        roomy.mark_text(baseline="top", fontSize=11, color=colours.muted).encode(
            x=alt.X("middle:Q", **_CHANCE), y=alt.value(2), text="word:N"
        ),
    ]


def _dots(placed: alt.Chart, mode: Mode) -> list[alt.Chart]:
    """Return the dots on their stems, and upright ticks at the source's values."""
    colours = palette(mode)
    colour = alt.Color("colour:N", scale=None)
    stems = placed.mark_rule(aria=False, strokeWidth=2, opacity=0.55, yOffset=_LOWER).transform_calculate(zero="0")
    before = placed.transform_filter("isValid(datum.source)").mark_tick(
        thickness=2, bandSize=16, aria=False, yOffset=_LOWER, color=colours.ink, opacity=0.8
    )
    dots = placed.mark_point(size=110, yOffset=_LOWER, stroke=colours.background, strokeWidth=1)
    shape = alt.Shape("kind:N", scale=categories(_SHAPES), legend=None)
    return [
        stems.encode(x=alt.X("zero:Q", **_CHANCE), x2="p:Q", color=colour),
        before.encode(x=alt.X("source:Q", **_CHANCE)),
        dots.encode(x=alt.X("p:Q", **_CHANCE), color=colour, shape=shape),
    ]
