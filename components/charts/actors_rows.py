"""Rows of a chart that carry their names beside or inside the plot, on phones and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Final

import altair as alt
import pandas as pd

from components.charts.theme import Mode, config, palette

_LINE: Final = 12
"""Height of a line beside a mark in pixels."""

NARROW: Final = "width < 420"
"""Vega expression: the plot is that of a phone."""


def key(identity: str, wide: str, narrow: str | None = None) -> str:
    """Return a row's key on the axis, which carries its label for wide and for narrow charts."""
    return "|".join(part.replace("|", "/") for part in (identity, wide, narrow or wide))


def axis(keys: Sequence[str], *, narrow: int = 104, wide: int = 230) -> alt.Y:
    """Return the y encoding of rows in a given order.

    Parameters
    ----------
    keys : sequence of str
        Made by `key`, from top to bottom.
    narrow, wide : int
        Room for labels in pixels; a longer label ends in an ellipsis.
    """
    labels = alt.Axis(
        labelExpr=f"split(datum.label, '|')[{NARROW} ? 2 : 1]",
        labelLimit=alt.ExprRef(f"{NARROW} ? {narrow} : {wide}"),
        labelOverlap=False,
        grid=False,
    )
    return alt.Y("row:N", sort=None, scale=alt.Scale(domain=list(keys)), title=None, axis=labels)


def bare_axis(keys: Sequence[str]) -> alt.Y:
    """Return the y encoding of rows that are named inside the plot."""
    return alt.Y("row:N", sort=None, scale=alt.Scale(domain=list(keys)), title=None, axis=None)


def headings(frame: pd.DataFrame, mode: Mode, rows: alt.Y, *, lift: int = 10) -> alt.Chart:
    """Draw each row's words over the plot's full width.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns ``row``, ``heading`` (words), ``strong`` (whether they stand out) and ``at_left`` (0).
    mode : {"light", "dark"}
        Colours to take.
    rows : alt.Y
        Rows of the chart.
    lift : int
        Pixels above the row's middle.
    """
    drawn: alt.Chart = (
        alt.Chart(frame)
        .mark_text(
            align="left",
            baseline="middle",
            yOffset=-lift,
            fontSize=12,
            limit=alt.ExprRef("width"),
            color=palette(mode).ink,
            fontWeight=alt.ExprRef("datum.strong ? 600 : 400"),
        )
        .encode(y=rows, x=alt.value(0), text="heading:N")
    )
    return drawn


def beside(
    frame: pd.DataFrame,
    rows: alt.Y,
    x: alt.X,
    *,
    text: str,
    colour: str,
    gap: int = 8,
    reach: int = 0,
    lane: bool = False,
    narrow: str | None = None,
) -> alt.Chart:
    """Draw text beside a place on a 0–100 scale.

    Parameters
    ----------
    frame : pandas.DataFrame
        One text per row; the place in column ``at``, and in ``side`` whether the text stands left or right of it.
    rows, x : alt.Y, alt.X
        Rows of the chart, and its scale for the column ``at``.
    text : str
        Column with the words.
    colour : str
        ``#RRGGBB``.
    gap : int
        Pixels between the place and the text.
    reach : int
        Pixels the text may extend beyond the plot's left edge, where no axis label stands.
    lane : bool
        Whether column ``lane`` says how many pixels from the row's middle the text stands.
    narrow : str, optional
        Column with the words in lines, for narrow charts.
    """
    shown = f"{NARROW} ? datum.{narrow} : datum.{text}" if narrow else f"datum.{text}"
    left = "datum.side == 'left'"
    room = f"({left} ? width * datum.at / 100 + {reach} : width * (1 - datum.at / 100)) - {gap}"
    drawn: alt.Chart = (
        alt.Chart(frame)
        .mark_text(
            baseline="middle",
            fontSize=11,
            aria=False,
            color=colour,
            align=alt.ExprRef(f"{left} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"{left} ? -{gap} : {gap}"),
            # Lines grow downwards from the first, so half the others' height goes above the row's middle.
            dy=alt.ExprRef(f"{_LINE / 2} * (1 - length(split({shown}, '\\n')))") if narrow else 0,
            lineBreak="\n",
            lineHeight=_LINE,
            yOffset=alt.ExprRef("datum.lane") if lane else 0,
            limit=alt.ExprRef(room),
            text=alt.ExprRef(shown),
        )
        .encode(y=rows, x=x)
    )
    return drawn


def finished(layers: Sequence[alt.Chart], mode: Mode, *, height: int, description: str) -> alt.LayerChart:
    """Return the layers as one themed chart, as wide as its container.

    The height is that of the plot alone: axes and legends come on top, where Streamlit would take them out of it.

    Parameters
    ----------
    layers : sequence of alt.Chart
        From back to front.
    mode : {"light", "dark"}
        Colours to take.
    height : int
        Pixels.
    description : str
        Text alternative.
    """
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    # All at once: each later change would copy the whole chart.
    return alt.LayerChart(
        layer=list(layers),
        width="container",
        height=height,
        autosize=fit,
        description=description,
        config=config(mode),
    )


def nothing(words: str, mode: Mode, *, description: str) -> alt.LayerChart:
    """Return a chart that only says why there is nothing to draw."""
    lines = pd.DataFrame({"words": [fill(words, 48)]})
    text = alt.Chart(lines).mark_text(align="left", baseline="top", lineBreak="\n", color=palette(mode).muted)
    return finished(
        [text.encode(x=alt.value(0), y=alt.value(4), text="words:N")], mode, height=56, description=description
    )
