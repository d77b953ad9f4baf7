"""Events and signposts × hypotheses: how far each is expected under which."""

from __future__ import annotations

from dataclasses import dataclass
from json import dumps
from textwrap import fill
from typing import TYPE_CHECKING, Final

import altair as alt
import pandas as pd

from components.drawing.data import frame
from components.drawing.layers import finished, with_rows
from components.drawing.marks import hint
from components.drawing.scales import pixels_y
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW: Final = 40
_SIZES: Final = {2: 210, 1: 70, 0: 14, -1: 70, -2: 210}
"""Area of a sign by how far something is expected (above 0) or not (below)."""
_WORDS: Final = 0.6
"""Share of the width that the rows' words take."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How far something is expected under a hypothesis: 2 strongly to −2 strongly not; in words."""

    level: int
    tooltip: str


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or an event or signpost with its status and one sign a hypothesis."""

    head: str
    status: str
    signs: tuple[Sign, ...] = ()


def indicators_chart(rows: Sequence[Row], *, hypotheses: Sequence[str], mode: Mode, description: str) -> alt.LayerChart:
    """Return the signs.

    Parameters
    ----------
    rows : sequence of Row
        From top to bottom.
    hypotheses : sequence of str
        Names of the columns.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    height = _ROW * len(rows)
    middles = [_ROW * (number + 0.5) for number in range(len(rows))]
    signs = [(mid, place, sign) for mid, row in zip(middles, rows, strict=True) for place, sign in enumerate(row.signs)]
    placed = frame(
        Sign,
        [sign for _, _, sign in signs],
        y=[mid for mid, _, _ in signs],
        column=[place + 0.5 for _, place, _ in signs],
        size=[_SIZES[sign.level] for _, _, sign in signs],
    )
    size = alt.Size("size:Q", legend=None, scale=None)
    at = alt.Chart(placed).encode(x=_columns(hypotheses), y=pixels_y("y", height), size=size, tooltip=hint())
    layers = [
        at.transform_filter("datum.level >= 0").mark_point(filled=True, color=colours.accent, opacity=1),
        at.transform_filter("datum.level < 0").mark_point(
            filled=True, fill=colours.background, stroke=colours.accent, strokeWidth=1.6, opacity=1
        ),
        *_words(rows, middles, height, mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def _words(rows: Sequence[Row], middles: Sequence[float], height: float, mode: Mode) -> list[alt.Chart]:
    colours, room = palette(mode), f"width * {_WORDS - 0.02}"
    data = pd.DataFrame(
        [
            {"head": row.head, "status": row.status, "y": mid, "part": not row.signs}
            for row, mid in zip(rows, middles, strict=True)
        ]
    )
    parts, items = (alt.Chart(data[data["part"] == part]).encode(y=pixels_y("y", height)) for part in (True, False))
    return [
        at_left(parts, "head:N", baseline="middle", fontWeight=600, color=colours.ink),
        at_left(items, "head:N", limit=room, baseline="middle", dy=-7, color=colours.ink),
        at_left(items, "status:N", limit=room, baseline="middle", dy=8, fontSize=11, color=colours.muted),
    ]


def _columns(hypotheses: Sequence[str]) -> alt.X:
    count = len(hypotheses)
    # In a narrow chart a word a line: the axis would leave out names that touch.
    wide, narrow = ([fill(name, most).split("\n") for name in hypotheses] for most in (12, 7))
    axis = alt.Axis(
        orient="top",
        title=None,
        values=[place + 0.5 for place in range(count)],
        labelExpr=f"(width < 420 ? {dumps(narrow)} : {dumps(wide)})[floor(datum.value)]",
        labelOverlap=False,
        labelFontWeight=600,
        grid=False,
        ticks=False,
        domain=False,
    )
    first = -count * _WORDS / (1 - _WORDS)
    return alt.X("column:Q", scale=alt.Scale(domain=[first, count], nice=False), axis=axis)
