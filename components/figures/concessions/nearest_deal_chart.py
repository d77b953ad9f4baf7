"""Where a deal would be least far, issue by issue, against what each side wants and how far it would go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components.drawing.data import frame
from components.drawing.expressions import by_width
from components.drawing.layers import finished, with_rows
from components.drawing.marks import ghost, told
from components.drawing.room import lines
from components.drawing.scales import pixels_y, span
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE: Final = 16
_LANE: Final = 11
_END: Final = 13
"""Heights in pixels: of a line, of a side's lane, of a line that says what an end of the scale means."""
_HEAD: Final = 26
"""… of a heading, with the diamond below it."""
_PAD: Final = 12
_PHONE: Final = 164
"""Pixels that a phone has for the words at one end of the scale."""
_WIDE: Final = 640

_PLACE: Final[dict[str, Any]] = {
    "scale": span(0, 100),
    "axis": alt.Axis(values=[0, 25, 50, 75, 100], labelFlush=True, title="Place on each issue's own scale"),
}
"""The axis that all layers share."""


@dataclass(frozen=True, slots=True)
class Side:
    """A line at the top that names a side by its sign, and says what the deal is to it; ``brief`` on narrow charts."""

    colour: str
    shape: str
    brief: str
    full: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one side wants on an issue, and how far it would go if that alone decided.

    Attributes
    ----------
    ideal : float
        0–100.
    limit : float or None
        Its reservation point, 0–100, where one is known.
    gives_most : bool
        Whether the issue is one of the two on which it would have to give most.
    colour, said : str
        ``#RRGGBB``; tooltip.
    """

    ideal: float
    limit: float | None
    gives_most: bool
    colour: str
    said: str


@dataclass(frozen=True, slots=True)
class Place:
    """An issue: where the deal lies on it.

    Attributes
    ----------
    at, source : float
        0–100, and the same at the source's values: NaN where nothing was changed or the issue is not in the deal.
    brief, full, said : str
        Heading, on narrow and wide charts; tooltip of the mark.
    low, high : str
        What 0 and 100 mean.
    sides : tuple of Stretch
        One a lane, from the top.
    """

    at: float
    source: float
    brief: str
    full: str
    said: str
    low: str
    high: str
    sides: tuple[Stretch, ...]


def nearest_deal_chart(
    sides: Sequence[Side], places: Sequence[Place], *, mode: Mode, description: str
) -> alt.LayerChart:
    """Return one block an issue, a lane a side, below a line for each side that is the key to its colour.

    Parameters
    ----------
    sides, places : sequence of Side, of Place
        From the top.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    tops = _tops(places, 8 + _LINE * len(sides) + _PAD)
    height = tops.pop()
    y = pixels_y("y", height)
    layers = [
        *_key(sides, y, mode),
        *_words(places, tops, y, mode),
        *_lanes(places, tops, y, mode),
        *_deal(places, tops, y, mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, axes="inside")


def _tops(places: Sequence[Place], first: int) -> list[int]:
    """Return where each issue's block begins in pixels, and where the last one ends."""
    tops = [first]
    for place in places:
        tops.append(tops[-1] + _HEAD + _LANE * len(place.sides) + 2 * _END + _PAD)
    return tops


def _key(sides: Sequence[Side], y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return a line a side: its sign, and what the deal is to it."""
    data = frame(Side, sides, y=[8 + _LINE * number for number in range(len(sides))])
    placed = alt.Chart(data).encode(y=y)
    text = by_width("datum.brief", "datum.full", below=_WIDE)
    return [
        placed.mark_point(filled=True, size=70, aria=False).encode(
            x=alt.value(6), color=alt.Color("colour:N", scale=None), shape=alt.Shape("shape:N", scale=None)
        ),
        placed.mark_text(
            align="left",
            baseline="middle",
            fontSize=12,
            text=text,
            color=palette(mode).ink,
            limit=alt.ExprRef("width - 16"),
        ).encode(x=alt.value(16)),
    ]


def _words(places: Sequence[Place], tops: Sequence[int], y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return each issue's heading, and below its lanes what the ends of its scale mean."""
    muted = palette(mode).muted
    headings = [(top, place.brief, place.full) for place, top in zip(places, tops, strict=True)]
    ends = [
        (
            top + _HEAD + _LANE * len(place.sides) + 1,
            lines(place.low, _PHONE),
            place.low,
            lines(place.high, _PHONE),
            place.high,
        )
        for place, top in zip(places, tops, strict=True)
    ]
    heading = alt.Chart(pd.DataFrame(headings, columns=["y", "brief", "full"])).encode(y=y)
    end = alt.Chart(pd.DataFrame(ends, columns=["y", "low_brief", "low", "high_brief", "high"])).encode(y=y)
    style: dict[str, Any] = {"baseline": "top", "lineBreak": "\n", "lineHeight": _END, "fontSize": 11, "color": muted}
    text = by_width("datum.brief", "datum.full", below=_WIDE)
    return [
        at_left(heading, text, baseline="top", fontSize=12, fontWeight=600),
        at_left(end, by_width("datum.low_brief", "datum.low", below=_WIDE), limit="width / 2 - 6", **style),
        end.mark_text(
            align="right",
            text=by_width("datum.high_brief", "datum.high", below=_WIDE),
            limit=alt.ExprRef("width / 2 - 6"),
            **style,
        ).encode(x=alt.value("width")),
    ]


def _lanes(places: Sequence[Place], tops: Sequence[int], y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return each side's stretch from what it wants to how far it would go, and on to the deal where it gives most."""
    rows: list[Stretch] = []
    heights: list[float] = []
    deals: list[float] = []
    for place, top in zip(places, tops, strict=True):
        rows += place.sides
        heights += [top + _HEAD + _LANE * (lane + 0.5) for lane in range(len(place.sides))]
        deals += [place.at] * len(place.sides)
    placed = alt.Chart(frame(Stretch, rows, y=heights, deal=deals)).encode(y=y, color=alt.Color("colour:N", scale=None))
    known = placed.transform_filter("isValid(datum.limit)")
    ideal, limit = alt.X("ideal:Q", **_PLACE), alt.X("limit:Q", **_PLACE)
    most = placed.transform_filter("datum.gives_most")
    return [
        most.mark_rule(strokeWidth=1.5, strokeDash=[2, 3], aria=False).encode(x=ideal, x2="deal:Q"),
        known.mark_rule(strokeWidth=3, aria=False, opacity=0.55).encode(x=ideal, x2="limit:Q"),
        known.mark_tick(thickness=2.5, size=_LANE - 1, aria=False).encode(x=limit),
        placed.mark_point(filled=True, size=55, opacity=1, stroke=palette(mode).background, strokeWidth=1).encode(
            x=ideal, **told("said")
        ),
    ]


def _deal(places: Sequence[Place], tops: Sequence[int], y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return the deal: a line through an issue's lanes, with a diamond on top."""
    colours = palette(mode)
    rows = [
        (place.at, place.source, top + _HEAD - 5, top + _HEAD + _LANE * len(place.sides) - 1, place.said)
        for place, top in zip(places, tops, strict=True)
    ]
    placed = alt.Chart(pd.DataFrame(rows, columns=["at", "source", "y", "end", "said"])).encode(y=y)
    here = placed.encode(x=alt.X("at:Q", **_PLACE))
    style: dict[str, Any] = {"shape": "diamond", "size": 90, "opacity": 1}
    return [
        here.mark_rule(color=colours.ink, strokeWidth=1.5, aria=False).encode(y2="end:Q"),
        *ghost(placed, _PLACE, now="at", pixels="width / 100", mode=mode, shape="diamond", size=90),
        here.mark_point(**style, filled=True, color=colours.ink, stroke=colours.background, strokeWidth=1).encode(
            **told("said")
        ),
    ]
