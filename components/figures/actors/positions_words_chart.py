"""Words on a 0–100 scale: beside what they belong to, or on it where there is no room beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import altair as alt

from components.drawing.expressions import NARROW
from components.drawing.room import LETTER, lines
from components.drawing.scales import span
from components.drawing.texts import beside, haloed

if TYPE_CHECKING:
    from components.drawing.theme import Mode

REACH: Final = 100
"""Pixels beyond the plot's left edge that are free beneath the rows, where no label stands."""
GAP: Final = 8
"""Pixels between a place and its words."""
_LINE: Final = 12
"""Height of a line in pixels."""
_MOST: Final = 3
"""Lines that a row has room for."""
_POINT: Final = 2.1
"""Pixels that one point of the scale takes on a phone."""


class Place(NamedTuple):
    """Where words stand: on which side of a value, whether on their own span, and in lines for narrow charts."""

    at: float
    side: str
    lines: str = ""
    inside: bool = False


def x(field: str) -> alt.X:
    """Return the encoding of a value on the scale."""
    axis = alt.Axis(values=[0, 20, 40, 60, 80, 100], title=None, domain=False)
    return alt.X(f"{field}:Q", scale=span(0, 100), axis=axis)


def columns(places: Sequence[Place]) -> dict[str, list[Any]]:
    """Return places as columns of a chart's data."""
    return {name: [getattr(place, name) for place in places] for name in Place._fields}


def outside(low: float, high: float) -> Place:
    """Return the end of a span beyond which there is more room, and its side."""
    return Place(high, "right") if 100 - high >= low else Place(low, "left")


def by_span(words: str, start: float, end: float, point: float | None) -> Place:
    """Place words beside a span, or on it where it leaves no room for them on a phone.

    Parameters
    ----------
    words : str
        What is written.
    start, end : float
        The span, 0–100.
    point : float or None
        A mark within the span that the words keep away from.
    """
    room = max(start, 100 - end)
    if room >= end - start or room * _POINT >= len(words) * LETTER + GAP:
        return outside(start, end)._replace(lines=lines(words, room * _POINT - GAP, most=_MOST))
    # At the end that is further from the mark.
    at, side = (start, "right") if point is not None and point - start >= end - point else (end, "left")
    return Place(at, side, lines(words, (end - start) * _POINT - GAP, most=_MOST), inside=True)


def beneath(words: str, at: float) -> Place:
    """Place words beside a single value beneath the rows."""
    # Words may reach to the left beyond the plot there, so they stand to the right only near its left edge.
    side, room = ("left", at * _POINT + REACH) if at >= 40 else ("right", (100 - at) * _POINT)
    return Place(at, side, lines(words, room - GAP, most=_MOST))


def words_beside(
    placed: alt.Chart,
    *,
    colour: str,
    halo: Mode | None = None,
    reach: int = 0,
    narrow: str = "lines",
    lane: bool = False,
) -> list[alt.Chart]:
    """Draw words beside a place on the scale.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its rows and places encoded, ``words`` and the columns of `Place`.
    colour : str
        ``#RRGGBB``.
    halo : {"light", "dark"}, optional
        Whether rules may run behind the words: then they stand on a rim of this mode's background.
    reach : int
        Pixels the text may extend beyond the plot's left edge, where no axis label stands.
    narrow : str
        Column with the words for narrow charts, which may hold lines.
    lane : bool
        Whether column ``lane`` says how many pixels from the row's middle the text stands.
    """
    shown = f"({NARROW} ? datum.{narrow} : datum.words)"
    left = "datum.side == 'left'"
    room = f"({left} ? width * datum.at / 100 + {reach} : width * (1 - datum.at / 100)) - {GAP}"
    style = {
        **beside(left, gap=GAP),
        "baseline": "middle",
        "fontSize": 11,
        "aria": False,
        # Lines grow downwards from the first, so half the others' height goes above the row's middle.
        "dy": alt.ExprRef(f"{_LINE / 2} * (1 - length(split({shown}, '\\n')))"),
        "lineBreak": "\n",
        "lineHeight": _LINE,
        "yOffset": alt.ExprRef("datum.lane") if lane else 0,
        "limit": alt.ExprRef(room),
        "text": alt.ExprRef(shown),
    }
    return haloed(placed, mode=halo, colour=colour, **style) if halo else [placed.mark_text(color=colour, **style)]
