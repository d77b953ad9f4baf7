"""Outcomes by date below one another: one axis of dates, and for each outcome a scale of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components import wording
from components.drawing.layers import finished
from components.drawing.marks import GHOST, hint
from components.drawing.scales import REFERENCE, date_format, pixels_y, time_x, utc
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from components.figures.ultimatum.fan_chart import Point, Rule

_NAME: Final = 20
"""Height of an outcome's name, in pixels."""
_PLOT: Final = 90
_PITCH: Final = _NAME + _PLOT + 18
_LINE: Final = 15
_LABEL_ROOM: Final = 128


@dataclass(frozen=True, slots=True)
class Panel:
    """An outcome.

    Attributes
    ----------
    name : str
        What it is.
    top : float
        Where its scale ends, 0–1.
    points, ghost : sequence of Point
        By date, now and at the source's values; no ghost where nothing was changed.
    value : str
        The number at the horizon; empty where the question was answered.
    words : tuple of str
        Lines below it: word, and band in parentheses; or how it was answered.
    source, said : str
        The source's number with its label, and all for a reader.
    """

    name: str
    top: float
    points: Sequence[Point]
    ghost: Sequence[Point]
    value: str
    words: tuple[str, ...]
    source: str
    said: str


def outcomes_chart(
    panels: Sequence[Panel], rules: Sequence[Rule], *, window: tuple[dt.date, dt.date], mode: Mode, description: str
) -> alt.LayerChart:
    """Return the outcomes, the first on top.

    Parameters
    ----------
    panels : sequence of Panel
        At least one.
    rules : sequence of Rule
        Dates that matter; their ``place`` is not used.
    window : tuple of date
        First and last day of the axis.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours, head = palette(mode), _LINE * len(rules) + 4
    height = head + _PITCH * len(panels)
    x = time_x("date", window, label_format=date_format(window), room=_LABEL_ROOM)
    now, ghost = (
        alt.Chart(pd.DataFrame(_rows(panels, kind, head), columns=_COLUMNS).astype({"date": float})).encode(
            x=x, y=pixels_y("y", height), detail="output:N"
        )
        for kind in ("points", "ghost")
    )
    layers = [
        *_frames(panels, window[0], head, height, mode),
        now.mark_area(color=colours.band, opacity=0.75, aria=False).encode(y=pixels_y("low", height), y2="high:Q"),
        ghost.mark_line(**GHOST, color=colours.muted),
        now.mark_line(strokeWidth=2.4, color=colours.accent, aria=False),
        now.mark_point(opacity=0, size=90, aria=False).encode(tooltip=hint()),
        *_rules(rules, height, mode),
        *_ends(panels, window[1], head, height, mode),
    ]
    return finished(layers, height=height, mode=mode, description=description)


_COLUMNS: Final = ["output", "date", "y", "low", "high", "tooltip"]


def _floor(number: int, head: float) -> float:
    """Return where the scale of an outcome begins, in pixels from the top."""
    return head + number * _PITCH + _NAME + _PLOT


def _rows(panels: Sequence[Panel], kind: str, head: float) -> Iterator[tuple[Any, ...]]:
    for number, panel in enumerate(panels):
        floor, unit = _floor(number, head), _PLOT / panel.top
        for point in getattr(panel, kind):
            places = (floor - unit * value for value in (point.value, point.p10, point.p90))
            yield panel.name, utc(point.date), *places, point.tooltip


def _frames(panels: Sequence[Panel], first: dt.date, head: float, height: float, mode: Mode) -> list[alt.Chart]:
    """Draw for each outcome its name, where its scale begins and ends, and the value at its end."""
    colours = palette(mode)
    floors = [_floor(number, head) for number in range(len(panels))]
    ends = pd.DataFrame({"y": [*floors, *(floor - _PLOT for floor in floors)]})
    tops = pd.DataFrame(
        {
            "date": [utc(first)] * len(panels),
            "y": [floor - _PLOT for floor in floors],
            "name": [panel.name for panel in panels],
            "top": [wording.share(panel.top) for panel in panels],
        }
    )
    end = {"expr": f"width - {_LABEL_ROOM}"}
    named = alt.Chart(tops).encode(y=pixels_y("y", height), x="date:T")
    style: dict[str, Any] = {"align": "left", "aria": False, "dx": 5}
    lines = alt.Chart(ends).mark_rule(color=colours.grid, aria=False)
    return [
        lines.encode(y=pixels_y("y", height), x=alt.value(0), x2=alt.value(end)),
        named.mark_text(**style, baseline="bottom", dy=-4, fontSize=13, fontWeight=600).encode(text="name:N"),
        named.mark_text(**style, baseline="top", dy=3, fontSize=11, color=colours.muted).encode(text="top:N"),
    ]


def _rules(rules: Sequence[Rule], height: float, mode: Mode) -> list[alt.Chart]:
    colours = palette(mode)
    drawn = []
    for number, rule in enumerate(rules):
        colour = colours.warn if rule.is_due else colours.ink
        rows = pd.DataFrame({"date": [utc(rule.date)], "y": [number * _LINE], "text": [rule.text]})
        at = alt.Chart(rows).encode(x="date:T")
        drawn.append(at.mark_rule(strokeWidth=1.2, strokeDash=REFERENCE, color=colour, aria=False))
        words = at.mark_text(align="left", baseline="top", dx=5, color=colour, fontSize=12, description=rule.text)
        drawn.append(words.encode(y=pixels_y("y", height), text="text:N"))
    return drawn


def _ends(panels: Sequence[Panel], last: dt.date, head: float, height: float, mode: Mode) -> list[alt.Chart]:
    """Write number, words and the source's number beside the horizon; the number says all of it."""
    colours = palette(mode)
    looks = {"value": (14, 600, colours.ink), "words": (12, 400, colours.ink), "source": (12, 400, colours.muted)}
    rows = pd.DataFrame(
        [
            (utc(last), _floor(number, head) - _PLOT - 4 + _LINE * line, text, look, f"{panel.name}: {panel.said}")
            for number, panel in enumerate(panels)
            for line, (look, text) in enumerate(
                (("value", panel.value), *(("words", text) for text in panel.words), ("source", panel.source))
            )
        ],
        columns=["date", "y", "text", "look", "said"],
    )
    texts = []
    for look, (size, weight, colour) in looks.items():
        placed = alt.Chart(rows[rows["look"] == look]).encode(x="date:T", y=pixels_y("y", height), text="text:N")
        spoken = placed.encode(description="said:N") if look == "value" else placed
        style: dict[str, Any] = {"align": "left", "baseline": "top", "dx": 8, "fontSize": size, "fontWeight": weight}
        texts.append(spoken.mark_text(**style, color=colour, aria=look == "value"))
    return texts
