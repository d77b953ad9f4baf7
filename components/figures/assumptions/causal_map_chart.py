"""The causal map: what leads from assumptions to outputs, in columns where there is room and as a list on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np
import pandas as pd

from components.drawing.layers import finished
from components.drawing.marks import hint, told
from components.drawing.theme import Mode, basis_shape, palette
from components.figures.assumptions.marks_chart import words

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS: Final = {1: "raises", -1: "lowers", 0: "either way"}
ROW: Final = 19
"""Height of a line of the list, in pixels."""
_LIST: Final = "width < 640"
_ROOM: Final = (236, 270)
"""Pixels for the words left of the first column and right of the last one."""
_SPINE: Final = 66
"""Pixels left of the list, where the arcs run."""
_POINTS: Final = 9


def causal_map(nodes: pd.DataFrame, edges: pd.DataFrame, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return quantities and what they do to each other.

    Parameters
    ----------
    nodes : pandas.DataFrame
        ``key, label, tooltip``; ``role`` (``assumption``, ``node`` or ``output``); ``basis`` of an assumption;
        ``depth`` (0 to 1) and ``height`` (0 to 1) in columns; ``line``, its place in the list from 0.
    edges : pandas.DataFrame
        ``parent, child`` (keys), ``sign`` (one of the values of `SIGNS`), ``basis`` (empty where the child is
        computed from the parent by definition), ``tooltip``.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    drawn = _placed(alt.Chart(_curves(nodes, edges)))
    names = list(SIGNS.values())
    scale = alt.Scale(domain=names, range=[colours.accent, colours.warn, colours.muted])
    legend = alt.Legend(title=None, symbolType="stroke", symbolStrokeWidth=2)
    sign = alt.Color("sign:N", scale=scale, legend=legend)
    dash = alt.StrokeDash("sign:N", scale=alt.Scale(domain=names, range=[[1, 0], [5, 3], [1, 3]]), legend=None)
    lines = drawn.mark_line(interpolate="monotone", strokeWidth=1.4, opacity=0.75).encode(
        color=sign, strokeDash=dash, detail="edge:N", order="step:Q", **told()
    )
    grounds = drawn.transform_filter(f"datum.step == {_POINTS - 3} && datum.basis != ''")
    filled = alt.Color("sign:N", scale=scale, legend=None)
    signs = grounds.mark_point(aria=False, size=34, opacity=1).encode(
        shape=basis_shape(orient="bottom", offset=18), color=filled, tooltip=hint()
    )
    layers = [lines, signs, *_nodes(nodes, mode)]
    height = max(ROW * len(nodes), 120)
    return finished(layers, height=height, mode=mode, description=description)


def _nodes(nodes: pd.DataFrame, mode: Mode) -> list[alt.Chart]:
    """Draw assumptions by their basis, what is computed as squares, and the words of both."""
    colours = palette(mode)
    placed = _placed(alt.Chart(_at_rest(nodes)))
    assumption = "datum.role == 'assumption'"
    squares = placed.transform_filter(f"!({assumption})").mark_square(opacity=1, color=colours.ink)
    size = alt.condition("datum.role == 'output'", alt.value(120), alt.value(45))
    points = placed.transform_filter(assumption).mark_point(size=70, opacity=1, color=colours.ink)
    leftwards = f"datum.depth == 0 && !({_LIST})"
    rim, text = words(
        placed.encode(text="label:N"),
        mode,
        align=alt.ExprRef(f"{leftwards} ? 'right' : 'left'"),
        dx=alt.ExprRef(f"{leftwards} ? -9 : 9"),
        baseline="middle",
        fontWeight=alt.ExprRef("datum.role == 'output' ? 600 : 400"),
        limit=alt.ExprRef(f"{leftwards} ? {_ROOM[0] - 12} : width - datum.x - 12"),
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


def _at_rest(nodes: pd.DataFrame) -> pd.DataFrame:
    return nodes.assign(line=(nodes["line"] + 0.5) / len(nodes), bulge=0.0)


def _curves(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Return points along each edge: an S between columns, an arc beside the list."""
    where = nodes.set_index("key")
    count = len(nodes)
    share = np.linspace(0, 1, _POINTS)
    ease, arc = 3 * share**2 - 2 * share**3, (1 - np.cos(np.pi * share)) / 2
    parts = []
    for number, edge in enumerate(edges.to_dict("records")):
        start, end = where.loc[edge["parent"]], where.loc[edge["child"]]
        wide = min(8 + 3.0 * abs(int(end["line"]) - int(start["line"])), _SPINE - 6)
        parts.append(
            pd.DataFrame(
                {
                    "edge": number,
                    "step": range(_POINTS),
                    "depth": _between(start, end, "depth", share),
                    "height": _between(start, end, "height", ease),
                    "line": (_between(start, end, "line", arc) + 0.5) / count,
                    "bulge": wide * np.sin(np.pi * share),
                    **{key: edge[key] for key in ("sign", "basis", "tooltip")},
                }
            )
        )
    columns = ["edge", "step", "depth", "height", "line", "bulge", "sign", "basis", "tooltip"]
    # A thousandth of the plot is less than a pixel.
    return pd.concat(parts, ignore_index=True).round(4) if parts else pd.DataFrame(columns=columns)


def _between(start: Mapping[str, Any], end: Mapping[str, Any], field: str, share: np.ndarray) -> np.ndarray:
    first, last = float(start[field]), float(end[field])
    return first + (last - first) * share
