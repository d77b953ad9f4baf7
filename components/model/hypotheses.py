"""How much each hypothesis weighs on a day, by what had been seen by then, and where that puts the assumptions.

A hypothesis weighs in proportion to its weight in the dossier times the likelihoods of all evidence, those taken to
the power of the damping. An assumption's normal scores shift by the sum over the hypotheses of (weight after − weight
in the dossier) times the hypothesis's shift: without evidence, and with the dossier's own weights, nothing shifts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from components.dossier.hypotheses import Evidential

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.chronicle import Event, Scheduled
    from components.dossier.hypotheses import Hypothesis, Signpost

E = TypeVar("E", bound=Evidential)
Weights = Mapping[str, float]
"""Share of each hypothesis, 0–1, adding to 1."""


@dataclass(frozen=True)
class Supposed:
    """What a scenario supposes beyond the record.

    Attributes
    ----------
    weights : tuple of (str, float)
        Hypotheses whose weight somebody moved, 0–100.
    signposts : tuple of (str, bool)
        Signposts taken to have come, or not to have come.
    """

    weights: tuple[tuple[str, float], ...] = ()
    signposts: tuple[tuple[str, bool], ...] = ()


NOTHING = Supposed()
"""The record alone."""


def is_known(dossier: Dossier, event: Event, day: dt.date) -> bool:
    """Say whether an event counts as evidence on a day: up to the dossier's own date, what the source knows of."""
    return event.known_on <= day and (day > dossier.header.as_of or event.in_source != "no")


def evidence(dossier: Dossier, day: dt.date) -> tuple[Event, ...]:
    """Return the events that tell hypotheses apart as of a day, oldest first."""
    told = (item for item in dossier.timeline.events if item.expected_under and is_known(dossier, item, day))
    return tuple(sorted(told, key=lambda item: item.known_on))


def watched(dossier: Dossier, day: dt.date) -> tuple[Signpost, ...]:
    """Return the signposts that a view of a day can name: those that refer to nothing which became known later."""
    later = {item.id for item in dossier.timeline.events if item.known_on > day}
    return tuple(item for item in dossier.hypotheses.signposts if later.isdisjoint(item.refs))


def ranked(dossier: Dossier, items: Iterable[E]) -> list[E]:
    """Return items by how far apart their likelihoods under any two hypotheses lie, greatest first."""
    keys = [item.id for item in dossier.hypotheses.hypotheses]

    def apart(item: E) -> float:
        told = [item.likelihood(key) for key in keys]
        return math.log(max(told) / min(told))

    return sorted(items, key=lambda item: -apart(item))


def is_counted(dossier: Dossier, item: Scheduled, day: dt.date) -> bool:
    """Say whether a date lies ahead that a view of the day knows of."""
    if not item.is_ahead(day) or day > dossier.header.as_of:
        return item.is_ahead(day)
    events = {event.id: event for event in dossier.timeline.events}
    sentences = {sentence.id for sentence in dossier.evidence.sentences}
    return any(key in sentences or (key in events and events[key].in_source != "no") for key in item.refs)


def prior(dossier: Dossier, supposed: Supposed = NOTHING) -> Weights:
    """Return the weights before any evidence: the dossier's, or where somebody put them."""
    moved = dict(supposed.weights)
    return _shares({item.id: moved.get(item.id, item.weight) for item in dossier.hypotheses.hypotheses})


def posterior(dossier: Dossier, day: dt.date, supposed: Supposed = NOTHING) -> Weights:
    """Return the weights after everything known by a day, and the signposts supposed."""
    return weighed(dossier, evidence(dossier, day), supposed)


def weighed(dossier: Dossier, events: Iterable[Event], supposed: Supposed = NOTHING) -> Weights:
    """Return the weights after some events.

    Parameters
    ----------
    dossier : Dossier
        Gives hypotheses, their weights and the damping.
    events : iterable of Event
        In any order.
    supposed : Supposed, optional
        Weights moved, and signposts taken as come or not come.
    """
    events = tuple(events)
    signposts = [(dossier.signpost(key), came) for key, came in supposed.signposts]
    before = prior(dossier, supposed)
    damping = dossier.hypotheses.damping.value

    def score(item: Hypothesis) -> float:
        told = [event.likelihood(item.id) for event in events]
        told += [signpost.likelihood_of(item.id, came=came) for signpost, came in signposts]
        # fsum is exact: the order of the events leaves no trace.
        return math.fsum(map(math.log, told)) * damping

    scores = {item.id: score(item) for item in dossier.hypotheses.hypotheses}
    top = max(scores.values(), default=0.0)
    return _shares({key: before[key] * math.exp(value - top) for key, value in scores.items()})


def shifts(dossier: Dossier, weights: Weights) -> dict[str, float]:
    """Return by assumption how many normal scores its distribution moves under these weights.

    Those that no hypothesis moves are left out.
    """
    start = prior(dossier)
    found: dict[str, float] = {}
    for item in dossier.hypotheses.hypotheses:
        for key, shift in item.shifts.items():
            found[key] = found.get(key, 0.0) + (weights[item.id] - start[item.id]) * shift
    return found


def history(dossier: Dossier, day: dt.date, supposed: Supposed = NOTHING) -> tuple[tuple[dt.date, Weights], ...]:
    """Return the weights from the dossier's own date to a day, one entry for each day on which they changed.

    The last is as of the day itself; only there signposts are supposed.
    """
    start = min(dossier.header.as_of, day)
    days = sorted({start, *(item.known_on for item in evidence(dossier, day) if item.known_on > start)})
    # What became known on the dossier's own date, but not to the source, counts from the day after.
    days = sorted({max(item, start + dt.timedelta(days=1)) if item != start else item for item in days})
    unsupposed = Supposed(supposed.weights)
    past = [(item, posterior(dossier, item, unsupposed)) for item in days if item < day]
    return (*past, (day, posterior(dossier, day, supposed)))


@dataclass(frozen=True)
class EventShift:
    """What one event did to the weights on the day on which it became known.

    Attributes
    ----------
    before, after : mapping of str to float
        Weights without it, and with it, all else known by the day counted.
    """

    event: Event
    before: Weights
    after: Weights

    @property
    def size(self) -> float:
        """How much weight it moved from one hypothesis to another, 0–1."""
        return math.fsum(abs(self.after[key] - self.before[key]) for key in self.after) / 2

    @property
    def towards(self) -> str:
        """The hypothesis that gained most."""
        return max(self.after, key=lambda key: self.after[key] - self.before[key])


def event_shifts(dossier: Dossier, day: dt.date, supposed: Supposed = NOTHING) -> tuple[EventShift, ...]:
    """Return what each event did to the weights, all others known: greatest first, those of no effect left out.

    Parameters
    ----------
    dossier, day, supposed
        As of :func:`posterior`.
    """
    return tuple(sorted(_event_shifts(dossier, day, supposed), key=lambda item: -item.size))


def _event_shifts(dossier: Dossier, day: dt.date, supposed: Supposed) -> Iterator[EventShift]:
    events = evidence(dossier, day)
    after = weighed(dossier, events, supposed)
    for event in events:
        found = EventShift(event, weighed(dossier, (item for item in events if item is not event), supposed), after)
        if found.size > 0:
            yield found


def _shares(weights: Mapping[str, float]) -> Weights:
    total = math.fsum(weights.values())
    if total == 0:
        # Nobody's weight is left: all are taken alike.
        return {key: 1 / len(weights) for key in weights}
    return {key: value / total for key, value in weights.items()}
