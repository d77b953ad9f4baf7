"""Scales and axes: named values, spans, the ends of an issue in words, dates, places in pixels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from json import dumps
from textwrap import fill
from typing import Any, Final, Literal

import altair as alt
import numpy as np

from components.drawing.expressions import NARROW
from components.wording import DATE_FORMAT, MONTH_FORMAT

# Not axis=None: where only some layers have none, Vega-Lite fails to merge them.
BARE: Final = alt.Axis(labels=False, ticks=False, domain=False, grid=False, title=None)
"""An axis that draws nothing."""

DASHES: Final = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3])
"""Dash of the first, second, third … line, to tell them apart without colour."""
REFERENCE: Final = [4, 3]
"""Dash of what is drawn to compare with: a status quo, a deadline, the value before a change."""


_MONTHS: Final = 120
"""Longest axis, in days, whose labels name days."""


def categories(looks: Mapping[str, Any]) -> alt.Scale:
    """Return the scale that gives each named value its own look: a colour, shape or dash."""
    return alt.Scale(domain=list(looks), range=list(looks.values()))


def span(low: float, high: float) -> alt.Scale:
    """Return a scale that runs exactly from one end to the other."""
    return alt.Scale(domain=[low, high], nice=False)


def ticks(low: float, high: float, count: int = 7) -> list[float]:
    """Return round values between two ends, in steps of 1, 2, 2.5 or 5 times a power of ten."""
    if not high > low:
        return [low]
    raw = (high - low) / count
    power = 10.0 ** np.floor(np.log10(raw))
    step = power * min((factor for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * (1 - 1e-9)), default=10)
    return [float(round(value, 12)) for value in np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step]


def number_format(percent: bool) -> str:
    """Return how an axis writes its numbers: shares from 0 to 1 in per cent, all others as they are."""
    return "~%" if percent else "~r"


def ends_axis(low: str, high: str, *, title: str, domain: tuple[float, float] = (0, 100)) -> alt.Axis:
    """Return an axis that says in words what its ends mean, in short lines on a phone.

    Parameters
    ----------
    low, high : str
        What the ends mean.
    title : str
        Unit of the axis.
    domain : (float, float)
        Values at the ends.
    """
    first, last = (f"split({NARROW} ? {dumps(fill(end, 20))} : {dumps(end)}, '\\n')" for end in (low, high))
    return alt.Axis(
        title=title,
        values=list(domain),
        labelExpr=f"datum.value == {domain[0]:g} ? {first} : {last}",
        labelLimit=alt.ExprRef("width / 2"),
        labelLineHeight=13,
        labelFlush=True,
    )


def pixels_y(field: str, height: float, *, axis: alt.Axis | None = BARE) -> alt.Y:
    """Return the encoding of places counted in pixels from the plot's top.

    Parameters
    ----------
    field : str
        Column of the places.
    height : float
        Height of the plot in pixels.
    axis : alt.Axis or None
        ``None`` only where every layer's is.
    """
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False)
    return alt.Y(f"{field}:Q", scale=scale, axis=axis)


def utc(day: dt.date) -> float:
    """Return a date as milliseconds to its midnight in UTC, so that every browser shows the same day.

    A number, because Streamlit hands data to Vega past the step in which it would read text as dates.
    """
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() * 1000


def date_format(window: tuple[dt.date, dt.date]) -> str:
    """Return how an axis over some days writes dates: months only where it is long enough to tell them apart."""
    return MONTH_FORMAT if (window[1] - window[0]).days > _MONTHS else DATE_FORMAT


def time_x(
    field: str,
    window: tuple[dt.date, dt.date],
    *,
    label_format: str = DATE_FORMAT,
    orient: Literal["bottom", "top"] = "bottom",
    room: int = 0,
    turn: tuple[dt.date, float] | None = None,
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
        Room for labels beyond the last day, in pixels.
    turn : (date, float), optional
        Day up to which the axis is pressed into this share of the plot, on a scale of its own: its years, then months.
    """
    first, last = (int(utc(day)) for day in window)
    end = f"{last} + {last - first} * {room} / max({max(room, 1)}, width - {room})"
    if turn is not None:
        return _turned(field, window, *turn, label_format=label_format, orient=orient)
    # More ticks than months or days would repeat a label.
    most = max(2, (window[1] - window[0]).days // 30 if label_format == MONTH_FORMAT else (window[1] - window[0]).days)
    axis = alt.Axis(
        format=label_format,
        orient=orient,
        title=None,
        tickCount={"expr": f"clamp(floor(width / 110), 2, {most})"},
        labelExpr=f"datum.value <= {last} ? datum.label : ''",
        gridOpacity=alt.condition(f"datum.value > {last}", alt.value(0), alt.value(1)),
        tickOpacity=alt.condition(f"datum.value > {last}", alt.value(0), alt.value(1)),
        labelOverlap=True,
        labelFlush=True,
    )
    domain = {"expr": f"[{first}, {end}]"}
    scale = alt.Scale(type="utc", domain=domain, nice=False)
    return alt.X(f"{field}:T", scale=scale, axis=axis)


def _turned(
    field: str,
    window: tuple[dt.date, dt.date],
    turn: dt.date,
    share: float,
    *,
    label_format: str,
    orient: Literal["bottom", "top"],
) -> alt.X:
    months = [(year, month) for year in range(turn.year, window[1].year + 1) for month in range(1, 13)]
    later = [day for day in (dt.date(*month, 1) for month in months) if turn <= day <= window[1]]
    at = int(utc(turn))
    axis = alt.Axis(
        values=[utc(window[0]), *(utc(day) for day in later)],
        orient=orient,
        title=None,
        labelExpr=f"datum.value < {at} ? utcFormat(datum.value, '%Y') : utcFormat(datum.value, '{label_format}')",
        labelOverlap="greedy",
        labelSeparation=6,
        labelFlush=True,
    )
    ends: list[float | alt.ExprRef] = [0, alt.ExprRef(f"width * {share}"), alt.ExprRef("width")]
    domain = {"expr": f"[{int(utc(window[0]))}, {at}, {int(utc(window[1]))}]"}
    scale = alt.Scale(type="utc", domain=domain, range=ends, nice=False)
    return alt.X(f"{field}:T", scale=scale, axis=axis)
