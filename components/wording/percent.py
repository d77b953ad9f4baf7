"""Chances and shares in per cent.

A **chance** says how likely something is; a model gives it, and it is no measurement: whole per cents from 1 to 99,
"under 1 %" and "over 99 %". A **share** is a part of a whole that was measured or counted, such as the area of a
region: one decimal at most.
"""

from __future__ import annotations

import math
from typing import Final

from components.wording.rounding import SLACK, decimal, rounded
from components.wording.spaces import NO_BREAK

UNKNOWN: Final = "not known"
SIGN: Final = f"{NO_BREAK}%"


def chance(p: float | None, *, exact: bool = False) -> str:
    """Return a chance: ``80 %``, ``under 1 %``, ``over 99 %``.

    Draws that all agree are no certainty, so a computed 0 or 1 is "under 1 %" or "over 99 %" too.

    Parameters
    ----------
    p : float or None
        Probability, 0–1; none and NaN are "not known".
    exact : bool
        For what somebody set or what has come to pass: 0 and 1 are "0 %" and "100 %", and one decimal is kept.

    Raises
    ------
    ValueError
        Where ``p`` lies outside 0–1 by more than rounding.
    """
    if p is None or math.isnan(p):
        return UNKNOWN
    p = fraction(p)
    if exact:
        return share(p)
    if p < 0.01 - SLACK:
        return f"under 1{SIGN}"
    if p > 0.99 + SLACK:
        return f"over 99{SIGN}"
    return f"{rounded(100 * p, 0):.0f}{SIGN}"


def chances(low: float | None, high: float | None, *, exact: bool = False) -> str:
    """Return a band of chances: ``6–25 %``, ``under 1 % to 3 %``; the sign once where both ends are plain numbers."""
    return joined(chance(low, exact=exact), chance(high, exact=exact))


def share(part: float | None) -> str:
    """Return a share: ``74.6 %``, ``74 %``, ``under 0.1 %``; a whole or nothing as ``100 %`` and ``0 %``.

    Parameters
    ----------
    part : float or None
        Fraction of the whole, usually 0–1 (more than the whole is legal: 1.2 is 120 %); none and NaN are "not known".

    Raises
    ------
    ValueError
        Where ``part`` is negative by more than rounding, or infinite.
    """
    if part is None or math.isnan(part):
        return UNKNOWN
    if part < -SLACK or math.isinf(part):
        raise ValueError(f"a share is a part of a whole, not {part}")
    if SLACK < part < 0.0005:
        return f"under 0.1{SIGN}"
    if 0.9995 <= part < 1 - SLACK:
        return f"over 99.9{SIGN}"
    return decimal(100 * part, 1) + SIGN


def shares(low: float | None, high: float | None) -> str:
    """Return a band of shares: ``12.5–30 %``."""
    return joined(share(low), share(high))


def fraction(p: float) -> float:
    """Return a probability cut to 0–1.

    Raises
    ------
    ValueError
        Where it lies outside by more than rounding.
    """
    if not -SLACK <= p <= 1 + SLACK:
        raise ValueError(f"a probability lies between 0 and 1, not {p}")
    return min(max(p, 0.0), 1.0)


def joined(low: str, high: str) -> str:
    """Join two written per cents, the sign once where both are plain numbers."""
    if low == high:
        return low
    plain = all(text.removesuffix(SIGN).replace(".", "").isdecimal() for text in (low, high))
    return f"{low.removesuffix(SIGN)}–{high}" if plain else f"{low} to {high}"
