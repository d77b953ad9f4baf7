"""What each veto player accepts on an issue, and whether they can all agree.

Arrays have the veto players on the last axis; leading axes (draws, issues) are kept. Values lie
on the issue's own 0–100 scale.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TOUCHING = 1e-9  # points: ends that are equal on paper may differ in the last float digit


class Acceptable(NamedTuple):
    """Interval that each veto player accepts, (..., players); NaN where it sets no limit."""

    low: Floats
    high: Floats


class Agreement(NamedTuple):
    """Agreement range over the veto players, each of shape (...).

    ``low`` and ``high`` are NaN and ``gap`` is positive (points) where the players cannot agree;
    all three are NaN where no player sets a limit.
    """

    low: Floats
    high: Floats
    gap: Floats


def acceptable(position: Floats, status_quo: float | Floats, reservation: float | Floats = np.nan) -> Acceptable:
    """Interval each veto player accepts: its win set against the status quo, or its reservation.

    Without a reservation a player accepts z where |z − p| ≤ |q − p| (Tsebelis 2002). An explicit
    reservation, its worst acceptable value, replaces that: a player at or below it accepts z ≤ r,
    a player at or above it accepts z ≥ r, so a player at its own reservation accepts only that.
    The side is the position's: in draws, pass the mode where a draw could cross the reservation.

    Parameters
    ----------
    position : array (..., players)
        NaN where the player has no cell on the issue; it then sets no limit there.
    status_quo, reservation : array broadcastable to ``position``
        NaN where there is none. A player with neither sets no limit.
    """
    p, q, r = np.broadcast_arrays(
        np.asarray(position, dtype=np.float64),
        np.asarray(status_quo, dtype=np.float64),
        np.asarray(reservation, dtype=np.float64),
    )
    reach = np.abs(q - p)
    reserved = ~np.isnan(r)
    low = np.where(reserved, np.where(r <= p, r, 0.0), p - reach)
    high = np.where(reserved, np.where(r >= p, r, 100.0), p + reach)
    empty = np.isnan(p)
    return Acceptable(
        np.where(empty, np.nan, np.clip(low, 0, 100)),
        np.where(empty, np.nan, np.clip(high, 0, 100)),
    )


def agreement(acceptable: Acceptable) -> Agreement:
    """Intersection of the players' intervals, or the gap in points where it is empty."""
    some = np.any(~np.isnan(acceptable.low), axis=-1)
    low = np.max(np.where(np.isnan(acceptable.low), 0.0, acceptable.low), axis=-1, initial=0)
    high = np.min(np.where(np.isnan(acceptable.high), 100.0, acceptable.high), axis=-1, initial=100)
    gap = low - high
    agree = some & (gap <= _TOUCHING)
    return Agreement(
        low=np.where(agree, np.minimum(low, high), np.nan),
        high=np.where(agree, np.maximum(low, high), np.nan),
        gap=np.where(some, np.where(agree, 0.0, gap), np.nan),
    )
