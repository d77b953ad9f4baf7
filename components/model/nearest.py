"""Nearest deal: where those who must agree would be least far from agreeing.

Of all deals it is the one whose least surplus over no deal, among the veto players, is greatest: a linear program, with
an auxiliary variable for every distance |x − y|. Among equally good ones it is the one with the greatest sum of
surpluses, so that nothing is left on the table. It says where a deal would be least far, not which one is right.

Arrays are (issues, actors) of medians, NaN where an actor holds no position; values 0–100.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

_SLACK = 1e-7  # points that the least surplus may lose while the sum is raised
_NOTHING = 1e-6  # points: giving less than this is giving nothing


@dataclass(frozen=True)
class Nearest:
    """The deal and what it asks of each side.

    Attributes
    ----------
    deal : array (issues,)
        Values 0–100; NaN on issues on which no veto player has a stake.
    surplus : array (actors,)
        Points above no deal; NaN for actors without a stake.
    least : float
        The least surplus of the veto players; negative where no deal suits all of them.
    gives : array (issues, actors)
        What each gives up of its ideal, s|x − y| / Σ s, in points of its own utility; NaN where it has no stake.
    most : array (2, actors)
        The two issues on which each gives most, the greater first; −1 where it gives nothing more.
    """

    deal: Floats
    surplus: Floats
    least: float
    gives: Floats
    most: Ints


def nearest(
    position: Floats, salience: Floats, expected: Floats, cost: Floats, veto: Bools, fixed: Floats | None = None
) -> Nearest | None:
    """Find the deal with the greatest least surplus over the veto players.

    Parameters
    ----------
    position, salience, expected : array (issues, actors)
        As in :func:`components.model.surplus.worth`, at the medians.
    cost : array (actors,)
        Points lost by going on without a deal.
    veto : array (actors,)
        Who must agree.
    fixed : array (issues,), optional
        Values of issues that are not open, NaN on those that are. Default: all open.

    Returns
    -------
    Nearest or None
        None where no veto player has a stake.

    Raises
    ------
    ArithmeticError
        If the solver fails; the program itself always has a solution.
    """
    held = ~np.isnan(position + salience + expected)
    weight = np.where(held, salience, 0.0)
    # An issue on which no veto player has a stake may take any value: it stays open, for the others too.
    weight[~np.any(weight[:, np.asarray(veto)] > 0, axis=1)] = 0.0
    total = weight.sum(axis=0)
    share = np.divide(weight, total, out=np.zeros(weight.shape), where=total > 0)
    who = np.flatnonzero(np.asarray(veto) & (total > 0))
    if not who.size:
        return None
    x, w = np.where(held, position, 0.0), np.where(held, expected, 0.0)
    # Surplus = base − Σ share·|x − y|.
    base = (share * np.abs(x - w)).sum(axis=0) + cost
    deal = _solved(x[:, who], share[:, who], base[who], np.full(len(x), np.nan) if fixed is None else fixed)
    gives = share * np.abs(x - deal[:, None])
    surplus = np.where(total > 0, base - gives.sum(axis=0), np.nan)
    stake = share > 0
    return Nearest(
        deal=np.where(np.any(stake, axis=1), deal, np.nan),
        surplus=surplus,
        least=float(surplus[who].min()),
        gives=np.where(stake, gives, np.nan),
        most=_most(np.where(stake, gives, 0.0)),
    )


def _solved(x: Floats, share: Floats, base: Floats, fixed: Floats) -> Floats:
    """Solve twice: for the least surplus, then for the sum with the least kept."""
    issues, actors = x.shape
    rows, columns = np.nonzero(share)
    cell, cells = x[rows, columns], len(rows)
    number = np.arange(cells)
    # Variables: y (issues), a distance d per cell, t. First t + Σ share·d ≤ base for every actor …
    least = np.zeros((actors, issues + cells + 1))
    least[columns, issues + number] = share[rows, columns]
    goal = least.sum(axis=0)
    least[:, -1] = 1
    # … then d ≥ y − x and d ≥ x − y.
    y, d = np.zeros((2, cells, issues + cells + 1))
    y[number, rows] = d[number, issues + number] = 1
    matrix, right = np.concatenate([least, y - d, -y - d]), np.concatenate([base, cell, -cell])
    bounds: list[tuple[float | None, float | None]] = [
        (0.0, 100.0) if np.isnan(value) else (value, value) for value in fixed.tolist()
    ]
    bounds += [(0.0, None)] * cells
    first = linprog(-np.eye(len(goal))[-1], A_ub=matrix, b_ub=right, bounds=[*bounds, (None, None)])
    if first.x is None:
        raise ArithmeticError(f"the nearest deal was not found: {first.message}")
    kept = float(first.x[-1]) - _SLACK
    second = linprog(goal, A_ub=matrix, b_ub=right, bounds=[*bounds, (kept, None)])
    found = first.x if second.x is None else second.x
    return np.clip(np.asarray(found[:issues], dtype=np.float64), 0, 100)


def _most(gives: Floats) -> Ints:
    """Return the two issues on which each actor gives most, shape (2, actors)."""
    order = np.argsort(-gives, axis=0, kind="stable")[:2]
    order = np.pad(order, ((0, 2 - len(order)), (0, 0)), mode="edge")
    something = np.take_along_axis(gives, order, axis=0) > _NOTHING
    something[1] &= len(gives) > 1
    return np.where(something, order, -1)
