"""How actors see each other, the poles of a tension, a ladder of goals, and who pulls on whom.

Each row is named inside the plot, above its band, so that long statements fit on a phone.
"""

from __future__ import annotations

from json import dumps
from textwrap import fill
from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing import rows
from components.drawing.expressions import NARROW
from components.drawing.layers import finished
from components.drawing.theme import Mode, Palette, basis_shape, palette

if TYPE_CHECKING:
    import pandas as pd

STEP: Final = 46


def bands(
    frame: pd.DataFrame,
    *,
    domain: tuple[float, float],
    title: str,
    mode: Mode,
    description: str,
    ends: tuple[str, str] | None = None,
) -> alt.LayerChart:
    """Draw statements, each with its band and most likely value where it has one.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``row`` (key, top to bottom), ``heading``, ``strong``, ``low``, ``mode``, ``high`` (missing where the
        statement has no size on this scale), ``words`` (beside the band), ``basis``, ``colour`` (``#RRGGBB``),
        ``intended`` (drawn dashed), ``outcome`` (a tick to compare with, may be missing).
    domain : (float, float)
        Ends of the scale.
    title : str
        Unit of the scale.
    mode : {"light", "dark"}
        Colours to take.
    description : str
        Text alternative.
    ends : (str, str), optional
        What the ends of the scale mean.
    """
    ink = palette(mode)
    y = rows.unnamed(list(dict.fromkeys(frame["row"])))
    sized = frame.dropna(subset=["mode"])
    layers = [rows.headings(frame, y, mode=mode, lift=9), _words(frame, y, domain, ink, bare=sized.empty)]
    if not sized.empty:
        layers += _bands(sized, y, _scale(domain, title, ends), ink)
    return finished(layers, mode=mode, height=STEP * max(1, frame["row"].nunique()), description=description)


def _scale(domain: tuple[float, float], title: str, ends: tuple[str, str] | None) -> alt.X:
    if ends:
        first, last = (f"split({NARROW} ? {dumps(fill(end, 20))} : {dumps(end)}, '\\n')" for end in ends)
        axis = alt.Axis(
            title=title,
            values=list(domain),
            labelExpr=f"datum.value == {domain[0]:g} ? {first} : {last}",
            labelLimit=alt.ExprRef("width / 2"),
            labelLineHeight=13,
            labelFlush=True,
        )
    else:
        axis = alt.Axis(title=title, tickCount=5)
    return alt.X("mode:Q", scale=alt.Scale(domain=list(domain), nice=False, zero=False), axis=axis)


def _bands(sized: pd.DataFrame, y: alt.Y, x: alt.X, ink: Palette) -> list[alt.Chart]:
    colour = alt.Color("colour:N", scale=None, legend=None)
    tooltip = [
        alt.Tooltip("heading:N", title="statement"),
        alt.Tooltip("mode:Q", title="most likely"),
        alt.Tooltip("low:Q", title="low"),
        alt.Tooltip("high:Q", title="high"),
        alt.Tooltip("basis:N", title="basis"),
    ]
    band = alt.Chart(sized).mark_rule(
        yOffset=9,
        y2Offset=9,
        strokeWidth=4,
        opacity=0.6,
        aria=False,
        strokeDash=alt.ExprRef("datum.intended ? [5, 4] : [1, 0]"),
    )
    sized = sized.assign(said=sized["heading"] + ": " + sized["mode"].map("{:.4g}".format))
    point = alt.Chart(sized).mark_point(filled=True, size=110, yOffset=9, stroke=ink.background, strokeWidth=0.75)
    layers = [
        band.encode(y=y, x=alt.X("low:Q"), x2="high:Q", color=colour),
        point.encode(y=y, x=x, color=colour, shape=basis_shape(), tooltip=tooltip, description="said:N"),
    ]
    compared = sized.dropna(subset=["outcome"])
    if not compared.empty:
        tick = alt.Chart(compared).mark_tick(yOffset=9, aria=False, thickness=2.5, height=16, color=ink.accent)
        layers.append(tick.encode(y=y, x=alt.X("outcome:Q")))
    return layers


def _words(frame: pd.DataFrame, y: alt.Y, domain: tuple[float, float], ink: Palette, *, bare: bool) -> alt.Chart:
    """Write numbers beside the band on its roomier side, or at the left where there is no band."""
    start, span = domain[0], domain[1] - domain[0]
    left = f"isValid(datum.mode) && (datum.low + datum.high) / 2 > {start + span / 2:g}"
    at = f"isValid(datum.mode) ? ({left} ? datum.low : datum.high) : {start:g}"
    scale = alt.Scale(domain=list(domain), nice=False, zero=False)
    # Without a single band there is nothing to read off an axis.
    x = alt.X("at:Q", scale=scale, axis=None) if bare else alt.X("at:Q", scale=scale)
    drawn: alt.Chart = (
        alt.Chart(frame)
        .transform_calculate(at=at)
        .mark_text(
            baseline="middle",
            yOffset=9,
            aria=False,
            fontSize=11,
            color=ink.muted,
            align=alt.ExprRef(f"{left} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"isValid(datum.mode) ? ({left} ? -10 : 10) : 0"),
        )
        .encode(y=y, x=x, text="words:N")
    )
    return drawn


def pull(frame: pd.DataFrame, *, mode: Mode, ends: tuple[str, str], description: str) -> alt.LayerChart:
    """Draw an actor between those who pull on it; the rope is thicker the harder somebody pulls.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``row``, ``heading``, ``strong``, ``position`` (0–100), ``p10``, ``p90``, ``basis``, ``colour``, ``words``,
        ``pulled`` (position of the actor that is pulled; missing in its own row) and ``strength`` (0–1).
    mode : {"light", "dark"}
        Colours to take.
    ends : (str, str)
        What 0 and 100 mean.
    description : str
        Text alternative.
    """
    drawn = frame.rename(columns={"position": "mode", "p10": "low", "p90": "high"})
    drawn = drawn.assign(intended=False, outcome=float("nan"))
    ink = palette(mode)
    y = rows.unnamed(list(drawn["row"]))
    x = _scale((0, 100), "position (0–100)", ends)
    ropes = drawn.dropna(subset=["pulled"])
    rope = (
        alt.Chart(ropes)
        .mark_rule(yOffset=9, y2Offset=9, opacity=0.35, aria=False, strokeWidth=alt.ExprRef("1 + 9 * datum.strength"))
        .encode(y=y, x=alt.X("mode:Q"), x2="pulled:Q", color=alt.Color("colour:N", scale=None))
    )
    layers = [rope] if not ropes.empty else []
    layers += [*_bands(drawn, y, x, ink), rows.headings(drawn, y, mode=mode, lift=9)]
    return finished(layers, mode=mode, height=STEP * len(drawn), description=description)
