"""Saved sets: probabilities under each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from components.drawing.data import frame
from components.drawing.expressions import by_width
from components.drawing.layers import finished
from components.drawing.marks import band, told
from components.drawing.scales import span
from components.drawing.texts import at_left, beside
from components.drawing.theme import Mode, palette

ROW: Final = 22
"""Height of a row, in pixels."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An output, with its words and, for a phone, the brief ones."""

    output: str
    heading: str
    brief: str


@dataclass(frozen=True, slots=True)
class Value:
    """An output under a set: its probability and band (0–1), and what stands beside it and what it tells."""

    output: str
    name: str
    value: float
    p10: float
    p90: float
    text: str
    tooltip: str


def saved_sets_chart(
    values: Sequence[Value], headings: Sequence[Heading], *, mode: Mode, description: str
) -> alt.LayerChart:
    """Return probabilities with their bands, one row a set, under a heading for each output.

    Parameters
    ----------
    values : sequence of Value
        Under each output in the order of the sets.
    headings : sequence of Heading
        The outputs, in order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows = [
        row
        for head in headings
        for row in (_row(head.output), *(_row(item.output, item.name) for item in values if item.output == head.output))
    ]
    names = alt.Axis(
        labelExpr="split(datum.label, '|')[1]",
        labelLimit=by_width(92, 220),
        labelOverlap=False,
        labelColor=colours.ink,
        grid=False,
    )
    y = alt.Y("row:N", sort=None, scale=alt.Scale(domain=rows), title=None, axis=names)
    axis = alt.Axis(title="probability", format="~%", tickCount=5, orient="top", titleAnchor="start")
    base = alt.Chart(frame(Value, values, row=[_row(item.output, item.name) for item in values]))
    base = base.encode(y=y, **told())
    # At the point, not at the band's end: a band may reach from one side to the other.
    said = base.mark_text(aria=False, **beside("datum.value > 0.8", gap=9))
    heads = alt.Chart(frame(Heading, headings, row=[_row(head.output) for head in headings])).encode(y=y)
    layers: list[alt.Chart] = [
        band(base, x=alt.X("p10:Q", scale=span(0, 1), axis=axis), x2="p90:Q", mode=mode, aria=False, size=10),
        base.mark_point(size=60).encode(x=alt.X("value:Q", scale=span(0, 1))),
        said.encode(x=alt.X("value:Q", scale=span(0, 1)), text="text:N"),
        at_left(heads, by_width("datum.brief", "datum.heading"), fontWeight=600),
    ]
    return finished(layers, height=ROW * len(rows), mode=mode, description=description)


def _row(output: str, name: str = "") -> str:
    """Return a row's key, which carries the set's name for the axis."""
    return f"{output}|{name.replace('|', '/')}"
