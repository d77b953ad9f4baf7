"""Deal space: an output over two assumptions, with the line on which it takes one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from components.drawing.colours import ramp
from components.drawing.data import frame
from components.drawing.expressions import by_width, either
from components.drawing.layers import finished
from components.drawing.marks import cased, hint
from components.drawing.scales import categories
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette
from components.figures.assumptions.marks_chart import RIM, Axis, Place, places

HEIGHT = 340


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid: its ends across and upwards, the class its value falls in, and what it tells."""

    x: float
    x2: float
    y: float
    y2: float
    part: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece of the line, from one point to another."""

    x: float
    y: float
    x2: float
    y2: float


def deal_space_chart(
    cells: Sequence[Cell],
    line: Sequence[Piece],
    named: Sequence[Place],
    *,
    across: Axis,
    up: Axis,
    classes: Sequence[str],
    line_text: str,
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the space.

    Parameters
    ----------
    cells : sequence of Cell
        The grid, row by row.
    line : sequence of Piece
        May be empty.
    named : sequence of Place
        Where the output stands now, and at the source's values.
    across, up : Axis
        Of the two assumptions.
    classes : sequence of str
        Classes of the output, lowest first.
    line_text : str
        Words at the line.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    x, y = (
        alt.X("x:Q", scale=across.scale, axis=_drawn(across)),
        alt.Y("y:Q", scale=up.scale, axis=_drawn(up)),
    )
    scale = categories(dict(zip(classes, ramp(colours.surface, colours.accent, len(classes)), strict=True)))
    found = {cell.part for cell in cells}
    # The words with their numbers are too long for two columns on a phone.
    legend = alt.Legend(title=None, values=[name for name in classes if name in found], columns=by_width(1, 0))
    # A stroke of the fill's own colour closes the seams between cells.
    tiles = alt.Chart(frame(Cell, cells)).mark_rect(aria=False, opacity=1, strokeWidth=0.8)
    drawn = tiles.encode(
        x=x,
        x2="x2:Q",
        y=y,
        y2="y2:Q",
        color=alt.Color("part:N", scale=scale, legend=legend),
        stroke=alt.Stroke("part:N", scale=scale, legend=None),
        tooltip=hint(),
    )
    layers = [drawn]
    if line:
        pieces = alt.Chart(frame(Piece, line)).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
        layers += cased(pieces, mode=mode, colour=colours.warn, width=2.2, rim=5, strokeCap="round")
        place = alt.Chart(_middle(line, line_text, across, up)).encode(x=x, y=y, text="text:N")
        aside = either("datum.at_top", 14, -9)
        layers += haloed(place, mode=mode, width=RIM, colour=colours.warn, fontWeight=600, dy=aside)
    layers += places(named, x, y, across=across, mode=mode)
    return finished(layers, height=HEIGHT, mode=mode, description=description)


def _drawn(axis: Axis) -> alt.Axis:
    return axis.drawn(grid=False, tickCount=5, titleLimit=HEIGHT)


def _middle(line: Sequence[Piece], text: str, across: Axis, up: Axis) -> pd.DataFrame:
    """Return where the line is named: at the piece nearest to the middle of the space."""
    place = min(line, key=lambda piece: (across.share(piece.x) - 0.5) ** 2 + (up.share(piece.y) - 0.5) ** 2)
    return pd.DataFrame({"x": [place.x], "y": [place.y], "text": [text], "at_top": [up.share(place.y) > 0.9]})
