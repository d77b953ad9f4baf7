"""How land is filled by who holds it, and how rows travel inside a map's specification."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from components.drawing.theme import Palette


@dataclass(frozen=True)
class Holder:
    """A side in the legend: its id, label, and whether it is the sovereign one."""

    id: str
    label: str
    sovereign: bool


def holder_fill(sovereign: bool, colours: Palette) -> str:
    """Return the fill of land by who holds it; the two differ in lightness too, for greyscale."""
    return blend(colours.held, colours.land, 0.18) if sovereign else blend(colours.occupied, colours.land, 0.42)


def unstated_fill(colours: Palette) -> str:
    """Return the fill of land for which nobody says who would hold it."""
    return blend(colours.unstated, colours.background, 0.3)


def stripes(ground: str, stripe: str, count: int = 14) -> dict[str, Any]:
    """Return a fill of one colour with stripes of another across the mark's bounding box, as Vega wants it in data."""
    edges = [0.0, *chain.from_iterable(((i + 2 / 3) / count, (i + 1) / count) for i in range(count))]
    stops = [
        {"offset": edge, "color": (ground, stripe)[i % 2]} for i, pair in enumerate(pairwise(edges)) for edge in pair
    ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def blend(colour: str, ground: str, share: float) -> str:
    """Return a share (0–1) of one colour laid on another, as ``#RRGGBB``."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def inline(name: str, rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Return rows as text: Altair copies and checks a spec many times over, and every vertex with it.

    Data with a name stay where they are; Streamlit would turn what Altair gathers into tables.
    """
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return alt.InlineData(values=text, format=alt.JsonDataFormat(type="json"), name=name)
