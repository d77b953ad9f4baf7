"""ICD 203 probability words (US Intelligence Community Directive 203, 2015)."""

from __future__ import annotations

from typing import Final, NamedTuple

from components.wording.percent import fraction


class Likelihood(NamedTuple):
    """A probability word with its range; ``low`` belongs to it, ``high`` to the next."""

    word: str
    low: float
    high: float


LIKELIHOODS: Final = (
    Likelihood("almost no chance", 0.01, 0.05),
    Likelihood("very unlikely", 0.05, 0.20),
    Likelihood("unlikely", 0.20, 0.45),
    Likelihood("roughly even chance", 0.45, 0.55),
    Likelihood("likely", 0.55, 0.80),
    Likelihood("very likely", 0.80, 0.95),
    Likelihood("almost certain", 0.95, 0.99),
)


def likelihood_class(p: float) -> Likelihood:
    """Return the class a probability (0–1) falls in; below 1 % and above 99 % the end ones.

    Raises
    ------
    ValueError
        Where ``p`` lies outside 0–1 by more than rounding.
    """
    # A probability computed as 0.5499999999999999 is 55 % to any reader.
    p = round(fraction(p), 9)
    return next((found for found in LIKELIHOODS if p < found.high), LIKELIHOODS[-1])


def likelihood(p: float) -> str:
    """Return the words for a probability (0–1): "likely".

    Raises
    ------
    ValueError
        As :func:`likelihood_class`.
    """
    return likelihood_class(p).word
