"""Where actors stand on one scale, what veto players accept, and where the models point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Final

import altair as alt
import pandas as pd

from components.drawing import rows
from components.drawing.data import frame
from components.drawing.expressions import NARROW, either
from components.drawing.layers import finished
from components.drawing.marks import tooltip
from components.drawing.scales import REFERENCE, categories, span
from components.drawing.theme import BASIS, Mode, Palette, basis_shape, palette
from components.figures.actors import positions_words_chart as texts

STEP: Final = 30


@dataclass(frozen=True, slots=True)
class Scale:
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


@dataclass(frozen=True, slots=True)
class Position:
    """A mark: one of an actor's positions.

    Attributes
    ----------
    row, actor, name, kind : str
        Key of its row, the actor's id and name, and which of its positions it is.
    position, p10, p90, power : float
        0–100.
    basis : str
        Key of `BASIS`.
    lane : int
        Pixels from the row's middle.
    said : str
        The mark in words, for screen readers.
    accepts_low, accepts_high : float or None
        What a veto player accepts.
    """

    row: str
    actor: str
    name: str
    kind: str
    position: float
    p10: float
    p90: float
    power: float
    basis: str
    lane: int
    said: str
    accepts_low: float | None = None
    accepts_high: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result beneath the actors.

    Attributes
    ----------
    row, name, words : str
        Key of its row, what it is, and how much.
    style : str
        ``agreement``, ``band``, ``band_wide`` or ``tick``.
    start, end : float
        Span the words stand by, 0–100.
    low, high, point : float or None
        Ends of its bar and place of its stroke, 0–100, where it has them.
    """

    row: str
    name: str
    words: str
    style: str
    start: float
    end: float
    low: float | None = None
    high: float | None = None
    point: float | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A value of the scale, 0–100, that a text gives a meaning to."""

    row: str
    at: float
    words: str


def positions_chart(
    cells: Sequence[Position],
    outcomes: Sequence[Outcome],
    anchors: Sequence[Anchor],
    *,
    scale: Scale,
    colours: Mapping[str, str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Draw one row an actor, then what the models make of it, then what the scale's values mean.

    Parameters
    ----------
    cells, outcomes, anchors : sequence
        Rows from top to bottom.
    scale : Scale
        Ends, agreement range or gap, and status quo.
    colours : mapping of str to str
        Actor id → ``#RRGGBB``.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    ink = palette(mode)
    # The first row is left for the ends of the scale.
    ends = rows.key("ends", "")
    actors = dict.fromkeys(cell.row for cell in cells)
    order = [ends, *actors, *(outcome.row for outcome in outcomes), *(anchor.row for anchor in anchors)]
    y = rows.named(order)
    layers = [
        *_accepted(cells, y, ink),
        *_backdrop(scale, (cells[0].row, outcomes[-1].row), ink),
        *_ends(scale, ends, y, ink),
        *[_separator(row, ink) for row in (cells[-1].row, outcomes[-1].row)],
        *_stands(cells, y, colours, ink),
        *_outcomes(outcomes, y, ink),
        *_anchors(anchors, y, ink),
    ]
    return finished(layers, mode=mode, height=STEP * len(order), description=description)


def _x(field: str) -> alt.X:
    axis = alt.Axis(values=[0, 20, 40, 60, 80, 100], title=None, domain=False)
    return alt.X(f"{field}:Q", scale=span(0, 100), axis=axis)


def _backdrop(scale: Scale, between: tuple[str, str], ink: Palette) -> list[alt.Chart]:
    """Shade what all accept, or what parts them, and draw the status quo, from the first row to the last."""
    top, bottom = alt.YDatum(between[0], bandPosition=0), alt.Y2Datum(between[1], bandPosition=1)
    layers = []
    for values, colour in ((scale.agreement, ink.accent), (scale.gap, ink.warn)):
        if values is not None and values[0] < values[1]:
            shaded = alt.Chart(pd.DataFrame({"from": [values[0]], "to": [values[1]]}))
            shade = shaded.mark_rect(color=colour, opacity=0.14, aria=False)
            layers.append(shade.encode(x=_x("from"), x2="to:Q", y=top, y2=bottom))
    if scale.status_quo is not None:
        line = alt.Chart(pd.DataFrame({"at": [scale.status_quo]})).encode(x=_x("at"), y=top, y2=bottom)
        layers.append(line.mark_rule(color=ink.muted, strokeDash=REFERENCE, strokeWidth=1.25, aria=False))
    return layers


def _separator(row: str, ink: Palette) -> alt.Chart:
    """Draw a line under a row."""
    rule = alt.Chart(pd.DataFrame({"row": [row]})).mark_rule(color=ink.muted, opacity=0.5, aria=False)
    drawn: alt.Chart = rule.encode(y=alt.YDatum(row, bandPosition=1))
    return drawn


def _ends(scale: Scale, row: str, y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Write what 0 and 100 mean at either end, in short lines on a phone."""
    ends = []
    shown = f"{NARROW} ? datum.narrow : datum.wide"
    for at, words in ((0, f"←\u00a0{scale.low}"), (100, f"{scale.high}\u00a0→")):
        data = pd.DataFrame({"row": [row], "at": [at], "wide": [fill(words, 56)], "narrow": [fill(words, 21)]})
        ends.append(
            alt.Chart(data)
            .mark_text(
                align="left" if at == 0 else "right",
                baseline="bottom",
                fontSize=12,
                lineHeight=13,
                lineBreak="\n",
                color=ink.ink,
                aria=False,
                text=alt.ExprRef(shown),
                # The last line stands on the row's floor, whatever the number of lines.
                dy=alt.ExprRef(f"12 - 13 * (length(split({shown}, '\\n')) - 1)"),
            )
            .encode(x=_x("at"), y=y)
        )
    return ends


def _accepted(cells: Sequence[Position], y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Lay a pale bar under the values that a veto player accepts."""
    accepted = [cell for cell in cells if cell.accepts_low is not None]
    if not accepted:
        return []
    bar = alt.Chart(frame(Position, accepted)).mark_bar(
        height=STEP - 6, color=ink.surface, stroke=ink.grid, strokeWidth=1, cornerRadius=2, aria=False
    )
    return [bar.encode(y=y, x=_x("accepts_low"), x2="accepts_high:Q")]


def _stands(cells: Sequence[Position], y: alt.Y, colours: Mapping[str, str], ink: Palette) -> list[alt.Chart]:
    """Draw each cell: a line for the band, a mark sized by power and shaped by basis, and its kind in words."""
    lane = alt.ExprRef("datum.lane")
    colour = alt.Color("actor:N", scale=categories({cell.actor: colours[cell.actor] for cell in cells}), legend=None)
    drawn = alt.Chart(frame(Position, cells, basis_words=[BASIS[cell.basis].label for cell in cells])).encode(y=y)
    band = drawn.mark_rule(
        strokeCap="round",
        opacity=0.6,
        aria=False,
        yOffset=lane,
        y2Offset=lane,
        strokeWidth=either("datum.kind == 'ideal'", 1.5, 4),
    )
    size = alt.Size(
        "power:Q",
        scale=alt.Scale(domain=[0, 100], range=[24, 420]),
        legend=alt.Legend(
            title="exercised power",
            titleOrient="left",
            orient="bottom",
            symbolType="circle",
            columns=3,
            values=[10, 40, 80],
        ),
    )
    told = tooltip(
        ("name:N", "actor"),
        ("kind:N", "position"),
        ("position:Q", "most likely (0–100)", ".0f"),
        ("p10:Q", "p10", ".0f"),
        ("p90:Q", "p90", ".0f"),
        ("power:Q", "exercised power (0–100)", ".0f"),
        ("basis_words:N", "basis"),
    )
    mark = drawn.mark_point(filled=True, yOffset=lane, stroke=ink.background, strokeWidth=0.75).encode(
        x=_x("position"), color=colour, shape=basis_shape(), size=size, tooltip=told, description="said:N"
    )
    ends = [texts.outside(cell.p10, cell.p90) for cell in cells]
    words, at, side = [cell.kind for cell in cells], [end.at for end in ends], [end.side for end in ends]
    kinds = alt.Chart(frame(Position, cells, words=words, at=at, side=side)).encode(y=y, x=_x("at"))
    return [
        band.encode(x=_x("p10"), x2="p90:Q", color=colour),
        mark,
        texts.words_beside(kinds, colour=ink.muted, gap=13, narrow="words", lane=True),
    ]


def _outcomes(outcomes: Sequence[Outcome], y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Draw the summary rows under the actors."""
    places = texts.columns([texts.by_span(row.words, row.start, row.end, row.point) for row in outcomes])
    data = frame(Outcome, outcomes, **places)
    fills = categories({"agreement": ink.accent, "band": ink.band, "band_wide": ink.band_wide})
    bars, marks = (alt.Chart(data.dropna(subset=[field])).encode(y=y) for field in ("low", "point"))
    on_dark = data["inside"] & data["low"].notna() & data["style"].eq("agreement")
    return [
        # An outline, because the palest fill is hardly seen on the shade of an agreement.
        bars.mark_bar(height=12, stroke=ink.accent, strokeWidth=0.75, aria=False).encode(
            x=_x("low"), x2="high:Q", fill=alt.Color("style:N", scale=fills, legend=None)
        ),
        marks.mark_tick(thickness=2.5, height=16, color=ink.accent, aria=False).encode(x=_x("point")),
        *(
            texts.words_beside(alt.Chart(shown).encode(y=y, x=_x("at")), colour=colour)
            for shown, colour in ((data[~on_dark], ink.ink), (data[on_dark], ink.background))
            if len(shown)
        ),
    ]


def _anchors(anchors: Sequence[Anchor], y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Mark values of the scale that a text gives a meaning to, with that meaning beside them."""
    if not anchors:
        return []
    places = texts.columns([texts.beneath(anchor.words, anchor.at) for anchor in anchors])
    drawn = alt.Chart(frame(Anchor, anchors).assign(**places)).encode(y=y, x=_x("at"))
    return [
        drawn.mark_tick(thickness=1.5, height=12, color=ink.muted, aria=False),
        texts.words_beside(drawn, colour=ink.muted, reach=texts.REACH),
    ]
