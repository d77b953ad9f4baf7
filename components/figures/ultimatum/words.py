"""What a view of one day knows of events and ultimatums, in words; shared by the page's figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from components.model.known import events_by, foremost_ultimatum, known_refs, record_on, ultimatums_by

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.chronicle import Event
    from components.model.deadlines import Record, Standing, State

STATE_WORDS: Final[dict[State, str]] = {
    "not_set": "not set yet",
    "running": "running",
    "enforced": "enforced",
    "partly_enforced": "partly enforced",
    "lapsed": "lapsed",
    "superseded": "superseded",
    "withdrawn": "withdrawn",
    "open": "date past, outcome open",
}


def long_date(day: dt.date) -> str:
    """Return a date as 8 Aug 2025."""
    return f"{day.day} {day:%b %Y}"


def short_date(day: dt.date, seen_from: dt.date) -> str:
    """Return a date as 8 Aug, with its year where that is not the year one looks from."""
    return f"{day.day} {day:%b}" if day.year == seen_from.year else long_date(day)


def span_text(first: dt.date, last: dt.date | None, seen_from: dt.date) -> str:
    """Return ``7–9 Aug`` for a span of days, or the one day."""
    if last is None or last == first:
        return short_date(first, seen_from)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_date(last, seen_from)}"
    return f"{short_date(first, seen_from)} – {short_date(last, seen_from)}"


def percent(share: float) -> str:
    """Return a share as whole per cent, with one decimal below ten."""
    shown = f"{share * 100:.1f}" if share < 0.0995 else f"{share * 100:.0f}"
    return f"{shown} %"


def tenths(share: float) -> str:
    """Return a share as per cent with one decimal."""
    return f"{share * 100:.1f} %"


def state_text(stood: Standing) -> str:
    """Return the state of an ultimatum in words, with the days left while it runs."""
    words = STATE_WORDS[stood.state]
    left, latest = stood.days_left, stood.days_left_latest
    if stood.state == "superseded":
        return f"{words} on {long_date(stood.ultimatum.resolved_on)}" if stood.ultimatum.resolved_on else words
    if stood.state != "running" or left is None:
        return f"{words}, due today" if left == 0 else words
    if latest is not None and latest != left:
        return f"{words}, {left}–{_days(latest)} left"
    return f"{words}, due today" if left == 0 else f"{words}, {_days(left)} left"


def due_text(stood: Standing, day: dt.date) -> str:
    """Return the due date in force on a day, with those announced before it."""
    ultimatum = stood.ultimatum
    announced = [(ultimatum.set_on, ultimatum.due_on, ultimatum.latest)]
    announced += [(item.set_on, item.due_on, item.latest) for item in ultimatum.revisions if item.set_on <= day]
    texts = [span_text(due, latest, day) for _, due, latest in sorted(announced)]
    revised = f" (revised {short_date(max(announced)[0], day)})" if len(texts) > 1 else ""
    return " → ".join(texts) + revised


def count_text(record: Record) -> str:
    """Return how many of the deadlines counted were enforced: ``none of 5 in full, 1 in part``."""
    full = sum(item.score == 1 for item in record.counted)
    part = sum(item.score not in (0, 1) for item in record.counted)
    return f"{full or 'none'} of {len(record.counted)} enforced in full, {part or 'none'} in part"


def answer(dossier: Dossier, day: dt.date) -> str:
    """Return the one sentence that tells where the ultimatums stand on a day."""
    stood = foremost_ultimatum(dossier, day)
    if stood is None:
        return f"By {long_date(day)} no ultimatum had been set."
    ultimatum = stood.ultimatum
    who = f"{ultimatum.label} ({ultimatum.issuer} to {ultimatum.addressee}: {ultimatum.demand})"
    if stood.days_left == 0:
        told = "is still running" if stood.state == "running" else f"stands as {STATE_WORDS[stood.state]}"
        begin = f"{who} falls due today and {told}"
    elif stood.state == "running":
        begin = f"{who} is {state_text(stood)}, due {span_text(stood.due_on, stood.latest, day)}"
    else:
        begin = f"No ultimatum is running; the last, {who}, was due {short_date(stood.due_on, day)} and is "
        begin += state_text(stood)
    found = record_on(dossier, day)
    if found is None or not found[1].counted:
        return f"{begin}; no earlier deadline has been counted yet."
    return f"{begin}; the record by this day: {count_text(found[1])}."


@dataclass(frozen=True)
class Details:
    """An event or ultimatum as far as it is known on a day.

    Attributes
    ----------
    lines : tuple of (str, str)
        Name and text of each line.
    refs : tuple of str
        Sentences, events and sources behind it that are known by the day.
    """

    id: str
    date: dt.date
    label: str
    lines: tuple[tuple[str, str], ...]
    refs: tuple[str, ...]


def items(dossier: Dossier, day: dt.date) -> dict[str, Details]:
    """Return every event and ultimatum known by a day, newest first, by id."""
    found = [_ultimatum(dossier, stood, day) for stood in ultimatums_by(dossier, day)]
    found += [_event(dossier, event, day) for event in events_by(dossier, day)]
    return {item.id: item for item in sorted(found, key=lambda item: item.date, reverse=True)}


def _ultimatum(dossier: Dossier, stood: Standing, day: dt.date) -> Details:
    item = stood.ultimatum
    settled = stood.state not in ("running", "open")
    lines = [
        ("Demand", item.demand),
        ("Threat", item.threat),
        ("From, to", f"{item.issuer} to {item.addressee}"),
        ("Set, due", f"{long_date(item.set_on)}; due {due_text(stood, day)}"),
        ("Said", "; ".join(revision.words for revision in item.revisions if revision.set_on <= day)),
        ("State", state_text(stood)),
        ("Firmness", f"{item.firmness}{'; rests on one weak report' if item.doubtful else ''}"),
        ("Outcome", (item.outcome_text or "") if settled else ""),
        # Notes are written with the outcome known.
        ("Note", (item.note or "") if settled and day >= dossier.header.as_of else ""),
    ]
    refs = known_refs(dossier, (*item.refs, *item.events), day) if settled else known_refs(dossier, item.events, day)
    return Details(item.id, item.set_on, item.label, _filled(lines), refs)


def _event(dossier: Dossier, item: Event, day: dt.date) -> Details:
    over = item.end is None or item.end <= day
    lines = [
        ("When", event_date(item, day)),
        # The text of a span tells its end.
        ("What", item.text if over else "Still going on as of this day."),
        ("In the source", item.in_source),
        ("Confidence", item.confidence),
        ("Note", (item.note or "") if day >= dossier.header.as_of else ""),
    ]
    return Details(item.id, item.date, item.label, _filled(lines), item.refs)


def event_date(event: Event, day: dt.date) -> str:
    """Return an event's day or span, no finer than it is known and no later than a day."""
    if event.precision == "month":
        start = f"{event.date:%b %Y}"
    else:
        start = f"{'about ' if event.precision == 'week' else ''}{long_date(event.date)}"
    if event.end is None:
        return start
    if event.end > day:
        return f"from {start}"
    return f"{start} to {event.end:%b %Y}" if event.precision == "month" else f"{start} to {long_date(event.end)}"


def _filled(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(line for line in lines if line[1])


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
