"""Charts of the Evidence page: what represents each sentence, and what its probability words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.expressions import by_width
from components.drawing.layers import finished
from components.drawing.marks import band, tooltip
from components.drawing.scales import span
from components.drawing.texts import at_left
from components.drawing.theme import Mode, basis_shape, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

ROW: Final = 16
"""Height of a sentence's row, px."""
WORD_ROW: Final = 40
"""Height of a probability word's row, px: the words above, the band below."""
_UPRIGHT: Final = 620
"""Width in px below which the columns' names stand upright."""


def coverage(
    uses: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    groups: Sequence[str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the matrix of sentences × kinds of parts that rest on them.

    Parameters
    ----------
    uses : DataFrame
        One row a filled cell: ``sentence``, ``group``, ``parts`` (count), ``basis`` (the firmest), ``what``.
    sentences : DataFrame
        One row a sentence in the order of the text: ``sentence``, ``starts`` (whether it opens a
        paragraph), ``mark`` (words for a sentence that is not plainly used, else empty).
    groups : sequence of str
        Columns, in order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows: dict[str, Any] = {
        "field": "sentence",
        "type": "nominal",
        "sort": None,
        "scale": alt.Scale(domain=sentences["sentence"].tolist()),
        "axis": alt.Axis(title=None, labelFontSize=11, labelOverlap=False, labelPadding=4),
    }
    y, upper_edge = alt.Y(**rows), alt.Y(**rows, bandPosition=0)
    x = alt.X(
        "group:N",
        scale=alt.Scale(domain=list(groups)),
        axis=alt.Axis(
            title=None,
            orient="top",
            domain=False,
            ticks=False,
            grid=True,
            labelAngle=by_width(-60, 0, below=_UPRIGHT),
            labelAlign=by_width("'left'", "'center'", below=_UPRIGHT),
            labelOverlap=False,
            labelLimit=120,
        ),
    )
    marked = sentences[sentences["mark"] != ""]
    rules = alt.Chart(sentences[sentences["starts"]]).mark_rule(color=colours.grid).encode(y=upper_edge)
    cells = alt.Chart(uses).encode(x=x, y=y)
    signs = cells.mark_point(size=55, color=colours.accent).encode(
        shape=basis_shape(),
        tooltip=tooltip(("sentence:N", "Sentence"), ("group:N", "Used in"), ("parts:Q", "Parts"), ("what:N", "What")),
    )
    counts = (
        cells.transform_filter("datum.parts > 1")
        .mark_text(align="left", dx=7, fontSize=11, color=colours.muted)
        .encode(text="parts:Q")
    )
    marks = (
        alt.Chart(marked)
        .mark_text(align="right", dx=-4, fontSize=11, fontStyle="italic", color=colours.muted)
        .encode(x=alt.value("width"), y=y, text="mark:N")
    )
    height = ROW * max(len(sentences), 1)
    return finished([rules, signs, counts, marks], height=height, mode=mode, description=description, axes="inside")


def probability_words(words: pd.DataFrame, *, edges: Sequence[float], mode: Mode, description: str) -> alt.LayerChart:
    """Return the band given to each probability word of the source, against fixed bands.

    Parameters
    ----------
    words : DataFrame
        ``key``, ``words``, ``low``, ``mode``, ``high`` (probabilities, 0–1), ``scale_word``
        (the word of the fixed bands at the mode), ``place`` (the sentence); lowest first.
    edges : sequence of float
        Where one fixed band ends and the next begins, 0–1.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    x = alt.X(
        "low:Q",
        scale=span(0, 1),
        axis=alt.Axis(title="Probability", format="%", values=list(edges), labelOverlap="greedy"),
    )
    y = alt.Y("key:N", sort=None, scale=alt.Scale(domain=words["key"].tolist()), axis=None)
    base = alt.Chart(words).encode(
        y=y,
        tooltip=tooltip(
            ("words:N", "Words"),
            ("place:N", "Sentence"),
            ("low:Q", "Lowest", ".0%"),
            ("mode:Q", "Most likely", ".0%"),
            ("high:Q", "Highest", ".0%"),
            ("scale_word:N", "ICD 203"),
        ),
    )
    bars = band(base, x=x, x2="high:Q", mode=mode, height=8, cornerRadius=4, yOffset=9)
    points = base.mark_point(shape="diamond", size=70, yOffset=9, color=colours.accent).encode(x=alt.X("mode:Q"))
    names = at_left(base, "words:N", limit="width - 126", dy=-8)
    scale_words = base.mark_text(align="right", dy=-8, color=colours.muted).encode(
        x=alt.value("width"), text="scale_word:N"
    )
    height = WORD_ROW * max(len(words), 1)
    return finished(
        [bars, points, names, scale_words], height=height, mode=mode, description=description, axes="inside"
    )
