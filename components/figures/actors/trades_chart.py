"""What exchanges between two actors would bring them, and what they would cost the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Final

import altair as alt

from components.drawing import rows
from components.drawing.data import frame
from components.drawing.expressions import NARROW, by_width, either
from components.drawing.layers import finished
from components.drawing.marks import tooltip
from components.drawing.scales import categories, span
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette

STEP: Final = 26


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of an exchange's terms; on a phone it is broken in two."""

    row: str
    heading: str


@dataclass(frozen=True, slots=True)
class Gain:
    """What an exchange brings an actor.

    Attributes
    ----------
    row, actor, name : str
        Key of its row, the actor's id and name.
    role : str
        Whether the actor is one of the two, or a third party.
    gain : float
        Salience-weighted points.
    words : str
        Beside the bar.
    harmed : bool
        Whether it is a veto player that loses.
    before : float or None
        What the same exchange would bring at the source's values, where that is something else.
    stood : str
        The same in words; empty without it.
    """

    row: str
    actor: str
    name: str
    role: str
    gain: float
    words: str
    harmed: bool
    before: float | None = None
    stood: str = ""


def trades_chart(
    exchanges: Sequence[tuple[Sequence[Heading], Sequence[Gain]]],
    *,
    colours: Mapping[str, str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Draw each exchange as a block: what moves where in words, then what everybody gains or loses.

    Parameters
    ----------
    exchanges : sequence of (sequence of Heading, sequence of Gain)
        From top to bottom; one at least.
    colours : mapping of str to str
        Actor id → ``#RRGGBB``.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    ink = palette(mode)
    headings = [heading for terms, _ in exchanges for heading in terms]
    gains = [gain for _, block in exchanges for gain in block]
    order = [row for terms, block in exchanges for row in (*(h.row for h in terms), *(g.row for g in block))]
    y = rows.named(order)
    places = [place for gain in gains for place in (gain.gain, gain.before) if place is not None]
    reach = max(map(abs, places)) * 1.05 or 1.0
    # As much room again to the right of the longest gain, for words.
    x = alt.X(
        "gain:Q",
        scale=span(min(-reach * 0.2, min(places) * 1.05), reach * 1.6),
        axis=alt.Axis(
            title=["gain (+) or loss (−),", "salience-weighted points"],
            tickCount=5,
            labelExpr="datum.value ? format(datum.value, '+') : '0'",
        ),
    )
    colour = alt.Color("actor:N", scale=categories({gain.actor: colours[gain.actor] for gain in gains}), legend=None)
    told = tooltip(("name:N", "actor"), ("role:N", "part"), ("gain:Q", "salience-weighted points", "+.1f"))
    said = [f"{gain.name}: {gain.words}{gain.stood and f', {gain.stood}'}" for gain in gains]
    drawn = alt.Chart(frame(Gain, gains, at=[max(gain.gain, 0.0) for gain in gains], said=said)).encode(y=y)
    zero = drawn.mark_tick(thickness=1, height=STEP, color=ink.muted, aria=False)
    words = drawn.mark_text(
        align="left",
        baseline="middle",
        dx=6,
        aria=False,
        fontSize=11,
        fontWeight=either("datum.harmed", 600, 400),
        color=either("datum.harmed", f"'{ink.warn}'", f"'{ink.muted}'"),
    )
    layers = [
        zero.encode(x=alt.datum(0)),
        drawn.mark_bar(height=12).encode(x=x, x2=alt.datum(0), color=colour, description="said:N", tooltip=told),
        words.encode(x=alt.X("at:Q"), text="words:N"),
        *_ghosts(gains, y, ink.muted),
        _terms(headings, y, mode),
    ]
    return finished(layers, mode=mode, height=STEP * len(order), description=description)


def _ghosts(gains: Sequence[Gain], y: alt.Y, colour: str) -> list[alt.Chart]:
    """Mark what the same exchanges would bring at the source's values."""
    moved = [gain for gain in gains if gain.before is not None]
    if not moved:
        return []
    stood = alt.Chart(frame(Gain, moved)).encode(y=y, x=alt.X("before:Q"))
    return [stood.mark_tick(height=18, thickness=1.4, color=colour, aria=False)]


def _terms(headings: Sequence[Heading], y: alt.Y, mode: Mode) -> alt.Chart:
    """Write each exchange's terms across the whole chart, from where the labels begin."""
    return at_left(
        alt.Chart(frame(Heading, headings, brief=[fill(item.heading, 44) for item in headings])).encode(y=y),
        by_width("datum.brief", "datum.heading"),
        limit=f"width + ({NARROW} ? 100 : 150)",
        baseline="middle",
        lineBreak="\n",
        lineHeight=13,
        dy=by_width("-6.5 * (length(split(datum.brief, '\\n')) - 1)", 0),
        fontSize=12,
        dx=by_width(-100, -150),
        fontWeight=600,
        color=palette(mode).ink,
    )
