"""How often something is so, for sentences: the number itself stands beside it."""

from __future__ import annotations

from typing import Final

from components.wording.lists import count
from components.wording.percent import fraction
from components.wording.rounding import SLACK, rounded

_TENTHS: Final = {
    1: "one case in ten",
    2: "two cases in ten",
    3: "three cases in ten",
    4: "four cases in ten",
    5: "half of all cases",
    6: "six cases in ten",
    7: "seven cases in ten",
    8: "eight cases in ten",
    9: "nine cases in ten",
}


def often(p: float) -> str:
    """Return a chance as a number of cases: ``in about three cases in ten``, ``in nearly all cases``.

    Tenths, as readers count them; below one in ten hundredths, since twice as rare matters there.

    Parameters
    ----------
    p : float
        0–1.

    Raises
    ------
    ValueError
        Where ``p`` lies outside 0–1 by more than rounding.
    """
    p = fraction(p)
    if p < 0.01 - SLACK:
        return "in fewer than one case in a hundred"
    if p < 0.075:
        return f"in about {count(int(rounded(100 * p, 0)), 'case')} in a hundred"
    if p >= 0.95:
        return "in nearly all cases"
    return f"in about {_TENTHS[int(rounded(10 * p, 0))]}"
