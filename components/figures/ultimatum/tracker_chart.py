"""The tracker: ultimatums as bars over time, and events in tracks beneath."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components.drawing import room
from components.drawing.expressions import by_width
from components.drawing.layers import finished, with_rows
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
_SOURCE_SHAPES: Final = {"yes": "circle", "partly": "diamond", "no": "triangle-up"}
_SOURCE_LABELS = "{yes: 'event in the source', partly: 'partly in the source', no: 'outside source'}[datum.value]"


@dataclass(frozen=True)
class Rows:
    """What the tracker draws; all dates are numbers made by `utc`.

    Attributes
    ----------
    ultimatums : pandas.DataFrame
        ``id, head, long, detail, running``: texts of a row, for narrow and wide charts, and two lines for both.
    bars : pandas.DataFrame
        ``id, phase, start, end, part, tooltip``: ``phase`` 0 is the due date in force, 1 and up those before it;
        ``part`` is ``elapsed``, ``ahead``, ``span`` or ``dropped``.
    ends : pandas.DataFrame
        ``id, date, state, text``: where each ultimatum ends, or ended.
    events : pandas.DataFrame
        ``id, track, label, date, end, at, exact, in_source, tooltip, place, end_place``: ``at`` is where
        the sign stands, ``place`` and ``end_place`` run from 0 at the left edge of the window to 1 at the right.
    earlier : pandas.DataFrame
        ``track, text``: what lies before the window.
    tracks : sequence of (str, str)
        Id and label of every track, in order.
    """

    ultimatums: pd.DataFrame
    bars: pd.DataFrame
    ends: pd.DataFrame
    events: pd.DataFrame
    earlier: pd.DataFrame
    tracks: Sequence[tuple[str, str]] = field(default_factory=tuple)


def tracker(
    rows: Rows,
    *,
    window: tuple[dt.date, dt.date],
    day: dt.date,
    due: Sequence[dt.date],
    listed: bool,
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return ultimatums as bars, events beneath them, and the as-of day through both.

    Parameters
    ----------
    rows : Rows
        What is drawn.
    window : tuple of date
        First and last day shown.
    day : date
        As-of day.
    due : sequence of date
        Due dates of the ultimatums that are running.
    listed : bool
        One row an event with its label, instead of one row a track.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    tops, below = _ultimatum_rows(rows)
    events, headings, height = _event_rows(rows, below, listed=listed)
    y = pixels_y("y", height, axis=None)
    axis = time_x("start", window, label_format="%-d %b" if listed else "%b %Y", orient="top")
    picked = alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)

    ground = alt.Chart(pd.DataFrame([{"start": utc(day), "end": utc(window[1]), "y": 0, "y2": height}]))
    future = ground.mark_rect(color=colours.surface).encode(x=axis, x2="end:T", y=y, y2="y2:Q")
    layers = [
        future,
        *_rules(day, due, height, colours),
        *_bars(rows, tops, colours),
        *_events(events, colours, listed=listed),
        *_texts(rows.ultimatums.assign(y=rows.ultimatums["id"].map(tops)), headings, colours),
    ]
    layers[0] = layers[0].add_params(picked)
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def _ultimatum_rows(rows: Rows) -> tuple[dict[str, int], int]:
    """Return the top of every ultimatum's row and of what follows, in px."""
    tops, y = {}, _TOP
    for key in rows.ultimatums["id"]:
        tops[key] = y
        older = max(rows.bars.loc[rows.bars["id"] == key, "phase"], default=0)
        y += _HEAD + older * _OLD + _BAR + _GAP
    return tops, y


def _event_rows(rows: Rows, y: int, *, listed: bool) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return events and tracks with their places in px, and the height of the chart."""
    places: dict[str, float] = {}
    headings = []
    for track, label in rows.tracks:
        here = rows.events[rows.events["track"] == track].sort_values("place")
        before = rows.earlier.loc[rows.earlier["track"] == track, "text"]
        texts = [label, *([] if len(here) else ["none in view"]), *before]
        headings.append({"text": " · ".join(texts), "y": y + 12})
        y += 18
        # One lane an event where labels stand beside them, else the first lane with room.
        lanes = list(range(len(here))) if listed else room.lanes(list(here["place"]), _APART)
        step = _LISTED if listed else _LANE
        places |= {key: y + 10 + lane * step for key, lane in zip(here["id"], lanes, strict=True)}
        y += (max(lanes, default=-1) + 1) * step + 8
    return rows.events.assign(y=rows.events["id"].map(places).astype(float)), pd.DataFrame(headings), y


def _rules(day: dt.date, due: Sequence[dt.date], height: int, colours: Palette) -> list[alt.Chart]:
    marked = [("ink", day, f"as of {day.day} {day:%b %Y}")] + [("warn", item, "") for item in due if item != day]
    layers = []
    for tone, date, text in marked:
        at = alt.Chart(pd.DataFrame([{"x": utc(date), "y": 0, "y2": height, "text": text}])).encode(x="x:T", y="y:Q")
        dash = [1, 0] if tone == "ink" else REFERENCE
        layers.append(at.mark_rule(color=getattr(colours, tone), strokeDash=dash).encode(y2="y2:Q"))
        if text:
            words = at.mark_text(align="right", dx=-5, dy=10, fontSize=12, fontWeight=600, color=colours.ink)
            layers.append(words.encode(text="text:N"))
    return layers


def _bars(rows: Rows, tops: dict[str, int], colours: Palette) -> list[alt.Chart]:
    """Return the bars: past, to come, uncertain and dropped parts, and the sign of the state at the end."""
    running = set(rows.ultimatums.loc[rows.ultimatums["running"], "id"])
    older = rows.bars.groupby("id")["phase"].max().to_dict() if len(rows.bars) else {}

    def top(key: str, phase: int) -> int:
        return tops[key] + _HEAD - 6 + int(older.get(key, 0) - phase) * _OLD

    placed = rows.bars.assign(
        y=[top(key, phase) for key, phase in zip(rows.bars["id"], rows.bars["phase"], strict=True)],
        y2=[
            top(key, phase) + (_OLD - 3 if phase else _BAR)
            for key, phase in zip(rows.bars["id"], rows.bars["phase"], strict=True)
        ],
        tone=[colours.warn if key in running else colours.accent for key in rows.bars["id"]],
    )
    styles: dict[str, dict[str, Any]] = {
        "elapsed": {"fillOpacity": 1, "strokeOpacity": 0},
        "ahead": {"fillOpacity": 0.35, "strokeOpacity": 0},
        "span": {"fillOpacity": 0.2, "strokeDash": [3, 2]},
        "dropped": {"fillOpacity": 0, "strokeDash": [3, 2]},
    }
    tone = {"fill": alt.Fill("tone:N", scale=None), "stroke": alt.Stroke("tone:N", scale=None)}
    layers = [
        alt.Chart(placed[placed["part"] == part])
        .mark_rect(clip=True, strokeWidth=1, **style)
        .encode(x="start:T", x2="end:T", y="y:Q", y2="y2:Q", tooltip=hint(), **tone)
        for part, style in styles.items()
    ]
    ends = rows.ends.assign(
        y=[top(key, 0) + _BAR / 2 for key in rows.ends["id"]],
        tone=[colours.warn if key in running else colours.accent for key in rows.ends["id"]],
    )
    at = alt.Chart(ends).encode(x="date:T", y="y:Q")
    shape = alt.Shape("state:N", legend=None, scale=categories(_STATE_SHAPES))
    signs = at.mark_point(size=150, clip=True, stroke=colours.background, strokeWidth=1.2, opacity=1).encode(
        shape=shape, fill=alt.Fill("tone:N", scale=None), tooltip=hint("text")
    )
    return [*layers, signs]


def _events(events: pd.DataFrame, colours: Palette, *, listed: bool) -> list[alt.Chart]:
    """Return the events: signs, paler where the day is uncertain, bars for spans, and labels where listed."""
    spans = events[events["end"] != events["date"]]
    spans = spans.assign(y1=spans["y"] - 4, y2=spans["y"] + 4)
    layers = []
    for exact, style in ((True, {"fillOpacity": 0.35}), (False, {"fillOpacity": 0.12, "strokeDash": [3, 2]})):
        bars = alt.Chart(spans[spans["exact"] == exact])
        layers.append(
            bars.mark_rect(clip=True, fill=colours.muted, stroke=colours.muted, strokeWidth=1, **style).encode(
                x="date:T", x2="end:T", y="y1:Q", y2="y2:Q", tooltip=hint()
            )
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
    if listed:
        layers += _event_labels(events, colours)
    return layers


def _event_labels(events: pd.DataFrame, colours: Palette) -> list[alt.Chart]:
    """Return the labels, each on the side of its sign where there is more room."""
    first_half = events["place"] <= 0.5
    right = alt.Chart(events[first_half]).mark_text(
        align="left", dx=9, color=colours.ink, limit={"expr": "(1 - datum.end_place) * width - 12"}
    )
    left = alt.Chart(events[~first_half]).mark_text(
        align="right", dx=-9, color=colours.ink, limit={"expr": "datum.place * width - 12"}
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
