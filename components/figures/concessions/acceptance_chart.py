"""How likely each veto player, and all of them together, are to accept an option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.theme import Mode, palette, themed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_ROW: Final = 37
_LOWER: Final = 7
"""Pixels by which dots stand below their text."""
_FULL: Final = alt.ExprRef(expr="width")
_SHAPES: Final = {"actor": "circle", "gate": "square", "joint": "diamond"}


def concessions_acceptance(
    frame: pd.DataFrame,
    bands: pd.DataFrame,
    *,
    rows: Sequence[str],
    heads: pd.DataFrame,
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return a dot a row on the scale of probability words.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``row``, ``kind`` (``actor``, ``gate``, ``joint``), ``p`` and ``source`` (0–1; the latter at the
        source's values, NaN where nothing was changed), ``colour``, ``brief``, ``full`` (texts above the
        dot, for narrow and wide charts).
    bands : pandas.DataFrame
        ``low``, ``high`` (0–1), ``word`` and ``shade`` (whether drawn): the probability words.
    rows : sequence of str
        All rows from the top, as ``case|label``.
    heads : pandas.DataFrame
        ``row`` and ``text``: headings.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    y = alt.Y(
        "row:N",
        scale=alt.Scale(domain=list(rows), padding=0),
        axis=None,
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(format="%", title="P(accept): share of draws", tickCount=5, grid=False)
    x = alt.X("p:Q", scale=scale, axis=axis)
    place = {"x": alt.X("low:Q", scale=scale, axis=axis), "x2": "high:Q"}
    shades = alt.Chart(bands[bands["shade"]]).mark_rect(color=colours.surface, opacity=1, aria=False).encode(**place)
    words = (
        alt.Chart(bands)
        .transform_calculate(middle="(datum.low + datum.high) / 2")
        .transform_filter("(datum.high - datum.low) * width > length(datum.word) * 5.6 + 4")
        .mark_text(baseline="top", fontSize=11, color=colours.muted)
        .encode(x=alt.X("middle:Q", scale=scale, axis=axis), y=alt.value(2), text="word:N")
    )
    base = alt.Chart(frame).encode(y=y, tooltip=alt.Tooltip("full:N", title="P(accept)"))
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())), legend=None)
    colour = alt.Color("colour:N", scale=None)
    stem = (
        base.mark_rule(aria=False, strokeWidth=2, opacity=0.55, yOffset=_LOWER)
        .encode(x=alt.X("zero:Q", scale=scale, axis=axis), x2="p:Q", color=colour)
        .transform_calculate(zero="0")
    )
    dots = base.mark_point(filled=True, size=110, opacity=1, yOffset=_LOWER, stroke=colours.background, strokeWidth=1)
    before = base.transform_filter("isValid(datum.source)").mark_tick(
        thickness=2, bandSize=16, aria=False, yOffset=_LOWER, color=colours.ink, opacity=0.8
    )
    text: dict[str, Any] = {"align": "left", "baseline": "middle", "dy": -10, "fontSize": 12, "limit": _FULL}
    halo: dict[str, Any] = {
        "aria": False,
        "stroke": colours.background,
        "strokeWidth": 3,
        "strokeOpacity": 0.85,
        "strokeJoin": "round",
    }
    texts = base.transform_calculate(above="width < 640 ? datum.brief : datum.full").encode(
        x=alt.value(0), text="above:N"
    )
    head = alt.Chart(heads).encode(y=y, text="text:N", x=alt.value(0))
    layers: list[alt.Chart] = [
        shades,
        words,
        stem,
        before.encode(x=alt.X("source:Q", scale=scale, axis=axis)),
        dots.encode(x=x, color=colour, shape=shape),
        texts.mark_text(color=colours.background, **halo, **text),
        texts.mark_text(**text),
        head.mark_text(align="left", baseline="middle", dy=6, fontSize=14, fontWeight=600, limit=_FULL),
    ]
    sized = alt.LayerChart(layer=layers).properties(
        width="container", height=_ROW * len(rows) + 8, description=description
    )
    return themed(sized, mode)
