"""What this dossier's geometry is about: its regions, sides and date, and the towns it lists."""

from __future__ import annotations

import csv
from pathlib import Path

import shapely
from shapely.geometry import MultiPoint

from data.geo.units import project

HERE = Path(__file__).parent
DATA = HERE.parent

LINE_DATE = "2025-08-08"
SERIES = "deepstate_cyterat"
SIDES = ("ukraine", "russia")
REGIONS = {"UA-14": "donetsk", "UA-09": "luhansk", "UA-23": "zaporizhzhia", "UA-65": "kherson"}
APART = {"UA-43": "crimea", "UA-40": "crimea"}
APART_LABELS = {"crimea": "Crimea and Sevastopol"}

CLOSE_KM = 1.0  # a town nearer to the line than this says where the line runs ...
OPPOSING = 5  # ... in the direction of this many opposing settlements ...
NEAREST_KM = 1.5  # ... though no nearer than the grid and the coordinates can tell


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
    contested = MultiPoint([place(t) for t in towns if t["contested"] == "true"])
    listed = [
        (r["held_by"].lower(), place(r))
        for r in rows(HERE / "settlements.csv")
        if contested.distance(shapely.Point(place(r))) > 0.02
    ]
    listed += [(t["held_by"], place(t)) for t in towns]
    return {side: project(MultiPoint([p for s, p in listed if s == side])) for side in SIDES}


def across(places: dict[str, MultiPoint]) -> dict[str, list[shapely.Point]]:
    """Points on the far side of the line beside towns known to lie close to it, by side.

    Such a town's known distance says how near the line runs; the nearest few opposing settlements
    say in which direction. Along a wide river the settlements alone would leave the line in the
    fields. A point that lies nearer to another settlement of the town's side is left out.
    """
    points: dict[str, list[shapely.Point]] = {side: [] for side in SIDES}
    for town in rows(DATA / "towns.csv"):
        own, km = town["held_by"], float(town["km_to_line"])
        if town["contested"] == "true" or km > CLOSE_KM:
            continue
        other = SIDES[1 - SIDES.index(own)]
        here = project(shapely.Point(place(town)))
        opposing = sorted(places[other].geoms, key=here.distance)[:OPPOSING]
        way = shapely.LineString([here, MultiPoint(opposing).centroid])
        beyond = way.interpolate(2000 * max(km, NEAREST_KM))
        if beyond.distance(places[own]) >= 0.95 * beyond.distance(here):
            points[other].append(beyond)
    return points


def place(row: dict[str, str]) -> tuple[float, float]:
    """Longitude and latitude of a row, in degrees."""
    return float(row["lon"]), float(row["lat"])
