"""Time axes of the Ultimatum page, and its fan.

Dates are dates: they go into a chart as midnight UTC on a UTC scale, and into tooltips as text,
so that every browser shows the same day whatever its time zone.
"""

from __future__ import annotations

import datetime as dt
from itertools import cycle
from typing import TYPE_CHECKING, Any, Final, Literal

import altair as alt
import pandas as pd

from components.drawing.theme import DATE_FORMAT, Mode, config, palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DASHES: Final = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3])
"""Dash of the first, second, third … line, to tell them apart without colour."""


_LABEL_ROOM = 130

LINE: Final = 15
"""Height of a line of text in px."""


def utc(day: dt.date) -> float:
    """Return a date as milliseconds to its midnight in UTC.

    A number, because Streamlit hands data to Vega past the step in which it would read text as dates.
    """
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() * 1000


def time_x(
    field: str,
    window: tuple[dt.date, dt.date],
    *,
    label_format: str = DATE_FORMAT,
    orient: Literal["bottom", "top"] = "bottom",
    room: int = 0,
) -> alt.X:
    """Return the encoding of a date on a UTC axis.

    Parameters
    ----------
    field : str
        Column of numbers made by `utc`.
    window : tuple of date
        First and last day of the axis.
    label_format : str
        Format of the labels.
    orient : {"bottom", "top"}
        Side of the axis.
    room : int
        Room for labels beyond the last day, in px.
    """
    first, last = map(utc, window)
    end = f"{last:.0f} + {last - first:.0f} * {room} / max({max(room, 1)}, width - {room})"
    axis = alt.Axis(
        format=label_format,
        orient=orient,
        title=None,
        tickCount={"expr": "max(2, floor(width / 110))"},
        labelExpr=f"datum.value <= {last} ? datum.label : ''",
        gridOpacity=alt.condition(f"datum.value > {last}", alt.value(0), alt.value(1)),
        tickOpacity=alt.condition(f"datum.value > {last}", alt.value(0), alt.value(1)),
        labelOverlap=True,
        labelFlush=True,
    )
    domain = {"expr": f"[{first:.0f}, {end}]"}
    scale = alt.Scale(type="utc", domain=domain, nice=False)
    return alt.X(field, type="temporal", scale=scale, axis=axis)


def finished(layers: Sequence[alt.Chart], *, height: float, mode: Mode, description: str) -> alt.LayerChart:
    """Return layers as one chart as wide as its container, whose height is that of the plot alone.

    Parameters
    ----------
    layers : sequence of alt.Chart
        Each with its own data; those without rows are left out, as they would have no extent.
    height : float
        Height of the plot in px; axes and legends come on top of it.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    # Streamlit would otherwise take axis and legend off the plot's height, and rows laid out in px would touch.
    autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    # All at once: each later change would copy the whole chart.
    return alt.LayerChart(
        layer=[layer for layer in layers if len(layer.data)],
        width="container",
        height=height,
        autosize=autosize,
        description=description,
        # Shapes of different layers mean different things.
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(shape="independent")),
        config=config(mode),
    )


def statement(text: str, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return a chart that only says why there is nothing to draw."""
    words = alt.Chart(pd.DataFrame({"text": [text]})).mark_text(
        align="left", color=palette(mode).muted, fontSize=13, limit={"expr": "width"}
    )
    drawn = words.encode(x=alt.value(0), y=alt.value(24), text="text:N")
    return finished([drawn], height=48, mode=mode, description=description)


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
    return finished(layers, height=height, mode=mode, description=description)


def _by(channel: type[Any], order: Sequence[str], values: Iterable[Any]) -> Any:
    """Return a channel that gives each output its own value, without a legend."""
    paired = dict(zip(order, values, strict=False))
    return channel("output:N", legend=None, scale=alt.Scale(domain=list(paired), range=list(paired.values())))


def _spread(ends: pd.DataFrame, height: int) -> pd.DataFrame:
    """Return where the labels stand at the right, with room between them, in the order of values."""
    gap = (3 * LINE + 6) / height
    spread = ends.sort_values("point")
    places: list[float] = []
    for value in spread["point"]:
        places.append(max(value, places[-1] + gap if places else gap / 2))
    # What was pushed over the top comes back down.
    top = 1 - gap / 2
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], top)
        top = places[i] - gap
    return spread.assign(label_y=places)
