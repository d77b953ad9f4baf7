"""The tracker: ultimatums as bars over time, and events in tracks beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components import wording
from components.drawing.data import frame
from components.drawing.expressions import by_width
from components.drawing.layers import finished, with_rows
from components.drawing.scales import REFERENCE, pixels_y, time_x, utc
from components.drawing.texts import at_left
from components.drawing.theme import Mode, Palette, palette
from components.figures.ultimatum.tracker_bars_chart import bar_layers, ultimatum_rows
from components.figures.ultimatum.tracker_events_chart import event_layers, event_rows
from components.figures.ultimatum.tracker_legend_chart import tracker_legend
from components.figures.ultimatum.tracker_rows_chart import PRESSED, Bar, Event, Track, Ultimatum, Window

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

SELECTION: Final = "picked"
"""Name of the selection in the chart; its field is ``id``."""


def tracker_chart(
    ultimatums: Sequence[Ultimatum],
    bars: Sequence[Bar],
    events: Sequence[Event],
    tracks: Sequence[Track],
    *,
    window: Window,
    day: dt.date,
    listed: bool,
    states: Mapping[str, str],
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
    window : Window
        Days shown.
    day : date
        As-of day.
    listed : bool
        One row an event with its label, instead of one row a track.
    states : mapping of str to str
        What each state of an ultimatum is called.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    tops, floors, below = ultimatum_rows(ultimatums, bars)
    placed, headings, height = event_rows(events, tracks, window, below, listed=listed)
    label_format = wording.DAY_FORMAT if listed else wording.MONTH_FORMAT
    turn = (window.turn, PRESSED) if window.turn else None
    axis = time_x("start", window.ends, label_format=label_format, orient="top", turn=turn)
    y = pixels_y("y", height, axis=None)
    ground = alt.Chart(pd.DataFrame([{"start": utc(day), "end": utc(window.last), "y": 0, "y2": height}]))
    future = ground.mark_rect(color=colours.surface).encode(x=axis, x2="end:T", y=y, y2="y2:Q")
    due = [item.date for item in ultimatums if item.state == "running" and day != item.date <= window.last]
    layers = [
        future.add_params(alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)),
        *_rules(day, due, window, height, colours),
        *bar_layers(ultimatums, bars, floors, colours),
        *event_layers(placed, mode, listed=listed),
        *_texts(frame(Ultimatum, ultimatums, y=tops), headings, colours),
    ]
    drawn = [*with_rows(layers), tracker_legend(states, colours)]
    return finished(drawn, height=height, mode=mode, description=description)


def _rules(day: dt.date, due: Sequence[dt.date], window: Window, height: int, colours: Palette) -> list[alt.Chart]:
    """Return the as-of day with its words, and the days on which a running ultimatum falls due."""
    marked: list[tuple[dt.date, str, list[int]]] = [(day, colours.ink, [1, 0])]
    marked += [(item, colours.warn, REFERENCE) for item in due]
    rules = []
    for date, tone, dash in marked:
        at = alt.Chart(pd.DataFrame([{"x": utc(date), "y": 0, "y2": height, "text": f"as of {wording.date(date)}"}]))
        at = at.encode(x="x:T", y="y:Q")
        rules.append(at.mark_rule(color=tone, strokeDash=dash).encode(y2="y2:Q"))
        if date == day:
            early = window.place(day) < 0.25
            side: dict[str, Any] = {"align": "left", "dx": 5} if early else {"align": "right", "dx": -5}
            words = at.mark_text(**side, dy=10, fontSize=12, fontWeight=600, color=tone)
            rules.append(words.encode(text="text:N"))
    if window.turn is not None:
        turned = pd.DataFrame([{"x": utc(window.turn), "y": 0, "y2": height, "text": "scale changes"}])
        at = alt.Chart(turned).encode(x="x:T", y="y:Q")
        rules.append(at.mark_rule(color=colours.muted, strokeDash=[1, 3]).encode(y2="y2:Q"))
        rules.append(at.mark_text(align="left", dx=4, dy=10, fontSize=11, color=colours.muted).encode(text="text:N"))
    return rules


def _texts(ultimatums: pd.DataFrame, headings: pd.DataFrame, colours: Palette) -> list[alt.Chart]:
    """Return the texts of the rows, at the left edge whatever the window."""
    at, track = (alt.Chart(rows).encode(y="y:Q") for rows in (ultimatums, headings))
    said = by_width("datum.head", "datum.long", below=560)
    return [
        at_left(at, said, baseline="top", fontSize=13, fontWeight=600, color=colours.ink),
        at_left(track, "text:N", fontWeight=600, color=colours.muted),
    ]
