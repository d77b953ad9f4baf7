"""The built-in dossier's geometry: drawable by d3-geo, without overlaps, true to its figures."""

from __future__ import annotations

import csv
import json
import math
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, shape

DATA = Path(__file__).parents[2] / "data"
LINE_DATE, SERIES = "2025-08-08", "deepstate_cyterat"
REGIONS = {"donetsk": 26599, "luhansk": 26310, "zaporizhzhia": 27081, "kherson": 26177}
BUDGET = 170_000


def features(name):
    return json.loads((DATA / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PARTS = {(f["properties"]["region"], f["properties"]["side"]): shape(f["geometry"]) for f in features("parts")}
CONTEXT = [(f["properties"], shape(f["geometry"])) for f in features("context")]
TOWNS = rows("towns.csv")
POLYGONS = {**{" ".join(key): g for key, g in PARTS.items()}, **{p["label"]: g for p, g in CONTEXT}}


def km2(geometry):
    """Area on the WGS84 ellipsoid by the cylindrical equal-area projection."""
    a, e = 6378.137, 0.0818191908426
    e2 = e * e

    def forward(lon, lat):
        s = np.sin(np.radians(lat))
        q = (1 - e2) * (s / (1 - e2 * s * s) - np.log((1 - e * s) / (1 + e * s)) / (2 * e))
        return a * np.radians(lon), a * q / 2

    return shapely.transform(geometry, forward, interleaved=False).area


def place(row):
    return Point(float(row["lon"]), float(row["lat"]))


def nearer_side(row):
    """The side whose part of the town's region is nearer: a point in a wide river lies in neither."""
    return min(("ukraine", "russia"), key=lambda side: PARTS[row["region"], side].distance(place(row)))


@pytest.mark.parametrize("name", POLYGONS)
def test_polygons_are_valid_and_wound_as_d3_wants(name):
    geometry = POLYGONS[name]
    assert geometry.is_valid
    for polygon in shapely.get_parts(geometry):
        assert not polygon.exterior.is_ccw
        assert all(hole.is_ccw for hole in polygon.interiors)


def test_neighbours_share_their_borders():
    assert shapely.coverage_is_valid(list(POLYGONS.values()))


def test_nothing_overlaps():
    pairs = combinations(POLYGONS.items(), 2)
    assert [(a, b) for (a, one), (b, two) in pairs if one.intersection(two).area > 0] == []


def test_no_slivers():
    small = [km2(body) for part in PARTS.values() for body in shapely.get_parts(part)]
    assert min(small) > 5


@pytest.mark.parametrize(("region", "land"), REGIONS.items())
def test_parts_add_up_to_the_region(region, land):
    assert sum(km2(PARTS[region, side]) for side in ("ukraine", "russia")) == pytest.approx(land, rel=1e-3)


def test_stated_areas_are_those_drawn():
    for feature in features("parts"):
        properties = feature["properties"]
        assert properties["km2"] == pytest.approx(km2(shape(feature["geometry"])), abs=2 + 1e-3 * properties["km2"])


@pytest.mark.parametrize("region", REGIONS)
def test_shares_agree_with_the_control_figures(region):
    (share,) = (
        float(r["share_pct"])
        for r in rows("control.csv")
        if (r["date"], r["series"], r["region"]) == (LINE_DATE, SERIES, region)
    )
    held = {side: km2(PARTS[region, side]) for side in ("ukraine", "russia")}
    assert 100 * held["russia"] / sum(held.values()) == pytest.approx(share, abs=0.3)


def test_what_ukraine_holds_of_donetsk_and_luhansk():
    assert sum(km2(PARTS[region, "ukraine"]) for region in ("donetsk", "luhansk")) == pytest.approx(6900, rel=0.01)


def test_all_85_towns_are_listed_and_on_their_side_or_contested():
    assert len(TOWNS) == len({t["name"] for t in TOWNS}) == 85
    assert {t["contested"] for t in TOWNS} == {"true", "false"}
    wrong = [t["name"] for t in TOWNS if t["contested"] == "false" and nearer_side(t) != t["held_by"]]
    assert wrong == []


def test_settlements_lie_on_their_side():
    contested = [place(t) for t in TOWNS if t["contested"] == "true"]
    wrong = []
    for row in rows("geo/settlements.csv"):
        row = {**row, "region": row["oblast"].lower()}
        if row["region"] not in REGIONS or min(place(row).distance(p) for p in contested) < 0.02:
            continue
        if nearer_side(row) != row["held_by"].lower():
            wrong.append(row["name"])
    assert wrong == []


def test_line_runs_between_the_sides():
    lines = shapely.union_all([shape(f["geometry"]) for f in features("line")])
    bodies = [shapely.union_all([g for (_, s), g in PARTS.items() if s == side]) for side in ("ukraine", "russia")]
    shared = bodies[0].boundary.intersection(bodies[1].boundary)
    assert lines.length == pytest.approx(shared.length, rel=1e-6)
    assert shared.buffer(1e-6).covers(lines)


@pytest.mark.parametrize("feature", features("pattern"), ids=lambda f: "-".join(f["properties"].values()))
def test_patterns_stay_inside_their_part(feature):
    properties, drawn = feature["properties"], shape(feature["geometry"])
    part = PARTS[properties["region"], properties["side"]]
    assert drawn.geom_type == {"hatch": "MultiLineString", "dots": "MultiPoint"}[properties["pattern"]]
    assert len(drawn.geoms) > 0
    assert part.buffer(0.02).covers(drawn)  # a long straight line on the map bends in degrees


def test_crimea_is_apart_and_nobody_elses():
    simferopol, sevastopol = Point(34.10, 44.95), Point(33.60, 44.58)
    for point in (simferopol, sevastopol):
        assert [p["kind"] for p, g in CONTEXT if g.contains(point)] == ["apart"]


def test_coordinates_have_three_decimals():
    for name in ("parts", "context", "line", "pattern"):
        for feature in features(name):
            coordinates = shapely.get_coordinates(shape(feature["geometry"]))
            assert np.abs(coordinates - coordinates.round(3)).max() == 0


def test_size_budget():
    assert sum(p.stat().st_size for p in (DATA / "geo").glob("*.geojson")) <= BUDGET


def albers(lon, lat):
    """Conic equal-area projection on the unit sphere, as d3-geo draws it."""
    one, two = math.radians(46), math.radians(50)
    n = (math.sin(one) + math.sin(two)) / 2
    c = math.cos(one) ** 2 + 2 * n * math.sin(one)
    radius = math.sqrt(c - 2 * n * math.sin(math.radians(lat))) / n
    angle = n * math.radians(lon - 35.5)
    return radius * math.sin(angle), radius * math.cos(angle)


def label_box(town, scale):
    x, y = (scale * v for v in albers(float(town["lon"]), float(town["lat"])))
    width, height = 5.6 * len(town["name"]), 10  # Source Sans at 12 px, on average
    left = x + float(town["label_dx"]) - {"start": 0, "middle": width / 2, "end": width}[town["label_anchor"]]
    middle = y + float(town["label_dy"])
    return shapely.box(left, middle - height / 2, left + width, middle + height / 2), Point(x, y).buffer(2.5)


def test_labels_do_not_collide_in_the_view_of_the_four_regions():
    # 760 px for the 9 degrees of longitude of that view at its southern edge
    scale = 760 / (albers(40.3, 45.8)[0] - albers(31.3, 45.8)[0])
    drawn = {t["name"]: label_box(t, scale) for t in TOWNS if int(t["rank"]) <= 2}
    collisions = [
        (a, b)
        for (a, (box_a, dot_a)), (b, (box_b, dot_b)) in combinations(drawn.items(), 2)
        if box_a.intersects(box_b) or box_a.intersects(dot_b) or box_b.intersects(dot_a)
    ]
    assert len(drawn) >= 15
    assert collisions == []
