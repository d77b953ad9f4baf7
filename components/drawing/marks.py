"""Marks that mean the same in every chart: bands, lines that keep off their ground, what a mark says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import Any, Final

import altair as alt

from components.drawing.expressions import either
from components.drawing.scales import DASHES, categories
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette

GHOST: Final[dict[str, Any]] = {"strokeWidth": 1.4, "opacity": 0.9, "aria": False}
"""Look of a line that shows where something stood at the source's values; its colour is the theme's ``muted``."""


def shades(order: Sequence[str], mode: Mode) -> alt.Scale:
    """Return the scale that gives each named series its colour, the first one the accent."""
    ink = palette(mode)
    return categories(dict(zip(order, cycle((ink.accent, ink.warn, ink.muted, ink.ink)), strict=False)))


def series(field: str, order: Sequence[str], mode: Mode) -> tuple[alt.Color, alt.StrokeDash]:
    """Return the encodings that tell lines apart by colour, and without it by their dash.

    Parameters
    ----------
    field : str
        Column of the series' names, with its type.
    order : sequence of str
        Names in the order of their looks.
    mode : {"light", "dark"}
        Colours.
    """
    dashes = categories(dict(zip(order, cycle(DASHES), strict=False)))
    return alt.Color(field, legend=None, scale=shades(order, mode)), alt.StrokeDash(field, legend=None, scale=dashes)


def band(placed: alt.Chart, *, x: alt.X | str, x2: str, mode: Mode, **style: Any) -> alt.Chart:
    """Draw the spread of the inputs, p10 to p90 or low to high, as a bar.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its rows encoded.
    x : alt.X or str
        Lower end.
    x2 : str
        Column of the upper end, with its type.
    mode : {"light", "dark"}
        Colours.
    **style
        Properties of the bar, such as its ``height``.
    """
    drawn: alt.Chart = placed.mark_bar(color=palette(mode).band, **style).encode(x=x, x2=x2)
    return drawn


def cased(placed: alt.Chart, *, mode: Mode, colour: str, width: float, rim: float, **style: Any) -> list[alt.Chart]:
    """Draw a line over a wider one of the background's colour, so that it is seen on whatever lies behind.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its places encoded.
    mode : {"light", "dark"}
        Colours.
    colour : str
        ``#RRGGBB`` of the line.
    width, rim : float
        Widths of the line, and of the one under it, in pixels.
    **style
        Properties of both rules.
    """
    pair = ((palette(mode).background, rim), (colour, width))
    return [placed.mark_rule(aria=False, color=tone, strokeWidth=thick, **style) for tone, thick in pair]


def ghost(
    placed: alt.Chart,
    place: dict[str, Any],
    *,
    now: str,
    pixels: str,
    mode: Mode,
    words: str = "",
    drop: float = 0,
    **style: Any,
) -> list[alt.Chart]:
    """Draw where a mark stood at the source's values: hollow and grey, and named where it stands clear of the mark now.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its rows encoded, and a column ``source``: null where nothing was changed.
    place : dict
        Scale and axis of the place across.
    now : str
        Column of the place of the mark now.
    pixels : str
        Expression of how many pixels one unit of both is; the plot begins at 0.
    mode : {"light", "dark"}
        Colours.
    words : str
        Column of what it is called; plainly "source" where left out.
    drop : float
        How far below the sign the words stand, in pixels: clear of a band that ends there.
    **style
        Properties of the sign, such as its ``shape`` and ``size``; ``yOffset`` is the words' too.
    """
    colours = palette(mode)
    known = placed.transform_filter("isValid(datum.source)")
    at = alt.X("source:Q", **place)
    lane = {"yOffset": style["yOffset"]} if "yOffset" in style else {}
    # On the far side of the mark now, unless the plot ends there.
    across = f"datum.source * {pixels}"
    room = f"(6 * length(datum.{words}) + 8)" if words else "40"
    left = f"(datum.source < datum.{now} ? {across} > {room} : {across} > width - {room})"
    side = either(left, "'right'", "'left'"), either(left, -7, 7)
    apart = f"abs(datum.source - datum.{now}) * {pixels}"
    # Where the plot ends on the far side, long words need room up to the mark now.
    clear = f" && ({left} == (datum.source < datum.{now}) || {apart} > {room} + 8)" if words else ""
    named = known.transform_filter(f"{apart} > 12{clear}").encode(x=at)
    said: dict[str, Any] = {"align": side[0], "dx": side[1], "baseline": "middle", "fontSize": 10, "aria": False}
    if drop:
        said["dy"] = drop
    called = alt.ExprRef(f"datum.{words}") if words else SOURCE
    return [
        known.mark_point(filled=False, color=colours.muted, strokeWidth=1.4, aria=False, **style).encode(x=at),
        *haloed(named, mode=mode, width=2, colour=colours.muted, text=called, **said, **lane),
    ]


SOURCE: Final = "source"
"""What a ghost is called."""


def tooltip(*rows: tuple[str, str] | tuple[str, str, str]) -> list[alt.Tooltip]:
    """Return the rows of a tooltip.

    Parameters
    ----------
    *rows : (str, str) or (str, str, str)
        Column with its type, what it is called, and where it is a number its format, as in
        ``("gain:Q", "points", "+.1f")``.
    """
    return [
        alt.Tooltip(row[0], title=row[1], format=row[2]) if len(row) == 3 else alt.Tooltip(row[0], title=row[1])
        for row in rows
    ]


def hint(field: str = "tooltip") -> alt.Tooltip:
    """Return the tooltip of a mark whose column tells it in words."""
    return alt.Tooltip(f"{field}:N", title=" ")


def told(field: str = "tooltip") -> dict[str, Any]:
    """Return the encodings that tell a mark in words, to the mouse and to a screen reader."""
    return {"tooltip": hint(field), "description": alt.Description(f"{field}:N")}
