"""The tracker: every ultimatum and event known by the as-of day, over time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.figures.core import Figure, Option, figure
from components.figures.ultimatum.tracker_chart import tracker_chart
from components.figures.ultimatum.tracker_rows_chart import Bar, Event, Track, Ultimatum, Window
from components.figures.ultimatum.words import STATE_WORDS, due_text, state_text
from components.model.known import events_by, known_refs, ultimatums_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import chronicle
    from components.figures.context import Sheet
    from components.model.deadlines import Standing

ZOOMS: Final = {"months": "Three months", "year": "A year", "all": "All"}
_BACK: Final = {"months": 1, "year": 10}
"""Months before the one of the as-of day with which a window begins; all end with the month after it."""
_YEARS: Final = 1
"""Years to the as-of day that have the main scale where all is shown, if what lies before is longer."""
_DAYS_SURE: Final = {"day": 0, "week": 3, "month": 15}
"""Days to either side within which an event of a precision lies."""

_ZOOM = Option(
    "zoom",
    "How far back the tracker looks from the as-of day.",
    lambda _: list(ZOOMS),
    lambda _: "months",
)


@figure("ultimatum_tracker", page="ultimatum", needs=["timeline"], options=[_ZOOM], still=True)
def ultimatum_tracker(sheet: Sheet, *, zoom: str) -> Figure:
    """Ultimatums from issue to deadline, their state as of the day, and the events around them."""
    dossier, day = sheet.dossier, sheet.day
    stood, events = ultimatums_by(dossier, day), events_by(dossier, day)
    window = _window(zoom, day, [*(item.ultimatum.set_on for item in stood), *map(_begin, events)])
    # The span of an undropped deadline may begin before the window and still reach into it.
    seen = [item for item in stood if _last_day(item, day) >= window.first]
    inside = [item for item in events if _end(item, day) >= window.first]
    description = _description(seen, inside, window, day, none_set=not stood)
    hidden = len(stood) - len(seen)
    notes = (f"{wording.count(hidden, 'earlier ultimatum lies', 'earlier ultimatums lie')} before this window.",)
    refs = [ref for item in seen for ref in item.ultimatum.events] + [item.id for item in inside]
    return Figure(
        name="ultimatum_tracker",
        title="Ultimatums and events, as known on the day",
        subtitle=f"{wording.date(window.first)} to {wording.date(window.last)}; state as of {wording.date(day)}",
        description=description,
        chart=tracker_chart(
            [_ultimatum(item, day) for item in seen],
            [bar for item in seen for bar in _bars(item, day)],
            [_event(item, window, day) for item in inside],
            [Track(item.id, item.label, _earlier(item.id, events, window.first)) for item in dossier.timeline.tracks],
            window=window,
            day=day,
            listed=zoom == "months",
            states={str(state): words for state, words in STATE_WORDS.items()},
            mode=sheet.mode,
            description=description,
        ),
        table=_table(seen, inside, day),
        refs=known_refs(dossier, refs, day),
        notes=notes if hidden else (),
    )


def _window(zoom: str, day: dt.date, begun: Sequence[dt.date]) -> Window:
    """Return the days shown: whole months, so that the axis stays while the day moves within one."""
    last = _first_of_month(day, 2) - dt.timedelta(days=1)
    if zoom in _BACK:
        return Window(_first_of_month(day, -_BACK[zoom]), last)
    first, turn = dt.date(min([day, *begun]).year, 1, 1), _first_of_month(day, -_YEARS * 12)
    # Precedents may lie decades back: they must not squeeze the ultimatums into a corner.
    return Window(first, last, turn if turn - first > last - turn else None)


def _first_of_month(day: dt.date, later: int) -> dt.date:
    """Return the first day of the month that is some months later."""
    years, month = divmod(day.month - 1 + later, 12)
    return dt.date(day.year + years, month + 1, 1)


def _last_day(item: Standing, day: dt.date) -> dt.date:
    """Return the last day on which an ultimatum still bears on what is shown."""
    return day if item.state == "running" else item.dropped_on or item.latest or item.due_on


def _ultimatum(item: Standing, day: dt.date) -> Ultimatum:
    ultimatum, due = item.ultimatum, due_text(item, day)
    return Ultimatum(
        id=ultimatum.id,
        head=ultimatum.label,
        # The dates first: where there is no room for all, who threatens whom is cut.
        long=f"{ultimatum.label} · set {wording.date(ultimatum.set_on, day)}, due {due} · "
        f"{ultimatum.issuer} to {ultimatum.addressee}",
        chip=state_text(item) if item.state == "running" else STATE_WORDS[item.state],
        pressing=item.state == "running" or item.days_left == 0,
        date=item.dropped_on or item.due_on,
        state=item.state,
        tooltip=f"{ultimatum.label}: {state_text(item)}; due {due}. {ultimatum.demand}. Or else: {ultimatum.threat}",
    )


def _bars(item: Standing, day: dt.date) -> Iterator[Bar]:
    """Yield the parts of each due date announced: past, to come, dropped, and the span where only one was named."""
    dropped = [due.set_on for due in item.announced[1:]] + [item.dropped_on]
    for number, (due, replaced) in enumerate(zip(item.announced, dropped, strict=True)):
        phase = len(item.announced) - 1 - number
        held = min(due.due_on, replaced or due.due_on)
        # What is in force begins with the ultimatum, whatever its due date was then.
        begin = due.set_on if phase else item.ultimatum.set_on
        parts = [
            ("elapsed", begin, min(held, day)),
            ("ahead", max(due.set_on, day), held),
            ("dropped", held, due.due_on),
            ("span", due.due_on, due.latest or due.due_on),
        ]
        told = f"{item.ultimatum.label}, set {wording.date(due.set_on)}, due {wording.dates(due.due_on, due.latest)}"
        yield from (Bar(item.ultimatum.id, phase, start, end, part, told) for part, start, end in parts if start < end)


def _begin(item: chronicle.Event) -> dt.date:
    return item.date - dt.timedelta(days=_DAYS_SURE[item.precision] if item.end is None else 0)


def _end(item: chronicle.Event, day: dt.date) -> dt.date:
    end = item.end or item.date + dt.timedelta(days=_DAYS_SURE[item.precision])
    return min(end, day)


def _event(item: chronicle.Event, window: Window, day: dt.date) -> Event:
    return Event(
        id=item.id,
        track=item.track,
        label=item.label,
        date=_begin(item),
        end=_end(item, day),
        at=max(item.date, window.first),
        exact=item.precision == "day",
        in_source=item.in_source,
        tooltip=_told(item, day),
    )


def _told(item: chronicle.Event, day: dt.date) -> str:
    return f"{wording.when(item.date, item.end, item.precision, by=day)}: {item.label}"


def _earlier(track: str, events: Sequence[chronicle.Event], start: dt.date) -> str:
    """Return what of a track lies before the window."""
    before = [item for item in events if item.track == track and (item.end or item.date) < start]
    if not before:
        return ""
    return f"{len(before)} earlier, {'since' if len(before) > 1 else 'in'} {wording.month(before[0].date)}"


def _table(stood: Sequence[Standing], events: Sequence[chronicle.Event], day: dt.date) -> pd.DataFrame:
    rows = [
        {
            "kind": "ultimatum",
            "id": item.ultimatum.id,
            "label": item.ultimatum.label,
            "date": item.ultimatum.set_on,
            "due or end": item.due_on,
            "state": state_text(item),
            "days left": item.days_left,
            "demand": item.ultimatum.demand,
            "threat": item.ultimatum.threat,
        }
        for item in stood
    ]
    rows += [
        {
            "kind": f"event, {item.track}",
            "id": item.id,
            "label": item.label,
            "date": item.date,
            "due or end": min(item.end, day) if item.end else None,
            "state": f"to the {item.precision}",
            "days left": None,
            "demand": "",
            "threat": "",
        }
        for item in events
    ]
    columns = ["kind", "id", "label", "date", "due or end", "state", "days left", "demand", "threat"]
    return pd.DataFrame(rows, columns=columns).astype({"days left": "Int64"})


def _description(
    stood: Sequence[Standing], events: Sequence[chronicle.Event], window: Window, day: dt.date, *, none_set: bool
) -> str:
    told = "; ".join(f"{item.ultimatum.label}: {state_text(item)}, due {due_text(item, day)}" for item in stood)
    lead = "no ultimatum had been set" if none_set else f"{wording.count(len(stood), 'ultimatum')} in view. {told}"
    newest = "; ".join(_told(item, day) for item in events[-3:])
    return (
        f"As of {wording.date(day)}, {lead}. {wording.count(len(events), 'event')} from {wording.date(window.first)} on"
        f"{f', the last: {newest}' if newest else ''}."
    )
