"""What actors want of one issue, the furthest they accept, and whether that leaves room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Final

import altair as alt
import pandas as pd

from components.drawing import rows
from components.drawing.expressions import NARROW
from components.drawing.layers import finished
from components.drawing.scales import categories
from components.drawing.theme import Mode, Palette, palette
from components.figures.actors import positions_words_chart as texts
from components.figures.actors.positions_actors_chart import (
    Ghost,
    Ideal,
    Limit,
    accepted,
    ghosts_drawn,
    ideals_drawn,
    limits_drawn,
)
from components.figures.actors.positions_scale_chart import (
    Outcome,
    Reference,
    outcomes_drawn,
    references_drawn,
    rules,
)

STEP: Final = 36
"""Height of a row in pixels."""

_ENDS: Final = ((56, 3), (21, 5))
"""Letters and most lines of what the ends mean, wide and narrow; the figure's description has the whole of it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the chart is drawn on.

    Attributes
    ----------
    low, high : str
        What 0 and 100 mean.
    agreement, gap : (float, float) or None
        Values every veto player accepts, or those between what they accept.
    """

    low: str
    high: str
    agreement: tuple[float, float] | None = None
    gap: tuple[float, float] | None = None


def positions_chart(
    ideals: Sequence[Ideal],
    limits: Sequence[Limit],
    outcomes: Sequence[Outcome],
    references: Sequence[Reference],
    *,
    scale: Scale,
    ghosts: Sequence[Ghost] = (),
    colours: Mapping[str, str],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Draw one row an actor, then what follows from them, then what the scale's values mean.

    Parameters
    ----------
    ideals, limits, outcomes, references : sequence
        Rows from top to bottom.
    scale : Scale
        Ends, and agreement range or gap.
    ghosts : sequence of Ghost
        Where adjusted cells stood.
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
    actors = [ideal.row for ideal in ideals]
    order = [ends, *actors, *(outcome.row for outcome in outcomes), *(mark.row for mark in references)]
    y = rows.named(order, wide=240)
    held = categories({ideal.actor: colours[ideal.actor] for ideal in ideals})
    colour = alt.Color("actor:N", scale=held, legend=None)
    last = outcomes[-1].row if outcomes else actors[-1]
    layers = [
        *accepted(limits, y, ink),
        *_shade(scale, (actors[0], last), ink),
        *_ends(scale, ends, y, ink),
        *[_separator(row, ink) for row in dict.fromkeys((actors[-1], last))],
        *rules(references, actors[0], y, ink),
        *ghosts_drawn(ghosts, y, ink),
        *limits_drawn(limits, y, colour, mode),
        *ideals_drawn(ideals, y, colour, mode),
        *outcomes_drawn(outcomes, y, mode),
        *references_drawn(references, y, ink),
    ]
    return finished(layers, mode=mode, height=STEP * len(order), description=description)


def _shade(scale: Scale, between: tuple[str, str], ink: Palette) -> list[alt.Chart]:
    """Shade what all accept, or what parts them, from the first row to the last."""
    top, bottom = alt.YDatum(between[0], bandPosition=0), alt.Y2Datum(between[1], bandPosition=1)
    layers = []
    for values, colour in ((scale.agreement, ink.accent), (scale.gap, ink.warn)):
        if values is not None and values[0] < values[1]:
            shaded = alt.Chart(pd.DataFrame({"from": [values[0]], "to": [values[1]]}))
            shade = shaded.mark_rect(color=colour, opacity=0.16, aria=False)
            layers.append(shade.encode(x=texts.x("from"), x2="to:Q", y=top, y2=bottom))
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
        wide, narrow = (
            fill(words, width, max_lines=most, placeholder=" …" if at == 0 else " …\u00a0→") for width, most in _ENDS
        )
        data = pd.DataFrame({"row": [row], "at": [at], "wide": [wide], "narrow": [narrow]})
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
            .encode(x=texts.x("at"), y=y)
        )
    return ends
