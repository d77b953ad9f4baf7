"""The chart of saved sets: headline probabilities under each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing.expressions import NARROW
from components.drawing.layers import finished
from components.drawing.marks import told
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    import pandas as pd

ROW: Final = 22


def row_key(output: str, name: str = "") -> str:
    """Return a row's key, which carries the set's name for the axis."""
    return f"{output}|{name.replace('|', '/')}"


def saved_sets(values: pd.DataFrame, headings: pd.DataFrame, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return probabilities with their bands, one row a set, under a heading for each output.

    Parameters
    ----------
    values : pandas.DataFrame
        ``row`` (made by `row_key`), ``point``, ``p10``, ``p90`` (0 to 1), ``text``, ``tooltip``.
    headings : pandas.DataFrame
        ``row`` (made by `row_key` without a name), ``heading``, ``heading_narrow``; each stands above the rows of
        its output.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows: list[str] = []
    for head in headings["row"]:
        rows += [head, *(row for row in values["row"] if row.partition("|")[0] == head.partition("|")[0])]
    names = alt.Axis(
        labelExpr="split(datum.label, '|')[1]",
        labelLimit=alt.ExprRef(f"{NARROW} ? 92 : 220"),
        labelOverlap=False,
        labelColor=colours.ink,
        grid=False,
    )
    y = alt.Y("row:N", sort=None, scale=alt.Scale(domain=rows), title=None, axis=names)
    axis = alt.Axis(title="probability", format="~%", tickCount=5, orient="top", titleAnchor="start")
    scale = alt.Scale(domain=[0, 1], nice=False)
    base = alt.Chart(values).encode(y=y, **told())
    band = base.mark_bar(aria=False, size=10, color=colours.band).encode(
        x=alt.X("p10:Q", scale=scale, axis=axis), x2="p90:Q"
    )
    dot = base.mark_point(size=60, color=colours.accent).encode(x=alt.X("point:Q", scale=scale))
    high = "datum.p90 > 0.8"
    said = (
        base.transform_calculate(end=f"{high} ? datum.p10 : datum.p90")
        .mark_text(
            fontSize=12,
            color=colours.ink,
            align=alt.ExprRef(f"{high} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"{high} ? -8 : 8"),
        )
        .encode(x=alt.X("end:Q", scale=scale), text="text:N")
    )
    title = alt.ExprRef(f"{NARROW} ? datum.heading_narrow : datum.heading")
    heads = alt.Chart(headings).mark_text(align="left", color=colours.ink, fontSize=12, fontWeight=600, text=title)
    over = heads.encode(y=y, x=alt.value(0))
    return finished([band, dot, said, over], height=ROW * len(rows), mode=mode, description=description)
