"""Where actors stand on one issue, what veto players accept, and where the models point."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Final

import altair as alt
import pandas as pd

from components.drawing import rows
from components.drawing.expressions import NARROW
from components.drawing.layers import finished
from components.drawing.theme import Mode, Palette, basis_shape, palette
from components.figures.actors import texts_chart as texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STEP: Final = 30
_X: Final = alt.Scale(domain=[0, 100], nice=False, zero=True)


@dataclass(frozen=True)
class Issue:
    """The scale the chart is drawn on.

    Attributes
    ----------
    low, high : str
        What 0 and 100 mean.
    agreement, gap : (float, float) or None
        Values every veto player accepts, or those between what they accept.
    status_quo : float or None
        Where things stand if nothing is agreed.
    """

    low: str
    high: str
    agreement: tuple[float, float] | None = None
    gap: tuple[float, float] | None = None
    status_quo: float | None = None


def positions(
    cells: pd.DataFrame,
    outcomes: pd.DataFrame,
    anchors: pd.DataFrame,
    *,
    issue: Issue,
    order: Sequence[str],
    colours: Mapping[str, str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Draw one row an actor, then what the models make of it, then what the scale's values mean.

    Parameters
    ----------
    cells : pandas.DataFrame
        One mark each: ``row``, ``actor`` (id), ``position``, ``p10``, ``p90`` (0–100), ``power`` (0–100), ``basis``,
        ``kind``, ``lane`` (pixels from the row's middle), ``said`` (the mark in words, for screen readers),
        ``accepts_low`` and ``accepts_high`` (missing where the actor holds no veto).
    outcomes : pandas.DataFrame
        ``row``, ``low``, ``high``, ``point`` (each may be missing), ``style`` (``agreement``, ``band``,
        ``band_wide``, ``tick``), ``words`` and the span they stand by, ``start`` to ``end``.
    anchors : pandas.DataFrame
        ``row``, ``at`` (0–100) and ``words``.
    issue : Issue
        Ends, agreement range or gap, and status quo.
    order : sequence of str
        Keys of all rows from top to bottom; the first is left for the ends of the scale.
    colours : mapping of str to str
        Actor id → ``#RRGGBB``.
    mode : {"light", "dark"}
        Colours to take.
    description : str
        Text alternative.
    """
    ink = palette(mode)
    y = rows.named(order)
    last = (cells["row"].iloc[-1], outcomes["row"].iloc[-1])
    layers = [
        *_accepted(cells, y, ink),
        *_backdrop(issue, (cells["row"].iloc[0], last[1]), ink),
        *_ends(issue, order[0], y, ink),
        *[_separator(row, ink) for row in last],
        *_stands(cells, y, colours, ink),
        *_outcomes(outcomes, y, ink),
        *_anchors(anchors, y, ink),
    ]
    return finished(layers, mode=mode, height=STEP * len(order), description=description)


def _x(field: str) -> alt.X:
    axis = alt.Axis(values=[0, 20, 40, 60, 80, 100], title=None, domain=False)
    return alt.X(f"{field}:Q", scale=_X, axis=axis)


def _backdrop(issue: Issue, span: tuple[str, str], ink: Palette) -> list[alt.Chart]:
    """Shade what all accept, or what parts them, and draw the status quo, from the first row to the last."""
    top, bottom = alt.YDatum(span[0], bandPosition=0), alt.Y2Datum(span[1], bandPosition=1)
    layers = []
    for values, colour in ((issue.agreement, ink.accent), (issue.gap, ink.warn)):
        if values is not None and values[0] < values[1]:
            frame = pd.DataFrame({"from": [values[0]], "to": [values[1]]})
            shade = alt.Chart(frame).mark_rect(color=colour, opacity=0.14, aria=False)
            layers.append(shade.encode(x=_x("from"), x2="to:Q", y=top, y2=bottom))
    if issue.status_quo is not None:
        line = alt.Chart(pd.DataFrame({"at": [issue.status_quo]}))
        rule = line.mark_rule(color=ink.muted, strokeDash=[4, 3], strokeWidth=1.25, aria=False)
        layers.append(rule.encode(x=_x("at"), y=top, y2=bottom))
    return layers


def _separator(row: str, ink: Palette) -> alt.Chart:
    """Draw a line under a row."""
    line: alt.Chart = (
        alt.Chart(pd.DataFrame({"row": [row]}))
        .mark_rule(color=ink.muted, opacity=0.5, aria=False)
        .encode(y=alt.YDatum(row, bandPosition=1))
    )
    return line


def _ends(issue: Issue, row: str, y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Write what 0 and 100 mean at either end, in short lines on a phone."""
    ends = []
    for at, words in ((0, f"←\u00a0{issue.low}"), (100, f"{issue.high}\u00a0→")):
        frame = pd.DataFrame({"row": [row], "at": [at], "wide": [fill(words, 56)], "narrow": [fill(words, 21)]})
        ends.append(
            alt.Chart(frame)
            .mark_text(
                align="left" if at == 0 else "right",
                baseline="bottom",
                lineBreak="\n",
                aria=False,
                lineHeight=13,
                fontSize=12,
                color=ink.ink,
                text=alt.ExprRef(f"{NARROW} ? datum.narrow : datum.wide"),
                # The last line stands on the row's floor, whatever the number of lines.
                dy=alt.ExprRef(f"12 - 13 * (length(split({NARROW} ? datum.narrow : datum.wide, '\\n')) - 1)"),
            )
            .encode(x=_x("at"), y=y)
        )
    return ends


def _accepted(cells: pd.DataFrame, y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Lay a pale bar under the values that a veto player accepts."""
    accepted = cells.dropna(subset=["accepts_low"])
    if accepted.empty:
        return []
    bar = alt.Chart(accepted).mark_bar(
        height=STEP - 6, color=ink.surface, stroke=ink.grid, strokeWidth=1, cornerRadius=2, aria=False
    )
    return [bar.encode(y=y, x=_x("accepts_low"), x2="accepts_high:Q")]


def _stands(cells: pd.DataFrame, y: alt.Y, colours: Mapping[str, str], ink: Palette) -> list[alt.Chart]:
    """Draw each cell: a line for the band, a mark sized by power and shaped by basis, and its kind in words."""
    lane = alt.ExprRef("datum.lane")
    shown = list(dict.fromkeys(cells["actor"]))
    colour = alt.Color("actor:N", scale=alt.Scale(domain=shown, range=[colours[key] for key in shown]), legend=None)
    band = (
        alt.Chart(cells)
        .mark_rule(
            strokeCap="round",
            opacity=0.6,
            aria=False,
            yOffset=lane,
            y2Offset=lane,
            strokeWidth=alt.ExprRef("datum.kind == 'ideal' ? 1.5 : 4"),
        )
        .encode(y=y, x=_x("p10"), x2="p90:Q", color=colour)
    )
    size = alt.Size(
        "power:Q",
        scale=alt.Scale(domain=[0, 100], range=[24, 420]),
        legend=alt.Legend(
            title="exercised power",
            titleOrient="left",
            orient="bottom",
            columns=3,
            values=[10, 40, 80],
            symbolType="circle",
        ),
    )
    tooltip = [
        alt.Tooltip("name:N", title="actor"),
        alt.Tooltip("kind:N", title="position"),
        alt.Tooltip("position:Q", title="most likely (0–100)", format=".0f"),
        alt.Tooltip("p10:Q", title="p10", format=".0f"),
        alt.Tooltip("p90:Q", title="p90", format=".0f"),
        alt.Tooltip("power:Q", title="exercised power (0–100)", format=".0f"),
        alt.Tooltip("basis_words:N", title="basis"),
    ]
    mark = (
        alt.Chart(cells)
        .mark_point(filled=True, yOffset=lane, stroke=ink.background, strokeWidth=0.75)
        .encode(
            y=y, x=_x("position"), color=colour, shape=basis_shape(), size=size, tooltip=tooltip, description="said:N"
        )
    )
    ends = [texts.outside(low, high) for low, high in zip(cells["p10"], cells["p90"], strict=True)]
    kinds = cells.assign(words=cells["kind"], at=[at for at, _ in ends], side=[side for _, side in ends])
    return [band, mark, texts.beside(kinds, y, _x("at"), colour=ink.muted, gap=13, lane=True)]


def _outcomes(outcomes: pd.DataFrame, y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Draw the summary rows under the actors."""
    styles = ["agreement", "band", "band_wide"]
    fill_ = alt.Color(
        "style:N",
        scale=alt.Scale(domain=styles, range=[ink.accent, ink.band, ink.band_wide]),
        legend=None,
    )
    bars = outcomes.dropna(subset=["low"])
    marks = outcomes.dropna(subset=["point"])
    words = texts.by_span(outcomes)
    on_dark = words["inside"] & words["low"].notna() & words["style"].eq("agreement")
    return [
        # An outline, because the palest fill is hardly seen on the shade of an agreement.
        alt.Chart(bars)
        .mark_bar(height=12, stroke=ink.accent, strokeWidth=0.75, aria=False)
        .encode(y=y, x=_x("low"), x2="high:Q", fill=fill_),
        alt.Chart(marks).mark_tick(thickness=2.5, height=16, color=ink.accent, aria=False).encode(y=y, x=_x("point")),
        *(
            texts.beside(shown, y, _x("at"), narrow="lines", colour=colour)
            for shown, colour in ((words[~on_dark], ink.ink), (words[on_dark], ink.background))
            if len(shown)
        ),
    ]


def _anchors(anchors: pd.DataFrame, y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Mark values of the scale that a text gives a meaning to, with that meaning beside them."""
    if anchors.empty:
        return []
    return [
        alt.Chart(anchors).mark_tick(thickness=1.5, height=12, color=ink.muted, aria=False).encode(y=y, x=_x("at")),
        texts.beside(texts.beneath(anchors), y, _x("at"), narrow="lines", colour=ink.muted, reach=texts.REACH),
    ]
