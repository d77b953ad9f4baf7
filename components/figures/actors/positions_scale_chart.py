"""What follows from the actors on one issue, and what its scale means: the marks of its lower rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from components.drawing.data import frame
from components.drawing.scales import REFERENCE, categories
from components.drawing.theme import Mode, Palette, palette
from components.figures.actors import positions_words_chart as texts

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows, beneath the actors.

    Attributes
    ----------
    row, name, words, brief : str
        Key of its row, what it is, and how much on wide and on narrow charts.
    meaning : str
        What the ends of its bar are; ``gap`` where nothing is accepted by all.
    start, end : float
        Span the words stand by, 0–100.
    low, high, point : float or None
        Ends of its bar and place of its stroke, 0–100, where it has them.
    """

    row: str
    name: str
    words: str
    brief: str
    meaning: str
    start: float
    end: float
    low: float | None = None
    high: float | None = None
    point: float | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A value of the scale, 0–100: an ``option``, the ``status quo``, or an ``anchor`` that a text explains."""

    row: str
    at: float
    kind: str
    words: str


def rules(references: Sequence[Reference], top: str, y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Draw options as thin rules and the status quo as a dashed one, from the actors down to their words."""
    found = []
    for kind, dash in (("option", [1, 0]), ("status quo", REFERENCE)):
        ruled = [mark for mark in references if mark.kind == kind]
        if ruled:
            rule = alt.Chart(frame(Reference, ruled)).mark_rule(
                color=ink.muted, strokeDash=dash, strokeWidth=1, opacity=0.7, aria=False
            )
            found.append(rule.encode(x=texts.x("at"), y=y, y2=alt.Y2Datum(top, bandPosition=0)))
    return found


def outcomes_drawn(outcomes: Sequence[Outcome], y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Draw what follows from the actors: a bar for what all accept, or the weighted mean with its band, and words."""
    if not outcomes:
        return []
    ink = palette(mode)
    places = texts.columns([texts.by_span(row.brief, row.start, row.end, row.point) for row in outcomes])
    data = frame(Outcome, outcomes, **places)
    fills = categories({"what all accept": ink.accent, "gap": ink.warn, "p10–p90": ink.band})
    bars, points = (alt.Chart(data.dropna(subset=[field])).encode(y=y) for field in ("low", "point"))
    on_dark = data["inside"] & data["meaning"].eq("what all accept")
    return [
        bars.mark_bar(height=12, aria=False).encode(
            x=texts.x("low"), x2="high:Q", fill=alt.Fill("meaning:N", scale=fills, legend=None)
        ),
        points.mark_tick(thickness=2.5, height=16, color=ink.accent, aria=False).encode(x=texts.x("point")),
        *_words(data[~on_dark], y, ink.ink, mode),
        *_words(data[on_dark], y, ink.background, None),
    ]


def _words(data: pd.DataFrame, y: alt.Y, colour: str, halo: Mode | None) -> list[alt.Chart]:
    if data.empty:
        return []
    return texts.words_beside(alt.Chart(data).encode(y=y, x=texts.x("at")), colour=colour, halo=halo)


def references_drawn(references: Sequence[Reference], y: alt.Y, ink: Palette) -> list[alt.Chart]:
    """Mark values of the scale that mean something, with that meaning beside them."""
    if not references:
        return []
    places = texts.columns([texts.beneath(mark.words, mark.at) for mark in references])
    drawn = alt.Chart(frame(Reference, references).assign(**places)).encode(y=y, x=texts.x("at"))
    return [
        drawn.mark_tick(thickness=1.5, height=12, color=ink.muted, aria=False),
        *texts.words_beside(drawn, colour=ink.muted, reach=texts.REACH),
    ]
