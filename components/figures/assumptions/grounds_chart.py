"""What outputs rest on: shares of the spread by basis, and where the confidence changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import altair as alt
import pandas as pd

from components.drawing.colours import ramp
from components.drawing.data import frame
from components.drawing.expressions import by_width, either, fits
from components.drawing.layers import finished
from components.drawing.marks import told
from components.drawing.scales import BARE, REFERENCE, pixels_y, span
from components.drawing.texts import haloed
from components.drawing.theme import BASIS, Mode, basis_shape, palette
from components.figures.assumptions.marks_chart import RIM

ROW: Final = 50
"""Height of an output's row: its words above, its bar below."""
_HEAD: Final = 22
"""Room above the rows for the names of the zones, in pixels."""
_BAR: Final = 22
_DROP: Final = 10


@dataclass(frozen=True, slots=True)
class Row:
    """An output: its key, its words above the bar, on a phone the brief ones, whether it is the chosen one."""

    key: str
    heading: str
    brief: str
    chosen: bool
    tooltip: str


@dataclass(frozen=True, slots=True)
class Part:
    """What of an output's spread goes back to a basis: from where to where, 0–1, its share in words, what it tells."""

    key: str
    basis: str
    start: float
    end: float
    text: str
    tooltip: str


def grounds_chart(
    rows: Sequence[Row], parts: Sequence[Part], *, high: float, moderate: float, mode: Mode, description: str
) -> alt.LayerChart:
    """Return a bar for every output. The further right judgement begins in it, the higher the confidence.

    Parameters
    ----------
    rows : sequence of Row
        From top to bottom.
    parts : sequence of Part
        Of each row from left to right, analyst judgement last.
    high, moderate : float
        Share on analyst judgement up to which confidence is high, and moderate.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    height = _HEAD + ROW * len(rows)
    places = {row.key: _HEAD + ROW * (number + 0.5) for number, row in enumerate(rows)}

    def placed(rows: pd.DataFrame) -> alt.Chart:
        drawn: alt.Chart = alt.Chart(rows.assign(y=rows["key"].map(places))).encode(y=pixels_y("y", height))
        return drawn

    # In the data: two scales over the four bases would share one legend.
    shades = dict(zip(BASIS, ramp(colours.band, colours.background, len(BASIS)), strict=True))
    x = alt.X("start:Q", scale=span(0, 1), axis=BARE)
    drawn = placed(frame(Part, parts, shade=[shades[part.basis] for part in parts]))
    bars = drawn.mark_bar(size=_BAR, yOffset=_DROP, stroke=colours.muted, strokeWidth=0.8).encode(
        x=x, x2="end:Q", color=alt.Color("shade:N", scale=None), **told()
    )
    middle = drawn.transform_calculate(middle="(datum.start + datum.end) / 2", room="datum.end - datum.start")
    middle = middle.encode(x=alt.X("middle:Q", scale=span(0, 1)))
    roomy = fits("text", "datum.room * width - 18")
    words = middle.transform_filter(roomy)
    signed = middle.transform_filter("datum.room * width >= 16")
    # Beside its words where these have room, else in the middle of the part.
    aside = either(roomy, -16, 0)
    signs = signed.mark_point(aria=False, size=55, yOffset=_DROP, xOffset=aside, color=colours.ink, opacity=1)
    layers = [
        *_zones(high, moderate, height, mode),
        bars,
        signs.encode(shape=basis_shape(orient="bottom", offset=12)),
        words.mark_text(aria=False, yOffset=_DROP, dx=9, baseline="middle", color=colours.ink).encode(text="text:N"),
        *haloed(
            placed(frame(Row, rows)).encode(x=alt.value(0), **told()),
            mode=mode,
            width=RIM,
            colour=colours.ink,
            align="left",
            baseline="middle",
            yOffset=-_BAR / 2 - 2,
            limit=alt.ExprRef("width"),
            fontWeight=either("datum.chosen", 600, 400),
            text=by_width("datum.brief", "datum.heading"),
        ),
    ]
    return finished(layers, height=height, mode=mode, description=description)


def _zones(high: float, moderate: float, height: float, mode: Mode) -> list[alt.Chart]:
    """Draw the limits of the confidences, for where judgement begins, with their names between them."""
    colours = palette(mode)
    limits = [0.0, 1 - moderate, 1 - high, 1.0]
    names = [("low confidence", "low"), ("moderate", "moderate"), ("high", "high")]
    zones = [
        {"start": start, "middle": (start + end) / 2, "name": name, "brief": brief}
        for (start, end), (name, brief) in zip(pairwise(limits), names, strict=True)
        if end > start
    ]
    base = alt.Chart(pd.DataFrame(zones))
    rules = base.transform_filter("datum.start > 0").mark_rule(
        aria=False, color=colours.muted, strokeDash=REFERENCE, strokeWidth=1
    )
    said = base.mark_text(
        aria=False,
        baseline="top",
        fontSize=11,
        color=colours.muted,
        text=by_width("datum.brief", "datum.name", below=560),
    )
    return [
        rules.encode(x=alt.X("start:Q", scale=span(0, 1)), y=alt.value(4), y2=alt.value(height)),
        said.encode(x=alt.X("middle:Q", scale=span(0, 1)), y=alt.value(2)),
    ]
