"""What an output rests on: the share of its spread that goes back to each basis, and the confidence it deserves.

The spread is measured by total Sobol effects (:mod:`components.model.variance`). Shares add to 1: they are shares of
the sum of the total effects, which is above the variance where quantities act together. Confidence is a judgement about
the ground, not about the likelihood (ICD 203): the two never stand in one sentence. Both are taken at the source's
values, for a slider that somebody moves is a what-if and no evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from components.model.memory import remembered
from components.model.pages import Design
from components.model.results import at_source
from components.model.uncertain import JUDGEMENT, grounds
from components.model.variance import indices

if TYPE_CHECKING:
    from components.model.output import Output
    from components.model.results import Results

Confidence = Literal["high", "moderate", "low"]


class Effect(NamedTuple):
    """Total Sobol effect of a quantity, or of a group of them, and what its band rests on."""

    total: float
    basis: str


@dataclass(frozen=True)
class RestsOn:
    """What an output rests on at the source's values.

    Attributes
    ----------
    shares : mapping of str to float
        Basis → share of the spread, the greatest first; empty where the output has none.
    confidence : str or None
        By the dossier's rule; none where the output has no spread: that nobody gave a band is no ground.
    high, moderate : float
        The rule: share on analyst judgement up to which confidence is high, and moderate.
    """

    shares: Mapping[str, float]
    confidence: Confidence | None
    high: float
    moderate: float

    @property
    def judged(self) -> float:
        """Share that rests on analyst judgement."""
        return self.shares.get(JUDGEMENT, 0.0)


def rests_on(results: Results, output: Output) -> RestsOn | None:
    """Return what an output rests on as of the day; none where its spread has no measure, as what may never end.

    Parameters
    ----------
    results : Results
        Sliders do not matter.
    output : Output
        What is asked for.
    """
    return _rests_on(at_source(results), output)


@remembered
def _rests_on(results: Results, output: Output) -> RestsOn | None:
    design = Design(results, output)
    known = grounds(results.source)
    groups: dict[str, list[str]] = {}
    for key in design.quantities:
        if not results.source.quantities[key].certain:
            groups.setdefault(known[key].basis, []).append(key)
    pages = design.pages(list(groups.values()))
    if not np.all(np.isfinite(pages)):
        return None
    found = indices(pages, seed=results.seed)
    totals = [] if found is None else found.total.tolist()
    parts, rule = shares(map(Effect, totals, groups)), results.dossier.header.confidence
    return RestsOn(parts, confidence(parts, rule.high, rule.moderate), rule.high, rule.moderate)


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


def confidence(shares: Mapping[str, float], high: float, moderate: float) -> Confidence | None:
    """Return the confidence in an output by the share of its spread that rests on judgement alone.

    Parameters
    ----------
    shares : mapping
        From :func:`shares`; of an output without spread confidence cannot be told.
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
    if not shares:
        return None
    judged = shares.get(JUDGEMENT, 0.0)
    if judged <= high:
        return "high"
    return "moderate" if judged <= moderate else "low"
