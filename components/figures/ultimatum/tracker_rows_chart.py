"""What stands in the tracker: ultimatums with their bars, events, tracks; and the signs of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import datetime as dt

_RING = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1ZM0,-.6A.6,.6,0,1,0,0,.6A.6,.6,0,1,0,0,-.6Z"
STATE_SHAPES: Final = {
    "running": "diamond",
    "enforced": "circle",
    # A ring whose left half is filled.
    "partly_enforced": f"{_RING}M0,-.7A.7,.7,0,0,0,0,.7Z",
    "lapsed": "cross",
    "superseded": "triangle-right",
    "withdrawn": "triangle-left",
    "open": _RING,
}
PARTS: Final[dict[str, dict[str, Any]]] = {
    "elapsed": {"fillOpacity": 1, "strokeOpacity": 0},
    "ahead": {"fillOpacity": 0.35, "strokeOpacity": 0},
    "span": {"fillOpacity": 0.2, "strokeDash": [3, 2]},
    "dropped": {"fillOpacity": 0, "strokeDash": [3, 2]},
}
SOURCE_SHAPES: Final = {"yes": "circle", "partly": "diamond", "no": "triangle-up"}
PRESSED: Final = 0.16
"""Share of the width that time before the turn of the scale takes."""
PALE: Final = 0.45
"""Opacity of an event whose day is uncertain."""


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day shown; up to ``turn``, where there is one, time is pressed into a part of the width."""

    first: dt.date
    last: dt.date
    turn: dt.date | None = None

    @property
    def ends(self) -> tuple[dt.date, dt.date]:
        """First and last day."""
        return self.first, self.last

    def place(self, day: dt.date) -> float:
        """Return where a day stands, from 0 at the left edge to 1 at the right."""
        if self.turn is None:
            return (day - self.first) / (self.last - self.first)
        if day <= self.turn:
            return PRESSED * ((day - self.first) / (self.turn - self.first))
        return PRESSED + (1 - PRESSED) * ((day - self.turn) / (self.last - self.turn))


@dataclass(frozen=True, slots=True)
class Ultimatum:
    """A row of the chart.

    Attributes
    ----------
    head, long : str
        Words for narrow and for wide charts.
    chip : str
        What became of it so far, at the end of its bar.
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
    chip: str
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
