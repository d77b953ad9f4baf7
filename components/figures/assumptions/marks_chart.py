"""What charts of the Assumptions page share: rows named inside the plot, and places on a surface or curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import altair as alt

from components.drawing.data import frame
from components.drawing.expressions import by_width
from components.drawing.scales import number_format, span
from components.drawing.texts import beside, haloed
from components.drawing.theme import Mode, basis_shape, palette

ROW: Final = 42
"""Height of an assumption's row: its words above, its bars below."""
RIM: Final = 4
"""Width of the rim around words, in pixels."""
_LIFT: Final = 13


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key and basis, its words above the bars, on a phone the brief ones, and what the bars tell."""

    key: str
    basis: str
    heading: str
    brief: str
    tooltip: str


def rows_y(rows: Sequence[Row]) -> alt.Y:
    """Return the y encoding of rows in a given order."""
    return alt.Y("key:N", sort=None, scale=alt.Scale(domain=[row.key for row in rows]), axis=None)


def headings(base: alt.Chart, *, mode: Mode) -> list[alt.Chart]:
    """Draw each row's basis and words above its bars: a phone has no room beside them.

    Parameters
    ----------
    base : alt.Chart
        Chart of `Row`, its rows encoded.
    mode : {"light", "dark"}
        Colours.
    """
    said = haloed(
        base.encode(x=alt.value(16)),
        mode=mode,
        width=RIM,
        align="left",
        baseline="middle",
        yOffset=-_LIFT,
        limit=alt.ExprRef("width - 16"),
        text=by_width("datum.brief", "datum.heading"),
    )
    signs = base.mark_point(aria=False, yOffset=-_LIFT, size=50, color=palette(mode).ink)
    return [*said, signs.encode(x=alt.value(6), shape=basis_shape(orient="bottom", offset=28))]


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its title, its ends, and whether it runs from 0 to 1 and is shown in per cent."""

    title: str
    low: float
    high: float
    percent: bool

    @property
    def scale(self) -> alt.Scale:
        """Exactly from one end to the other."""
        return span(self.low, self.high)

    def share(self, value: float) -> float:
        """Return where a value lies, from 0 at the low end to 1 at the high one."""
        return (value - self.low) / (self.high - self.low)

    def drawn(self, **style: Any) -> alt.Axis:
        """Return it without grid lines, with its numbers as its unit wants them."""
        return alt.Axis(**{"title": self.title, "format": number_format(self.percent), **style})


@dataclass(frozen=True, slots=True)
class Place:
    """A point to name: where it is, what it is, and its words."""

    x: float
    y: float
    kind: Literal["now", "crossing", "source"]
    text: str


def places(points: Sequence[Place], x: alt.X, y: alt.Y, *, across: Axis, mode: Mode) -> list[alt.Chart]:
    """Draw points with words beside them, towards the middle of the axis; the present one is filled."""
    colours = palette(mode)
    base = alt.Chart(frame(Place, points)).encode(x=x, y=y)
    aside = beside(f"datum.x > {(across.low + across.high) / 2!r}")
    said = base.encode(text="text:N")
    rim, text = haloed(said, mode=mode, width=RIM, dy=-12, baseline="middle", fontWeight=600, **aside)
    now = "datum.kind == 'now'"
    filled = alt.condition(now, alt.value(colours.ink), alt.value(colours.background))
    edged = alt.condition(now, alt.value(colours.background), alt.value(colours.ink))
    dots = base.mark_point(size=90, strokeWidth=1.8).encode(fill=filled, stroke=edged, description="text:N")
    return [rim, dots, text]
