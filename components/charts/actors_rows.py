"""Rows of a chart that carry their names beside or inside the plot, on phones and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Final

import altair as alt
import pandas as pd

from components.drawing.theme import Mode, config, palette

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
