"""The fan of the Ultimatum page, and what its charts say where there is nothing to draw."""

from __future__ import annotations

import datetime as dt
from itertools import cycle
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from components.drawing import room
from components.drawing.layers import finished, with_rows
from components.drawing.rows import LINE
from components.drawing.scales import DASHES, time_x
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LABEL_ROOM = 130


def statement(text: str, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return a chart that only says why there is nothing to draw."""
    words = alt.Chart(pd.DataFrame({"text": [text]})).mark_text(
        align="left", color=palette(mode).muted, fontSize=13, limit={"expr": "width"}
    )
    drawn = words.encode(x=alt.value(0), y=alt.value(24), text="text:N")
    return finished([drawn], height=48, mode=mode, description=description, shapes="independent")


def fan(
    frame: pd.DataFrame,
    ends: pd.DataFrame,
    rules: pd.DataFrame,
    *,
    order: Sequence[str],
    window: tuple[dt.date, dt.date],
    mode: Mode,
    description: str,
    height: int = 380,
) -> alt.LayerChart:
    """Return probabilities by date, their bands, and the dates that matter.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``output, date, point, p10, p90, tooltip``: probabilities from 0 to 1 by date.
    ends : pandas.DataFrame
        ``output, date, point, p10, p90, text``: the values at the horizon, ``text`` of at most three lines.
    rules : pandas.DataFrame
        ``date, text, kind, place``: as-of day (kind ``as_of``) and deadlines (kind ``due``), and the height of their
        texts, from 0 to 1.
    order : sequence of str
        Outputs in the order of their dashes.
    window : tuple of date
        First and last day of the axis.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    height : int
        Height of the plot in px.
    """
    colours = palette(mode)
    shades = cycle((colours.accent, colours.warn, colours.muted, colours.ink))
    colour = _by(alt.Color, order, shades)
    dash = _by(alt.StrokeDash, order, cycle(DASHES))
    y = alt.Y("point:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=5))

    x = time_x("date", window, label_format="%b %Y", room=_LABEL_ROOM)
    base = alt.Chart(frame).encode(x=x, color=colour)
    bands = base.mark_area(opacity=0.16).encode(y="p10:Q", y2="p90:Q")
    edges = [
        base.mark_line(strokeWidth=0.8, opacity=0.7).encode(y=f"{edge}:Q", strokeDash=dash) for edge in ("p10", "p90")
    ]
    lines = base.mark_line(strokeWidth=2.4).encode(y=y, strokeDash=dash, tooltip=alt.Tooltip("tooltip:N", title=" "))

    spread = alt.Chart(_spread(ends, height)).encode(color=colour)
    whiskers = [
        spread.transform_filter(alt.datum.output == output)
        .mark_rule(strokeWidth=2.4, xOffset=8 + 6 * number)
        .encode(x="date:T", y="p10:Q", y2="p90:Q")
        for number, output in enumerate(order)
    ]
    labels = spread.mark_text(align="left", lineBreak="\n", dx=12 + 6 * len(order), dy=-LINE, lineHeight=LINE)
    named = labels.encode(x="date:T", y="label_y:Q", text="text:N")

    marked = [
        (alt.Chart(rules[rules["kind"] == kind]).encode(x="date:T"), tone)
        for kind, tone in (("as_of", colours.ink), ("due", colours.warn))
    ]
    drawn = [chart.mark_rule(strokeWidth=1.2, strokeDash=[4, 3], color=tone) for chart, tone in marked]
    texts = [
        chart.mark_text(align="left", baseline="top", dx=5, color=tone, fontSize=12).encode(
            y=alt.Y("place:Q"), text="text:N"
        )
        for chart, tone in marked
    ]
    layers = [bands, *edges, lines, *drawn, *texts, *whiskers, named]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def _by(channel: type[Any], order: Sequence[str], values: Iterable[Any]) -> Any:
    """Return a channel that gives each output its own value, without a legend."""
    paired = dict(zip(order, values, strict=False))
    return channel("output:N", legend=None, scale=alt.Scale(domain=list(paired), range=list(paired.values())))


def _spread(ends: pd.DataFrame, height: int) -> pd.DataFrame:
    """Return where the labels stand at the right, with room between them, in the order of values."""
    gap = (3 * LINE + 6) / height
    spread = ends.sort_values("point")
    return spread.assign(label_y=room.spread(list(spread["point"]), gap))
