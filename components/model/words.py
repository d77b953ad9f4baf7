"""ICD 203 probability words (US Intelligence Community Directive 203, 2015)."""

from __future__ import annotations

from typing import NamedTuple


class Band(NamedTuple):
    """A probability word with its band; ``low`` belongs to the band, ``high`` to the next."""

    word: str
    low: float
    high: float


BANDS = (
    Band("almost no chance", 0.01, 0.05),
    Band("very unlikely", 0.05, 0.20),
    Band("unlikely", 0.20, 0.45),
    Band("roughly even chance", 0.45, 0.55),
    Band("likely", 0.55, 0.80),
    Band("very likely", 0.80, 0.95),
    Band("almost certain", 0.95, 0.99),
)


def band(probability: float) -> Band:
    """Band of a probability (0–1); below 1 % and above 99 % the end words are used.

    Raises
    ------
    ValueError
        Where ``probability`` is not between 0 and 1.
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {probability}")
    # A probability computed as 0.5499999999999999 is 55 % to any reader.
    probability = round(probability, 9)
    return next((b for b in BANDS if probability < b.high), BANDS[-1])


def word(probability: float) -> str:
    """ICD 203 word of a probability (0–1).

    Raises
    ------
    ValueError
        As :func:`band`.
    """
    return band(probability).word
