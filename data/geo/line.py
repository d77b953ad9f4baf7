"""Schematic line of control, derived from who holds which settlement.

At every place let ``f`` be the distance to the nearest settlement of the second side minus that
to the nearest of the first. Where ``f`` exceeds an offset ``c`` the place counts as the first
side's. One ``c`` per region is fitted so that the region's share agrees with the published one;
between regions ``c`` passes over smoothly, so that the line does not jump at their border.
No third party's drawing of the line is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from contourpy import FillType, contour_generator
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter
from scipy.optimize import brentq
from scipy.spatial import KDTree
from shapely.geometry import MultiPolygon, Polygon

from data.geo.units import grid_points

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Array = NDArray[np.float64]

STEP_M = 500.0  # grid step
REACH_M = 25_000.0  # f is cut off here: only the neighbourhood of the line matters
SMOOTH_M = 3000.0  # standard deviation of the smoothing
KEEP_M = 2500.0  # nearer to a settlement than this, f is smoothed less and less
BLEND_M = 8_000.0  # width over which c passes from one region's to the next's
MARGIN = 0.6  # |c| at most this part of the gap between opposing settlements
SPECK_KM2 = 60.0  # pockets smaller than this without a settlement are dropped
TOLERANCE_M = 350.0  # simplification of the finished line


@dataclass(frozen=True)
class Field:
    """The smoothed distance difference and what limits its offset, all on one grid (rows, columns)."""

    x: Array
    y: Array
    difference: Array
    gap: Array
    weights: dict[str, Array]
    inside: dict[str, NDArray[np.bool_]]

    def offset(self, c: Mapping[str, float]) -> Array:
        """Return the offset at every grid point, in metres, given each region's ``c``."""
        blended = sum((self.weights[r] * c[r] for r in c), np.zeros_like(self.gap))
        return np.clip(blended, -MARGIN * self.gap, MARGIN * self.gap)

    def share(self, c: Mapping[str, float], region: str) -> float:
        """Second side's share of a region, in per cent."""
        held = self.difference <= self.offset(c)
        return 100 * float(held[self.inside[region]].mean())


def build_field(first: Array, second: Array, regions: Mapping[str, BaseGeometry]) -> Field:
    """Distance difference on a grid over the regions.

    Parameters
    ----------
    first, second
        Settlements of either side, (n, 2), in equal-area metres.
    regions
        Region id → polygon in equal-area metres.
    """
    area = shapely.union_all(list(regions.values())).buffer(20_000)
    x, y = grid_points(area.bounds, STEP_M)
    xx, yy = np.meshgrid(x, y)
    points = np.column_stack([xx.ravel(), yy.ravel()])
    to_first, to_second = (np.reshape(KDTree(side).query(points)[0], xx.shape) for side in (first, second))
    raw = np.clip(to_second - to_first, -REACH_M, REACH_M)
    smooth = gaussian_filter(raw, SMOOTH_M / STEP_M)
    # At a settlement the raw value stands, so that smoothing never moves it across the line.
    trust = np.clip(np.minimum(to_first, to_second) / KEEP_M, 0, 1)
    difference = trust * smooth + (1 - trust) * raw

    inside = {r: shapely.contains_xy(g, xx, yy) for r, g in regions.items()}
    pull = {r: np.exp(-distance_transform_edt(~m) * STEP_M / BLEND_M) for r, m in inside.items()}
    total = sum(pull.values(), np.zeros_like(raw)) + 1e-12
    weights = {r: p / total for r, p in pull.items()}
    return Field(x, y, difference, to_first + to_second, weights, inside)


def fit(field: Field, shares: Mapping[str, float], sweeps: int = 4) -> dict[str, float]:
    """One ``c`` per region, in metres, so that the shares (per cent) are met.

    Raises
    ------
    ValueError
        When no ``c`` within the reach of the field meets a region's share.
    """
    c = dict.fromkeys(shares, 0.0)
    for _ in range(sweeps):
        for region, share in shares.items():

            def miss(value: float, region: str = region, share: float = share) -> float:
                return field.share({**c, region: value}, region) - share

            c[region] = float(brentq(miss, -REACH_M, REACH_M, xtol=10))
    return c


def first_side_area(field: Field, c: Mapping[str, float], settlements: BaseGeometry) -> MultiPolygon:
    """Outline the first side's area as polygons, in equal-area metres.

    Pockets of either side smaller than `SPECK_KM2` go to the surrounding side unless a
    settlement lies in them.
    """
    contours = contour_generator(field.x, field.y, field.difference - field.offset(c), fill_type=FillType.OuterOffset)
    filled: tuple[Any, ...] = contours.filled(0, 10 * REACH_M)
    polygons: list[Polygon] = []
    for ring_points, ring_offsets in zip(*filled, strict=True):
        rings = [ring_points[a:b] for a, b in pairwise(ring_offsets)]
        holes = [ring for ring in rings[1:] if not _is_speck(Polygon(ring), settlements)]
        polygon = Polygon(rings[0], holes)
        if not _is_speck(polygon, settlements):
            polygons.append(polygon)
    return MultiPolygon(shapely.coverage_simplify(polygons, TOLERANCE_M).tolist())


def _is_speck(polygon: Polygon, settlements: BaseGeometry) -> bool:
    return polygon.area < SPECK_KM2 * 1e6 and not polygon.intersects(settlements)
