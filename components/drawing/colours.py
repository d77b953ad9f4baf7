"""Colours made from the palette's: blends, ramps, and stripes of two colours."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise
from typing import Any


def blend(colour: str, ground: str, share: float) -> str:
    """Return a share (0–1) of one colour laid on another, as ``#RRGGBB``."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _hex(a * share + b * (1 - share) for a, b in pairs)


def ramp(first: str, last: str, count: int) -> list[str]:
    """Return colours from one to another, ``#RRGGBB``, in even steps."""
    ends = list(zip(_channels(first), _channels(last), strict=True))
    steps = [number / max(count - 1, 1) for number in range(count)]
    return [_hex(a + (b - a) * step for a, b in ends) for step in steps]


def stripes(ground: str, stripe: str, count: int = 14) -> dict[str, Any]:
    """Return a fill of one colour with stripes of another across the mark's bounding box, as Vega wants it in data."""
    edges = [0.0, *chain.from_iterable(((i + 2 / 3) / count, (i + 1) / count) for i in range(count))]
    stops = [
        {"offset": edge, "color": (ground, stripe)[i % 2]} for i, pair in enumerate(pairwise(edges)) for edge in pair
    ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel):02X}" for channel in channels)
