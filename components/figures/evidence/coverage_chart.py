"""Sentences in the order of the text, and the kinds of parts that rest on them, as a strip of signs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import tooltip
from components.drawing.theme import Mode, basis_shape, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW: Final = 30
"""Height of a row, a kind of part, in pixels."""
SELECTION: Final = "sentence"
"""Name of the selection, and of its field, that holds the sentence clicked."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Parts of one kind that rest on a sentence.

    Attributes
    ----------
    sentence, group : str
        Its column and row.
    parts : int
        How many there are.
    basis : str
        The firmest among theirs.
    what : str
        Their labels.
    """

    sentence: str
    group: str
    parts: int
    basis: str
    what: str


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence: whether it opens a paragraph, and words where it is not plainly used."""

    sentence: str
    starts: bool
    mark: str


def coverage_chart(
    cells: Sequence[Cell], sentences: Sequence[Row], *, groups: Sequence[str], mode: Mode, description: str
) -> alt.LayerChart:
    """Return the strip; a click on a sentence selects it.

    Parameters
    ----------
    cells : sequence of Cell
        The filled ones.
    sentences : sequence of Row
        In the order of the text.
    groups : sequence of str
        Rows, in order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    across = _across(sentences)
    x, edge = alt.X("sentence:N", **across), alt.X("sentence:N", **across, bandPosition=0)
    y = alt.Y(
        "group:N", scale=alt.Scale(type="band", domain=list(groups)), axis=alt.Axis(title=None, grid=True, domain=False)
    )
    clicked = alt.selection_point(name=SELECTION, fields=["sentence"], on="click", empty=False)
    every = alt.Chart(frame(Row, sentences)).encode(x=x)
    opening = alt.Chart(frame(Row, [row for row in sentences if row.starts]))
    filled = alt.Chart(frame(Cell, cells)).encode(x=x, y=y)
    told = tooltip(("sentence:N", "Sentence"), ("group:N", "Used in"), ("parts:Q", "Parts"), ("what:N", "What"))
    # A sign grows with the number of parts, up to the width of its column.
    size = alt.ExprRef(f"min(14 + 14 * datum.parts, pow(0.8 * width / {max(len(sentences), 1)}, 2))")
    again = [row.mark == before.mark for before, row in pairwise((Row("", False, ""), *sentences)) if row.mark]
    marks = frame(Row, [row for row in sentences if row.mark], again=again)
    marked = alt.Chart(marks).encode(x=x, text="mark:N")
    # In columns that are narrower than a word is high, one word stands for several alike.
    room = alt.ExprRef(f"datum.again && width / {max(len(sentences), 1)} < 12 ? 0 : 1")
    layers: list[alt.Chart] = [
        opening.mark_rule(color=colours.grid, aria=False).encode(x=edge),
        every.mark_rect(aria=False, cursor="pointer")
        .encode(
            color=alt.condition(clicked, alt.value(colours.band), alt.value("transparent")),
            tooltip=tooltip(("sentence:N", "Sentence")),
        )
        .add_params(clicked),
        filled.mark_point(size=size, color=colours.accent, cursor="pointer").encode(shape=basis_shape(), tooltip=told),
        marked.mark_text(opacity=room, angle=270, fontSize=11, fontStyle="italic", color=colours.muted),
    ]
    return finished(layers, height=ROW * max(len(groups), 1), mode=mode, description=description)


def _across(sentences: Sequence[Row]) -> dict[str, Any]:
    """Return scale and axis of sentences side by side, named by paragraph."""
    starts = [row.sentence for row in sentences if row.starts]
    axis = alt.Axis(
        title="Paragraph",
        titleAnchor="start",
        titleFontWeight=400,
        labelExpr=f"indexof({json.dumps(starts)}, datum.value) >= 0 ? "
        "replace(split(datum.value, '.')[0], regexp('^P'), '') : ''",
        labelFontSize=11,
        labelAngle=0,
        labelOverlap=True,
        ticks=False,
        domain=False,
        grid=False,
    )
    return {"scale": alt.Scale(type="band", domain=[row.sentence for row in sentences]), "axis": axis}
