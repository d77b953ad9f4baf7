"""What actors want of one issue, and the furthest they accept: the marks of its upper rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from components.drawing.data import frame
from components.drawing.marks import tooltip
from components.drawing.theme import BASIS, Mode, Palette, basis_shape, palette
from components.figures.actors import positions_words_chart as texts

LANE: Final = 9
"""Pixels from a row's middle to what the actor wants, above, and to the furthest it accepts, below."""
_FRAME: Final = 30
"""Height of the frame around all that an actor accepts, in pixels."""
_CROSS: Final = "M-1,-1L1,1M-1,1L1,-1"


@dataclass(frozen=True, slots=True)
class Ideal:
    """What an actor wants.

    Attributes
    ----------
    row, actor, name : str
        Key of its row, the actor's id and name.
    position, p10, p90, power : float
        0–100.
    basis : str
        Key of `BASIS`.
    words, said : str
        Beside the mark, and for screen readers.
    """

    row: str
    actor: str
    name: str
    position: float
    p10: float
    p90: float
    power: float
    basis: str
    words: str
    said: str


@dataclass(frozen=True, slots=True)
class Limit:
    """What an actor accepts, all values 0–100.

    Attributes
    ----------
    row, actor, name : str
        Key of its row, the actor's id and name.
    position : float
        What it wants, where the bar begins.
    limit, p10, p90 : float
        Reservation point with its band, where the bar ends.
    low, high : float
        Ends of all it accepts.
    expects : float or None
        What it expects without a deal, where that is its own.
    source : float or None
        Reservation point at the source's values, where something was changed.
    words, brief, said : str
        Beside the mark on wide and on narrow charts, and for screen readers.
    """

    row: str
    actor: str
    name: str
    position: float
    limit: float
    p10: float
    p90: float
    low: float
    high: float
    expects: float | None
    source: float | None
    words: str
    brief: str
    said: str


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where something stood in the source that somebody adjusted: what an actor ``wants``, or what it ``expects``."""

    row: str
    at: float
    kind: str


def ghosts_drawn(ghosts: Sequence[Ghost], y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Draw grey marks where adjusted cells stood in the source: strokes for ideal points, × for expectations."""
    layers = []
    for kind in ("wants", "expects"):
        stood = [ghost for ghost in ghosts if ghost.kind == kind]
        if not stood:
            continue
        drawn = alt.Chart(frame(Ghost, stood)).encode(y=y, x=texts.x("at"))
        if kind == "wants":
            layers.append(drawn.mark_tick(thickness=1.5, height=16, yOffset=-LANE, color=ink.muted, aria=False))
        else:
            cross = drawn.mark_point(shape=_CROSS, filled=False, size=40, color=ink.muted, strokeWidth=1, aria=False)
            layers.append(cross)
    return layers


def accepted(limits: Sequence[Limit], y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Lay a pale frame under all the values that an actor accepts."""
    if not limits:
        return []
    bar = alt.Chart(frame(Limit, limits)).mark_bar(
        height=_FRAME, color=ink.surface, stroke=ink.grid, strokeWidth=1, cornerRadius=2, aria=False
    )
    return [bar.encode(y=y, x=texts.x("low"), x2="high:Q")]


def limits_drawn(limits: Sequence[Limit], y: alt.Y, colour: alt.Color, mode: Mode) -> list[alt.Chart]:
    """Draw bars from what actors want to the furthest they accept, and what they expect without a deal."""
    if not limits:
        return []
    ink = palette(mode)
    ends = texts.columns([texts.outside(limit.p10, limit.p90) for limit in limits])
    data = frame(Limit, limits, lane=[LANE] * len(limits), **ends)
    drawn = alt.Chart(data).encode(y=y)
    told = tooltip(
        ("name:N", "actor"),
        ("words:N", "where this issue alone decides"),
        ("limit:Q", "limit (0–100)", ".0f"),
        ("p10:Q", "p10", ".0f"),
        ("p90:Q", "p90", ".0f"),
        ("expects:Q", "expects without a deal (0–100)", ".0f"),
    )
    layers = [
        drawn.mark_bar(height=7, opacity=0.5, aria=False).encode(x=texts.x("position"), x2="limit:Q", color=colour),
        drawn.mark_rule(strokeWidth=1.5, opacity=0.7, yOffset=LANE, y2Offset=LANE, aria=False).encode(
            x=texts.x("p10"), x2="p90:Q", color=colour
        ),
        drawn.mark_tick(thickness=3, height=16, yOffset=LANE / 2).encode(
            x=texts.x("limit"), color=colour, tooltip=told, description="said:N"
        ),
    ]
    if data["source"].notna().any():
        before = alt.Chart(data.dropna(subset=["source"])).encode(y=y, x=texts.x("source"))
        layers.append(before.mark_tick(thickness=1.5, height=16, yOffset=LANE / 2, color=ink.muted, aria=False))
    if data["expects"].notna().any():
        expected = alt.Chart(data.dropna(subset=["expects"])).encode(y=y, x=texts.x("expects"))
        cross = expected.mark_point(shape=_CROSS, filled=False, size=40, color=ink.ink, strokeWidth=1.75, aria=False)
        layers.append(cross)
    words = drawn.encode(x=texts.x("at"))
    return [*layers, *texts.words_beside(words, colour=ink.muted, halo=mode, narrow="brief", lane=True)]


def ideals_drawn(ideals: Sequence[Ideal], y: alt.Y, colour: alt.Color, mode: Mode) -> list[alt.Chart]:
    """Draw what actors want: a line for the band, a sign shaped by basis, and the number in words."""
    ink = palette(mode)
    ends = texts.columns([texts.outside(ideal.p10, ideal.p90) for ideal in ideals])
    basis = [BASIS[ideal.basis].label for ideal in ideals]
    drawn = alt.Chart(frame(Ideal, ideals, basis_words=basis, lane=[-LANE] * len(ideals), **ends)).encode(y=y)
    told = tooltip(
        ("name:N", "actor"),
        ("position:Q", "wants (0–100)", ".0f"),
        ("p10:Q", "p10", ".0f"),
        ("p90:Q", "p90", ".0f"),
        ("power:Q", "exercised power (0–100)", ".0f"),
        ("basis_words:N", "basis"),
    )
    sign = drawn.mark_point(filled=True, size=90, yOffset=-LANE, stroke=ink.background, strokeWidth=0.75)
    return [
        drawn.mark_rule(strokeWidth=1.5, opacity=0.7, yOffset=-LANE, y2Offset=-LANE, aria=False).encode(
            x=texts.x("p10"), x2="p90:Q", color=colour
        ),
        sign.encode(x=texts.x("position"), color=colour, shape=basis_shape(), tooltip=told, description="said:N"),
        *texts.words_beside(drawn.encode(x=texts.x("at")), colour=ink.muted, halo=mode, narrow="words", lane=True),
    ]
