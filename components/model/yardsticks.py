"""Words for chances: two yardsticks, and what is said near a border or in a gap.

ICD 203 (US Intelligence Community Directive 203, 2015) covers 1–99 % without gaps; the lower bound of a word belongs to
it. The PHIA yardstick (UK Professional Head of Intelligence Assessment, 2019) leaves gaps between its words; there both
neighbours are named, as they are within a point of a border.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple

Yardstick = Literal["icd203", "phia"]

BORDER = 1.0
"""Points (per cent) within which the word on the other side of a border is named too."""


class Word(NamedTuple):
    """A word and the chances it stands for, in per cent; the last one's upper end reaches to 100."""

    word: str
    low: float
    high: float


YARDSTICKS: dict[Yardstick, tuple[Word, ...]] = {
    "icd203": (
        Word("almost no chance", 1, 5),
        Word("very unlikely", 5, 20),
        Word("unlikely", 20, 45),
        Word("roughly even chance", 45, 55),
        Word("likely", 55, 80),
        Word("very likely", 80, 95),
        Word("almost certain", 95, 99),
    ),
    "phia": (
        Word("remote chance", 0, 5),
        Word("highly unlikely", 10, 20),
        Word("unlikely", 25, 35),
        Word("realistic possibility", 40, 50),
        Word("likely", 55, 75),
        Word("highly likely", 80, 90),
        Word("almost certain", 95, 100),
    ),
}


def words(chance: float, yardstick: Yardstick = "icd203") -> tuple[str, ...]:
    """Return the word of a chance (0–1), or two, the less likely first: "likely to very likely".

    Below the first word and above the last one the end words are used.

    Raises
    ------
    ValueError
        Where ``chance`` is not between 0 and 1.
    """
    if not 0 <= chance <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {chance}")
    scale = YARDSTICKS[yardstick]
    # A chance computed as 0.5499999999999999 is 55 % to any reader.
    percent = round(100 * chance, 7)
    for below, above in pairwise(scale):
        if below.high - BORDER <= percent <= above.low + BORDER:
            return below.word, above.word
        if percent < below.high:
            return (below.word,)
    return (scale[-1].word,)
