"""Events in the tracker: in the lanes of their tracks, or listed with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components.drawing import room
from components.drawing.data import frame
from components.drawing.marks import hint
from components.drawing.texts import haloed
from components.drawing.theme import palette
from components.figures.ultimatum.tracker_rows_chart import PALE, SOURCE_SHAPES, Event, Track, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.drawing.theme import Mode

_LANE, _LISTED = 15, 18
_APART: Final = 0.016
"""Least distance between two signs in a lane, as a share of the width."""


def event_rows(
    events: Sequence[Event], tracks: Sequence[Track], window: Window, y: int, *, listed: bool
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return events and headings of tracks with their places in px, and the height of the chart."""
    place = {item.id: window.place(item.at) for item in events}
    ends = [window.place(item.end) for item in events]
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


def event_layers(events: pd.DataFrame, mode: Mode, *, listed: bool) -> list[alt.Chart]:
    """Return the events: signs, paler where the day is uncertain, bars for spans, and labels where listed."""
    colours = palette(mode)
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
    events = events.assign(shape=[SOURCE_SHAPES[key] for key in events["in_source"]])
    at = alt.Chart(events).encode(y="y:Q", x="at:T", tooltip=hint())
    layers.append(
        at.mark_point(
            shape=alt.ExprRef("datum.shape"), size=70, clip=True, fill=colours.ink, strokeWidth=0, filled=True
        ).encode(
            fillOpacity=alt.condition("datum.exact", alt.value(1), alt.value(PALE)),
        )
    )
    return [*layers, *_event_labels(events, mode)] if listed else layers


def _event_labels(events: pd.DataFrame, mode: Mode) -> list[alt.Chart]:
    """Return the labels, each on the side of its sign where there is more room; the signs say them."""
    layers: list[alt.Chart] = []
    first_half = events["place"] <= 0.5
    sides = (
        (events[first_half], "end:T", "left", 9, "(1 - datum.end_place) * width - 12"),
        (events[~first_half], "date:T", "right", -9, "datum.place * width - 12"),
    )
    for rows, edge, align, dx, limit in sides:
        placed = alt.Chart(rows).encode(x=edge, y="y:Q", text="label:N", tooltip=hint())
        style: dict[str, Any] = {"align": align, "dx": dx, "limit": alt.ExprRef(limit), "aria": False}
        layers += haloed(placed, mode=mode, colour=palette(mode).ink, **style)
    return layers
