"""One issue with sliders of its own: Vega computes the weighted mean, so that a file alone can try an assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from components.drawing.theme import Mode, palette, themed

if TYPE_CHECKING:
    import pandas as pd

MEAN = "mean"
"""Name of the Vega signal that holds the weighted mean."""
_STEP = 0.5
_ROW = 36


def live_issue(cells: pd.DataFrame, *, low: str, high: str, mode: Mode, description: str) -> alt.LayerChart:
    """Draw one row an actor, its position and power bound to range inputs, and the weighted mean of all.

    Parameters
    ----------
    cells : pandas.DataFrame
        ``actor``, ``position`` and ``power`` (both 0–100, the values the sliders start at) and ``colour``.
    low, high : str
        What 0 and 100 mean.
    mode : {"light", "dark"}
        Colours to take.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows = cells.assign(row=range(len(cells)))
    now = "[" + ",".join(f"p{row}" for row in rows["row"]) + "][datum.row]"
    power = "[" + ",".join(f"w{row}" for row in rows["row"]) + "][datum.row]"
    scale = alt.Scale(domain=[0, 100], nice=False)
    ends = alt.Axis(
        values=[0, 25, 50, 75, 100],
        labelExpr="datum.value % 100 === 0 ? [datum.label, ends[datum.value / 100]] : datum.label",
        labelBound=False,
        labelFlush=True,
        labelLimit=alt.ExprRef("width / 2 - 12"),
    )
    order = list(rows["actor"])
    y = alt.Y("actor:N", sort=order, title=None, axis=alt.Axis(labelLimit=alt.ExprRef("width < 420 ? 96 : 220")))
    base = alt.Chart(rows).transform_calculate(now=now, strength=power)
    marks = base.mark_point(filled=True).encode(
        x=alt.X("now:Q", scale=scale, title="position (0–100)", axis=ends),
        y=y,
        size=alt.Size("strength:Q", scale=alt.Scale(domain=[0, 100], range=[20, 420]), legend=None),
        color=alt.Color("colour:N", scale=None),
        tooltip=[
            alt.Tooltip("actor:N", title="Actor"),
            alt.Tooltip("now:Q", title="Position", format=".1f"),
            alt.Tooltip("strength:Q", title="Exercised power", format=".1f"),
            alt.Tooltip("position:Q", title="Position in the model", format=".1f"),
            alt.Tooltip("power:Q", title="Power in the model", format=".1f"),
        ],
    )
    start = base.mark_tick(thickness=2, size=16, color=colours.muted).encode(x=alt.X("position:Q", scale=scale), y=y)
    one = alt.Chart(alt.InlineData(values=[{}])).transform_calculate(
        mean=MEAN, before="before", words=f"{MEAN} === null ? '' : 'weighted mean ' + format({MEAN}, '.1f')"
    )
    mean = one.transform_filter(f"{MEAN} !== null").mark_rule(strokeWidth=2, color=colours.accent)
    before = one.mark_rule(strokeDash=[4, 3], color=colours.muted).encode(x=alt.X("before:Q", scale=scale))
    words = one.mark_text(
        baseline="bottom",
        fontWeight=600,
        color=colours.accent,
        dy=-4,
        align=alt.ExprRef(f"{MEAN} > 70 ? 'right' : {MEAN} < 30 ? 'left' : 'center'"),
    ).encode(x=alt.X("mean:Q", scale=scale), y=alt.value(0), text="words:N")
    layers: list[alt.Chart] = [before, mean.encode(x=alt.X("mean:Q", scale=scale)), start, marks, words]
    chart = alt.LayerChart(layer=layers).properties(
        width="container", height=_ROW * len(rows), description=description, params=_params(rows, low, high)
    )
    return themed(chart, mode)


def _params(rows: pd.DataFrame, low: str, high: str) -> list[alt.VariableParameter]:
    """Return two bound parameters an actor, and what Vega computes from them."""
    found = []
    for number, (_, cell) in enumerate(rows.iterrows()):
        for letter, column, word in (("p", "position", "position"), ("w", "power", "power")):
            bind = alt.binding_range(min=0, max=100, step=_STEP, name=f"{cell['actor']}: {word}")
            found.append(alt.VariableParameter(name=f"{letter}{number}", value=float(cell[column]), bind=bind))
    total = "+".join(f"w{number}" for number in range(len(rows)))
    product = "+".join(f"p{number}*w{number}" for number in range(len(rows)))
    weights = float(rows["power"].sum())
    start = float((rows["position"] * rows["power"]).sum()) / weights if weights else None
    found.append(alt.VariableParameter(name=MEAN, expr=f"({total}) > 0 ? ({product})/({total}) : null"))
    found.append(alt.VariableParameter(name="before", value=start))
    found.append(alt.VariableParameter(name="ends", value=[low, high]))
    return found
