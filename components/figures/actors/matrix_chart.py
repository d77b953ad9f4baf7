"""All actors on all issues at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from components.drawing import rows
from components.drawing.data import frame
from components.drawing.expressions import either, fits
from components.drawing.layers import finished
from components.drawing.marks import tooltip
from components.drawing.theme import BASIS, Mode, Palette, basis_shape, palette

STEP: Final = 44
_HEADER: Final = 120
_HEADER_UPRIGHT: Final = 240
"""Most pixels that an issue's name may take: across a wide column, and upright above a narrow one."""

_LETTER: Final = 5
"""Least mean width of a letter in pixels at the size of the names: what is wider by it would surely collide."""
_CROSS: Final = "M-1,-1L1,1M-1,1L1,-1"


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that the source leaves empty.

    Attributes
    ----------
    row, column : str
        Keys of its actor and issue.
    actor_name, issue_name : str
        Their names.
    said : str
        The cell in words, for screen readers.
    why : str
        Why it is empty.
    """

    row: str
    column: str
    actor_name: str
    issue_name: str
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A position.

    Attributes
    ----------
    row, column, actor_name, issue_name, said : str
        As in `Blank`.
    actor, issue : str
        Ids of its actor and issue, which a click selects.
    position, power : float
        0–100.
    words, limits : str
        The position, and what the actor accepts where the issue alone decides.
    basis : str
        Key of `BASIS`.
    """

    row: str
    column: str
    actor_name: str
    issue_name: str
    said: str
    actor: str
    issue: str
    position: float
    power: float
    words: str
    limits: str
    basis: str


@dataclass(frozen=True, slots=True)
class Room:
    """Whether an issue leaves room.

    Attributes
    ----------
    row, column : str
        Keys of its row, above the actors, and of its issue.
    issue : str
        Id of the issue, which a click selects.
    kind : str
        ``range`` or ``gap``.
    words, said, source : str
        How much, the whole of it for screen readers, and how much at the source's values where that differs.
    """

    row: str
    column: str
    issue: str
    kind: str
    words: str
    said: str
    source: str


def matrix_chart(
    cells: Sequence[Cell],
    blanks: Sequence[Blank],
    rooms: Sequence[Room],
    *,
    actors: Sequence[str],
    issues: Sequence[str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Draw actors as rows and issues as columns; a cell's shade is the position, its shape the basis.

    A click on a cell selects its issue and actor (selection ``cell``), and rings it.

    Parameters
    ----------
    cells : sequence of Cell
        The filled ones.
    blanks : sequence of Blank
        The empty ones.
    rooms : sequence of Room
        Signs of the row above the actors; without any there is no such row.
    actors, issues : sequence of str
        Keys of rows and columns in order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    ink = palette(mode)
    order = [*dict.fromkeys(room.row for room in rooms), *actors]
    x, y = _columns(issues), rows.named(order, narrow=84, wide=240)
    clicked = alt.selection_point(name="cell", fields=["issue", "actor"], on="click", empty=False)
    named = (("actor_name:N", "actor"), ("issue_name:N", "issue"))
    told = tooltip(
        *named,
        ("words:N", "wants (0–100)"),
        ("limits:N", "accepts, where the issue alone decides"),
        ("power:Q", "exercised power (0–100)", ".0f"),
        ("basis_words:N", "basis"),
    )
    # Light text on the darker half in light mode, the other way round in dark mode.
    ink_on = either("datum.position > 50", f"'{ink.background}'", f"'{ink.ink}'")
    empty = alt.Chart(frame(Blank, blanks)).encode(x=x, y=y)
    drawn = alt.Chart(frame(Cell, cells, basis_words=[BASIS[cell.basis].label for cell in cells])).encode(x=x, y=y)
    ring = alt.condition(clicked, alt.value(ink.warn), alt.value(ink.background))
    filled = drawn.mark_rect(strokeWidth=2, cursor="pointer").encode(stroke=ring)
    number = drawn.mark_text(
        baseline="middle",
        yOffset=-7,
        fontSize=12,
        aria=False,
        color=ink_on,
        tooltip=None,
    ).encode(text="words:N")
    sign = drawn.mark_point(filled=True, size=34, yOffset=10, fill=ink_on, strokeWidth=0, aria=False)
    layers = [
        empty.mark_rect(fill=ink.background, stroke=ink.grid, strokeWidth=1, cursor="help").encode(
            tooltip=tooltip(*named, ("why:N", "empty")), description="said:N"
        ),
        filled.encode(color=_shade(ink), tooltip=told, description="said:N").add_params(clicked),
        number,
        sign.encode(shape=basis_shape()),
        *_rooms(rooms, x, y, ink, columns=len(issues)),
    ]
    return finished(layers, mode=mode, height=STEP * len(order), description=description)


def _shade(ink: Palette) -> alt.Color:
    """Return the encoding of a position by a cell's shade."""
    return alt.Color(
        "position:Q",
        scale=alt.Scale(domain=[0, 100], range=[ink.band_wide, ink.accent], interpolate="lab"),
        legend=alt.Legend(
            title="wants: 0 to 100",
            orient="bottom",
            direction="horizontal",
            # A strip of colour is tied to the page's address when it was drawn, and the address follows the sliders.
            type="symbol",
            symbolType="square",
            symbolSize=220,
            values=[0, 25, 50, 75, 100],
            format=".0f",
        ),
    )


def _rooms(rooms: Sequence[Room], x: alt.X, y: alt.Y, ink: Palette, *, columns: int) -> list[alt.Chart]:
    """Draw a dot for an issue with room, a cross for one without, and how much where the column has room for it."""
    if not rooms:
        return []
    drawn = alt.Chart(frame(Room, rooms)).encode(x=x, y=y)
    gap = "datum.kind == 'gap'"
    colour = either(gap, f"'{ink.warn}'", f"'{ink.accent}'")
    sign = drawn.mark_point(
        filled=True,
        size=either(gap, 70, 110),
        shape=either(gap, f"'{_CROSS}'", "'circle'"),
        fill=either(gap, "null", f"'{ink.accent}'"),
        stroke=colour,
        strokeWidth=2,
        yOffset=-11,
    )
    roomy = fits("words", f"width / {columns}")
    words, before = (
        drawn.mark_text(
            baseline="middle", yOffset=down, fontSize=11, color=colour, aria=False, text=either(roomy, text, "''")
        )
        for down, colour, text in ((3, ink.ink, "datum.words"), (15, ink.muted, "datum.source"))
    )
    return [sign.encode(description="said:N", tooltip=tooltip(("said:N", "room"))), words, before]


def _columns(issues: Sequence[str]) -> alt.X:
    """Return the x encoding: names in lines above wide columns, upright where columns are narrow."""
    names = [issue.split("|")[1].split("\n") for issue in issues]
    lines = max(map(len, names))
    longest = max(len(line) for name in names for line in name)
    wide = f"(containerSize()[0] || width + 240) > {max(880, 240 + round(len(issues) * longest * _LETTER))}"
    axis = alt.Axis(
        orient="top",
        labelExpr=f"{wide} ? split(split(datum.label, '|')[1], '\\n') : split(datum.label, '|')[2]",
        labelAngle=either(wide, 0, -90),
        labelAlign=either(wide, "'center'", "'left'"),
        labelBaseline=either(wide, "'bottom'", "'middle'"),
        labelLimit=either(wide, _HEADER, _HEADER_UPRIGHT),
        # Lines grow downwards from the first, so the first starts as high as the longest name needs.
        labelPadding=either(wide, 13 * (lines - 1) + 6, 6),
        labelFontSize=11,
        labelLineHeight=13,
        labelOverlap=False,
        ticks=False,
        domain=False,
        grid=False,
        title=None,
    )
    return alt.X("column:N", sort=None, scale=alt.Scale(domain=list(issues)), axis=axis)
