"""Reads the dossier's GeoJSON files and refuses what would draw wrongly."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from components import wording
from components.dossier.problems import DossierError, Problem, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from components.dossier.names import Names

AREAS = ("parts", "context")
"""Shapes that are filled; the others may be lines and points too."""
WORDS = {"context": ("kind", ("country", "neighbour", "apart")), "pattern": ("pattern", ("hatch", "dots"))}
"""Property that says how a feature is drawn, by what the file shows, and what it may be."""
_DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How deep positions lie in a geometry's coordinates."""


def read_shapes(file: str, text: str, key: str, names: Names) -> dict[str, Any]:
    """Read a GeoJSON file.

    Parameters
    ----------
    file : str
        Its name, for messages.
    text : str
        Its content.
    key : str
        What it shows: ``parts``, ``context``, ``line`` or ``pattern``.
    names : Names
        Ids of the dossier: parts name a region and a side.

    Returns
    -------
    dict
        The feature collection.

    Raises
    ------
    DossierError
        If it is no feature collection, a position lies off the globe, a ring runs the wrong way, or a part
        names a region or side that does not exist.
    """
    collection = _parse(file, text)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or collection.get("type") != "FeatureCollection":
        raise DossierError([Problem(file, 1, "", "must be a GeoJSON FeatureCollection with a list of features")])
    found = [
        Problem(file, None, written(("features", place)), message)
        for place, feature in enumerate(features)
        for message in _check_feature(feature, key, names)
    ]
    if key == "parts":
        shown = [_properties(feature).get("region") for feature in features]
        found += [
            Problem(file, None, "features", f"holds no part of the region {region!r}; add one")
            for region in sorted(names.ids("region"))
            if region not in shown
        ]
    if found:
        raise DossierError(found)
    return dict(collection)


def _parse(file: str, text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise DossierError([Problem(file, error.lineno, "", f"is not valid JSON: {error.msg}")]) from error
    except RecursionError as error:
        raise DossierError([Problem(file, None, "", "is nested too deeply")]) from error
    except ValueError as error:
        raise DossierError([Problem(file, None, "", f"is not valid JSON: {error}")]) from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


def _properties(feature: Any) -> Mapping[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _check_feature(feature: Any, key: str, names: Names) -> Iterator[str]:
    properties = _properties(feature)
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    allowed = ("Polygon", "MultiPolygon") if key in AREAS else tuple(_DEPTH)
    if not isinstance(geometry, dict) or kind not in allowed:
        yield f"{_label(properties)}needs a geometry of type {wording.names(allowed, 'or')}"
        return
    message = _check_coordinates(geometry.get("coordinates"), _DEPTH[kind]) or _check_rings(geometry)
    if message:
        yield f"{_label(properties)}{message}"
    yield from _check_properties(properties, key, names)


def _check_properties(properties: Mapping[str, Any], key: str, names: Names) -> Iterator[str]:
    if key in WORDS:
        name, allowed = WORDS[key]
        if properties.get(name) not in allowed:
            yield f"{_label(properties)}needs the property {name!r}: {wording.names(allowed, 'or')}"
    if key in ("parts", "pattern"):
        for name in ("region", "side"):
            value = properties.get(name)
            if not isinstance(value, str):
                yield f"needs the property {name!r}"
            elif problem := names.missing(name, value):
                yield f"property {name}: {problem}"


def _label(properties: Mapping[str, Any]) -> str:
    named = [str(properties[name]) for name in ("id", "label", "region", "side") if properties.get(name)]
    return f"{' '.join(named)}: " if named else ""


def _check_coordinates(coordinates: Any, depth: int) -> str | None:
    level = [coordinates]
    for _ in range(depth):
        if not all(isinstance(item, list) and item for item in level):
            return "has coordinates that are empty or not nested as the type asks"
        level = [inner for item in level for inner in item]
    for position in level:
        if not (isinstance(position, list) and len(position) == 2 and all(map(_is_number, position))):
            return "has a position that is not [longitude, latitude], without a height"
        if abs(position[0]) > 180 or abs(position[1]) > 90:
            return f"has a position off the globe: {position[:2]}; write degrees, longitude first"
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_rings(geometry: Mapping[str, Any]) -> str | None:
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in polygons.get(geometry["type"], []):
        for place, ring in enumerate(polygon):
            if len(ring) < 4 or ring[0] != ring[-1]:
                return "has a ring that is not closed; repeat its first position at the end"
            # Seen on the sphere, a ring that runs the other way encloses everything else.
            if (_clockwise_area(ring) > 0) != (place == 0):
                want = "an outer ring must run clockwise" if place == 0 else "a hole must run counter-clockwise"
                return f"{want}, or the rest of the globe is filled; reverse it"
    return None


def _clockwise_area(ring: Sequence[Sequence[float]]) -> float:
    """Twice the area enclosed, positive where the ring runs clockwise."""
    return sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring))
