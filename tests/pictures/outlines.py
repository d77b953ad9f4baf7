"""Areas of what a map draws: its projection is equal-area, so that pixels stand for square kilometres."""

from __future__ import annotations

import re
from itertools import pairwise

Ring = list[tuple[float, float]]

_STEP = re.compile(r"([MLZ])([^MLZ]*)")


def rings(path: str) -> list[Ring]:
    """Return the rings of an SVG path of straight lines, each a list of points in pixels."""
    found: list[Ring] = []
    for command, numbers in _STEP.findall(path):
        points = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", numbers)]
        if command == "M":
            found.append([])
        if command != "Z":
            found[-1] += zip(points[::2], points[1::2], strict=True)
    return found


def area(path: str) -> float:
    """Return the area within a path in square pixels; holes run the other way round and count against it."""
    whole = 0.0
    for ring in rings(path):
        whole += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])) / 2
    return abs(whole)


def box(path: str) -> tuple[float, float, float, float]:
    """Return the left, right, upper and lower edge of a path."""
    points = [point for ring in rings(path) for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), max(across), min(down), max(down)


def inside(inner: tuple[float, float, float, float], outer: tuple[float, float, float, float], room: float = 1) -> bool:
    """Say whether one box lies in another, give or take some pixels."""
    left, right, top, bottom = inner
    return left >= outer[0] - room and right <= outer[1] + room and top >= outer[2] - room and bottom <= outer[3] + room
