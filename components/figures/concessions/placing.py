"""Where map labels go, and from which scale on each is shown, so that none ever collide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from components.figures.concessions.projection_chart import EARTH_KM, MARGIN, Bounds, Conic

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Feature = Mapping[str, Any]

NEVER: Final = 1e9
"""Scale that no map reaches."""
_ADVANCE: Final = 0.56
"""Mean width of a character in ems, on the generous side."""
_LINE: Final = 1.25
_DOT: Final = 5
"""Half the side of the square kept free around a shown town, in pixels."""
_BAR: Final = (44, 32)
"""Least width, and height, that the scale bar and its text take, in pixels."""
_STEPS: Final = 40
_GRID: Final = 16


@dataclass(frozen=True, slots=True)
class Label:
    """A text on the map.

    Attributes
    ----------
    kind : str
        ``region``, ``town``, ``contested``, ``place``, ``country`` or ``sea``; the chart sets each in its own style.
    lines : tuple of str
        Text, one item a line.
    lon, lat : float
        Anchor in degrees.
    dx, dy : float
        Offset of the text in pixels; ``dy`` to the middle of its height.
    anchor : str
        ``start``, ``middle`` or ``end``.
    size : float
        Font size in pixels.
    name, note : str
        What a tooltip says.
    stands_in : bool
        Shown where the label right before it has no room.
    """

    kind: str
    lines: tuple[str, ...]
    lon: float
    lat: float
    dx: float = 0
    dy: float = 0
    anchor: str = "middle"
    size: float = 12
    name: str = ""
    note: str = ""
    stands_in: bool = False

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom around the anchor, in pixels."""
        width = max(map(len, self.lines)) * self.size * _ADVANCE
        height = len(self.lines) * self.size * _LINE
        left = self.dx - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.dy - height / 2, left + width, self.dy + height / 2


def shown_between(
    labels: Sequence[Label], conic: Conic, scales: tuple[float, float], *, top: float = 0
) -> list[tuple[float, float]]:
    """Return for each label the scales from which on, and below which, it is shown.

    Earlier labels win over later ones. A label counts as shown at a scale only if it is at every larger
    one too, so nothing blinks while a window grows.

    Parameters
    ----------
    labels : sequence of Label
        In order of importance.
    conic : Conic
        Projection; its bounds are the frame that texts must not cross.
    scales : (float, float)
        Smallest and largest scale a reader can meet.
    top : float
        Pixels at the upper edge that are taken by a title.

    Returns
    -------
    list of (float, float)
        In the order given; the first is `NEVER` where a label fits nowhere, the second wherever it stands
        in for none.
    """
    if not labels:
        return []
    x, y = conic.project([item.lon for item in labels], [item.lat for item in labels])
    boxes = np.array([item.box() for item in labels])
    dots = np.array([_DOT if item.kind in ("town", "contested") else 0 for item in labels])
    stands_in = np.array([item.stands_in for item in labels])
    least, lost = np.full(len(labels), NEVER), np.zeros(len(labels), dtype=bool)
    for scale in np.geomspace(scales[1] * 1.01, scales[0], _STEPS):
        at = np.stack([x * scale, -y * scale], axis=1)
        shown = _greedy(at, boxes, dots, ~lost & _inside(at, boxes, conic, scale, top), stands_in)
        # A stand-in waits for its turn; the others, once lost, stay so.
        lost |= ~shown & ~(stands_in & (least == NEVER) & ~np.roll(lost, 1))
        least[shown] = scale
    below = np.where(stands_in, np.roll(least, 1), NEVER)
    return [(float(low), float(high)) for low, high in zip(least, below, strict=True)]


def _inside(at: Floats, boxes: Floats, conic: Conic, scale: float, top: float) -> Bools:
    middle_x, middle_y, across, down = conic.frame()
    centre = np.array([middle_x * scale, -middle_y * scale])
    half = np.array([across, down]) * scale / 2 + MARGIN
    lower, upper = at + boxes[:, :2] - centre, at + boxes[:, 2:] - centre
    fits: Bools = np.all((lower >= -half + (0, top)) & (upper <= half), axis=1)
    # The lower left corner is the scale bar's.
    bar = MARGIN + max(conic.bar_km() / EARTH_KM * scale, _BAR[0])
    fits &= (lower[:, 0] >= bar - half[0]) | (upper[:, 1] <= half[1] - _BAR[1])
    return fits


def _greedy(at: Floats, boxes: Floats, dots: Floats, free: Bools, stands_in: Bools) -> Bools:
    """Keep each label that is clear of the texts and dots of those kept before it."""
    texts = np.hstack([at + boxes[:, :2], at + boxes[:, 2:]])
    marks = np.hstack([at - dots[:, None], at + dots[:, None]])
    kept = np.zeros(len(at), dtype=bool)
    for place in np.flatnonzero(free):
        if stands_in[place] and kept[place - 1]:
            continue
        taken = np.vstack([texts[kept], marks[kept]])
        kept[place] = not _meet(texts[place], taken) and not _meet(marks[place], texts[kept])
    return kept


def _meet(box: Floats, others: Floats) -> bool:
    return bool(
        np.any((others[:, 0] < box[2]) & (others[:, 2] > box[0]) & (others[:, 1] < box[3]) & (others[:, 3] > box[1]))
    )


def clearest(
    features: Iterable[Feature], bounds: Bounds, avoid: Sequence[tuple[float, float]] = ()
) -> tuple[float, float] | None:
    """Return the place inside shapes that lies farthest from their edges and from places to avoid.

    Parameters
    ----------
    features : iterable of GeoJSON features
        Polygons or multipolygons.
    bounds : (float, float, float, float)
        West, south, east, north in degrees: the place lies inside.
    avoid : sequence of (lon, lat)
        Places that need room of their own.

    Returns
    -------
    (float, float) or None
        Longitude and latitude; ``None`` where nothing of the shapes lies inside the bounds.
    """
    rings = [np.asarray(ring, dtype=float) for feature in features for ring in _rings(feature)]
    if not rings:
        return None
    every = np.vstack(rings)
    west, south = np.maximum(every.min(axis=0), bounds[:2])
    east, north = np.minimum(every.max(axis=0), bounds[2:])
    if west >= east or south >= north:
        return None
    lon, lat = np.meshgrid(np.linspace(west, east, _GRID + 2)[1:-1], np.linspace(south, north, _GRID + 2)[1:-1])
    places = np.stack([lon.ravel(), lat.ravel()], axis=1)
    places = places[np.logical_xor.reduce([_within(places, ring) for ring in rings])]
    if not len(places):
        return None
    shrink = np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    frame = np.min([places - (west, south), (east, north) - places], axis=(0, 2))
    edges = _nearest(places * shrink, every * shrink)
    towns = _nearest(places * shrink, np.asarray(avoid, dtype=float).reshape(-1, 2) * shrink)
    best = places[np.argmax(np.minimum(np.minimum(edges, towns), frame + edges / 10))]
    return float(best[0]), float(best[1])


def _nearest(places: Floats, others: Floats) -> Floats:
    if not len(others):
        return np.full(len(places), np.inf)
    gaps = np.linalg.norm(places[:, None, :] - others[None, :, :], axis=2)
    nearest: Floats = gaps.min(axis=1)
    return nearest


def _within(places: Floats, ring: Floats) -> Bools:
    """Say which places a ring encloses, by the crossings to their east."""
    (x0, y0), (x1, y1) = ring[:-1].T[:, None, :], ring[1:].T[:, None, :]
    x, y = places[:, :1], places[:, 1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        crosses = ((y0 > y) != (y1 > y)) & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    inside: Bools = crosses.sum(axis=1) % 2 == 1
    return inside


def _rings(feature: Feature) -> Iterator[Sequence[Sequence[float]]]:
    geometry = feature["geometry"]
    if geometry["type"] == "Polygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon
