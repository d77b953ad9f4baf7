"""What exchanges between two actors would bring them, and what they would cost the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing import rows
from components.drawing.expressions import NARROW
from components.drawing.layers import finished
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

STEP: Final = 26


def trades(
    headings: pd.DataFrame,
    gains: pd.DataFrame,
    *,
    order: Sequence[str],
    colours: Mapping[str, str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Draw each exchange as a block: what moves where in words, then what everybody gains or loses.

    Parameters
    ----------
    headings : pandas.DataFrame
        ``row``, ``heading``, ``strong``: two rows an exchange.
    gains : pandas.DataFrame
        ``row``, ``actor`` (id), ``name``, ``role``, ``gain`` (salience-weighted points), ``words`` (beside the bar) and
        ``harmed`` (whether it is a veto player that loses).
    order : sequence of str
        Keys of all rows from top to bottom.
    colours : mapping of str to str
        Actor id → ``#RRGGBB``.
    mode : {"light", "dark"}
        Colours to take.
    description : str
        Text alternative.
    """
    ink = palette(mode)
    y = rows.named(order)
    reach = float(gains["gain"].abs().max()) * 1.05 or 1.0
    # As much room again to the right of the longest gain, for words.
    x = alt.X(
        "gain:Q",
        scale=alt.Scale(domain=[min(-reach * 0.2, float(gains["gain"].min()) * 1.05), reach * 1.6], nice=False),
        axis=alt.Axis(
            title="gain (+) or loss (−), salience-weighted points",
            tickCount=5,
            labelExpr="datum.value ? format(datum.value, '+') : '0'",
        ),
    )
    shown = list(dict.fromkeys(gains["actor"]))
    colour = alt.Color("actor:N", scale=alt.Scale(domain=shown, range=[colours[key] for key in shown]), legend=None)
    said = gains.assign(said=gains["name"] + ": " + gains["words"])
    bar = (
        alt.Chart(said)
        .mark_bar(height=12)
        .encode(
            y=y,
            x=x,
            x2=alt.datum(0),
            color=colour,
            description="said:N",
            tooltip=[
                alt.Tooltip("name:N", title="actor"),
                alt.Tooltip("role:N", title="part"),
                alt.Tooltip("gain:Q", title="salience-weighted points", format="+.1f"),
            ],
        )
    )
    zero = alt.Chart(gains).mark_tick(thickness=1, height=STEP, color=ink.muted, aria=False).encode(y=y, x=alt.datum(0))
    words = (
        alt.Chart(gains)
        .mark_text(
            align="left",
            baseline="middle",
            dx=6,
            aria=False,
            fontSize=11,
            fontWeight=alt.ExprRef("datum.harmed ? 600 : 400"),
            color=alt.ExprRef(f"datum.harmed ? '{ink.warn}' : '{ink.muted}'"),
        )
        .encode(y=y, x=alt.X("at:Q"), text="words:N")
    )
    layers = [zero, bar, words, _headings(headings, y, mode)]
    return finished(layers, mode=mode, height=STEP * len(order), description=description)


def _headings(frame: pd.DataFrame, y: alt.Y, mode: Mode) -> alt.Chart:
    """Write each exchange's terms across the whole chart, from where the labels begin."""
    drawn: alt.Chart = (
        alt.Chart(frame)
        .mark_text(
            align="left",
            baseline="middle",
            fontSize=12,
            dx=alt.ExprRef(f"{NARROW} ? -100 : -150"),
            limit=alt.ExprRef(f"width + ({NARROW} ? 100 : 150)"),
            fontWeight=alt.ExprRef("datum.strong ? 600 : 400"),
            color=palette(mode).ink,
        )
        .encode(y=y, x=alt.value(0), text="heading:N")
    )
    return drawn
