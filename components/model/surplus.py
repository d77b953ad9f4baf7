"""What a deal is worth to each side beside no deal, and how likely it takes it.

One value of no deal runs through everything here: what an actor expects of each issue without a deal, less what going
on without one costs it (Fearon, International Organization 49, 1995; Powell, ibid. 60, 2006). A deal is taken with a
chance that rises with its surplus over that; where the surplus is nil it is even.

Cells are arrays (..., issues, actors, draws), NaN where an actor holds no position; an axis of length 1 broadcasts, and
leading axes (slider settings, deals) are kept. A deal is an array (..., issues) of values 0–100, NaN on issues that it
leaves open. Utilities are 0–1, everything in *points* is 0–100.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


class Worth(NamedTuple):
    """What a deal and what no deal are worth, each of shape (..., actors, draws); NaN where an actor has no stake.

    Attributes
    ----------
    deal : array
        U = Σ s(1 − |x − y|/100) / Σ s, 0–1.
    no_deal : array
        V, the same of what the actor expects without a deal, less its cost; below 0 where the cost is great.
    """

    deal: Floats
    no_deal: Floats

    @property
    def surplus(self) -> Floats:
        """How much better the deal is than none, in points."""
        return 100 * (self.deal - self.no_deal)


@dataclass(frozen=True)
class Binding:
    """What each issue of a deal costs each actor's acceptance.

    Attributes
    ----------
    regained : array (issues, actors)
        Chance gained if the deal met that actor's position on that issue, mean over the draws.
    loss : array (issues, actors)
        Mean over the draws of s|x − y| / Σ s, in points.
    issue : array (actors,)
        Index of the binding issue: the greatest ``regained``; −1 where the actor has no stake or gets all it wants.

    Both matrices are NaN where the deal leaves the issue open or the actor has no stake in it.
    """

    regained: Floats
    loss: Floats
    issue: Ints


def expectations(no_deal: Floats, status_quo: Floats) -> Floats:
    """Return what each actor expects without a deal: its own expectation, the issue's status quo where it has none.

    Parameters
    ----------
    no_deal : array (..., issues, actors, draws)
        0–100, NaN where nothing is given.
    status_quo : array (issues,)
        NaN where an issue has none.
    """
    return np.where(np.isnan(no_deal), status_quo[:, None, None], no_deal)


def worth(position: Floats, salience: Floats, expected: Floats, cost: Floats, deal: Floats) -> Worth:
    """Worth of a deal and of none to each actor.

    The sums run over the issues that the deal sets and on which the actor holds a position and an expectation, the same
    for both, so that they can be compared.

    Parameters
    ----------
    position, salience, expected : array (..., issues, actors, draws)
        Ideal points; how much each issue matters, any unit; what no deal gives (:func:`expectations`).
    cost : array (..., actors, draws)
        Points lost by going on without a deal.
    deal : array (..., issues)
    """
    share, lost = _losses(position, salience, expected, deal)
    forgone = np.sum(share * np.abs(position - expected), axis=-3, where=share > 0)
    stake = share.sum(axis=-3) > 0
    total = np.where(stake, lost.sum(axis=-3), np.nan)
    return Worth(1 - total / 100, 1 - (np.where(stake, forgone, np.nan) + cost) / 100)


def chances(surplus: Floats, tolerance: float) -> Floats:
    """Chance that each actor takes a deal, expit(surplus/τ), same shape; NaN where it has no stake.

    Parameters
    ----------
    surplus : array (...)
        In points, see :class:`Worth`.
    tolerance : float
        τ in points: a surplus of τ is taken with a chance of 73 %.

    Raises
    ------
    ValueError
        Unless the tolerance is above 0.
    """
    if not tolerance > 0:
        raise ValueError(f"the tolerance must be above 0 points, not {tolerance:g}")
    return np.asarray(expit(surplus / tolerance), dtype=np.float64)


def mean(chances: Floats) -> Floats:
    """Mean over the draws in which an actor has a stake, shape (..., actors); NaN where it has one in none."""
    decided = ~np.isnan(chances)
    count = decided.sum(axis=-1)
    total = np.sum(chances, axis=-1, where=decided)
    share: Floats = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return share


def joint(chances: Floats, veto: Bools, gate: float | Floats = 1.0) -> Floats:
    """Chance that all who must agree take the deal and its gate holds, shape (..., draws).

    Parameters
    ----------
    chances : array (..., actors, draws)
        One without a stake (NaN) does not stand in the way.
    veto : array (actors,)
        Who must agree.
    gate : array (..., draws) or float
        Chance that the deal can be offered at all.

    Raises
    ------
    ValueError
        Where a gate is not a probability.
    """
    gate = np.asarray(gate, dtype=np.float64)
    if not np.all((gate >= 0) & (gate <= 1)):
        raise ValueError("a deal's gate must be a probability between 0 and 1")
    deciding = chances[..., np.flatnonzero(veto), :]
    return np.asarray(np.prod(np.where(np.isnan(deciding), 1.0, deciding), axis=-2) * gate, dtype=np.float64)


def binding(
    position: Floats, salience: Floats, expected: Floats, cost: Floats, deal: Floats, tolerance: float
) -> Binding:
    """Find the issue that stands most in the way of each actor's acceptance.

    Parameters
    ----------
    position, salience, expected, cost, deal
        As in :func:`worth`, without leading axes.
    tolerance : float
        As in :func:`chances`.
    """
    share, lost = _losses(position, salience, expected, deal)
    surplus = worth(position, salience, expected, cost, deal).surplus
    before = mean(chances(surplus, tolerance))
    after = np.stack([mean(chances(surplus + met, tolerance)) for met in lost])
    stake = np.any(share > 0, axis=-1)
    regained = np.where(stake, after - before, np.nan)
    loss = np.where(stake, lost.mean(axis=-1), np.nan)
    most = np.where(stake & (loss > 0), regained, -1.0)
    return Binding(regained, loss, np.where(most.max(axis=0) < 0, -1, np.argmax(most, axis=0)))


def _losses(position: Floats, salience: Floats, expected: Floats, deal: Floats) -> tuple[Floats, Floats]:
    """Share of each issue in an actor's stake, and what the deal loses it there in points; 0 where it has none."""
    position, salience, expected = np.broadcast_arrays(position, salience, expected)
    distance = np.abs(position - deal[..., :, None, None])
    weight = np.where(np.isnan(distance + expected) | np.isnan(salience), 0.0, salience)
    total = weight.sum(axis=-3, keepdims=True)
    share = np.divide(weight, total, out=np.zeros(weight.shape), where=total > 0)
    return share, share * np.where(share > 0, distance, 0.0)
