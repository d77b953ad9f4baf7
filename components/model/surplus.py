"""What a deal is worth to each side beside no deal, and how likely it takes it.

One value of no deal runs through everything here: what an actor expects of each issue without a deal, less what going
on without one costs it (Fearon, International Organization 49, 1995; Powell, ibid. 60, 2006). A deal is taken with a
chance that rises with its surplus over that; where the surplus is nil it is even.

Arrays are (..., issues, actors, draws) over the issues that a deal sets; leading axes (slider settings, deals) are kept
and an axis of length 1 broadcasts. An actor has a stake in the issues on which it holds a position and expects
something without a deal; where it has none its share is 0, and its other numbers there are any finite ones. A deal is
an array (..., issues) of values 0–100. Utilities are 0–1, everything in *points* is 0–100.
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
    """What a deal and what no deal are worth, each of shape (..., actors, draws) or what broadcasts to it.

    Attributes
    ----------
    deal : array
        U = Σ s(1 − |x − y|/100) / Σ s, 0–1; 1 where an actor has no stake.
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

    Both matrices are 0 where the actor has no stake in the issue.
    """

    regained: Floats
    loss: Floats
    issue: Ints


def shares(salience: Floats, stake: Bools) -> Floats:
    """Share of each issue in what a deal is about for an actor, s / Σ s; 0 where it has no stake or nothing matters.

    Parameters
    ----------
    salience : array (..., issues, actors, draws)
        How much each issue matters, any unit.
    stake : array (issues, actors)
        Whether the actor has one in the issue.
    """
    weight = np.where(stake[..., None], salience, 0.0)
    total = weight.sum(axis=-3, keepdims=True)
    found: Floats = np.divide(weight, total, out=np.zeros(weight.shape), where=total > 0)
    return found


def lost(share: Floats, position: Floats, values: Floats) -> Floats:
    """Points that actors lose of what they want where an issue comes to a value, Σ share·|x − value|.

    Parameters
    ----------
    share, position, values : array (..., issues, actors, draws)

    Returns
    -------
    array (..., actors, draws)
    """
    return np.asarray(np.sum(share * np.abs(position - values), axis=-3))


def worth(position: Floats, share: Floats, expected: Floats, cost: Floats, deal: Floats) -> Worth:
    """Worth of a deal and of none to each actor; the sums run over the same issues, so that they can be compared.

    Parameters
    ----------
    position, share, expected : array (..., issues, actors, draws)
        Ideal points; how much each issue matters (:func:`shares`); what no deal gives.
    cost : array (..., actors, draws)
        Points lost by going on without a deal.
    deal : array (..., issues)
    """
    taken = lost(share, position, deal[..., None, None])
    return Worth(1 - taken / 100, 1 - (lost(share, position, expected) + cost) / 100)


def chances(surplus: Floats, tolerance: float) -> Floats:
    """Chance that each actor takes a deal, expit(surplus/τ), same shape.

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


def joint(chances: Floats, veto: Bools, gate: float | Floats = 1.0) -> Floats:
    """Chance that all who must agree take the deal and its gate holds, shape (..., draws).

    Parameters
    ----------
    chances : array (..., actors, draws)
        1 for whoever has no stake and so does not stand in the way.
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
    return np.asarray(np.prod(chances[..., np.flatnonzero(veto), :], axis=-2) * gate, dtype=np.float64)


def binding(position: Floats, share: Floats, surplus: Floats, deal: Floats, tolerance: float) -> Binding:
    """Find the issue that stands most in the way of each actor's acceptance.

    Parameters
    ----------
    position, share, deal
        As in :func:`worth`, without leading axes.
    surplus : array (actors, draws)
        Of the deal, in points.
    tolerance : float
        As in :func:`chances`.
    """
    given = share * np.abs(position - deal[:, None, None])
    regained = np.mean(chances(surplus + given, tolerance) - chances(surplus, tolerance), axis=-1)
    loss = given.mean(axis=-1)
    most = np.where(loss > 0, regained, -1.0)
    return Binding(regained, loss, np.where(most.max(axis=0) < 0, -1, np.argmax(most, axis=0)))
