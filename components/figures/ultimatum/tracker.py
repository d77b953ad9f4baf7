"""The tracker: every ultimatum and event known by the as-of day, over time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.figures.core import Figure, Option, Sheet, figure
from components.figures.ultimatum.tracker_chart import Bar, Event, Track, Ultimatum, tracker_chart
from components.figures.ultimatum.words import due_text, state_text
from components.model.known import events_by, known_refs, ultimatums_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import chronicle
    from components.model.deadlines import Standing

Window = tuple[dt.date, dt.date]

ZOOMS: Final = {"two_weeks": "Two weeks", "year": "A year", "all": "All"}
_BACK: Final = {"two_weeks": 14, "year": 365}
_AHEAD: Final = {"two_weeks": 5, "year": 30, "all": 30}
_DAYS_SURE: Final = {"day": 0, "week": 3, "month": 15}
"""Days to either side within which an event of a precision lies."""

_ZOOM = Option(
    "zoom",
    "How far back the tracker looks from the as-of day.",
    lambda _: list(ZOOMS),
    lambda _: "two_weeks",
)


@figure("ultimatum_tracker", page="ultimatum", needs=["timeline"], options=[_ZOOM], still=True)
def ultimatum_tracker(sheet: Sheet, *, zoom: str) -> Figure:
    """Ultimatums from issue to deadline, their state as of the day, and the events around them."""
    dossier, day = sheet.dossier, sheet.day
    stood, events = ultimatums_by(dossier, day), events_by(dossier, day)
    window = _window(zoom, day, stood, events)
    # The span of an undropped deadline may begin before the window and still reach into it.
    seen = [item for item in stood if _last_day(item, day) >= window[0]]
    inside = [item for item in events if _end(item, day) >= window[0]]
    description = _description(seen, inside, window, day, none_set=not stood)
    hidden = len(stood) - len(seen)
    notes = (f"{wording.count(hidden, 'earlier ultimatum lies', 'earlier ultimatums lie')} before this window.",)
    refs = [ref for item in seen for ref in item.ultimatum.events] + [item.id for item in inside]
    return Figure(
        name="ultimatum_tracker",
        title="Ultimatums and events, as known on the day",
        subtitle=f"{wording.date(window[0])} to {wording.date(window[1])}; state as of {wording.date(day)}. Pale: "
        "still to run, or day uncertain; dashed outline: dropped, or only a span named",
        description=description,
        chart=tracker_chart(
            [_ultimatum(item, day) for item in seen],
            [bar for item in seen for bar in _bars(item, day)],
            [_event(item, window, day) for item in inside],
            [Track(item.id, item.label, _earlier(item.id, events, window[0])) for item in dossier.timeline.tracks],
            window=window,
            day=day,
            listed=zoom == "two_weeks",
            mode=sheet.mode,
            description=description,
        ),
        table=_table(seen, inside, day),
        refs=known_refs(dossier, refs, day),
        notes=notes if hidden else (),
    )


def _window(zoom: str, day: dt.date, stood: Sequence[Standing], events: Sequence[chronicle.Event]) -> Window:
    """Return the first and last day shown."""
    running = [item.latest or item.due_on for item in stood if item.state == "running"]
    ahead = dt.timedelta(days=_AHEAD[zoom])
    # A date that is near comes into view; one far off stays an open end.
    reach = 3 * ahead
    last = max([day + ahead, *(due + dt.timedelta(days=2) for due in running if due <= day + reach)])
    if zoom in _BACK:
        return day - dt.timedelta(days=_BACK[zoom]), last
    begun = [item.ultimatum.set_on for item in stood]
    if not begun:
        return min([day - dt.timedelta(days=_BACK["year"]), *(item.date for item in events)]), last
    # Precedents may lie decades back: they must not squeeze the ultimatums into a corner.
    first = min(begun)
    far = first - (last - first) / 2
    return min([first, *(item.date for item in events if item.date >= far)]) - dt.timedelta(days=7), last


def _last_day(item: Standing, day: dt.date) -> dt.date:
    """Return the last day on which an ultimatum still bears on what is shown."""
    return day if item.state == "running" else item.dropped_on or item.latest or item.due_on


def _ultimatum(item: Standing, day: dt.date) -> Ultimatum:
    ultimatum, due = item.ultimatum, due_text(item, day)
    head = f"{ultimatum.label}: {state_text(item)}"
    return Ultimatum(
        id=ultimatum.id,
        head=head,
        long=f"{head} · set {wording.date(ultimatum.set_on, day)}, due {due}",
        detail=f"{ultimatum.issuer} to {ultimatum.addressee}: {ultimatum.demand}.\nOr else: {ultimatum.threat}",
        pressing=item.state == "running" or item.days_left == 0,
        date=item.dropped_on or item.due_on,
        state=item.state,
        tooltip=f"{head}; due {due}",
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
        at=max(item.date, window[0]),
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
        f"As of {wording.date(day)}, {lead}. {wording.count(len(events), 'event')} from {wording.date(window[0])} on"
        f"{f', the last: {newest}' if newest else ''}."
    )
