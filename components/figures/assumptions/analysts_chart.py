"""Several analysts: where each puts what they differ on, and where all of them together do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Final

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.marks import band, told
from components.drawing.scales import categories
from components.drawing.theme import Mode, categorical, palette
from components.figures.assumptions.marks_chart import ROW, Axis, Row, headings, rows_y

ALONG: Final = Axis("place in its range, from the lowest to the highest value", 0, 1, percent=True)
SHAPES: Final = ("circle", "square", "triangle-up", "triangle-down", "cross", "triangle-right")
_DROP: Final = 8


@dataclass(frozen=True, slots=True)
class Disputed(Row):
    """What is disputed: its words, and where the source and the pool put it, as shares of its range."""

    source: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody puts it, as a share of its range, and what that tells."""

    key: str
    who: str
    place: float
    tooltip: str


def analysts_chart(
    rows: Sequence[Disputed], stands: Sequence[Stand], names: Sequence[str], *, you: str, mode: Mode, description: str
) -> alt.LayerChart:
    """Return one row a dispute: the pool's band and middle, the source's value, and each analyst's.

    Parameters
    ----------
    rows : sequence of Disputed
        From top to bottom.
    stands : sequence of Stand
        Of everybody on every row.
    names : sequence of str
        Analysts in their order, at most as many as there are `SHAPES`; the reader is not among them.
    you : str
        What the reader is called.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    looks = categorical(names, mode) | {you: colours.ink}
    shapes = {**dict(zip(names, cycle(SHAPES), strict=False)), you: "diamond"}
    axis = ALONG.drawn(orient="top", titleAnchor="start", tickCount=5)

    def across(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=ALONG.scale, axis=axis)

    base = alt.Chart(frame(Disputed, rows)).encode(y=rows_y(rows))

    def tick(size: int, thickness: int, colour: str) -> alt.Chart:
        drawn: alt.Chart = base.mark_tick(yOffset=_DROP, aria=False, size=size, thickness=thickness, color=colour)
        return drawn

    signs = alt.Chart(frame(Stand, stands)).mark_point(yOffset=_DROP, size=85, strokeWidth=2, filled=False)
    layers = [
        band(base.encode(**told()), x=across("p10"), x2="p90:Q", mode=mode, size=14, yOffset=_DROP),
        tick(20, 3, colours.accent).encode(x=across("p50")),
        tick(26, 1, colours.muted).encode(x=across("source")),
        signs.encode(
            x=across("place"),
            y=rows_y(rows),
            color=alt.Color("who:N", scale=categories(looks), legend=alt.Legend(title=None)),
            shape=alt.Shape("who:N", scale=categories(shapes), legend=alt.Legend(title=None)),
            **told(),
        ),
        *headings(base, mode=mode),
    ]
    return finished(layers, height=ROW * len(rows), mode=mode, description=description, shapes="coloured")
