"""The causal map: what leads from assumptions to outputs, in columns where there is room and as a list on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import altair as alt
import numpy as np
import pandas as pd

from components.drawing.data import frame
from components.drawing.expressions import either
from components.drawing.layers import finished
from components.drawing.marks import hint, told
from components.drawing.scales import categories
from components.drawing.texts import beside, haloed
from components.drawing.theme import Mode, basis_shape, palette
from components.figures.assumptions.marks_chart import RIM

ROW: Final = 19
"""Height of a line of the list, in pixels."""
_LIST: Final = "width < 640"
_ROOM: Final = (236, 270)
"""Pixels for the words left of the first column and right of the last one."""
_SPINE: Final = 66
"""Pixels left of the list, where the arcs run."""
_POINTS: Final = 9

Sign = Literal["raises", "lowers", "either way"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What stands on the map.

    Attributes
    ----------
    key, label, tooltip : str
        Its id, its words, and those told of it.
    role : {"assumption", "node", "output"}
        What it is.
    basis : str
        Of an assumption; else empty.
    depth, height : float
        Its place in columns, 0–1.
    line : int
        Its place in the list, from 0.
    """

    key: str
    label: str
    tooltip: str
    role: Literal["assumption", "node", "output"]
    basis: str
    depth: float
    height: float
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """What one quantity does to another; no basis where it is computed from it by definition."""

    parent: str
    child: str
    sign: Sign
    basis: str
    tooltip: str


def causal_map_chart(
    quantities: Sequence[Quantity], links: Sequence[Link], *, mode: Mode, description: str
) -> alt.LayerChart:
    """Return quantities and what they do to each other.

    Parameters
    ----------
    quantities : sequence of Quantity
        In any order.
    links : sequence of Link
        From and to their keys.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    looks = {"raises": colours.accent, "lowers": colours.warn, "either way": colours.muted}
    dashes = categories({"raises": [1, 0], "lowers": [5, 3], "either way": [1, 3]})
    drawn = _placed(alt.Chart(_curves(quantities, links)))
    legend = alt.Legend(title=None, symbolType="stroke", symbolStrokeWidth=2)
    lines = drawn.mark_line(interpolate="monotone", strokeWidth=1.4, opacity=0.75).encode(
        color=alt.Color("sign:N", scale=categories(looks), legend=legend),
        strokeDash=alt.StrokeDash("sign:N", scale=dashes, legend=None),
        detail="edge:N",
        order="step:Q",
        **told(),
    )
    grounds = drawn.transform_filter(f"datum.step == {_POINTS - 3} && datum.basis != ''")
    signs = grounds.mark_point(aria=False, size=34, opacity=1).encode(
        shape=basis_shape(orient="bottom", offset=18),
        color=alt.Color("sign:N", scale=categories(looks), legend=None),
        tooltip=hint(),
    )
    height = max(ROW * len(quantities), 120)
    layers = [lines, signs, *_quantities(quantities, mode)]
    return finished(layers, height=height, mode=mode, description=description)


def _quantities(quantities: Sequence[Quantity], mode: Mode) -> list[alt.Chart]:
    """Draw assumptions by their basis, what is computed as squares, and the words of both."""
    colours = palette(mode)
    rows = frame(Quantity, quantities, bulge=[0.0] * len(quantities))
    placed = _placed(alt.Chart(rows.assign(line=(rows["line"] + 0.5) / len(rows))))
    assumption = "datum.role == 'assumption'"
    squares = placed.transform_filter(f"!({assumption})").mark_square(opacity=1, color=colours.ink)
    size = alt.condition("datum.role == 'output'", alt.value(120), alt.value(45))
    points = placed.transform_filter(assumption).mark_point(size=70, opacity=1, color=colours.ink)
    leftwards = f"datum.depth == 0 && !({_LIST})"
    rim, text = haloed(
        placed.encode(text="label:N"),
        mode=mode,
        width=RIM,
        baseline="middle",
        fontWeight=either("datum.role == 'output'", 600, 400),
        limit=either(leftwards, _ROOM[0] - 12, "width - datum.x - 12"),
        **beside(leftwards, gap=9),
    )
    marks = [
        squares.encode(size=size, **told()),
        points.encode(shape=basis_shape(orient="bottom", offset=18), **told()),
    ]
    return [rim, *marks, text]


def _placed(chart: alt.Chart) -> alt.Chart:
    """Place marks in columns, or in the list where the chart is narrow; both are known in advance."""
    left, right = _ROOM
    return chart.transform_calculate(
        x=f"{_LIST} ? {_SPINE} - datum.bulge : {left} + datum.depth * (width - {left + right})",
        y=f"({_LIST} ? datum.line : datum.height) * height",
    ).encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None))


def _curves(quantities: Sequence[Quantity], links: Sequence[Link]) -> pd.DataFrame:
    """Return points along each link: an S between columns, an arc beside the list."""
    where = {item.key: item for item in quantities}
    share = np.linspace(0, 1, _POINTS)
    ease, arc = 3 * share**2 - 2 * share**3, (1 - np.cos(np.pi * share)) / 2
    parts = []
    for number, link in enumerate(links):
        start, end = where[link.parent], where[link.child]
        wide = min(8 + 3.0 * abs(end.line - start.line), _SPINE - 6)
        places: dict[str, Any] = {
            "edge": number,
            "step": range(_POINTS),
            "depth": _between(start.depth, end.depth, share),
            "height": _between(start.height, end.height, ease),
            "line": (_between(start.line, end.line, arc) + 0.5) / len(quantities),
            "bulge": wide * np.sin(np.pi * share),
        }
        parts.append(pd.DataFrame({**places, "sign": link.sign, "basis": link.basis, "tooltip": link.tooltip}))
    # A thousandth of the plot is less than a pixel.
    return pd.concat(parts, ignore_index=True).round(4)


def _between(first: float, last: float, share: np.ndarray) -> np.ndarray:
    return first + (last - first) * share
