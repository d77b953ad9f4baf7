"""Cut the regions by the line of control into what either side holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.ops import polygonize

from data.geo import line, subject
from data.geo.subject import REGIONS, SIDES
from data.geo.units import Unit, area_km2, unproject

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

GRID = 0.001  # degrees: three decimals
SLIVER_KM2 = 5.0  # a smaller fragment goes to the side it borders
PASSES = 3


@dataclass(frozen=True)
class Part:
    """What one side holds of one region, in degrees."""

    region: str
    side: str
    shape: BaseGeometry


def fitted_parts(all_units: list[Unit], shares: dict[str, float]) -> tuple[list[Part], dict[str, BaseGeometry]]:
    """Draw the line and cut the regions so that the finished parts meet the shares.

    Cutting, simplifying and handing over empty bodies move the shares a little off what the line
    was fitted to; aiming by as much to the other side makes up for it.
    """
    regions = {REGIONS[u.code]: u.shape for u in all_units if u.code in REGIONS}
    places = subject.seeds()
    beside = subject.across(places)
    first, second = (shapely.get_coordinates([places[side], *beside[side]]) for side in SIDES)
    field = line.build_field(first, second, regions)
    everywhere = shapely.union_all(list(places.values()))
    aim = dict(shares)
    for _ in range(PASSES):
        c = line.fit(field, aim)
        parts, others = cut(all_units, line.first_side_area(field, c, everywhere))
        got = share_by_region(parts)
        aim = {r: aim[r] + shares[r] - got[r] for r in shares}
    return parts, others


def share_by_region(parts: list[Part]) -> dict[str, float]:
    """Second side's share of each region, in per cent."""
    size = {(p.region, p.side): area_km2(p.shape) for p in parts}
    return {r: 100 * size[r, SIDES[1]] / sum(size[r, s] for s in SIDES) for r in REGIONS.values()}


def faces(borders: Iterable[BaseGeometry]) -> list[Polygon]:
    """Faces of the linework after noding it all at once on the grid.

    Because every border is noded together, two faces that touch share the very same vertices.
    """
    noded = shapely.union_all(list(borders), grid_size=GRID)
    return list(polygonize(shapely.get_parts(noded)))


def cut(all_units: list[Unit], first: MultiPolygon) -> tuple[list[Part], dict[str, BaseGeometry]]:
    """Cut the regions by the line.

    Parameters
    ----------
    all_units, first
        Units and the first side's area, in equal-area metres.

    Returns
    -------
    tuple
        Parts of the regions, and the other units by code, in degrees on the grid.
    """
    shapes = {u.code: unproject(u.shape) for u in all_units}
    first_area = unproject(first)
    interior = shapely.union_all([shapes[code] for code in REGIONS])
    control = shapely.intersection(first_area.boundary, interior)
    found: dict[tuple[str, str], list[Polygon]] = {}
    codes = list(shapes)
    tree = shapely.STRtree([shapes[code] for code in codes])
    for face in faces([s.boundary for s in shapes.values()] + [control]):
        inner = face.representative_point()
        hits = tree.query(inner, predicate="within")
        if len(hits) == 0:
            continue  # sea or lake
        code = codes[int(hits[0])]
        side = ""
        if code in REGIONS:
            side = SIDES[0] if first_area.contains(inner) else SIDES[1]
        found.setdefault((code, side), []).append(face)

    _hand_over_fragments(found)
    merged = {key: shapely.coverage_union_all(value) for key, value in found.items()}
    parts = [
        Part(region, side, merged[code, side])
        for code, region in REGIONS.items()
        for side in SIDES
        if (code, side) in merged
    ]
    return parts, {code: g for (code, side), g in merged.items() if not side}


def _hand_over_fragments(found: dict[tuple[str, str], list[Polygon]]) -> None:
    """Give a region's fragments to the other side it borders: slivers, and land without a settlement.

    A side's land is looked at across region borders, and the rest of the country counts as the first
    side's, so that a strip along it stays connected. An island borders nothing and keeps its side.
    """
    places = {side: shapely.STRtree(shapely.get_parts(unproject(p))) for side, p in subject.seeds().items()}
    for side, other in (SIDES, SIDES[::-1]):
        around = (side, "") if side == SIDES[0] else (side,)
        own = [f for (code, s), fs in found.items() if s in around and code.startswith("UA-") for f in fs]
        bodies = shapely.get_parts(shapely.coverage_union_all(own))
        settled = shapely.union_all([b for b in bodies if len(places[side].query(b, predicate="contains"))])
        opposite = shapely.union_all([f.boundary for (_, s), fs in found.items() if s == other for f in fs])
        for code in REGIONS:
            for body in shapely.get_parts(shapely.coverage_union_all(found[code, side])):
                keeps = area_km2(body) > SLIVER_KM2 and settled.contains(body.representative_point())
                if keeps or body.boundary.intersection(opposite).length == 0:
                    continue
                moved = [f for f in found[code, side] if body.contains(f.representative_point())]
                found[code, side] = [f for f in found[code, side] if f not in moved]
                found[code, other] += moved
