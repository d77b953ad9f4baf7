"""Shapes of ``timeline.yaml`` and ``media.yaml``: what happened, was demanded, foretold and measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from components.dossier.hypotheses import Evidential
from components.dossier.mechanism import BandOrRate
from components.dossier.schema import Confidence
from components.dossier.types import Band, Basis, Day, Grounded, Id, Label, Record, Refs, Section, Text

if TYPE_CHECKING:
    import datetime as dt

MOST = 1e9
"""Greatest figure of media; nobody counts more, and charts can still draw it."""
Outcome = Literal["open", "enforced", "partly_enforced", "lapsed", "superseded", "withdrawn"]


class Track(Record):
    """A row of the tracker; events are sorted into it by kind."""

    id: Id
    label: Label


class Update(Record):
    """What became known of an event later on."""

    on: Day
    text: Text
    refs: Refs = ()


class Event(Evidential):
    """Something that happened on a date, with where we have it from, and what it speaks for."""

    id: Id
    date: Day
    end: Day | None = None
    reported_on: Day | None = None
    """Day on which it became known, where that was later than the event."""
    precision: Literal["day", "week", "month"] = "day"
    kind: str
    track: Id
    label: Label
    text: Text
    refs: Refs = ()
    """Sentences that speak of it, and the outside sources."""
    in_source: Literal["yes", "partly", "no"] = "no"
    confidence: Confidence = "medium"
    note: str | None = None
    updates: tuple[Update, ...] = ()
    """What a view of its day does not know yet."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end is not None and self.end < self.date:
            raise ValueError(f"ends on {self.end} before it starts on {self.date}")
        if self.reported_on is not None and self.reported_on < self.date:
            raise ValueError(f"is reported on {self.reported_on}, before it happens on {self.date}")
        if early := [item.on for item in self.updates if item.on <= self.known_on]:
            raise ValueError(f"has an update of {early[0]}, but is known from {self.known_on}; write it into the text")
        return self

    @property
    def known_on(self) -> dt.date:
        """First day on which a view may know of the event."""
        return self.reported_on or self.date

    def updated(self, day: dt.date) -> tuple[Update, ...]:
        """Return what had become known of it by a day, oldest first."""
        return tuple(sorted((item for item in self.updates if item.on <= day), key=lambda item: item.on))


class Revision(Record):
    """A new due date announced later on; ``latest`` where only a span was named."""

    set_on: Day
    due_on: Day
    latest: Day | None = None
    words: Text


class EarlierForm(Record):
    """Of which later ultimatum one is an earlier form, and why both are one demand."""

    of: Id
    why: Text


class Ultimatum(Record):
    """A demand with a date and a threat, and what came of it."""

    id: Id
    label: Label
    issuer: Text
    addressee: Text
    set_on: Day
    due_on: Day
    latest: Day | None = None
    """Last possible due date where only a span was named at first."""
    revisions: tuple[Revision, ...] = ()
    demand: Text
    threat: Text
    outcome: Outcome = "open"
    resolved_on: Day | None = None
    outcome_text: str | None = None
    earlier_form: EarlierForm | None = None
    """Set where a later ultimatum renewed it: one demand counts once, in its last form."""
    score: float | None = Field(default=None, ge=0, le=1)
    """1: the threatened measure was taken by the date; between 0 and 1: in part; 0: nothing; none: not scored."""
    firmness: Literal["firm", "medium", "soft", "disputed"] = "firm"
    record: Id | None = None
    """The base-rate record it counts towards."""
    doubtful: bool = False
    """Rests on a single weak report; left out in the sensitivity case."""
    events: tuple[Id, ...] = ()
    refs: Refs = ()
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.due_on < self.set_on:
            raise ValueError(f"falls due on {self.due_on}, before it was set on {self.set_on}")
        if (self.outcome == "open") != (self.resolved_on is None):
            raise ValueError("needs resolved_on exactly where outcome is not open")
        return self


class ReferenceClass(Grounded):
    """Cases from outside to compare a base rate with; no default is taken from it."""

    label: Label
    what: Text
    """One sentence: what the cases are, and which outcome of theirs counts as the like."""
    k: int = Field(ge=0)
    """How many ended in the outcome that counts as the like."""
    n: int = Field(gt=0)

    @model_validator(mode="after")
    def _part(self) -> Self:
        if self.k > self.n:
            raise ValueError(f"counts {self.k} of {self.n} cases; k is at most n")
        return self

    @property
    def share(self) -> float:
        """The like's share of the cases, 0–1."""
        return self.k / self.n


class BaseRate(Grounded):
    """A record of past ultimatums from which a default is taken."""

    id: Id
    label: Label
    counting_rule: Text
    partial: Literal["half", "nothing"] = "half"
    include_soft: bool = True
    warning: str | None = None
    outside: tuple[ReferenceClass, ...] = ()
    outside_warning: str | None = None
    """How far the classes from outside can be compared with the record."""


class Scheduled(Record):
    """A date announced beforehand: what would be settled on it, and whether it was kept."""

    id: Id
    label: Label
    node: Id | None = None
    """The chance by a horizon that comes true if the date is kept; none where it only counts in a record."""
    on: Day
    announced_on: Day
    cancelled_on: Day | None = None
    held: bool | None = None
    resolved_on: Day | None = None
    record: Id | None = None
    """The base-rate record it counts towards."""
    chance: BandOrRate | None = None
    basis: Basis = "analyst_judgement"
    """What a chance written here rests on."""
    refs: Refs = ()
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.on < self.announced_on:
            raise ValueError(f"is announced on {self.announced_on}, after its date {self.on}")
        if (self.held is None) != (self.resolved_on is None):
            raise ValueError("needs resolved_on exactly where held says whether the date was kept")
        if self.node and self.chance is None:
            raise ValueError("needs a chance that the date is kept: a band, or base_rate")
        if isinstance(self.chance, Band) and not self.chance.within(0, 1):
            raise ValueError("has a chance outside 0 to 1")
        return self

    def is_ahead(self, day: dt.date) -> bool:
        """Say whether on a day it was announced, not called off, and still to come."""
        over = [item for item in (self.cancelled_on, self.resolved_on) if item is not None]
        return self.announced_on <= day < self.on and all(day < item for item in over)


class Forecast(Record):
    """A forward statement of the source and how it resolved."""

    id: Id
    ref: str
    statement: Text
    word: Id
    resolved_on: Day | None = None
    happened: float | None = Field(default=None, ge=0, le=1)
    """1 it did, 0 it did not, between: in part; none while open."""
    outcome: str | None = None
    reading: str | None = None
    no_forecast: str | None = None
    """Why its word foretold nothing; it is then shown without resolving, and never scored."""
    events: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.happened is not None and self.resolved_on is None:
            raise ValueError("has happened but no resolved_on; give the date on which it was settled")
        if self.no_forecast and self.resolved_on is not None:
            raise ValueError("has no_forecast and resolved_on; what foretold nothing does not resolve: leave one out")
        return self

    def is_resolved(self, day: dt.date) -> bool:
        """Say whether it had been settled by a day."""
        return self.happened is not None and self.resolved_on is not None and self.resolved_on <= day


class Step(Record):
    """A rung a threatened measure reached on a date."""

    stage: Literal["announced", "ordered", "in_force", "lifted"]
    date: Day
    text: Text
    refs: Refs = ()


class Measure(Record):
    """A threatened measure and how far it got."""

    id: Id
    label: Label
    size: str | None = None
    steps: tuple[Step, ...] = Field(min_length=1)
    note: str | None = None

    def reached(self, day: dt.date) -> dict[str, Step]:
        """Return the steps taken by a day, by stage."""
        return {step.stage: step for step in self.steps if step.date <= day}


class TimelineFile(Section):
    """``timeline.yaml``."""

    tracks: tuple[Track, ...] = ()
    events: tuple[Event, ...] = ()
    ultimatums: tuple[Ultimatum, ...] = ()
    base_rates: tuple[BaseRate, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    measures: tuple[Measure, ...] = ()
    scheduled: tuple[Scheduled, ...] = ()


class MediaFigure(Grounded):
    """A visibility figure, what it is relative to, and how it can be read."""

    id: Id
    label: Label
    value: Band
    unit: Text
    relative_to: Text
    reference: float = Field(gt=0, le=MOST)
    """The value that would mean 'no difference'."""
    reading: Text
    missing: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _drawable(self) -> Self:
        most = 1 if self.unit in ("share", "probability") else MOST
        if self.reference > most or not self.value.within(0, most):
            raise ValueError(f"value and reference must lie between 0 and {most:g} ({self.unit}), as bars start at 0")
        return self


class MediaFile(Section):
    """``media.yaml``."""

    figures: tuple[MediaFigure, ...] = Field(default=(), min_length=1)
    note: str | None = None
