"""What the Assumptions page's charts share: words that keep off what lies behind, legends, the finished chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import altair as alt
import pandas as pd

from components.drawing.theme import Mode, basis_shape, palette, themed

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROW: Final = "width < 420"
"""Vega expression: the plot is that of a phone."""


def words(placed: alt.Chart, mode: Mode, *, colour: str | None = None, **style: Any) -> list[alt.Chart]:
    """Draw text over a rim of the background's colour.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its places encoded, and the text too unless ``style`` says it.
    mode : {"light", "dark"}
        Colours.
    colour : str, optional
        ``#RRGGBB`` of the text; ink where left out.
    **style
        Properties of the text mark.
    """
    colours = palette(mode)
    given: dict[str, Any] = {"fontSize": 12, **style}
    rim: dict[str, Any] = {**given, "aria": False, "stroke": colours.background, "strokeWidth": 4}
    return [placed.mark_text(**rim), placed.mark_text(**given, color=colour or colours.ink)]


def told(field: str = "tooltip") -> dict[str, Any]:
    """Return the encodings that tell a mark in words, to the mouse and to a screen reader."""
    return {"tooltip": alt.Tooltip(field, type="nominal", title=" "), "description": alt.Description(f"{field}:N")}


def basis_below(offset: int = 18) -> alt.Shape:
    """Return the encoding that shows a basis by shape, its legend below the chart."""
    label = "replace(datum.label, '_', ' ')"
    shape: alt.Shape = basis_shape().legend(title=None, orient="bottom", offset=offset, labelExpr=label)
    return shape


def statement(text: str, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return a chart that only says why there is nothing to draw."""
    frame = alt.Chart(pd.DataFrame({"text": [text]}))
    said = frame.mark_text(align="left", color=palette(mode).muted, fontSize=13, limit=alt.ExprRef("width"))
    drawn = said.encode(x=alt.value(0), y=alt.value(20), text="text:N")
    return finished([drawn], height=40, mode=mode, description=description)


def finished(layers: Sequence[alt.Chart], *, height: int, mode: Mode, description: str) -> alt.LayerChart:
    """Return layers, from back to front, as one themed chart that is as wide as its container."""
    chart = cast("alt.LayerChart", alt.layer(*layers))
    # Only the width follows the container: axes and legends stand outside the height of the rows.
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    sized = chart.properties(width="container", height=height, autosize=fit, description=description)
    return themed(sized, mode)
