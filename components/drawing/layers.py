"""The finished chart: layers, size, theme; and the chart that says why there is nothing to draw."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps
from textwrap import fill
from typing import Any, Literal

import altair as alt
import pandas as pd

from components.drawing.theme import Mode, config, palette


def finished(
    layers: Sequence[alt.Chart | alt.LayerChart],
    *,
    height: float,
    mode: Mode,
    description: str,
    axes: Literal["outside", "inside"] = "outside",
    shapes: Literal["shared", "independent", "coloured"] = "shared",
) -> alt.LayerChart:
    """Return layers as one themed chart, as wide as its container.

    Its marks say to a screen reader what their hint, or else their text, says; others say nothing. Vega-Lite would
    read out columns and their values, dates among them in the reader's own time zone.

    Parameters
    ----------
    layers : sequence of alt.Chart or alt.LayerChart
        From back to front.
    height : float
        Pixels.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    axes : {"outside", "inside"}
        Whether axes and legends come on top of the height, or Streamlit takes them out of it.
    shapes : {"shared", "independent", "coloured"}
        Whether a shape means the same in all layers; "coloured" where it does not, nor do colours, so that a layer's
        legend shows both in one.
    """
    more: dict[str, Any] = {}
    if axes == "outside":
        more["autosize"] = alt.AutoSizeParams(type="fit-x", contains="padding")
    if shapes == "independent":
        more["resolve"] = alt.Resolve(scale=alt.ScaleResolveMap(shape="independent"))
    elif shapes == "coloured":
        more["resolve"] = alt.Resolve(scale=alt.ScaleResolveMap(shape="independent", color="independent"))
    # All at once: each later change would copy the whole chart.
    return alt.LayerChart(
        layer=in_words(layers), width="container", height=height, description=description, config=config(mode), **more
    )


def with_rows(layers: Sequence[alt.Chart]) -> list[alt.Chart]:
    """Return the layers whose data have rows; the others would have no extent, and spoil the axes' own."""
    return [layer for layer in layers if len(layer.data)]


def in_words(layers: Sequence[alt.Chart | alt.LayerChart]) -> list[alt.Chart | alt.LayerChart]:
    """Return layers whose marks say to a screen reader what their hint, or else their text, says."""
    return [layer if isinstance(layer, alt.LayerChart) else _in_words(layer) for layer in layers]


def _in_words(layer: alt.Chart) -> alt.Chart:
    mark = layer.mark.copy(deep=False) if isinstance(layer.mark, alt.MarkDef) else alt.MarkDef(layer.mark)
    if mark.aria is False or layer.encoding.description is not alt.Undefined:
        return layer
    hint, text = layer.encoding.tooltip, layer.encoding.text
    if isinstance(hint, list):
        mark.description = alt.ExprRef(" + '; ' + ".join(map(_line, hint)))
    elif (said := text if hint is alt.Undefined else hint) is not alt.Undefined:
        spoken: alt.Chart = layer.encode(description=alt.Description(said.shorthand, type="nominal"))
        return spoken
    elif mark.text is alt.Undefined:
        mark.aria = False
    else:
        mark.description = mark.text
    spoken = layer.copy(deep=False)
    spoken.mark = mark
    return spoken


def _line(row: alt.Tooltip) -> str:
    """Return the expression of a tooltip's row in words: ``Middle: 36 %``."""
    column, title, form = row["shorthand"].rpartition(":")[0], row["title"], row["format"]
    value = f"datum[{dumps(column)}]"
    written = value if form is alt.Undefined else f"format({value}, {dumps(form)})"
    return f"{dumps(f'{title}: ')} + {written}"


def nothing(words: str, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return a chart that only says why there is nothing to draw, in lines that a phone holds."""
    lines = alt.Chart(pd.DataFrame({"words": [fill(words, 48)]}))
    text = lines.mark_text(align="left", baseline="top", lineBreak="\n", color=palette(mode).muted)
    said = text.encode(x=alt.value(0), y=alt.value(4), text="words:N")
    return finished([said], height=56, mode=mode, description=description)
