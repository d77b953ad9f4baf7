"""The tracker: ultimatums as bars over time, and events in tracks beneath."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components import wording
from components.drawing import room
from components.drawing.data import frame
from components.drawing.expressions import by_width
from components.drawing.layers import finished, in_words, with_rows
from components.drawing.marks import hint
from components.drawing.scales import REFERENCE, categories, pixels_y, time_x, utc
from components.drawing.texts import at_left
from components.drawing.theme import Mode, Palette, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

SELECTION: Final = "picked"
"""Name of the selection in the chart; its field is ``id``."""

_TOP, _HEAD, _GAP = 26, 58, 14
_OLD, _BAR = 8, 12
_LANE, _LISTED = 15, 21

_APART = 0.016
"""Least distance between two signs in a lane, as a share of the width."""

_RING = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1ZM0,-.6A.6,.6,0,1,0,0,.6A.6,.6,0,1,0,0,-.6Z"
_STATE_SHAPES: Final = {
    "running": "diamond",
    "enforced": "circle",
    # A ring whose left half is filled.
    "partly_enforced": f"{_RING}M0,-.7A.7,.7,0,0,0,0,.7Z",
    "lapsed": "cross",
    "superseded": "triangle-right",
    "withdrawn": "triangle-left",
    "open": _RING,
}
_PARTS: Final[dict[str, dict[str, Any]]] = {
    "elapsed": {"fillOpacity": 1, "strokeOpacity": 0},
    "ahead": {"fillOpacity": 0.35, "strokeOpacity": 0},
    "span": {"fillOpacity": 0.2, "strokeDash": [3, 2]},
    "dropped": {"fillOpacity": 0, "strokeDash": [3, 2]},
}
_SOURCE_SHAPES: Final = {"yes": "circle", "partly": "diamond", "no": "triangle-up"}
_SOURCE_LABELS = "{yes: 'event in the source', partly: 'partly in the source', no: 'outside source'}[datum.value]"


@dataclass(frozen=True, slots=True)
class Ultimatum:
    """A row of the chart.

    Attributes
    ----------
    head, long, detail : str
        Words for narrow and for wide charts, and two lines for both.
    pressing : bool
        Whether it runs, or falls due on the day.
    date : date
        Where it ends, or ended.
    state : str
        Sign at the end.
    tooltip : str
        What it says.
    """

    id: str
    head: str
    long: str
    detail: str
    pressing: bool
    date: dt.date
    state: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of an ultimatum (``id``): ``elapsed``, ``ahead``, ``span`` or ``dropped``.

    ``phase`` 0 is the due date in force, 1 and up those before it.
    """

    id: str
    phase: int
    start: dt.date
    end: dt.date
    part: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event from ``date`` to ``end``; its sign stands ``at`` a day in view, pale unless the day is exact."""

    id: str
    track: str
    label: str
    date: dt.date
    end: dt.date
    at: dt.date
    exact: bool
    in_source: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Track:
    """A heading of events, and what lies before the window; empty where nothing does."""

    id: str
    label: str
    earlier: str


def tracker_chart(
    ultimatums: Sequence[Ultimatum],
    bars: Sequence[Bar],
    events: Sequence[Event],
    tracks: Sequence[Track],
    *,
    window: tuple[dt.date, dt.date],
    day: dt.date,
    listed: bool,
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return ultimatums as bars, events beneath them, and the as-of day through both.

    Parameters
    ----------
    ultimatums, bars : sequence of Ultimatum, Bar
        From top to bottom.
    events : sequence of Event
        Oldest first.
    tracks : sequence of Track
        From top to bottom.
    window : tuple of date
        First and last day shown.
    day : date
        As-of day.
    listed : bool
        One row an event with its label, instead of one row a track.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    tops, floors, below = _ultimatum_rows(ultimatums, bars)
    placed, headings, height = _event_rows(events, tracks, window, below, listed=listed)
    label_format = wording.DAY_FORMAT if listed else wording.MONTH_FORMAT
    axis = time_x("start", window, label_format=label_format, orient="top")
    y = pixels_y("y", height, axis=None)
    ground = alt.Chart(pd.DataFrame([{"start": utc(day), "end": utc(window[1]), "y": 0, "y2": height}]))
    future = ground.mark_rect(color=colours.surface).encode(x=axis, x2="end:T", y=y, y2="y2:Q")
    due = [item.date for item in ultimatums if item.state == "running" and day != item.date <= window[1]]
    layers = [
        future.add_params(alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)),
        *_rules(day, due, height, colours),
        *_bars(ultimatums, bars, floors, colours),
        *_events(placed, colours, listed=listed),
        *_texts(frame(Ultimatum, ultimatums, y=tops), headings, colours),
    ]
    return finished(
        in_words(with_rows(layers)), height=height, mode=mode, description=description, shapes="independent"
    )


def _ultimatum_rows(ultimatums: Sequence[Ultimatum], bars: Sequence[Bar]) -> tuple[list[int], dict[str, int], int]:
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


def _event_rows(
    events: Sequence[Event], tracks: Sequence[Track], window: tuple[dt.date, dt.date], y: int, *, listed: bool
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return events and headings of tracks with their places in px, and the height of the chart."""
    first, last = window
    # From 0 at the left edge of the window to 1 at the right.
    place = {item.id: (item.at - first) / (last - first) for item in events}
    ends = [(item.end - first) / (last - first) for item in events]
    heights: dict[str, float] = {}
    headings = []
    for track in tracks:
        here = [item.id for item in events if item.track == track.id]
        texts = (track.label, "" if here else "none in view", track.earlier)
        headings.append({"text": " · ".join(text for text in texts if text), "y": y + 12})
        y += 18
        # One lane an event where labels stand beside them, else the first lane with room.
        lanes = list(range(len(here))) if listed else room.lanes([place[key] for key in here], _APART)
        step = _LISTED if listed else _LANE
        heights |= {key: y + 10 + lane * step for key, lane in zip(here, lanes, strict=True)}
        y += (max(lanes, default=-1) + 1) * step + 8
    ys = [heights[item.id] for item in events]
    return frame(Event, events, place=list(place.values()), end_place=ends, y=ys), pd.DataFrame(headings), y


def _rules(day: dt.date, due: Sequence[dt.date], height: int, colours: Palette) -> list[alt.Chart]:
    """Return the as-of day with its words, and the days on which a running ultimatum falls due."""
    marked: list[tuple[dt.date, str, list[int]]] = [(day, colours.ink, [1, 0])]
    marked += [(item, colours.warn, REFERENCE) for item in due]
    rules = []
    for date, tone, dash in marked:
        at = alt.Chart(pd.DataFrame([{"x": utc(date), "y": 0, "y2": height, "text": f"as of {wording.date(date)}"}]))
        at = at.encode(x="x:T", y="y:Q")
        rules.append(at.mark_rule(color=tone, strokeDash=dash).encode(y2="y2:Q"))
        if date == day:
            words = at.mark_text(align="right", dx=-5, dy=10, fontSize=12, fontWeight=600, color=tone)
            rules.append(words.encode(text="text:N"))
    return rules


def _bars(
    ultimatums: Sequence[Ultimatum], bars: Sequence[Bar], floors: dict[str, int], colours: Palette
) -> list[alt.Chart]:
    """Return the bars: past, to come, uncertain and dropped parts, and the sign of the state at the end."""
    tones = {item.id: colours.warn if item.pressing else colours.accent for item in ultimatums}
    tops = [floors[bar.id] - bar.phase * _OLD for bar in bars]
    bottoms = [top + (_OLD - 3 if bar.phase else _BAR) for top, bar in zip(tops, bars, strict=True)]
    placed = frame(Bar, bars, y=tops, y2=bottoms, tone=[tones[bar.id] for bar in bars])
    tone = {"fill": alt.Fill("tone:N", scale=None), "stroke": alt.Stroke("tone:N", scale=None)}
    layers = [
        alt.Chart(placed[placed["part"] == part])
        .mark_rect(clip=True, strokeWidth=1, **style)
        .encode(x="start:T", x2="end:T", y="y:Q", y2="y2:Q", tooltip=hint(), **tone)
        for part, style in _PARTS.items()
    ]
    middles = [floors[item.id] + _BAR / 2 for item in ultimatums]
    at = alt.Chart(frame(Ultimatum, ultimatums, y=middles, tone=list(tones.values()))).encode(x="date:T", y="y:Q")
    shape = alt.Shape("state:N", legend=None, scale=categories(_STATE_SHAPES))
    signs = at.mark_point(size=150, clip=True, stroke=colours.background, strokeWidth=1.2, opacity=1)
    return [*layers, signs.encode(shape=shape, fill=alt.Fill("tone:N", scale=None), tooltip=hint())]


def _events(events: pd.DataFrame, colours: Palette, *, listed: bool) -> list[alt.Chart]:
    """Return the events: signs, paler where the day is uncertain, bars for spans, and labels where listed."""
    spans = events[events["end"] != events["date"]]
    spans = spans.assign(y1=spans["y"] - 4, y2=spans["y"] + 4)
    layers = []
    for exact, style in ((True, {"fillOpacity": 0.35}), (False, {"fillOpacity": 0.12, "strokeDash": [3, 2]})):
        bars = alt.Chart(spans[spans["exact"] == exact])
        layers.append(
            bars.mark_rect(
                clip=True, fill=colours.muted, stroke=colours.muted, strokeWidth=1, aria=False, **style
            ).encode(x="date:T", x2="end:T", y="y1:Q", y2="y2:Q", tooltip=hint())
        )
    shape = alt.Shape(
        "in_source:N",
        scale=categories(_SOURCE_SHAPES),
        legend=alt.Legend(title=None, labelExpr=_SOURCE_LABELS, symbolFillColor=colours.muted),
    )
    at = alt.Chart(events).encode(y="y:Q", x="at:T", tooltip=hint())
    layers.append(
        at.mark_point(size=70, clip=True, fill=colours.ink, strokeWidth=0, filled=True).encode(
            shape=shape, fillOpacity=alt.condition("datum.exact", alt.value(1), alt.value(0.45))
        )
    )
    return [*layers, *_event_labels(events, colours)] if listed else layers


def _event_labels(events: pd.DataFrame, colours: Palette) -> list[alt.Chart]:
    """Return the labels, each on the side of its sign where there is more room; the signs say them."""
    first_half = events["place"] <= 0.5
    right = alt.Chart(events[first_half]).mark_text(
        align="left", dx=9, color=colours.ink, limit={"expr": "(1 - datum.end_place) * width - 12"}, aria=False
    )
    left = alt.Chart(events[~first_half]).mark_text(
        align="right", dx=-9, color=colours.ink, limit={"expr": "datum.place * width - 12"}, aria=False
    )
    sides = ((right, "end:T"), (left, "date:T"))
    return [words.encode(x=edge, y="y:Q", text="label:N", tooltip=hint()) for words, edge in sides]


def _texts(ultimatums: pd.DataFrame, headings: pd.DataFrame, colours: Palette) -> list[alt.Chart]:
    """Return the texts of the rows, at the left edge whatever the window."""
    at, track = (alt.Chart(rows).encode(y="y:Q") for rows in (ultimatums, headings))
    said = by_width("datum.head", "datum.long", below=560)
    return [
        at_left(at, said, baseline="top", fontSize=13, fontWeight=600, color=colours.ink),
        at_left(at, "detail:N", baseline="top", dy=17, lineBreak="\n", lineHeight=14, color=colours.muted),
        at_left(track, "text:N", fontWeight=600, color=colours.muted),
    ]
