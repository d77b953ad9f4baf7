"""Shapes of the dossier's core files: who negotiates, over what, from where, on what evidence."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from components.dossier.types import (
    Band,
    Grounded,
    Id,
    Label,
    Record,
    Refs,
    ScaleBand,
    Section,
    Since,
    Text,
    Value,
    on_scale,
)

ActorKind = Literal[
    "principal",
    "domestic_pressure",
    "institution",
    "channel",
    "object",
    "audience",
    "exposed",
    "signal",
    "sensor",
    "source",
]
Confidence = Literal["low", "medium", "high"]


class Claim(Record):
    """A short text with the sentences it rests on."""

    text: Text
    refs: Refs = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Goal(Claim):
    """A rung of an actor's ladder of goals; 1 is the floor."""

    rung: int = Field(ge=1)
    issue: Id | None = None


def _cost_shape(value: Any) -> str:
    return "node" if isinstance(value, str) else "band"


Cost = Annotated[Annotated[Id, Tag("node")] | Annotated[ScaleBand, Tag("band")], Discriminator(_cost_shape)]


class Actor(Record):
    """A party of the negotiation, or somebody who bears on it without bargaining."""

    id: Id
    label: Label
    short: Label | None = None
    kind: ActorKind = "principal"
    negotiates: bool = True
    veto: bool = False
    cost: Cost | None = None
    """Points lost by going on without a deal: an index node, or a band."""
    interests: tuple[Claim, ...] = ()
    levers: tuple[Claim, ...] = ()
    constraints: tuple[Claim, ...] = ()
    goals: tuple[Goal, ...] = ()
    refs: Refs = ()
    note: str | None = None

    @property
    def name(self) -> str:
        """The short label where there is one."""
        return self.short or self.label


class Issue(Record):
    """A question of the negotiation on a scale from 0 to 100."""

    id: Id
    label: Label
    low: Text
    high: Text
    question: str | None = None
    status_quo: Value | None = None
    anchors: dict[float, Claim] = Field(default_factory=dict)
    tier: Literal["core", "derived"] = "core"
    refs: Refs = ()
    note: str | None = None

    @model_validator(mode="after")
    def _on_scale(self) -> Self:
        for place, value in [("status_quo", self.status_quo.value if self.status_quo else None)] + [
            ("anchors", anchor) for anchor in self.anchors
        ]:
            if value is not None and not 0 <= value <= 100:
                raise ValueError(f"{place} must lie between 0 and 100, but is {value:g}")
        return self


class Cell(Grounded):
    """Where an actor stands on an issue, how much it matters to it and what it can bring to bear.

    The position is the ideal point: what the actor would have if it alone decided.
    """

    actor: Id
    issue: Id
    position: ScaleBand
    salience: ScaleBand
    influence: ScaleBand
    since: Since = ()
    """From when on the position is another one."""
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _dated_on_scale(self) -> Self:
        for item in self.since:
            on_scale(item)
        return self

    @model_validator(mode="after")
    def _bands_have_ground(self) -> Self:
        for band in (self.position, self.salience, self.influence):
            if not self.refs and band.basis not in (None, "analyst_judgement"):
                raise ValueError(f"basis of a band is {band.basis!r} but refs is empty; name what it rests on")
        return self

    @property
    def id(self) -> str:
        """Stable name of the cell, used in links."""
        return f"{self.actor}.{self.issue}"


class NoDeal(Grounded):
    """What an actor expects of an issue without a deal, and what moves that."""

    actor: Id
    issue: Id
    expects: ScaleBand
    moved_by: dict[Id, float] = Field(default_factory=dict)
    """Assumption or node → points across its whole default band."""
    since: Since = ()
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _dated_on_scale(self) -> Self:
        for item in self.since:
            on_scale(item)
        return self

    @property
    def id(self) -> str:
        """Stable name, as that of the actor's cell on the issue."""
        return f"{self.actor}.{self.issue}"


def _all_or_some(value: Any) -> str:
    return "all" if isinstance(value, str) else "some"


class EmptyCell(Record):
    """Why the source gives no position of an actor on some issues."""

    actor: Id
    issues: Annotated[
        Annotated[tuple[str, ...], Tag("some")] | Annotated[Literal["*"], Tag("all")], Discriminator(_all_or_some)
    ]
    why: Text


class Perception(Grounded):
    """How a holder sees somebody; ``intended`` marks what the holder wants others to see."""

    holder: Id
    about: Text
    attribute: Text
    value: Band
    unit: str = "index 0–100"
    intended: bool = False
    target: Id | None = None


class Pole(Grounded):
    """One side of a tension the source leaves open."""

    label: Label
    text: Text
    holder: Text
    value: Band | None = None


class Tension(Record):
    """Two or more readings that the source keeps side by side, never to be merged into one number."""

    id: Id
    label: Label
    poles: tuple[Pole, ...] = Field(min_length=2)
    assumption: Id | None = None
    output: Id | None = None
    note: str | None = None


class Pull(Grounded):
    """An actor drawn both ways on an issue by others."""

    actor: Id
    issue: Id
    by: dict[Id, Id] = Field(min_length=1)
    """Actor that pulls → assumption that says how hard."""
    output: Id | None = None


class ActorsFile(Record):
    """``actors.yaml``."""

    actors: tuple[Actor, ...] = Field(min_length=1)


class IssuesFile(Record):
    """``issues.yaml``."""

    issues: tuple[Issue, ...] = Field(min_length=1)


class PositionsFile(Record):
    """``positions.yaml``."""

    positions: tuple[Cell, ...] = ()
    no_deal: tuple[NoDeal, ...] = ()
    empty: tuple[EmptyCell, ...] = ()


class PerceptionsFile(Section):
    """``perceptions.yaml``."""

    perceptions: tuple[Perception, ...] = ()
    tensions: tuple[Tension, ...] = ()
    pulls: tuple[Pull, ...] = ()
