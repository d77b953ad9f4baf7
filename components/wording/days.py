"""Dates and spans of dates."""

from __future__ import annotations

import datetime as dt
from typing import Literal

# Not from strftime: the names of months there follow the machine's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date(day: dt.date, seen_from: dt.date | None = None) -> str:
    """Return a date as ``8 Aug 2025``.

    Parameters
    ----------
    day : datetime.date
        The date.
    seen_from : datetime.date, optional
        Day the reader looks from, for labels with little room: a date in its year leaves the year out.
    """
    short = f"{day.day} {_MONTHS[day.month - 1]}"
    return short if seen_from and day.year == seen_from.year else f"{short} {day.year}"


def dates(first: dt.date, last: dt.date | None, seen_from: dt.date | None = None) -> str:
    """Return a span of days: ``7–9 Aug 2025``, ``30 Jul – 2 Aug 2025``; one day alone as a date.

    Parameters
    ----------
    first, last : datetime.date
        Both belong to the span; no last day is a span of one day.
    seen_from : datetime.date, optional
        As in :func:`date`.

    Raises
    ------
    ValueError
        Where the last day comes before the first.
    """
    if last is None or last == first:
        return date(first, seen_from)
    if last < first:
        raise ValueError(f"a span runs forwards, not from {first} to {last}")
    end = date(last, seen_from)
    if first.year != last.year:
        return f"{date(first)} – {date(last)}"
    return f"{first.day}–{end}" if first.month == last.month else f"{date(first, last)} – {end}"


def settled(happened: bool, day: dt.date) -> str:
    """Return how and when something asked for was settled: ``happened 15 Aug 2025``, ``did not happen: …``."""
    return f"happened {date(day)}" if happened else f"did not happen: settled {date(day)}"


def month(day: dt.date) -> str:
    """Return the month of a date: ``Aug 2025``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def moment(at: dt.datetime) -> str:
    """Return a point in time as ``26 Nov 2026, 20:53 UTC``; it must know its zone."""
    there = at.astimezone(dt.UTC)
    return f"{date(there.date())}, {there:%H:%M} UTC"


def when(
    first: dt.date,
    last: dt.date | None = None,
    precision: Literal["day", "week", "month"] = "day",
    *,
    by: dt.date | None = None,
) -> str:
    """Return when something was, no finer than it is known: ``7–9 Aug 2025``, ``about 8 Aug 2025``, ``Aug 2025``.

    Parameters
    ----------
    first, last : datetime.date
        As in :func:`dates`.
    precision : str
        How finely the days are known: "day", "week" or "month".
    by : datetime.date, optional
        Day up to which one knows: an end beyond it is not told, ``from 7 Aug 2025``.
    """
    if last and by and last > by:
        return f"from {when(first, None, precision)}"
    if precision == "month":
        begin, end = month(first), month(last or first)
        return begin if begin == end else f"{begin} – {end}"
    return f"{'about ' if precision == 'week' else ''}{dates(first, last)}"
