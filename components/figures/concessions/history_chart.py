"""Share of each region by date, one panel a region and one line a series."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components.drawing.theme import Mode, palette, themed

if TYPE_CHECKING:
    from collections.abc import Sequence

_PANEL: Final = 104
"""Height of a panel with its heading, in pixels."""
_HEAD: Final = 0.3
"""Part of a panel that its heading takes."""
_STRIP: Final = 0.2
"""Part of a panel left free on top, for the as-of date."""
_LEAST_SPAN: Final = 8
_DASHES: Final = ([1, 0], [5, 3], [2, 2], [8, 3, 2, 3])


def control_history(
    frame: pd.DataFrame,
    heads: pd.DataFrame,
    marks: pd.DataFrame,
    *,
    series: Sequence[str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return one panel below the other, all with the same height for a percentage point.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``region``, ``series`` (labels), ``date``, ``share`` (per cent), ``words``.
    heads : pandas.DataFrame
        ``region`` and ``text``, in the order of the panels.
    marks : pandas.DataFrame
        ``date``, ``kind`` (``as of`` or ``deadline``), ``text`` (empty: drawn without words).
    series : sequence of str
        Labels of the series; never joined, each with a dash pattern of its own.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    panels = _panels(frame, list(heads["region"]))
    count = len(panels)
    scale = alt.Scale(domain=[-_STRIP, count], reverse=True, nice=False, zero=False)
    y = alt.Y("y:Q", scale=scale, axis=None)
    # Room at the sides for the names of the levels.
    x = alt.X(
        "date:T",
        title=None,
        scale=alt.Scale(padding=34),
        axis=alt.Axis(format=_format(frame), tickCount=5, grid=False, labelOverlap=True),
    )
    placed = _placed(frame, panels)
    grid = pd.DataFrame([row for place, panel in enumerate(panels.values()) for row in _grid(place, *panel)])
    titles = heads.assign(y=[place + _HEAD / 2 for place in range(count)])
    base = alt.Chart(placed).encode(x=x, y=y)
    dash = alt.StrokeDash(
        "series:N",
        scale=alt.Scale(domain=list(series), range=[_DASHES[i % len(_DASHES)] for i in range(len(series))]),
        legend=alt.Legend(
            title=None,
            orient="bottom",
            symbolType="stroke",
            symbolStrokeColor=colours.occupied,
            columns=1,
            labelLimit=alt.ExprRef(expr="width - 40"),
        ),
    )
    lines = base.mark_line(color=colours.occupied, strokeWidth=2).encode(strokeDash=dash, detail="region:N")
    points = base.mark_point(filled=True, size=16, color=colours.occupied, opacity=1).encode(
        tooltip=[alt.Tooltip("words:N", title="Share")]
    )
    levels = alt.Chart(grid).encode(y=y)
    text: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": 11, "color": colours.muted}
    rules = alt.Chart(marks).encode(x=x)
    is_day = "datum.kind == 'as of'"
    halo: dict[str, Any] = {"aria": False, "stroke": colours.background, "strokeWidth": 3, "strokeJoin": "round"}
    named = rules.transform_filter("datum.text != ''").encode(text="text:N", y=alt.value(8))
    words: dict[str, Any] = {"align": "right", "dx": -4, "baseline": "middle", "fontSize": 11}
    head = alt.Chart(titles).encode(y=y, x=alt.value(0), text="text:N")
    layers: list[alt.Chart] = [
        levels.mark_rule(aria=False, color=colours.grid, strokeWidth=0.75),
        rules.transform_filter(f"!({is_day})").mark_rule(
            aria=False, color=colours.warn, strokeWidth=1, strokeDash=[2, 3]
        ),
        rules.transform_filter(is_day).mark_rule(aria=False, color=colours.ink, strokeWidth=1.2),
        lines,
        points,
        levels.encode(x=alt.value(0), text="text:N").mark_text(dy=-6, **text),
        head.mark_text(
            align="left", baseline="middle", fontSize=13, fontWeight=600, dy=4, limit=alt.ExprRef(expr="width")
        ),
        named.mark_text(color=colours.background, **halo, **words),
        named.mark_text(**words).encode(
            color=alt.when(is_day).then(alt.value(colours.ink)).otherwise(alt.value(colours.warn))
        ),
    ]
    sized = alt.LayerChart(layer=layers).properties(
        width="container", height=_PANEL * (count + _STRIP), description=description
    )
    return themed(sized, mode)


def _format(frame: pd.DataFrame) -> str:
    """Return how dates read on the axis: months, or days where there are but a few months."""
    return "%b %Y" if (frame["date"].max() - frame["date"].min()).days > 150 else "%-d %b"


def _panels(frame: pd.DataFrame, regions: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest share each panel shows; the span is the same in all."""
    ends = {region: (min(group["share"]), max(group["share"])) for region, group in frame.groupby("region", sort=False)}
    span = max(_LEAST_SPAN, ceil(max(high - low for low, high in ends.values()) * 1.15))
    found = {}
    for region in regions:
        middle = sum(ends[region]) / 2
        low = max(0.0, min(middle - span / 2, 100.0 - span))
        found[region] = (low, low + span)
    return found


def _placed(frame: pd.DataFrame, panels: dict[str, tuple[float, float]]) -> pd.DataFrame:
    place = {region: number for number, region in enumerate(panels)}
    y = [
        _y(place[region], share, *panels[region]) for region, share in zip(frame["region"], frame["share"], strict=True)
    ]
    return frame.assign(y=y)


def _y(place: int, share: float, low: float, high: float) -> float:
    return place + _HEAD + 0.1 + (1 - _HEAD - 0.16) * (high - share) / (high - low)


def _grid(place: int, low: float, high: float) -> list[dict[str, Any]]:
    step = 5 if high - low <= 20 else 10
    levels = [level for level in range(0, 101, step) if ceil(low) <= level <= floor(high)]
    return [{"y": _y(place, level, low, high), "text": f"{level} %"} for level in levels]
