"""Fill patterns as geometry: Vega has no hatching, so lines and dots are cut to the parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import MultiLineString, MultiPoint

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HATCH_M = 9_000.0
SHORTEST_M = 2_500.0
DOTS_M = 14_000.0
INSET_M = 2_500.0


def hatch(part: BaseGeometry) -> MultiLineString:
    """Diagonal lines (rising to the right) inside a part, all in equal-area metres.

    The lines lie on one lattice for all parts, so that hatching runs on across a border.
    """
    west, south, east, north = part.bounds
    step = HATCH_M * np.sqrt(2)
    first = np.floor((south - east) / step) * step
    lines = [
        shapely.LineString([(west, west + b), (east, east + b)]) for b in np.arange(first, north - west + step, step)
    ]
    cut = shapely.get_parts(shapely.intersection(MultiLineString(lines), part))
    return MultiLineString([line for line in cut if line.length >= SHORTEST_M])


def dots(part: BaseGeometry) -> MultiPoint:
    """Staggered dots inside a part, on one lattice for all parts, all in equal-area metres."""
    west, south, east, north = part.bounds
    row_step = DOTS_M * np.sqrt(3) / 2
    points = []
    for row in range(int(south // row_step), int(north // row_step) + 2):
        shift = DOTS_M / 2 * (row % 2)
        columns = np.arange(west // DOTS_M, east // DOTS_M + 2) * DOTS_M + shift
        points += [(float(column), row * row_step) for column in columns]
    inner = part.buffer(-INSET_M)
    inside = MultiPoint(points).intersection(inner)
    # A narrow part still gets one dot, or its state would not show at all.
    found = [p for p in shapely.get_parts(inside) if not p.is_empty]
    return MultiPoint(found or [part.representative_point()])
