"""The rule behind the good cases: within which limits of which assumptions an outcome is far more frequent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.model.memory import remembered
from components.model.rule import Condition, find, measured

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.model.output import Output
    from components.model.results import Results


@dataclass(frozen=True)
class Limit:
    """Between which values an assumption lies in the good cases.

    Attributes
    ----------
    low, high : float or None
        In its own unit, on a step of its slider; none where there is no limit on that side.
    """

    assumption: Assumption
    low: float | None
    high: float | None


@dataclass(frozen=True)
class GoodCases:
    """A rule, and what it holds of the draws.

    Attributes
    ----------
    limits : tuple of Limit
        At most three, by what each adds, the most first.
    mass : float
        Share of the draws within them.
    coverage : float
        Share of the outcome that they hold.
    density : float
        Chance of the outcome within them, beside ``base`` over all draws.
    base : float
    """

    limits: tuple[Limit, ...]
    mass: float
    coverage: float
    density: float
    base: float


@remembered
def good_cases(results: Results, output: Output) -> GoodCases | None:
    """Return the rule that tells best when a chance is high; none where nothing does, or the output is no chance.

    Parameters
    ----------
    results : Results
        Of the scenario in force; assumptions are drawn around where their sliders stand.
    output : Output
        A probability: its chance in a draw is that draw's share of the good cases.
    """
    keys = output.uncertain(results)
    if not keys or not output.is_chance:
        return None
    items = [results.dossier.assumption(key) for key in keys]
    drawn = np.stack([results.assumed[key] for key in keys])
    chance = output.draws(results)
    conditions = [_rounded(items[condition.row], condition) for condition in find(drawn, chance).conditions]
    told = [condition for condition in conditions if _limits(condition)]
    if not told:
        return None
    rule = measured(drawn, chance, told)
    limits = (Limit(items[row], *(end if math.isfinite(end) else None for end in ends)) for row, *ends in told)
    return GoodCases(tuple(limits), rule.mass, rule.coverage, rule.density, rule.base)


def _limits(condition: Condition) -> bool:
    """Whether a condition limits anything."""
    return math.isfinite(condition.low) or math.isfinite(condition.high)


def _rounded(item: Assumption, condition: Condition) -> Condition:
    """Put thresholds on a step of the slider; one at an end of the range is no limit."""
    low, high = (_on_step(item, end) for end in condition[1:])
    return Condition(
        condition.row,
        low if low > item.range.min else -math.inf,
        high if high < item.range.max else math.inf,
    )


def _on_step(item: Assumption, value: float) -> float:
    if not math.isfinite(value):
        return value
    start, step = item.range.min, item.range.step
    # Rounded once more, or 0.1 · 3 is written 0.30000000000000004.
    return round(start + round((value - start) / step) * step, 10)
