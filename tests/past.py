"""A dossier as its analyst could have written it on a day, knowing nothing later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from components.dossier import Dossier

if TYPE_CHECKING:
    from components.dossier.chronicle import Event, Forecast, Measure, Scheduled, Ultimatum


def with_parts(dossier: Dossier, **parts: Any) -> Dossier:
    """Return a dossier with some parts replaced; a copy would carry look-ups of the old ones along."""
    whole = {name: getattr(dossier, name) for name in Dossier.model_fields}
    return Dossier(**{**whole, **parts})


def as_known(dossier: Dossier, day: dt.date) -> Dossier:
    """Return a dossier without anything that became known after a day, updates of events included."""
    timeline = dossier.timeline
    events = tuple(_event(item, day) for item in timeline.events if item.known_on <= day)
    kept = {item.id for item in events}
    chronicle = timeline.model_copy(
        update={
            "events": events,
            "ultimatums": tuple(_ultimatum(item, kept, day) for item in timeline.ultimatums if item.set_on <= day),
            "forecasts": tuple(_forecast(item, kept, day) for item in timeline.forecasts),
            "measures": tuple(_measure(item, day) for item in timeline.measures if item.reached(day)),
            "scheduled": tuple(_scheduled(item, day) for item in timeline.scheduled if item.announced_on <= day),
        }
    )
    later = {item.id for item in timeline.events} - kept
    signposts = tuple(item for item in dossier.hypotheses.signposts if later.isdisjoint(item.refs))
    questions = tuple(
        item if item.answer(day) else item.model_copy(update={"resolved": None}) for item in dossier.header.questions
    )
    dated = {
        name: tuple(
            item.model_copy(update={"since": tuple(value for value in item.since if value.on <= day)})
            for item in getattr(dossier, name)
        )
        for name in ("cells", "no_deal", "assumptions")
    }
    return with_parts(
        dossier,
        header=dossier.header.model_copy(update={"questions": questions}),
        timeline=chronicle,
        hypotheses=dossier.hypotheses.model_copy(update={"signposts": signposts}),
        control=tuple(row for row in dossier.control if row.date <= day),
        **dated,
    )


def _event(item: Event, day: dt.date) -> Event:
    return item.model_copy(update={"updates": item.updated(day)})


def _ultimatum(item: Ultimatum, kept: set[str], day: dt.date) -> Ultimatum:
    change: dict[str, Any] = {
        "revisions": tuple(step for step in item.revisions if step.set_on <= day),
        "events": tuple(key for key in item.events if key in kept),
    }
    if item.resolved_on is None or item.resolved_on > day:
        change |= {"outcome": "open", "resolved_on": None, "outcome_text": None, "score": None, "note": None}
        change |= {"earlier_form": None}
    return item.model_copy(update=change)


def _forecast(item: Forecast, kept: set[str], day: dt.date) -> Forecast:
    if item.resolved_on is not None and item.resolved_on > day:
        blank = {"resolved_on": None, "happened": None, "outcome": None, "reading": None, "events": ()}
        return item.model_copy(update=blank)
    if set(item.events) <= kept:
        return item
    known = tuple(key for key in item.events if key in kept)
    return item.model_copy(update={"outcome": None, "reading": None, "events": known})


def _measure(item: Measure, day: dt.date) -> Measure:
    return item.model_copy(update={"steps": tuple(step for step in item.steps if step.date <= day)})


def _scheduled(item: Scheduled, day: dt.date) -> Scheduled:
    change: dict[str, Any] = {}
    if item.resolved_on is not None and item.resolved_on > day:
        change |= {"held": None, "resolved_on": None}
    if item.cancelled_on is not None and item.cancelled_on > day:
        change |= {"cancelled_on": None}
    return item.model_copy(update=change)
