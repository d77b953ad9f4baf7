"""How land is filled by who holds it, and how rows travel inside a map's specification."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from components.drawing.colours import blend

if TYPE_CHECKING:
    from components.drawing.theme import Palette


@dataclass(frozen=True, slots=True)
class Holder:
    """A side in the legend: its id, label, and whether it is the sovereign one."""

    id: str
    label: str
    sovereign: bool


def strong(holder: Holder, colours: Palette) -> str:
    """Return the colour of a side's lines: stripes on what would pass to it, edges."""
    return colours.held if holder.sovereign else colours.occupied


def holder_fill(holder: Holder, colours: Palette) -> str:
    """Return the fill of land by who holds it; the two differ in lightness too, for greyscale."""
    return blend(strong(holder, colours), colours.land, 0.18 if holder.sovereign else 0.42)


def unstated_fill(colours: Palette) -> str:
    """Return the fill of land for which nobody says who would hold it."""
    return blend(colours.unstated, colours.background, 0.3)


def apart_fill(colours: Palette) -> str:
    """Return the fill of land that is occupied, but outside the question."""
    return blend(colours.occupied, colours.land, 0.2)


def inline(name: str, rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Return rows as text: Altair copies and checks a spec many times over, and every vertex with it.

    Data with a name stay where they are; Streamlit would turn what Altair gathers into tables.
    """
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return alt.InlineData(values=text, format=alt.JsonDataFormat(type="json"), name=name)
