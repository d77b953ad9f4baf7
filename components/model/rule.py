"""The rule behind the good cases: PRIM on the draws.

The patient rule induction method (Friedman and Fisher, Statistics and Computing 9, 1999; for scenarios Bryant and
Lempert, Technological Forecasting and Social Change 77, 2010) finds a box of assumptions in which an outcome is far
more frequent than elsewhere: "agreement comes when confidence is below 68 and support above 55: 12 % of cases hold
61 % of the agreements". Peeling starts from all draws and takes a twentieth of them away at a time, from the end of the
assumption where the mean of what is left gains most a draw lost.

Which box: of those on the way the one with the greatest *coverage − mass*, the share of the outcome that it holds
beyond its share of the draws (the weighted relative accuracy of rule learning, divided by the base). Only the three
conditions that add most to this are kept, and the peeling is done again with their assumptions alone, so that the
thresholds suit one another; then each that adds less than :data:`WORTH` goes, in the same way. Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST = 3
"""Conditions at most."""
WORTH = 0.02
"""What a condition must add to coverage − mass: two in a hundred of the outcome."""
_PEEL = 0.05
_LEAST = 0.05  # share of the draws below which a box says more about the draws than about the model
_STILL = 1e-12


class Condition(NamedTuple):
    """Limits of one assumption within the rule.

    Attributes
    ----------
    row : int
        Which assumption.
    low, high : float
        Closed; −inf or inf where there is no limit.
    """

    row: int
    low: float
    high: float


@dataclass(frozen=True)
class Rule:
    """A box and what it holds.

    Attributes
    ----------
    conditions : tuple of Condition
        By what each adds, the most first; empty where nothing tells the good cases apart.
    mass : float
        Share of the draws in the box.
    coverage : float
        Share of the outcome in it.
    density : float
        Mean of the outcome in it, beside ``base`` over all draws.
    base : float
    """

    conditions: tuple[Condition, ...]
    mass: float
    coverage: float
    density: float
    base: float


def find(x: Floats, y: Floats) -> Rule:
    """Find the rule that best tells the good cases apart.

    Parameters
    ----------
    x : array (assumptions, draws)
    y : array (draws,)
        The outcome in each draw, a chance or 0 and 1, none negative.
    """
    kept = _by_worth(x, y, _best(x, y, range(len(x))))[:MOST]
    while True:
        box = _best(x, y, kept)
        kept = _by_worth(x, y, box)
        weak = [row for row in kept if _adds(x, y, box, row) < WORTH]
        if not weak:
            return measured(x, y, sorted(box, key=lambda condition: kept.index(condition.row)))
        kept.remove(weak[-1])


def measured(x: Floats, y: Floats, conditions: Sequence[Condition]) -> Rule:
    """Measure what a box holds; call it again once thresholds are rounded to the step of their assumptions."""
    inside = _inside(x, conditions)
    total = float(y.sum())
    held = float(y[inside].sum())
    mass = float(inside.mean())
    return Rule(
        conditions=tuple(conditions),
        mass=mass,
        coverage=held / total if total > 0 else mass,
        density=held / int(inside.sum()) if mass > 0 else 0.0,
        base=total / len(y),
    )


def _inside(x: Floats, conditions: Iterable[Condition]) -> Bools:
    inside = np.ones(x.shape[1], dtype=bool)
    for row, low, high in conditions:
        inside &= (x[row] >= low) & (x[row] <= high)
    return inside


def _by_worth(x: Floats, y: Floats, box: Sequence[Condition]) -> list[int]:
    """Return the assumptions of a box by what each adds, the most first."""
    return sorted((condition.row for condition in box), key=lambda row: (-_adds(x, y, box, row), row))


def _adds(x: Floats, y: Floats, box: Sequence[Condition], row: int) -> float:
    """Return what the condition on an assumption adds to coverage − mass."""
    whole, without = (measured(x, y, [condition for condition in box if condition.row != left]) for left in (-1, row))
    return (whole.coverage - whole.mass) - (without.coverage - without.mass)


def _best(x: Floats, y: Floats, using: Iterable[int]) -> list[Condition]:
    """Peel with some of the assumptions; return the box with the greatest coverage − mass on the way."""
    rows = np.array(sorted(using), dtype=np.intp)
    total = float(y.sum())
    if not rows.size or total <= 0:
        return []
    ends = np.tile([-np.inf, np.inf], (len(rows), 1))
    best, best_gain = ends.copy(), 0.0
    inside = np.arange(len(y))
    order = np.argsort(x[rows], axis=1, kind="stable")
    within = np.ones(len(y), dtype=bool)
    while len(inside) > max(_LEAST * len(y), 2):
        # Every row's draws in ascending order; all rows hold the same draws.
        order = order[within[order]].reshape(len(rows), -1)
        peel = _peel(np.take_along_axis(x[rows], order, axis=1), y[order])
        if peel is None:
            break
        row, side, end = peel
        ends[row, side] = end
        kept = x[rows[row], inside] >= end if side == 0 else x[rows[row], inside] <= end
        within[inside[~kept]] = False
        inside = inside[kept]
        gain = y[inside].sum() / total - len(inside) / len(y)
        if gain > best_gain + _STILL and len(inside) >= _LEAST * len(y):
            best, best_gain = ends.copy(), float(gain)
        if y[inside].sum() / total - _LEAST <= best_gain:
            break  # coverage only falls from here, and no box may be smaller
    return [
        Condition(int(row), float(low), float(high))
        for row, (low, high) in zip(rows, best, strict=True)
        if np.isfinite(low) or np.isfinite(high)
    ]


def _peel(values: Floats, outcome: Floats) -> tuple[int, int, float] | None:
    """Find the end to take away: (row, 0 for the low end or 1 for the high one, new end); None where none can be.

    Parameters
    ----------
    values, outcome : array (rows, draws)
        Every row's draws in ascending order of its value, and the outcome of each.
    """
    low_gain, low_end = _low_ends(values, outcome)
    high_gain, high_end = _low_ends(-values[:, ::-1], outcome[:, ::-1])
    gains = np.stack([low_gain, high_gain])
    side, row = (int(place) for place in np.unravel_index(int(np.argmax(gains)), gains.shape))
    if not np.isfinite(gains[side, row]):
        return None
    return row, side, float(-high_end[row] if side else low_end[row])


def _low_ends(values: Floats, outcome: Floats) -> tuple[Floats, Floats]:
    """Mean gained a draw lost by taking away every row's low end, and the new ends; −inf where none can be taken."""
    count = values.shape[1]
    end = values[:, max(int(_PEEL * count), 1)]
    # Draws of one value go or stay together; where they are more than a twentieth, the next value is the end.
    above = values > values[:, :1]
    following = np.where(above, values, np.inf).min(axis=1)
    end = np.maximum(end, following)
    lost = (values < end[:, None]).sum(axis=1)
    total = outcome.sum(axis=1)
    gone = np.where(np.arange(count) < lost[:, None], outcome, 0.0).sum(axis=1)
    left = count - lost
    mean = np.divide(total - gone, left, out=np.zeros(len(values)), where=left > 0)
    return np.where(left > 0, (mean - total / count) / lost, -np.inf), end
