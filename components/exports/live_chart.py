"""One issue with sliders of its own: Vega computes the weighted mean, so that a file alone can try an assumption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from components.drawing.data import frame
from components.drawing.expressions import by_width
from components.drawing.layers import finished
from components.drawing.marks import tooltip
from components.drawing.scales import REFERENCE, span
from components.drawing.theme import Mode, palette

MEAN = "mean"
"""Name of the Vega signal that holds the weighted mean."""
_STEP: Final = 0.5
_ROW: Final = 36
_DECIMAL: Final = ".1~f"
"""A slider moves in half points; what it stands at is shown as it is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An actor's position and power on the issue, both 0–100, at which its sliders start."""

    actor: str
    position: float
    power: float
    colour: str


def live_chart(cells: Sequence[Cell], *, low: str, high: str, mode: Mode, description: str) -> alt.LayerChart:
    """Draw one row an actor, its position and power bound to range inputs, and the weighted mean of all.

    Parameters
    ----------
    cells : sequence of Cell
        In the order of the rows.
    low, high : str
        What 0 and 100 mean.
    mode : {"light", "dark"}
        Colours to take.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    rows = range(len(cells))
    now, power = (f"[{','.join(f'{letter}{row}' for row in rows)}][datum.row]" for letter in "pw")
    scale = span(0, 100)
    ends = alt.Axis(
        values=[0, 25, 50, 75, 100],
        labelExpr="datum.value % 100 === 0 ? [datum.label, ends[datum.value / 100]] : datum.label",
        labelBound=False,
        labelFlush=True,
        labelLimit=alt.ExprRef("width / 2 - 12"),
    )
    names = alt.Axis(labelLimit=by_width(96, 220))
    y = alt.Y("actor:N", sort=[cell.actor for cell in cells], title=None, axis=names)
    base = alt.Chart(frame(Cell, cells, row=rows)).transform_calculate(now=now, strength=power).encode(y=y)
    marks = base.mark_point().encode(
        x=alt.X("now:Q", scale=scale, title="position (0–100)", axis=ends),
        size=alt.Size("strength:Q", scale=alt.Scale(domain=[0, 100], range=[20, 420]), legend=None),
        color=alt.Color("colour:N", scale=None),
        tooltip=tooltip(
            ("actor:N", "Actor"),
            ("now:Q", "Position", _DECIMAL),
            ("strength:Q", "Exercised power", _DECIMAL),
            ("position:Q", "Position in the model", _DECIMAL),
            ("power:Q", "Power in the model", _DECIMAL),
        ),
    )
    start = base.mark_tick(thickness=2, size=16, color=colours.muted).encode(x=alt.X("position:Q", scale=scale))
    one = alt.Chart(alt.InlineData(values=[{}])).transform_calculate(
        mean=MEAN, before="before", words=f"{MEAN} === null ? '' : 'weighted mean ' + format({MEAN}, '.0f')"
    )
    mean = one.transform_filter(f"{MEAN} !== null").mark_rule(strokeWidth=2, color=colours.accent)
    before = one.mark_rule(strokeDash=REFERENCE).encode(x=alt.X("before:Q", scale=scale))
    words = one.mark_text(
        baseline="bottom",
        fontWeight=600,
        color=colours.accent,
        dy=-4,
        align=alt.ExprRef(f"{MEAN} > 70 ? 'right' : {MEAN} < 30 ? 'left' : 'center'"),
    ).encode(x=alt.X("mean:Q", scale=scale), y=alt.value(0), text="words:N")
    layers = [before, mean.encode(x=alt.X("mean:Q", scale=scale)), start, marks, words]
    drawn = finished(layers, height=_ROW * len(cells), mode=mode, description=description, axes="inside")
    return drawn.properties(params=_params(cells, low, high))


def _params(cells: Sequence[Cell], low: str, high: str) -> list[alt.VariableParameter]:
    """Return two bound parameters an actor, and what Vega computes from them."""
    found = []
    for row, cell in enumerate(cells):
        for letter, value, word in (("p", cell.position, "position"), ("w", cell.power, "power")):
            bind = alt.binding_range(min=0, max=100, step=_STEP, name=f"{cell.actor}: {word}")
            found.append(alt.VariableParameter(name=f"{letter}{row}", value=value, bind=bind))
    total = "+".join(f"w{row}" for row in range(len(cells)))
    product = "+".join(f"p{row}*w{row}" for row in range(len(cells)))
    weights = sum(cell.power for cell in cells)
    start = sum(cell.position * cell.power for cell in cells) / weights if weights else None
    found.append(alt.VariableParameter(name=MEAN, expr=f"({total}) > 0 ? ({product})/({total}) : null"))
    found.append(alt.VariableParameter(name="before", value=start))
    found.append(alt.VariableParameter(name="ends", value=[low, high]))
    return found
