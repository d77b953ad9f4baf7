"""An actor between those who pull on it; the rope is thicker the harder somebody pulls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from components.drawing import rows
from components.drawing.data import frame
from components.drawing.layers import finished
from components.drawing.scales import ends_axis, span
from components.figures.actors.statements_chart import LIFT, STEP, Statement, bands

if TYPE_CHECKING:
    from components.drawing.theme import Mode


@dataclass(frozen=True, slots=True)
class Puller(Statement):
    """Where somebody stands who pulls, or is pulled.

    Attributes
    ----------
    pulled : float or None
        Position of the actor that is pulled, 0–100; none in its own row.
    strength : float or None
        How hard it is pulled, 0–1.
    """

    pulled: float | None = None
    strength: float | None = None


def pulls_chart(pullers: Sequence[Puller], *, ends: tuple[str, str], mode: Mode, description: str) -> alt.LayerChart:
    """Draw everybody's position, with a rope from each who pulls to the one that is pulled.

    Parameters
    ----------
    pullers : sequence of Puller
        From top to bottom.
    ends : (str, str)
        What 0 and 100 mean.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    data = frame(Puller, pullers)
    y = rows.unnamed(list(data["row"]))
    x = alt.X("value:Q", scale=span(0, 100), axis=ends_axis(*ends, title="position (0–100)"))
    ropes = data.dropna(subset=["pulled"])
    rope = (
        alt.Chart(ropes)
        .mark_rule(
            yOffset=LIFT, y2Offset=LIFT, opacity=0.35, aria=False, strokeWidth=alt.ExprRef("1 + 9 * datum.strength")
        )
        .encode(y=y, x=alt.X("value:Q"), x2="pulled:Q", color=alt.Color("colour:N", scale=None))
    )
    layers = [] if ropes.empty else [rope]
    layers += [*bands(data.dropna(subset=["value"]), y, x, mode), rows.headings(data, y, mode=mode, lift=LIFT)]
    return finished(layers, mode=mode, height=STEP * len(data), description=description)
