"""Shape of ``dossier.yaml``: what the dossier is called, what is asked in front, and its rules of judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from components import wording
from components.dossier.types import Day, Grounded, Id, Label, Record, Text

if TYPE_CHECKING:
    import datetime as dt


class Citation(Record):
    """How exports and the evidence page cite the dossier's main source."""

    text: Text
    publisher: str | None = None
    title: str = "not found"
    author: str = "not found"
    date: str = "not found"
    url: str = "not found"
    note: str | None = None


class Group(Record):
    """A heading under which the sidebar gathers assumptions."""

    id: Id
    label: Label


class Resolution(Record):
    """How a question was answered, and when."""

    on: Day
    outcome: bool
    event: Id | None = None


class History(Grounded):
    """How often the like of what is asked had come to pass: the base rate that forecasts are compared with."""

    times: int = Field(ge=0)
    years: float = Field(gt=0)


class Question(Record):
    """What stands in front: a node, what is asked of it, and when it counts as answered."""

    node: Id
    asks: Text
    resolves: Text
    fan: bool = False
    resolved: Resolution | None = None
    history: History | None = None

    def answer(self, day: dt.date) -> Resolution | None:
        """Return how it was answered, as far as a view of a day knows."""
        return self.resolved if self.resolved and self.resolved.on <= day else None


class Tolerance(Grounded):
    """Points of surplus over no deal at which an actor takes a deal with a chance of 73 %; model.md calls it τ."""

    points: float = Field(gt=0)


class ConfidenceRule(Grounded):
    """Shares of an output's spread that rest on judgement, up to which confidence is high, and moderate."""

    high: float = Field(ge=0, le=1)
    moderate: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.high > self.moderate:
            raise ValueError("high must not be above moderate: high confidence asks for less judgement")
        return self


class Preset(Grounded):
    """One of the source's own branches: values of assumptions that go together."""

    id: Id
    label: Label
    text: str | None = None
    sets: dict[Id, float] = Field(min_length=1)


class Header(Record):
    """``dossier.yaml``: title, default date and what stands in front."""

    title: Text
    as_of: Day
    subtitle: str | None = None
    question: str | None = None
    disclaimer: str | None = None
    seed: int = Field(default=0, ge=0)
    horizon: Id | None = None
    questions: tuple[Question, ...] = ()
    sidebar: tuple[Id, ...] = ()
    tolerance: Tolerance = Tolerance(points=4, basis="analyst_judgement")
    confidence: ConfidenceRule = ConfidenceRule(high=0.25, moderate=0.6, basis="analyst_judgement")
    words: wording.Yardstick = "icd203"
    presets: tuple[Preset, ...] = ()
    groups: tuple[Group, ...] = ()
    citation: Citation | None = None
    open_points: tuple[Text, ...] = ()
