"""What a view of one day knows of events and ultimatums, in words; shared by the page and its figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from components import wording
from components.model.deadlines import standing
from components.model.known import events_by, foremost_ultimatum, known_refs, record_on, ultimatums_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.dossier.chronicle import Event, Ultimatum
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


FOLDED: Final = ("Threat", "From, to", "Said", "Firmness", "In the source", "Confidence", "Note")
"""Names of the lines of an item that a reader opens."""
_DONE: Final = ("ordered", "in_force")
"""Stages at which a measure is more than words."""


def state_text(stood: Standing) -> str:
    """Return the state of an ultimatum in words, with the days left while it runs."""
    words, settled = STATE_WORDS[stood.state], stood.ultimatum.resolved_on
    left, latest = stood.days_left, stood.days_left_latest
    if stood.state == "superseded" and settled:
        return f"{words} on {wording.date(settled)}"
    if left is None:
        return words
    if latest is not None and latest != left:
        return f"{words}, {left}–{wording.count(latest, 'day')} left"
    return f"{words}, due today" if left == 0 else f"{words}, {wording.count(left, 'day')} left"


def left_text(stood: Standing, day: dt.date) -> str:
    """Return when an ultimatum that runs falls due, with the days left."""
    due, left, latest = wording.dates(stood.due_on, stood.latest, day), stood.days_left or 0, stood.days_left_latest
    if latest is not None and latest != left:
        return f"due {due}, {left}–{wording.count(latest, 'day')} left"
    return f"due {due}, {wording.count(left, 'day')} left" if left else f"due today, {due}"


def due_text(stood: Standing, day: dt.date) -> str:
    """Return the due date in force on a day, with those announced before it."""
    due = " → ".join(wording.dates(item.due_on, item.latest, day) for item in stood.announced)
    if len(stood.announced) == 1:
        return due
    return f"{due}, revised {wording.date(stood.announced[-1].set_on, day)}"


def count_text(record: Record) -> str:
    """Return how many of the deadlines counted were enforced: ``none of 5 in full, 1 in part``."""
    full = sum(item.score == 1 for item in record.counted)
    part = sum(item.score not in (0, 1) for item in record.counted)
    return f"{full or 'none'} of {len(record.counted)} enforced in full, {part or 'none'} in part"


def verdict(dossier: Dossier, day: dt.date) -> str:
    """Return how many deadlines were enforced by their date: ``0 of 4 enforced in full by their date``; or nothing."""
    found = record_on(dossier, day)
    if found is None or not found[1].counted:
        return ""
    counted = found[1].counted
    kept = [item for item in counted if item.score == 1 and item.resolved_on and item.resolved_on <= _due(item, day)]
    return f"{len(kept)} of {len(counted)} enforced in full by their date"


def _due(item: Ultimatum, day: dt.date) -> dt.date:
    """Return the last day on which a deadline, as announced by a day, could be met."""
    stood = standing(item, day)
    return stood.latest or stood.due_on


def answer(dossier: Dossier, day: dt.date) -> str:
    """Return where the ultimatum that matters most stands on a day, and what has been done since it was set."""
    stood = foremost_ultimatum(dossier, day)
    if stood is None:
        return f"By {wording.date(day)} no ultimatum had been set."
    name = stood.ultimatum.label
    if stood.days_left == 0 or stood.state == "running":
        begin = f"{name}: {left_text(stood, day)}."
    else:
        begin = f"No ultimatum is running; {name}, due {wording.date(stood.due_on, day)}, is {state_text(stood)}."
    done = done_since(dossier, stood.ultimatum.set_on, day)
    return f"{begin} Done so far: {done}." if done else begin


def done_since(dossier: Dossier, since: dt.date, day: dt.date) -> str:
    """Return the measures that became more than words from one day to another, each with its last stage; or nothing."""
    return "; ".join(
        f"{measure.label}, {stage.replace('_', ' ')} {wording.date(step.date, day)}"
        for measure in dossier.timeline.measures
        for stage, step in [*measure.reached(day).items()][-1:]
        if stage in _DONE and step.date >= since
    )


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
        ("Set, due", f"{wording.date(item.set_on)}; due {due_text(stood, day)}"),
        ("Said", "; ".join(revision.words for revision in item.revisions if revision.set_on <= day)),
        ("State", state_text(stood)),
        ("Firmness", f"{item.firmness}{'; rests on one weak report' if item.doubtful else ''}"),
        ("Outcome", (item.outcome_text or "") if settled else ""),
        # Notes are written with the outcome known.
        ("Note", (item.note or "") if settled and day >= dossier.header.as_of else ""),
    ]
    refs = known_refs(dossier, (*(item.refs if settled else ()), *item.events), day)
    return Details(item.id, item.set_on, item.label, _filled(lines), refs)


def _event(dossier: Dossier, item: Event, day: dt.date) -> Details:
    over = item.end is None or item.end <= day
    lines = [
        ("When", wording.when(item.date, item.end, item.precision, by=day)),
        # The text of a span tells its end.
        ("What", item.text if over else "Still going on as of this day."),
        *((wording.date(later.on), later.text) for later in item.updated(day)),
        ("In the source", item.in_source),
        ("Confidence", item.confidence),
        ("Note", (item.note or "") if day >= dossier.header.as_of else ""),
    ]
    refs = (*item.refs, *(key for later in item.updated(day) for key in later.refs))
    return Details(item.id, item.date, item.label, _filled(lines), tuple(dict.fromkeys(refs)))


def _filled(lines: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(line for line in lines if line[1])
