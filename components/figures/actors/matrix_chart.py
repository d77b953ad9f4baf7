"""All actors on all issues at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing import rows
from components.drawing.layers import finished
from components.drawing.theme import BASIS, Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

STEP: Final = 44
_HEADER: Final = 120
_HEADER_UPRIGHT: Final = 240
"""Most pixels that an issue's name may take: across a wide column, and upright above a narrow one."""

_WIDE: Final = "width > 640"


def matrix(
    cells: pd.DataFrame,
    empty: pd.DataFrame,
    *,
    actors: Sequence[str],
    issues: Sequence[str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Draw actors as rows and issues as columns; a cell's shade is the position, its shape the basis.

    A click on a cell selects its issue (selection ``cell``, field ``issue``).

    Parameters
    ----------
    cells : pandas.DataFrame
        ``row``, ``column`` (keys), ``issue`` (id), ``actor_name``, ``issue_name``, ``said`` (the cell in words, for
        screen readers), ``position`` (0–100), ``words`` (on wide charts), ``short`` (on narrow ones), ``basis``,
        ``basis_words``, ``power`` (0–100).
    empty : pandas.DataFrame
        Cells the source leaves empty: the same columns up to ``said``, and ``why``.
    actors, issues : sequence of str
        Keys of rows and columns in order.
    mode : {"light", "dark"}
        Colours to take.
    description : str
        Text alternative.
    """
    ink = palette(mode)
    y, x = rows.named(actors, narrow=84, wide=240), _columns(issues)
    shade = alt.Color(
        "position:Q",
        scale=alt.Scale(domain=[0, 100], range=[ink.band_wide, ink.accent], interpolate="lab"),
        legend=alt.Legend(
            title="position: 0 to 100",
            orient="bottom",
            direction="horizontal",
            # A strip of colour is tied to the page's address when it was drawn, and the address follows the sliders.
            type="symbol",
            symbolType="square",
            symbolSize=220,
            values=[0, 25, 50, 75, 100],
            format=".0f",
        ),
    )
    clicked = alt.selection_point(name="cell", fields=["issue"], on="click", empty=False)
    tooltip = [
        alt.Tooltip("actor_name:N", title="actor"),
        alt.Tooltip("issue_name:N", title="issue"),
        alt.Tooltip("words:N", title="position (0–100)"),
        alt.Tooltip("power:Q", title="exercised power (0–100)", format=".0f"),
        alt.Tooltip("basis_words:N", title="basis"),
    ]
    why = [
        alt.Tooltip("actor_name:N", title="actor"),
        alt.Tooltip("issue_name:N", title="issue"),
        alt.Tooltip("why:N", title="empty"),
    ]
    # Light text on the darker half in light mode, the other way round in dark mode.
    ink_on = alt.ExprRef(f"datum.position > 50 ? '{ink.background}' : '{ink.ink}'")
    blank = alt.Chart(empty).mark_rect(fill=ink.background, stroke=ink.grid, strokeWidth=1, cursor="help")
    filled = (
        alt.Chart(cells)
        .mark_rect(stroke=ink.background, strokeWidth=2, cursor="pointer")
        .encode(x=x, y=y, color=shade, tooltip=tooltip, description="said:N")
        .add_params(clicked)
    )
    number = alt.Chart(cells).mark_text(
        baseline="middle",
        yOffset=-7,
        fontSize=12,
        aria=False,
        color=ink_on,
        text=alt.ExprRef(f"{_WIDE} ? datum.words : datum.short"),
        tooltip=None,
    )
    sign = (
        alt.Chart(cells)
        .mark_point(filled=True, size=34, yOffset=10, fill=ink_on, strokeWidth=0, aria=False)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "basis:N",
                scale=alt.Scale(domain=list(BASIS), range=[basis.shape for basis in BASIS.values()]),
                legend=alt.Legend(title=None, labelExpr="replace(datum.label, '_', ' ')"),
            ),
        )
    )
    layers = [blank.encode(x=x, y=y, tooltip=why, description="said:N"), filled, number.encode(x=x, y=y), sign]
    return finished(layers, mode=mode, height=STEP * len(actors), description=description)


def _columns(issues: Sequence[str]) -> alt.X:
    """Return the x encoding: names in lines above wide columns, upright where columns are narrow."""
    label = f"{_WIDE} ? split(split(datum.label, '|')[1], '\\n') : split(datum.label, '|')[2]"
    lines = max(issue.count("\n") + 1 for issue in issues)
    axis = alt.Axis(
        orient="top",
        labelExpr=label,
        labelAngle=alt.ExprRef(f"{_WIDE} ? 0 : -90"),
        labelAlign=alt.ExprRef(f"{_WIDE} ? 'center' : 'left'"),
        labelBaseline=alt.ExprRef(f"{_WIDE} ? 'bottom' : 'middle'"),
        labelLimit=alt.ExprRef(f"{_WIDE} ? {_HEADER} : {_HEADER_UPRIGHT}"),
        # Lines grow downwards from the first, so the first starts as high as the longest name needs.
        labelPadding=alt.ExprRef(f"{_WIDE} ? {13 * (lines - 1) + 6} : 6"),
        labelFontSize=11,
        labelLineHeight=13,
        labelOverlap=False,
        ticks=False,
        domain=False,
        grid=False,
        title=None,
    )
    return alt.X("column:N", sort=None, scale=alt.Scale(domain=list(issues)), axis=axis)
