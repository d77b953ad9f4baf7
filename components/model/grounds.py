"""What an output rests on: the share of its spread that goes back to each basis, and the confidence it deserves.

The spread is measured by total Sobol effects (:mod:`components.model.variance`). Shares add to 1: they are shares of
the sum of the total effects, which is above the variance where quantities act together. Confidence is a judgement about
the ground, not about the likelihood (ICD 203): the two never stand in one sentence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple

JUDGEMENT = "analyst_judgement"
"""The basis that lowers confidence: nothing but the analyst's own estimate."""

Confidence = Literal["high", "moderate", "low"]


class Effect(NamedTuple):
    """Total Sobol effect of a quantity, or of a group of them, and what its band rests on."""

    total: float
    basis: str


def shares(effects: Iterable[Effect]) -> dict[str, float]:
    """Share of an output's spread by basis, the greatest first; empty where it has none.

    Estimates slightly below 0, and those that are not defined (NaN), count as 0.
    """
    sums: dict[str, float] = {}
    for total, basis in effects:
        if math.isfinite(total) and total > 0:
            sums[basis] = sums.get(basis, 0.0) + total
    whole = math.fsum(sums.values())
    return {basis: part / whole for basis, part in sorted(sums.items(), key=lambda item: (-item[1], item[0]))}


def confidence(shares: dict[str, float], high: float, moderate: float) -> Confidence:
    """Return the confidence in an output by the share of its spread that rests on judgement alone.

    Parameters
    ----------
    shares : dict
        From :func:`shares`; an output without spread rests on nothing uncertain, and confidence is high.
    high, moderate : float
        Share up to which confidence is high, and moderate (the dossier's rule).

    Raises
    ------
    ValueError
        Unless 0 ≤ high ≤ moderate ≤ 1.
    """
    if not 0 <= high <= moderate <= 1:
        raise ValueError(
            f"shares for high and moderate confidence must rise within 0 and 1, not {high:g}, {moderate:g}"
        )
    judged = shares.get(JUDGEMENT, 0.0)
    if judged <= high:
        return "high"
    return "moderate" if judged <= moderate else "low"
