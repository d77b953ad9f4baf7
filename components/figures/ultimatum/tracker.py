"""The tracker: every ultimatum and event known by the as-of day, over time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd

from components.drawing.scales import utc
from components.figures.core import Figure, Option, Sheet, figure
from components.figures.ultimatum import tracker_chart as charts
from components.figures.ultimatum.words import due_text, event_date, long_date, short_date, state_text
from components.model.known import events_by, foremost_ultimatum, known_refs, ultimatums_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier.chronicle import Event
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
    day = sheet.day
    timeline = sheet.dossier.timeline
    tracks = [(track.id, track.label) for track in timeline.tracks]
    stood = ultimatums_by(sheet.dossier, day)
    events = events_by(sheet.dossier, day)
    window = _window(zoom, day, stood, events)
    # The span of an undropped deadline may begin before the window and still reach into it.
    seen = [item for item in stood if _last_day(item, day) >= window[0]]
    inside = [item for item in events if _end(item, day) >= window[0]]
    description = _description(sheet, seen, inside, window)
    chart = charts.tracker(
        charts.Rows(
            _texts(seen, day),
            _bars(seen, day),
            _signs(seen, day),
            _events(inside, window, day),
            _earlier(events, window[0]),
            tracks,
        ),
        window=window,
        day=day,
        due=[item.due_on for item in seen if item.state == "running" and item.due_on <= window[1]],
        listed=zoom == "two_weeks",
        mode=sheet.mode,
        description=description,
    )
    refs = [ref for item in seen for ref in item.ultimatum.events] + [item.id for item in inside]
    hidden = len(stood) - len(seen)
    notes = (f"{hidden} earlier {'ultimatum lies' if hidden == 1 else 'ultimatums lie'} before this window.",)
    return Figure(
        name="ultimatum_tracker",
        title="Ultimatums and events, as known on the day",
        subtitle=f"{long_date(window[0])} to {long_date(window[1])}; state as of {long_date(day)}. Pale: still to run, "
        "or day uncertain; dashed outline: dropped, or only a span named",
        description=description,
        chart=chart,
        table=_table(seen, inside, day),
        refs=known_refs(sheet.dossier, tuple(refs), day),
        notes=notes if hidden else (),
    )


def _window(zoom: str, day: dt.date, stood: Sequence[Standing], events: Sequence[Event]) -> Window:
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


def _phases(item: Standing, day: dt.date) -> list[tuple[dt.date, dt.date, dt.date | None]]:
    """Return the due dates announced by a day, oldest first: set on, due on, latest."""
    ultimatum = item.ultimatum
    phases = [(ultimatum.set_on, ultimatum.due_on, ultimatum.latest)]
    phases += [(step.set_on, step.due_on, step.latest) for step in ultimatum.revisions if step.set_on <= day]
    return sorted(phases)


def _stopped(item: Standing) -> dt.date | None:
    """Return the day on which an ultimatum was dropped before it fell due."""
    settled = item.ultimatum.resolved_on
    is_dropped = item.state not in ("running", "open") and settled is not None and settled < item.due_on
    return settled if is_dropped else None


def _last_day(item: Standing, day: dt.date) -> dt.date:
    """Return the last day on which an ultimatum still bears on what is shown."""
    return day if item.state == "running" else _stopped(item) or item.latest or item.due_on


def _texts(stood: Sequence[Standing], day: dt.date) -> pd.DataFrame:
    rows = []
    for item in stood:
        ultimatum = item.ultimatum
        head = f"{ultimatum.label}: {state_text(item)}"
        dates = f"set {short_date(ultimatum.set_on, day)}, due {due_text(item, day)}"
        detail = f"{ultimatum.issuer} to {ultimatum.addressee}: {ultimatum.demand}.\nOr else: {ultimatum.threat}"
        rows.append(
            {
                "id": ultimatum.id,
                "head": head,
                "long": f"{head} · {dates}",
                "detail": detail,
                "running": item.state == "running" or item.days_left == 0,
            }
        )
    return pd.DataFrame(rows, columns=["id", "head", "long", "detail", "running"])


def _bars(stood: Sequence[Standing], day: dt.date) -> pd.DataFrame:
    rows = []
    for item in stood:
        phases = _phases(item, day)
        for number, (begin, due, latest) in enumerate(phases):
            replaced = phases[number + 1][0] if number + 1 < len(phases) else _stopped(item)
            held = min(due, replaced or due)
            parts = [
                ("elapsed", begin, min(held, day)),
                ("ahead", max(begin, day), held),
                ("dropped", held, due),
                ("span", due, latest or due),
            ]
            # What is in force begins with the ultimatum, whatever its due date was then.
            if number == len(phases) - 1:
                parts[0] = ("elapsed", item.ultimatum.set_on, min(held, day))
            words = f"{item.ultimatum.label}, set {long_date(begin)}, due {long_date(due)}"
            words += f" to {long_date(latest)}" if latest else ""
            rows += [
                {
                    "id": item.ultimatum.id,
                    "phase": len(phases) - 1 - number,
                    "start": utc(start),
                    "end": utc(end),
                    "part": part,
                    "tooltip": words,
                }
                for part, start, end in parts
                if start < end
            ]
    return pd.DataFrame(rows, columns=["id", "phase", "start", "end", "part", "tooltip"])


def _signs(stood: Sequence[Standing], day: dt.date) -> pd.DataFrame:
    rows = [
        {
            "id": item.ultimatum.id,
            "date": utc(_stopped(item) or item.due_on),
            "state": item.state,
            "text": f"{item.ultimatum.label}: {state_text(item)}; due {due_text(item, day)}",
        }
        for item in stood
    ]
    return pd.DataFrame(rows, columns=["id", "date", "state", "text"])


def _begin(item: Event) -> dt.date:
    return item.date - dt.timedelta(days=_DAYS_SURE[item.precision] if item.end is None else 0)


def _end(item: Event, day: dt.date) -> dt.date:
    end = item.end or item.date + dt.timedelta(days=_DAYS_SURE[item.precision])
    return min(end, day)


def _events(events: Sequence[Event], window: Window, day: dt.date) -> pd.DataFrame:
    length = (window[1] - window[0]).days
    rows = []
    for item in events:
        at = max(item.date, window[0])
        rows.append(
            {
                "id": item.id,
                "track": item.track,
                "label": item.label,
                "date": utc(_begin(item)),
                "end": utc(_end(item, day)),
                "at": utc(at),
                "exact": item.precision == "day",
                "in_source": item.in_source,
                "tooltip": f"{event_date(item, day)}: {item.label}",
                "place": (at - window[0]).days / length,
                "end_place": (_end(item, day) - window[0]).days / length,
            }
        )
    columns = ["id", "track", "label", "date", "end", "at", "exact", "in_source", "tooltip", "place", "end_place"]
    return pd.DataFrame(rows, columns=columns)


def _earlier(events: Sequence[Event], start: dt.date) -> pd.DataFrame:
    """Return, for each track, what lies before the window."""
    rows = []
    for track in dict.fromkeys(item.track for item in events):
        before = [item for item in events if item.track == track and (item.end or item.date) < start]
        if before:
            first = f"{before[0].date:%b %Y}"
            since = "since" if len(before) > 1 else "in"
            rows.append({"track": track, "text": f"{len(before)} earlier, {since} {first}"})
    return pd.DataFrame(rows, columns=["track", "text"])


def _table(stood: Sequence[Standing], events: Sequence[Event], day: dt.date) -> pd.DataFrame:
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


def _description(sheet: Sheet, stood: Sequence[Standing], events: Sequence[Event], window: Window) -> str:
    day = sheet.day
    told = [f"{item.ultimatum.label}: {state_text(item)}, due {due_text(item, day)}" for item in stood]
    first = foremost_ultimatum(sheet.dossier, day)
    lead = f"As of {long_date(day)}, " + (
        "no ultimatum had been set." if first is None else f"{len(stood)} ultimatums in view. {'; '.join(told)}."
    )
    newest = "; ".join(f"{event_date(item, day)}: {item.label}" for item in events[-3:])
    return f"{lead} {len(events)} events from {long_date(window[0])} on{f', the last: {newest}' if newest else ''}."
