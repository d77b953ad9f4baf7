"""The line on which a surface takes one value."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from components.model.thresholds import DealSpace

Point = tuple[float, float]


def contour(surface: DealSpace, level: float) -> pd.DataFrame:
    """Return the pieces of the line on which a surface takes a value (marching squares, linear between points).

    Parameters
    ----------
    surface : DealSpace
        Values over a grid.
    level : float
        In the surface's unit.

    Returns
    -------
    pandas.DataFrame
        ``x, y, x2, y2`` of each piece; empty where the surface never crosses the value.
    """
    pieces = []
    for row, (low, high) in enumerate(pairwise(surface.y)):
        for column, (left, right) in enumerate(pairwise(surface.x)):
            corners = [
                ((left, low), surface.value[row, column]),
                ((right, low), surface.value[row, column + 1]),
                ((right, high), surface.value[row + 1, column + 1]),
                ((left, high), surface.value[row + 1, column]),
            ]
            crossed = [
                _between(*first, *second, level)
                for first, second in pairwise([*corners, corners[0]])
                if (first[1] >= level) != (second[1] >= level)
            ]
            # Four crossings: a saddle, whose two pieces are cut apart in the order of the corners.
            pieces += [
                (*crossed[place], *crossed[place + 1])
                for place in range(0, len(crossed), 2)
                if crossed[place] != crossed[place + 1]
            ]
    return pd.DataFrame(pieces, columns=["x", "y", "x2", "y2"], dtype=float)


def _between(first: Point, value: float, second: Point, other: float, level: float) -> Point:
    """Return where the edge between two corners takes the level; its middle where a corner is endless."""
    share = 0.5 if not np.isfinite(value) or not np.isfinite(other) else (level - value) / (other - value)
    return (
        float(first[0] + share * (second[0] - first[0])),
        float(first[1] + share * (second[1] - first[1])),
    )
