"""Ultimatums in the tracker: bars from issue to deadline, the sign of what became of each, and a chip that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.marks import hint
from components.figures.ultimatum.tracker_rows_chart import PARTS, STATE_SHAPES, Bar, Ultimatum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.drawing.theme import Palette

_TOP, _HEAD, _GAP = 26, 24, 16
_OLD, _BAR = 8, 12
# As properties, not encodings: the legend alone has scales of fill, stroke and shape, and so stays one.
_TONE: Final = alt.ExprRef("datum.tone")
_LETTER: Final = 5.7
"""Mean width of a letter in a chip, in pixels."""


def ultimatum_rows(ultimatums: Sequence[Ultimatum], bars: Sequence[Bar]) -> tuple[list[int], dict[str, int], int]:
    """Return the top of every row, that of its bar in force by id, and the top of what follows, in px."""
    older: dict[str, int] = {}
    for bar in bars:
        older[bar.id] = max(bar.phase, older.get(bar.id, 0))
    tops, floors, y = [], {}, _TOP
    for item in ultimatums:
        tops.append(y)
        y += _HEAD + older.get(item.id, 0) * _OLD
        floors[item.id] = y - 6
        y += _BAR + _GAP
    return tops, floors, y


def bar_layers(
    ultimatums: Sequence[Ultimatum], bars: Sequence[Bar], floors: dict[str, int], colours: Palette
) -> list[alt.Chart]:
    """Return the bars: past, to come, uncertain and dropped parts, and the sign of the state at the end."""
    tones = {item.id: colours.warn if item.pressing else colours.accent for item in ultimatums}
    tops = [floors[bar.id] - bar.phase * _OLD for bar in bars]
    bottoms = [top + (_OLD - 3 if bar.phase else _BAR) for top, bar in zip(tops, bars, strict=True)]
    placed = frame(Bar, bars, y=tops, y2=bottoms, tone=[tones[bar.id] for bar in bars])
    layers = [
        alt.Chart(placed[placed["part"] == part])
        .mark_rect(clip=True, strokeWidth=1, fill=_TONE, stroke=_TONE, **style)
        .encode(x="start:T", x2="end:T", y="y:Q", y2="y2:Q", tooltip=hint())
        for part, style in PARTS.items()
    ]
    middles = [floors[item.id] + _BAR / 2 for item in ultimatums]
    shapes = [STATE_SHAPES[item.state] for item in ultimatums]
    rows = frame(Ultimatum, ultimatums, y=middles, tone=list(tones.values()), shape=shapes)
    at = alt.Chart(rows).encode(x="date:T", y="y:Q")
    look: dict[str, Any] = {"shape": alt.ExprRef("datum.shape"), "fill": _TONE, "stroke": colours.background}
    signs = at.mark_point(**look, size=150, clip=True, strokeWidth=1.2, opacity=1)
    return [
        *layers,
        signs.encode(tooltip=hint()),
        *_chips(alt.Chart(rows), colours),
    ]


def _chips(placed: alt.Chart, colours: Palette) -> list[alt.Chart]:
    """Return what became of each ultimatum at the end of its bar: beyond its sign, or before it where the plot ends."""
    wide = f"(length(datum.chip) * {_LETTER} + 14)"
    end = "clamp(scale('x', datum.date), 0, width)"
    left = f"({end} + 11 + {wide} <= width ? {end} + 11 : max({end} - 11 - {wide}, 0))"
    look: dict[str, Any] = {"fill": colours.background, "stroke": _TONE, "cornerRadius": 8, "strokeWidth": 1}
    face = placed.mark_rect(**look, opacity=1, aria=False).encode(
        x=alt.value(alt.ExprRef(left)),
        x2=alt.value(alt.ExprRef(f"{left} + {wide}")),
        y=alt.value(alt.ExprRef("datum.y - 8.5")),
        y2=alt.value(alt.ExprRef("datum.y + 8.5")),
    )
    words = placed.mark_text(align="left", baseline="middle", fontSize=11, fontWeight=600, color=colours.ink).encode(
        x=alt.value(alt.ExprRef(f"{left} + 7")), y="y:Q", text="chip:N", tooltip=hint()
    )
    return [face, words]
