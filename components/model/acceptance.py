"""Whether actors accept a package of issue values, and which issue stands in the way: the arithmetic.

Cells are arrays (draws, issues, actors), NaN where empty; an axis of length 1 broadcasts. A
package is an array (issues,) of values 0–100, NaN on issues that it leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

_TOLERANCE = 1e-12  # utilities that are equal on paper; equal is accepted


class Acceptance(NamedTuple):
    """Shares of draws in which a package is accepted.

    Attributes
    ----------
    actors : array (actors,)
        P(a accepts); NaN for an actor with no stake in the package (see :func:`utility`).
    joint : float
        P(every veto player with a stake accepts and the gate holds).
    """

    actors: Floats
    joint: float


@dataclass(frozen=True)
class Binding:
    """What each issue of a package costs each actor's acceptance.

    Attributes
    ----------
    regained : array (issues, actors)
        P(a accepts) gained if the package met that actor's position on that issue.
    loss : array (issues, actors)
        Mean over the draws of s|x − y|/100 as a share of the actor's total salience.
    issue : array (actors,)
        Index of the binding issue: the greatest ``regained``, then the greatest ``loss``;
        −1 where the actor accepts in every draw, has no stake, or gets all it wants and still
        refuses.

    Both matrices are NaN where the package leaves the issue open or the cell is empty in every
    draw.
    """

    regained: Floats
    loss: Floats
    issue: Ints


def utility(position: Floats, salience: Floats, package: Floats) -> Floats:
    """U_a = Σ s_i (1 − |x_i − y_i|/100) / Σ s_i, shape (draws, actors), 0–1.

    The sums run over the issues that the package sets and the actor has a cell on. NaN where
    there is none, or all of them have salience 0: the actor has no stake.
    """
    salience, distance = _stakes(position, salience, package)
    total = salience.sum(axis=-2)
    lost = (salience * distance).sum(axis=-2)
    value: Floats = 1 - np.divide(lost, total, out=np.full(total.shape, np.nan), where=total > 0)
    return value


def no_deal_value(
    position: Floats,
    salience: Floats,
    package: Floats,
    status_quo: Floats,
    given: Floats | None = None,
) -> Floats:
    """Return what each actor has without a deal, the least utility it accepts, shape (draws, actors).

    Parameters
    ----------
    status_quo : array (issues,)
        NaN where an issue has none.
    given : array (draws, actors), optional
        Value of no deal from elsewhere, 0–1, NaN for actors without one. Those get the utility of the status
        quo on the issues of the package; NaN where these have no status quo.
    """
    reversion = utility(position, salience, np.where(np.isnan(package), np.nan, status_quo))
    if given is None:
        return reversion
    return np.where(np.isnan(given), reversion, given)


def acceptance(
    utility: Floats,
    no_deal_value: Floats,
    veto: Bools,
    gate: float | Floats = 1.0,
) -> Acceptance:
    """P(a accepts) for each actor and P(all veto players accept and the gate holds).

    joint = mean over the draws of [every veto player accepts] · P(gate), so a gate of 0 gives 0.
    An actor accepts where its utility reaches its no_deal_value; one without a stake or a no_deal_value
    neither accepts nor stands in the way.

    Parameters
    ----------
    utility, no_deal_value : array (draws, actors)
    veto : array (actors,)
        Who must agree.
    gate : array (draws,) or float
        Probability that the package can be offered at all.

    Raises
    ------
    ValueError
        Where a gate is not a probability.
    """
    gate = np.asarray(gate, dtype=np.float64)
    if not np.all((gate >= 0) & (gate <= 1)):
        raise ValueError("a package's gate must be a probability between 0 and 1")
    shares = _share(*_accepts(utility, no_deal_value))
    return Acceptance(shares, float(np.mean(agreed(utility, no_deal_value, veto) * gate)))


def agreed(utility: Floats, no_deal_value: Floats, veto: Bools) -> Bools:
    """Whether every veto player accepts, shape (...); one that cannot decide does not stand in the way.

    Parameters
    ----------
    utility, no_deal_value : array (..., actors)
    veto : array (actors,)
        Who must agree.
    """
    accepts, decided = _accepts(utility, no_deal_value)
    result: Bools = np.all(accepts | ~decided | ~np.asarray(veto), axis=-1)
    return result


def binding(position: Floats, salience: Floats, package: Floats, no_deal_value: Floats) -> Binding:
    """Find the issue that costs each actor's acceptance of the package most.

    Parameters
    ----------
    no_deal_value : array (draws, actors)
        From :func:`no_deal_value`; it stays while the package is varied.
    """
    s, distance = _stakes(position, salience, package)
    total = s.sum(axis=-2, keepdims=True)
    losses = np.divide(s * distance, total, out=np.zeros_like(s), where=total > 0)
    value = utility(position, salience, package)
    before = _share(*_accepts(value, no_deal_value))
    met = value[:, None] + losses  # (draws, issues, actors)
    shares = [_share(*_accepts(met[:, k], no_deal_value)) for k in range(met.shape[1])]
    after = np.array(shares).reshape(losses.shape[1:])
    empty = np.all(np.isnan(position + salience), axis=0) | np.isnan(package)[:, None] | np.isnan(before)
    regained, loss = np.where(empty, np.nan, after - before), np.where(empty, np.nan, losses.mean(axis=0))
    # The greatest chance regained; among equals the greatest loss.
    most = np.nan_to_num(regained, nan=-1.0)
    rank = np.where(most == most.max(axis=0), np.nan_to_num(loss, nan=-1.0), -2.0)
    costs = (before < 1) & (rank.max(axis=0) > 0)
    return Binding(regained, loss, np.where(costs, np.argmax(rank, axis=0), -1))


def _stakes(position: Floats, salience: Floats, package: Floats) -> tuple[Floats, Floats]:
    """Salience and distance/100; both 0 where a cell is empty or the package leaves the issue open."""
    distance = np.abs(position - package[:, None]) / 100
    empty = np.isnan(distance) | np.isnan(salience)
    return np.where(empty, 0.0, salience), np.where(empty, 0.0, distance)


def _accepts(utility: Floats, no_deal_value: Floats) -> tuple[Bools, Bools]:
    """Where an actor accepts, and where it can decide (has a stake and a no_deal_value)."""
    return utility >= no_deal_value - _TOLERANCE, ~(np.isnan(utility) | np.isnan(no_deal_value))


def _share(accepts: Bools, decided: Bools) -> Floats:
    """Share of the draws in which each actor accepts; NaN where it cannot decide."""
    count = decided.sum(axis=0)
    share = np.where(count > 0, accepts.sum(axis=0) / np.maximum(count, 1), np.nan)
    return np.asarray(share, dtype=np.float64)
