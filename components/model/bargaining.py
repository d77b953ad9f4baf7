"""Outcomes on one issue: weighted mean, median and Condorcet, from positions and exercised power.

Every function takes arrays whose **last axis is the actors**; any leading axes (draws, issues)
are kept. Positions lie on the issue's own 0–100 scale. A cell is empty where its position or its
weight is NaN: that actor takes no part on that issue, exactly as if it were not listed.

``issue`` only serves error messages: the issue's name, or one name per entry of the axis before
the actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

KNIFE_EDGE_CHANGE = 0.05
_TOLERANCE = 1e-12  # relative to the total weight: sums of floats that are equal on paper
_SAME_POSITION = 9  # decimals at which two positions are one alternative


class Levers(NamedTuple):
    """Exact derivatives of the weighted mean, NaN for actors without a cell.

    Attributes
    ----------
    position : array (..., actors)
        dx*/dx_i = w_i / W, points of outcome per point of position.
    weight : array (..., actors)
        dx*/dw_i = (x_i − x*) / W, points of outcome per unit of exercised power.
    """

    position: Floats
    weight: Floats


@dataclass(frozen=True)
class Condorcet:
    """Probabilistic Condorcet result of one issue.

    Attributes
    ----------
    positions : array (alternatives,)
        The distinct positions, ascending, 0–100.
    shares : array (alternatives,)
        Share of each alternative, summing to 1.
    expected : float
        Σ share · position, 0–100.
    """

    positions: Floats
    shares: Floats
    expected: float


def exercised_power(influence: Floats, salience: Floats) -> Floats:
    """Weight w = influence · salience of each cell; NaN stays NaN (empty).

    Both scales cancel in outcomes; they only set the unit of ``Levers.weight``.
    """
    return np.asarray(influence, dtype=np.float64) * np.asarray(salience, dtype=np.float64)


def weighted_mean(position: Floats, weight: Floats, *, issue: str | Sequence[str] = "") -> Floats:
    """Compromise outcome x* = Σ w_i x_i / W (Achen 2006), shape (...).

    Raises
    ------
    ValueError
        Where no actor has a positive weight, or a weight is negative; names the issue.
    """
    x, w, total = _cells(position, weight, issue)
    return _mean(x, w, total)


def levers(position: Floats, weight: Floats, *, issue: str | Sequence[str] = "") -> Levers:
    """Differentiate the weighted mean by each position and by each weight.

    Raises
    ------
    ValueError
        As :func:`weighted_mean`.
    """
    x, w, total = _cells(position, weight, issue)
    mean = _mean(x, w, total)
    empty = np.isnan(position) | np.isnan(weight)
    return Levers(
        position=np.where(empty, np.nan, w / total[..., None]),
        weight=np.where(empty, np.nan, (x - mean[..., None]) / total[..., None]),
    )


def weighted_median(position: Floats, weight: Floats, *, issue: str | Sequence[str] = "") -> Floats:
    """Smallest position where the cumulative weight reaches W/2, shape (...).

    Raises
    ------
    ValueError
        As :func:`weighted_mean`.
    """
    x, w, total = _cells(position, weight, issue)
    order = np.argsort(x, axis=-1, kind="stable")
    cumulative = np.cumsum(np.take_along_axis(w, order, axis=-1), axis=-1)
    reached = cumulative >= total[..., None] * (0.5 - _TOLERANCE)
    first = np.take_along_axis(order, np.argmax(reached, axis=-1)[..., None], axis=-1)
    return np.take_along_axis(x, first, axis=-1)[..., 0]


def knife_edge(
    position: Floats,
    weight: Floats,
    *,
    change: float = KNIFE_EDGE_CHANGE,
    issue: str | Sequence[str] = "",
) -> Bools:
    """Whether some single weight, changed by up to ``change``, moves the median, shape (...).

    With L, M and U the weight below, at and above the median, it falls once L ≥ M + U and rises
    once U > L + M. Raising a weight on one side or lowering one on the other closes either gap by
    at most ``change`` times the greatest weight, so no weight needs to be tried one by one.

    Raises
    ------
    ValueError
        As :func:`weighted_mean`.
    """
    x, w, total = _cells(position, weight, issue)
    median = weighted_median(position, weight, issue=issue)[..., None]
    below = np.sum(w, axis=-1, where=x < median)
    above = np.sum(w, axis=-1, where=x > median)
    slack = np.minimum(total - 2 * below, total - 2 * above)
    result: Bools = change * np.max(w, axis=-1) >= slack - _TOLERANCE * total
    return result


def condorcet(position: Floats, weight: Floats, *, issue: str = "") -> Condorcet:
    """Probabilistic Condorcet outcome of one issue.

    The alternatives are the distinct positions held with positive weight, so every pairwise share
    is positive and the dominant eigenvector of V is unique (Perron). V_ab is the weight share that
    is nearer to a than to b, ties split, V_aa = ½.

    Parameters
    ----------
    position, weight : array (actors,)

    Raises
    ------
    ValueError
        As :func:`weighted_mean`.
    """
    x, w, total = _cells(position, weight, issue)
    held = w > 0
    alternatives, which = np.unique(np.round(x[held], _SAME_POSITION), return_inverse=True)
    below = np.concatenate([[0.0], np.cumsum(np.bincount(which, weights=w[held])) / total])
    # Nearer to the lower of two alternatives is whoever stands below their midpoint.
    middle = np.round((alternatives[:, None] + alternatives) / 2, _SAME_POSITION)
    strictly, at_most = (below[np.searchsorted(alternatives, middle, side=side)] for side in ("left", "right"))
    lower = (strictly + at_most) / 2
    order = np.sign(alternatives - alternatives[:, None])
    pairwise = 0.5 + order * (lower - 0.5)
    values, vectors = np.linalg.eig(pairwise)
    dominant = np.abs(vectors[:, np.argmax(values.real)].real)
    shares: Floats = dominant / dominant.sum()
    return Condorcet(alternatives, shares, float(shares @ alternatives))


def _mean(x: Floats, w: Floats, total: Floats) -> Floats:
    mean: Floats = np.einsum("...i,...i->...", x, w) / total
    return mean


def _cells(position: Floats, weight: Floats, issue: str | Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Positions and weights with empty cells as 0, and the total weight (...)."""
    position, weight = np.broadcast_arrays(np.asarray(position, dtype=np.float64), np.asarray(weight, dtype=np.float64))
    empty = np.isnan(position) | np.isnan(weight)
    x, w = position, weight
    if np.any(empty):
        x, w = np.where(empty, 0.0, position), np.where(empty, 0.0, weight)
    total = np.asarray(w.sum(axis=-1))
    if np.any(w < 0):
        raise ValueError(f"{_named(np.any(w < 0, axis=-1), issue)}: a weight (influence × salience) is negative")
    if np.any(total <= 0):
        raise ValueError(
            f"{_named(total <= 0, issue)}: all weights are zero; "
            "give at least one actor a position with influence and salience above 0"
        )
    return x, w, total


def _named(wrong: Bools, issue: str | Sequence[str]) -> str:
    """Name the issues (the last axis of ``wrong``, where there are several) that are wrong."""
    if isinstance(issue, str):
        return f"issue {issue!r}" if issue else "an issue"
    by_issue = np.any(np.atleast_1d(wrong).reshape(-1, len(issue)), axis=0)
    names = [repr(name) for name, bad in zip(issue, by_issue, strict=True) if bad]
    return f"issue {', '.join(names)}"
