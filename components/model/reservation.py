"""Reservation points and the bargaining range on one issue.

When an issue alone decides, an actor takes whatever lies no further from its ideal point than what it expects without a
deal, by as much more as no deal costs it: |x − y| ≤ |x − w| + cost. Without a cost, and with the status quo expected,
that is its win set (Tsebelis, Veto Players, 2002). An actor whose ideal point lies inside the scale has two reservation
points, one on either side.

Arrays are (..., actors, draws), NaN where an actor holds no position on the issue; leading axes (issues, settings) are
kept. The functions also take medians, with a last axis of length 1.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

_TOUCHING = 1e-9  # points: ends that are equal on paper may differ in the last digit


class Limits(NamedTuple):
    """Reservation points on either side of the ideal point, 0–100, each (..., actors, draws)."""

    low: Floats
    high: Floats


class Range(NamedTuple):
    """Where all reservation points overlap, each of shape (..., draws).

    Attributes
    ----------
    low, high : array
        Ends of the range; NaN where there is none.
    gap : array
        Points missing; 0 where there is a range, NaN where no one sets a limit.
    floor, ceiling : array of int
        Index of the actor that accepts nothing below, and of the one that accepts nothing above: between these two
        the range or the gap lies. −1 where no one sets a limit.
    """

    low: Floats
    high: Floats
    gap: Floats
    floor: Ints
    ceiling: Ints


def limits(position: Floats, expected: Floats, cost: Floats) -> Limits:
    """Interval that each actor accepts when this issue alone decides.

    Parameters
    ----------
    position, expected : array (..., actors, draws)
        Ideal points and what no deal gives, 0–100.
    cost : array (..., actors, draws)
        Points lost by going on without a deal.
    """
    reach = np.abs(position - expected) + cost
    return Limits(np.clip(position - reach, 0, 100), np.clip(position + reach, 0, 100))


def faces_down(limits: Limits, position: Floats, toward: Floats) -> Bools:
    """Whether the lower of both reservation points is the one on the side of ``toward``.

    Parameters
    ----------
    limits : Limits
    position : array (..., actors, draws)
    toward : array (..., actors, draws)
        What the actor is asked to move to: as a rule the middle of the other veto players' ideal points. Where that
        is its own ideal point, the further of the two counts.
    """
    below, above = position - limits.low, limits.high - position
    return np.asarray((toward < position) | ((toward == position) & (below > above)))


def bargaining_range(limits: Limits, veto: Bools) -> Range:
    """Overlap of the veto players' intervals, or the gap where there is none.

    Parameters
    ----------
    veto : array (actors,)
        Who must agree.
    """
    who = np.flatnonzero(veto)
    if not who.size:
        nothing = np.full(limits.low.shape[:-2] + limits.low.shape[-1:], np.nan)
        nobody = np.full(nothing.shape, -1, dtype=np.intp)
        return Range(nothing, nothing, nothing, nobody, nobody)
    low, high = limits.low[..., who, :], limits.high[..., who, :]
    some = ~np.all(np.isnan(low), axis=-2)
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    start, end = low.max(axis=-2), high.min(axis=-2)
    overlap = some & (start - end <= _TOUCHING)
    return Range(
        low=np.where(overlap, np.minimum(start, end), np.nan),
        high=np.where(overlap, np.maximum(start, end), np.nan),
        gap=np.where(some, np.where(overlap, 0.0, start - end), np.nan),
        floor=np.where(some, who[np.argmax(low, axis=-2)], -1),
        ceiling=np.where(some, who[np.argmin(high, axis=-2)], -1),
    )


def reversion(expected: Floats, weight: Floats, otherwise: Floats) -> Floats:
    """Return what no deal gives on each issue, for all: where trades start from; shape (issues,).

    Parameters
    ----------
    expected : array (issues, actors)
        What each actor expects without a deal; NaN where the dossier gives nothing.
    weight : array (issues, actors)
        Influence · salience, the weight of an expectation in the mean; NaN counts as 0.
    otherwise : array (issues,)
        The weighted mean of positions, for issues on which no expectation has weight.
    """
    counted = np.where(np.isnan(expected) | np.isnan(weight), 0.0, weight)
    total = counted.sum(axis=-1)
    mean = np.sum(counted * np.nan_to_num(expected), axis=-1)
    found: Floats = np.divide(mean, total, out=np.array(otherwise, dtype=np.float64), where=total > 0)
    return found
