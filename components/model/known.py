"""What is known on a day: events, how each ultimatum then stood, and the record of those before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from components.dossier.mechanism import FromBaseRate
from components.model.deadlines import Record, Standing, deadline_record, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.dossier import Dossier
    from components.dossier.chronicle import BaseRate, Event


def events_by(dossier: Dossier, day: dt.date) -> tuple[Event, ...]:
    """Return the events known by a day, oldest first."""
    events = dossier.timeline.events
    return tuple(sorted((item for item in events if item.known_on <= day), key=lambda item: item.date))


def ultimatums_by(dossier: Dossier, day: dt.date) -> tuple[Standing, ...]:
    """Return how every ultimatum set by a day then stood, oldest first."""
    found = dossier.timeline.ultimatums
    stood = [standing(item, day) for item in found if item.set_on <= day]
    return tuple(sorted(stood, key=lambda item: (item.ultimatum.set_on, item.due_on)))


def moments(dossier: Dossier) -> tuple[dt.date, ...]:
    """Return every day on which something became known, in order."""
    days = {item.known_on for item in dossier.timeline.events}
    for ultimatum in dossier.timeline.ultimatums:
        days |= {ultimatum.set_on, *(revision.set_on for revision in ultimatum.revisions)}
        days |= {ultimatum.resolved_on} if ultimatum.resolved_on else set()
    days |= {step.date for measure in dossier.timeline.measures for step in measure.steps}
    return tuple(sorted(days))


def foremost_ultimatum(dossier: Dossier, day: dt.date) -> Standing | None:
    """Return the ultimatum that matters on a day: due on it, else due next, else the last one settled or past."""
    known = ultimatums_by(dossier, day)
    today = [item for item in known if item.days_left == 0]
    running = [item for item in known if item.state == "running"]
    if today or running:
        return min(today or running, key=lambda item: item.due_on)
    return max(known, key=lambda item: item.ultimatum.resolved_on or item.due_on, default=None)


def deadline_rate(dossier: Dossier) -> BaseRate | None:
    """Return the first base rate of ultimatums; none where only other dates are counted."""
    # An assumption names it also on days before the first ultimatum was set.
    taken = {item.default.base_rate for item in dossier.assumptions if isinstance(item.default, FromBaseRate)}
    named = taken | {item.record for item in dossier.timeline.ultimatums}
    return next((item for item in dossier.timeline.base_rates if item.id in named), None)


def record_on(dossier: Dossier, day: dt.date) -> tuple[BaseRate, Record] | None:
    """Return the first record of ultimatums by its own counting rule, as of a day."""
    rate = deadline_rate(dossier)
    return (rate, deadline_record(dossier, rate.id, day)) if rate else None


def known_refs(dossier: Dossier, refs: Iterable[str], day: dt.date) -> tuple[str, ...]:
    """Return references without the events that come later, each once."""
    later = {item.id for item in dossier.timeline.events if item.known_on > day}
    return tuple(key for key in dict.fromkeys(refs) if key not in later)
