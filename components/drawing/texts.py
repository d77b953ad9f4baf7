"""Words in a chart: from its left edge, beside a mark, over a rim of the background's colour."""

from __future__ import annotations

from typing import Any

import altair as alt

from components.drawing.expressions import either
from components.drawing.theme import Mode, palette


def at_left(placed: alt.Chart, text: str | alt.ExprRef, *, limit: str = "width", **style: Any) -> alt.Chart:
    """Write from the plot's left edge, at most over its width.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its rows encoded.
    text : str or alt.ExprRef
        Column of the words with its type, or an expression.
    limit : str
        Expression of the room in pixels.
    **style
        Properties of the text mark.
    """
    if isinstance(text, alt.ExprRef):
        style["text"] = text
    drawn: alt.Chart = placed.mark_text(align="left", limit=alt.ExprRef(limit), **style).encode(x=alt.value(0))
    return drawn if isinstance(text, alt.ExprRef) else drawn.encode(text=text)


def beside(left: str, *, gap: float = 8) -> dict[str, Any]:
    """Return the properties of a text that stands to the left of its place where a test holds, else to the right.

    Parameters
    ----------
    left : str
        Vega expression.
    gap : float
        Pixels between the place and the text.
    """
    return {"align": either(left, "'right'", "'left'"), "dx": either(left, -gap, gap)}


def haloed(
    placed: alt.Chart,
    *,
    mode: Mode,
    width: float = 3,
    opacity: float | None = None,
    colour: str | None = None,
    **style: Any,
) -> list[alt.Chart]:
    """Draw text over a rim of the background's colour, so that it can be read on whatever lies behind.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its places encoded, and the text too unless ``style`` says it.
    mode : {"light", "dark"}
        Colours.
    width : float
        Of the rim, in pixels.
    opacity : float, optional
        Of the rim, 0–1; full where left out.
    colour : str, optional
        ``#RRGGBB`` of the text; the theme's ink, or what the caller encodes, where left out.
    **style
        Properties of both text marks.

    Returns
    -------
    list of alt.Chart
        The rim, and the text.
    """
    ground = palette(mode).background
    rim: dict[str, Any] = {"aria": False, "color": ground, "stroke": ground, "strokeWidth": width}
    rim |= {"strokeJoin": "round"} | ({} if opacity is None else {"strokeOpacity": opacity})
    text = style if colour is None else {**style, "color": colour}
    return [placed.mark_text(**{**style, **rim}), placed.mark_text(**text)]
