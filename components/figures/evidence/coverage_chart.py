"""Sentences × kinds of parts that rest on them, as a matrix of signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import tooltip
from components.drawing.theme import Mode, basis_shape, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW: Final = 16
"""Height of a sentence's row, px."""
_NARROW: Final = "width < 620"


@dataclass(frozen=True, slots=True)
class Cell:
    """Parts of one kind that rest on a sentence.

    Attributes
    ----------
    sentence, group : str
        Its row and column.
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
    """Return the matrix.

    Parameters
    ----------
    cells : sequence of Cell
        The filled ones.
    sentences : sequence of Row
        In the order of the text.
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
        "scale": alt.Scale(domain=[row.sentence for row in sentences]),
        "axis": alt.Axis(title=None, labelFontSize=11, labelOverlap=False, labelPadding=4),
    }
    y, upper_edge = alt.Y(**rows), alt.Y(**rows, bandPosition=0)
    opening = alt.Chart(frame(Row, [row for row in sentences if row.starts]))
    filled = alt.Chart(frame(Cell, cells)).encode(x=_columns(groups), y=y)
    signs = filled.mark_point(size=55, color=colours.accent).encode(
        shape=basis_shape(),
        tooltip=tooltip(("sentence:N", "Sentence"), ("group:N", "Used in"), ("parts:Q", "Parts"), ("what:N", "What")),
    )
    counts = filled.transform_filter("datum.parts > 1").mark_text(align="left", dx=7, fontSize=11, color=colours.muted)
    marked = alt.Chart(frame(Row, [row for row in sentences if row.mark]))
    marks = marked.mark_text(align="right", dx=-4, fontSize=11, fontStyle="italic", color=colours.muted)
    layers: list[alt.Chart] = [
        opening.mark_rule(color=colours.grid).encode(y=upper_edge),
        signs,
        counts.encode(text="parts:Q"),
        marks.encode(x=alt.value("width"), y=y, text="mark:N"),
    ]
    height = ROW * max(len(sentences), 1)
    return finished(layers, height=height, mode=mode, description=description, axes="inside")


def _columns(groups: Sequence[str]) -> alt.X:
    axis = alt.Axis(
        title=None,
        orient="top",
        domain=False,
        ticks=False,
        grid=True,
        labelAngle={"expr": f"{_NARROW} ? -60 : 0"},
        labelAlign={"expr": f"{_NARROW} ? 'left' : 'center'"},
        labelOverlap=False,
        labelLimit=120,
    )
    return alt.X("group:N", scale=alt.Scale(domain=list(groups)), axis=axis)
