"""Charts of the Assumptions page with one row an assumption: tornado and Sobol indices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

import altair as alt
import pandas as pd

from components.drawing.expressions import NARROW
from components.drawing.layers import finished
from components.drawing.marks import told
from components.drawing.scales import number_format, ticks
from components.drawing.theme import Mode, basis_shape, palette
from components.figures.assumptions.marks_chart import words

if TYPE_CHECKING:
    from collections.abc import Sequence

LOW, HIGH = "at its low value", "at its high value"
ALONE, ALTOGETHER = "alone (first order)", "with interactions (total)"
_ROW: Final = 42
_LIFT: Final = 13
_DROP: Final = 8


def tornado(
    bars: pd.DataFrame,
    *,
    base: float,
    now: str,
    domain: tuple[float, float],
    natural: tuple[float, float],
    percent: bool,
    unit: str,
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return how far each assumption's band moves an output.

    Parameters
    ----------
    bars : pandas.DataFrame
        Strongest first: ``assumption`` (id), ``basis``, ``heading``, ``heading_narrow``, ``at_low`` and
        ``at_high`` (the output there, finite), ``left_text`` and ``right_text`` (the output at the bar's ends;
        empty where nothing moves that way), ``tooltip``.
    base : float
        The output now.
    now : str
        Words at the base line.
    domain, natural : tuple of float
        Ends of the axis, and of the values it may name.
    percent : bool
        Whether the output runs from 0 to 1 and is shown in per cent.
    unit : str
        Title of the axis.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    frame = bars.assign(
        base=base,
        left=bars[["at_low", "at_high"]].min(axis=1).clip(upper=base),
        right=bars[["at_low", "at_high"]].max(axis=1).clip(lower=base),
    )
    named = ticks(max(domain[0], natural[0]), min(domain[1], natural[1]))
    axis = alt.Axis(title=unit, values=named, format=number_format(percent), orient="top", titleAnchor="start")
    x = alt.X("end:Q", scale=alt.Scale(domain=list(domain), nice=False, zero=False), axis=axis)
    rows = _rows(frame)
    sides = alt.Scale(domain=[LOW, HIGH], range=[colours.band, colours.accent])

    def half(field: str, side: str, size: int) -> alt.Chart:
        chart = alt.Chart(frame.assign(side=side, end=frame[field]))
        bar = chart.mark_bar(size=size, yOffset=_DROP, stroke=colours.muted, strokeWidth=0.5)
        shown = alt.Color("side:N", scale=sides, legend=alt.Legend(title=None))
        return cast("alt.Chart", bar.encode(x=x, x2="base:Q", y=rows, color=shown, **told()))

    said = alt.Chart(frame).encode(y=rows)
    ends = [
        *words(said.encode(x="left:Q", text="left_text:N"), mode, align="right", dx=-4, yOffset=_DROP, fontSize=11),
        *words(said.encode(x="right:Q", text="right_text:N"), mode, align="left", dx=4, yOffset=_DROP, fontSize=11),
    ]
    line = alt.Chart(pd.DataFrame({"base": [base], "text": [now]}))
    rule = line.mark_rule(aria=False, color=colours.ink, strokeWidth=1).encode(x="base:Q")
    foot = line.mark_text(
        color=colours.ink, fontSize=11, fontWeight=600, baseline="top", dy=5, align=_beside_base(base, domain)
    ).encode(x="base:Q", y=alt.value(len(frame) * _ROW), text="text:N")
    layers = [half("at_low", LOW, 16), half("at_high", HIGH, 9), rule, *ends, foot]
    return _finished([*layers, *_headings(frame, mode)], len(frame), mode, description)


def _beside_base(base: float, domain: tuple[float, float]) -> Literal["left", "center", "right"]:
    place = (base - domain[0]) / (domain[1] - domain[0])
    return "left" if place < 0.15 else "right" if place > 0.85 else "center"


def sobol(indices: pd.DataFrame, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return the shares of an output's variance that assumptions account for, with 95 % intervals.

    Parameters
    ----------
    indices : pandas.DataFrame
        Greatest total first: ``assumption`` (id), ``basis``, ``heading``, ``heading_narrow``, ``first``,
        ``first_low``, ``first_high``, ``total``, ``total_low``, ``total_high`` (0 to 1), ``tooltip``.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows = _rows(indices)
    most = max(0.1, float(indices[["first_high", "total_high", "total", "first"]].max().max()))
    scale = alt.Scale(domain=[0, min(most * 1.05, 1.05)], nice=False)
    named = ticks(0, min(most * 1.05, 1.0))
    axis = alt.Axis(title="share of variance", values=named, format="~%", orient="top", titleAnchor="start")
    shades = alt.Scale(domain=[ALONE, ALTOGETHER], range=[colours.accent, colours.band])

    def part(field: str, name: str, offset: int) -> list[alt.Chart]:
        chart = alt.Chart(indices.assign(part=name))
        shown = alt.Color("part:N", scale=shades, legend=alt.Legend(title=None))
        bar = chart.mark_bar(size=9, yOffset=offset, stroke=colours.muted, strokeWidth=0.5)
        interval = [
            chart.mark_rule(aria=False, color=colour, strokeWidth=thick, yOffset=offset).encode(
                x=f"{field}_low:Q", x2=f"{field}_high:Q", y=rows
            )
            for colour, thick in ((colours.background, 3.5), (colours.ink, 1.2))
        ]
        x = alt.X(f"{field}:Q", scale=scale, axis=axis)
        return [bar.encode(x=x, y=rows, color=shown, **told()), *interval]

    layers = [*part("first", ALONE, 3), *part("total", ALTOGETHER, 13)]
    return _finished([*layers, *_headings(indices, mode)], len(indices), mode, description)


def _rows(frame: pd.DataFrame) -> alt.Y:
    return alt.Y("assumption:N", sort=None, scale=alt.Scale(domain=list(frame["assumption"])), axis=None)


def _headings(frame: pd.DataFrame, mode: Mode) -> list[alt.Chart]:
    """Draw each row's basis and words above its bar: a phone has no room beside it."""
    base = alt.Chart(frame).encode(y=_rows(frame))
    signs = base.mark_point(aria=False, yOffset=-_LIFT, size=50, color=palette(mode).ink)
    said = words(
        base.encode(x=alt.value(16)),
        mode,
        align="left",
        baseline="middle",
        yOffset=-_LIFT,
        limit=alt.ExprRef("width - 16"),
        text=alt.ExprRef(f"{NARROW} ? datum.heading_narrow : datum.heading"),
    )
    return [*said, signs.encode(x=alt.value(6), shape=basis_shape(orient="bottom", offset=28))]


def _finished(layers: Sequence[alt.Chart], count: int, mode: Mode, description: str) -> alt.LayerChart:
    return finished(layers, height=count * _ROW, mode=mode, description=description)
