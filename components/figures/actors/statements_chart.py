"""Statements with what they are measured at: goals, readings of a question, perceptions.

Each row is named inside the plot, above its band, so that long statements fit on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing import rows
from components.drawing.data import frame
from components.drawing.expressions import either
from components.drawing.layers import finished
from components.drawing.marks import tooltip
from components.drawing.scales import span
from components.drawing.theme import Mode, basis_shape, palette

if TYPE_CHECKING:
    import pandas as pd

STEP: Final = 46
"""Height of a row in pixels: the words above, the band below."""
LIFT: Final = 9
"""Pixels from a row's middle to its words and to its band."""

_TICK: Final[dict[str, Any]] = {"yOffset": LIFT, "aria": False, "height": 16}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and its band.

    Attributes
    ----------
    row : str
        Key of its row.
    heading, words : str
        What is said, and the numbers beside the band or in its stead; empty where the heading tells them.
    basis : str
        Key of `BASIS`.
    colour : str
        ``#RRGGBB``.
    p10, value, p90 : float or None
        None where the statement has no size on this scale.
    strong : bool
        Whether the heading stands out.
    intended : bool
        Whether somebody only wants it to be seen so; drawn dashed.
    outcome, source : float or None
        A value to compare with, and the same at the source's values; the latter none where nothing was changed.
    """

    row: str
    heading: str
    words: str
    basis: str
    colour: str
    p10: float | None = None
    value: float | None = None
    p90: float | None = None
    strong: bool = False
    intended: bool = False
    outcome: float | None = None
    source: float | None = None


def statements_chart(
    statements: Sequence[Statement], *, domain: tuple[float, float], title: str, mode: Mode, description: str
) -> alt.LayerChart:
    """Draw statements, each with its band and middle where it has one.

    Parameters
    ----------
    statements : sequence of Statement
        From top to bottom.
    domain : (float, float)
        Ends of the scale.
    title : str
        Unit of the scale.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    data = frame(Statement, statements)
    y = rows.unnamed(list(data["row"]))
    sized = data.dropna(subset=["value"])
    layers = [
        rows.headings(data, y, mode=mode, lift=LIFT),
        _words(data, y, domain, mode, bare=sized.empty),
    ]
    if not sized.empty:
        axis = alt.Axis(title=title, tickCount=5)
        layers += bands(sized, y, alt.X("value:Q", scale=span(*domain), axis=axis), mode)
    return finished(layers, mode=mode, height=STEP * max(1, len(data)), description=description)


def bands(sized: pd.DataFrame, y: alt.Y, x: alt.X, mode: Mode) -> list[alt.Chart]:
    """Draw bands, their middles, and what they are compared with.

    Parameters
    ----------
    sized : pandas.DataFrame
        Statements that have a size.
    y, x : alt.Y, alt.X
        Rows of the chart, and its scale for the column ``value``.
    mode : {"light", "dark"}
        Colours.
    """
    ink = palette(mode)
    said = [": ".join(filter(None, row)) for row in zip(sized["heading"], sized["words"], strict=True)]
    drawn = alt.Chart(sized.assign(said=said)).encode(y=y)
    colour = alt.Color("colour:N", scale=None, legend=None)
    band = drawn.mark_rule(
        yOffset=LIFT,
        y2Offset=LIFT,
        strokeWidth=4,
        opacity=0.6,
        aria=False,
        strokeDash=either("datum.intended", "[5, 4]", "[1, 0]"),
    )
    point = drawn.mark_point(filled=True, size=110, yOffset=LIFT, stroke=ink.background, strokeWidth=0.75)
    told = tooltip(
        ("heading:N", "statement"),
        ("value:Q", "middle"),
        ("p10:Q", "p10"),
        ("p90:Q", "p90"),
        ("basis:N", "basis"),
    )
    layers = [
        band.encode(x=alt.X("p10:Q"), x2="p90:Q", color=colour),
        point.encode(x=x, color=colour, shape=basis_shape(), tooltip=told, description="said:N"),
    ]
    compared = sized.dropna(subset=["outcome"])
    if not compared.empty:
        ticks = alt.Chart(compared).encode(y=y)
        before = ticks.transform_filter("isValid(datum.source)").mark_tick(**_TICK, thickness=1.2, color=ink.muted)
        layers += [
            before.encode(x=alt.X("source:Q")),
            ticks.mark_tick(**_TICK, thickness=2.5, color=ink.accent).encode(x=alt.X("outcome:Q")),
        ]
    return layers


def _words(data: pd.DataFrame, y: alt.Y, domain: tuple[float, float], mode: Mode, *, bare: bool) -> alt.Chart:
    """Write numbers beside the band on its roomier side, or at the left where there is no band."""
    start, end = domain
    left = f"isValid(datum.value) && (datum.p10 + datum.p90) / 2 > {(start + end) / 2:g}"
    at = f"isValid(datum.value) ? ({left} ? datum.p10 : datum.p90) : {start:g}"
    # Without a single band there is nothing to read off an axis.
    x = alt.X("at:Q", scale=span(*domain), axis=None) if bare else alt.X("at:Q", scale=span(*domain))
    placed = alt.Chart(data).transform_calculate(at=at).encode(y=y, x=x, text="words:N")
    drawn: alt.Chart = placed.mark_text(
        baseline="middle",
        yOffset=LIFT,
        aria=False,
        fontSize=11,
        color=palette(mode).muted,
        align=either(left, "'right'", "'left'"),
        dx=either("isValid(datum.value)", f"({left} ? -10 : 10)", 0),
    )
    return drawn
