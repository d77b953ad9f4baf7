"""Words for chances: two yardsticks, and what is said near a border or in a gap.

ICD 203 (US Intelligence Community Directive 203, 2015) covers 1–99 % without gaps; the lower bound of a word belongs to
it. The PHIA yardstick (UK Professional Head of Intelligence Assessment, 2019) leaves gaps between its words; there both
neighbours are named, as they are within a point of a border.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal, NamedTuple

from components.wording.percent import fraction

Yardstick = Literal["icd203", "phia"]

YARDSTICK_NAMES: Final[dict[Yardstick, str]] = {"icd203": "ICD 203", "phia": "PHIA"}
"""How readers call them."""
_NEAR: Final = 0.01
"""Distance from a border within which the word on its other side is said too."""


class Likelihood(NamedTuple):
    """A word and the chances it stands for, 0–1; ``low`` belongs to it, ``high`` to the next."""

    word: str
    low: float
    high: float


LIKELIHOODS: Final[dict[Yardstick, tuple[Likelihood, ...]]] = {
    "icd203": (
        Likelihood("almost no chance", 0.01, 0.05),
        Likelihood("very unlikely", 0.05, 0.20),
        Likelihood("unlikely", 0.20, 0.45),
        Likelihood("roughly even chance", 0.45, 0.55),
        Likelihood("likely", 0.55, 0.80),
        Likelihood("very likely", 0.80, 0.95),
        Likelihood("almost certain", 0.95, 0.99),
    ),
    "phia": (
        Likelihood("remote chance", 0.0, 0.05),
        Likelihood("highly unlikely", 0.10, 0.20),
        Likelihood("unlikely", 0.25, 0.35),
        Likelihood("realistic possibility", 0.40, 0.50),
        Likelihood("likely", 0.55, 0.75),
        Likelihood("highly likely", 0.80, 0.90),
        Likelihood("almost certain", 0.95, 1.0),
    ),
}
"""The words of each yardstick, the least likely first, as published."""


def likelihoods(p: float, yardstick: Yardstick = "icd203") -> tuple[Likelihood, ...]:
    """Return the class of a probability (0–1), or near a border and in a gap two, the less likely first.

    Below the first word and above the last one the end ones are used.

    Raises
    ------
    ValueError
        Where ``p`` lies outside 0–1 by more than rounding.
    """
    classes = LIKELIHOODS[yardstick]
    # A probability computed as 0.5499999999999999 is 55 % to any reader.
    p = round(fraction(p), 9)
    for below, above in pairwise(classes):
        if round(below.high - _NEAR, 9) <= p <= round(above.low + _NEAR, 9):
            return below, above
        if p < below.high:
            return (below,)
    return classes[-1:]


def likelihood(p: float, yardstick: Yardstick = "icd203") -> str:
    """Return the words for a probability (0–1): ``likely``, near a border or in a gap ``likely to very likely``.

    Raises
    ------
    ValueError
        As :func:`likelihoods`.
    """
    return " to ".join(found.word for found in likelihoods(p, yardstick))
