"""Numbers with their units, and bands of them."""

from __future__ import annotations

import math
from typing import Final

from components.wording.percent import SIGN, UNKNOWN, chance, fraction, joined, share
from components.wording.rounding import decimal
from components.wording.spaces import NO_BREAK

_PERCENT: Final = ("probability", "share")
_COUNTED: Final = ("years", "months", "weeks", "days", "hours", "points", "percentage points")
_WHOLE: Final = ("km²", "km", "people")
_ENDLESS: Final = "never"
"""Least part of a point that is written as one."""
_STILL: Final = 1e-7
"""What is nearer is the same."""


def is_percent(unit: str) -> bool:
    """Say whether values of a unit run from 0 to 1 and are written in per cent."""
    return unit in _PERCENT


def unit_label(unit: str) -> str:
    """Return a unit as an axis or a column names it: "%" for a probability or share, else the unit itself."""
    return "%" if is_percent(unit) else unit


def unit_sign(unit: str) -> str:
    """Return a unit as it fits behind a box: "%", "years", "pp" for percentage points, nothing behind a bare number."""
    if _is_bare(unit):
        return ""
    return "pp" if unit == "percentage points" else unit_label(unit)


def scale(unit: str) -> str:
    """Return the unit of bare numbers, to be said once beside them ("index 0–100"); nothing where it stands behind."""
    return unit if _is_bare(unit) else ""


def number(value: float | None, decimals: int = 1) -> str:
    """Return a bare number with so many decimals at most, thousands set apart: ``6 901``, ``−3.5``.

    None and NaN are "not known"; without end is "never", as a duration would be.
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    return decimal(value, decimals) if math.isfinite(value) else _ENDLESS


def quantity(value: float | None, unit: str = "", *, exact: bool = False, decimals: int | None = None) -> str:
    """Return a value with its unit where that reads behind a number: ``12 %``, ``3 years``, ``6 901 km²``, ``77``.

    Scores on a 0–100 scale and areas are whole; all else has one decimal at most, below one two (a quarter of a year).

    Parameters
    ----------
    value : float or None
        The value; a probability or share from 0 to 1. None and NaN are "not known", a duration without end "never".
    unit : str
        As the dossier names it. An index or ratio is a bare number.
    exact : bool
        For what somebody typed, such as a value to reach: two decimals are kept; see also :func:`chance`.
    decimals : int, optional
        For an assumption: how many decimals its step has, and no more are written; of per cent two fewer.
    """
    if decimals is not None and value is not None and math.isfinite(value):
        places = max(decimals - 2, 0)
        if unit == "probability" and not places and 0 < value < 1:
            return chance(value)
        if is_percent(unit):
            return f"{decimal(100 * fraction(value), places)}{SIGN}"
        return _with_unit(decimal(value, decimals), unit)
    if unit == "probability":
        return chance(value, exact=exact)
    if unit == "share":
        return share(value)
    return _with_unit(number(value, 2 if exact else _decimals(value, unit)), unit)


def _with_unit(text: str, unit: str) -> str:
    return text if text in (UNKNOWN, _ENDLESS) or _is_bare(unit) else f"{text}{NO_BREAK}{_noun(text, unit)}"


def band(
    low: float | None, high: float | None, unit: str = "", *, exact: bool = False, decimals: int | None = None
) -> str:
    """Return two values of a unit, which is written once: ``72–100``, ``2–5 years``, ``6–25 %``.

    "To" stands between them where a dash would be misread: ``−5 to 3``, ``2 years to never``.
    """
    first, last = (quantity(value, unit, exact=exact, decimals=decimals) for value in (low, high))
    if is_percent(unit):
        return joined(first, last)
    if first == last:
        return first
    begin, _, behind = first.partition(NO_BREAK)
    if not (begin[0].isdecimal() and last[0].isdecimal()):
        return f"{first} to {last}"
    return f"{begin if behind else first}–{last}"


def estimate(
    value: float | None,
    low: float | None,
    high: float | None,
    unit: str = "",
    *,
    exact: bool = False,
    decimals: int | None = None,
) -> str:
    """Return a value with its band: ``20 % (6–35 %)``, ``55 (40–70)``; a value without a band alone."""
    found = quantity(value, unit, exact=exact, decimals=decimals)
    spread = band(low, high, unit, exact=exact, decimals=decimals)
    return found if low == high or spread == found else f"{found} ({spread})"


def change(now: float, before: float, unit: str = "", *, chance: bool = False) -> str:
    """Return how far a number stands from another, in points of a chance or an index: ``▲ 22``, ``▼ <1``.

    It is the difference of the two as they are written, for they stand beside it. Nothing where they are the same.
    """
    if not abs(now - before) > _STILL:
        return ""
    factor, places = (100, 0) if chance else (1, _decimals(now, unit))
    points = abs(round(factor * now, places) - round(factor * before, places))
    size = number(points, places) if points else f"<{number(10.0**-places, places)}"
    return f"{'▲' if now > before else '▼'} {size}"


def _is_bare(unit: str) -> bool:
    return unit in ("", "ratio") or unit.startswith("index")


def _decimals(value: float | None, unit: str) -> int:
    if unit.startswith("index") or unit in _WHOLE:
        return 0
    return 2 if value is not None and abs(value) < 1 else 1


def _noun(text: str, unit: str) -> str:
    return unit.removesuffix("s") if text in ("1", "−1") and unit in _COUNTED else unit
