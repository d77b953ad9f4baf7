"""Shape of ``hypotheses.yaml``: rival readings of what goes on, and what would tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Self

from pydantic import Field, model_validator

from components.dossier.header import Group
from components.dossier.mechanism import Assumption, Range
from components.dossier.types import Band, Day, Grounded, Id, Label, Record, Refs, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

Expected = Literal["strongly_expected", "expected", "neutral", "unexpected", "strongly_unexpected"]
LIKELIHOOD: Final[Mapping[Expected, float]] = {
    "strongly_expected": 4.0,
    "expected": 2.0,
    "neutral": 1.0,
    "unexpected": 0.5,
    "strongly_unexpected": 0.25,
}
"""How much more often than under a hypothesis that says nothing about it something is seen."""

WEIGHTS: Final = "hypotheses"
"""Group of the assumptions that are the hypotheses' weights."""
WEIGHT_UNIT: Final = "index 0–100"


class Evidential(Record):
    """Something that is expected more under one hypothesis than under another."""

    expected_under: dict[Id, Expected] = Field(default_factory=dict)
    """By hypothesis; one left out says nothing about it."""
    because: str | None = None
    """Why, in one line."""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.expected_under and not self.because:
            raise ValueError("expected_under needs because: one line that says why it is expected, or is not")
        return self

    def likelihood(self, hypothesis: str) -> float:
        """Return its likelihood under a hypothesis, relative to one that says nothing about it."""
        return LIKELIHOOD[self.expected_under.get(hypothesis, "neutral")]


class Hypothesis(Grounded):
    """A reading of what goes on: how much it weighs, and where it would put the assumptions."""

    id: Id
    label: Label
    text: str | None = None
    weight: float = Field(gt=0, le=100)
    """On the dossier's own date; weights are taken as shares of their sum."""
    shifts: dict[Id, float] = Field(default_factory=dict)
    """Assumption → normal scores by which its distribution moves where this reading holds, not at all."""

    @property
    def weight_id(self) -> str:
        """Id of the assumption that is its weight."""
        return f"weight.{self.id}"

    def as_assumption(self) -> Assumption:
        """Return its weight as what a reader may move."""
        return Assumption(
            id=self.weight_id,
            label=f"Weight of “{self.label}”",
            meaning=self.text,
            unit=WEIGHT_UNIT,
            range=Range(min=0, max=100, step=1),
            kind="choice",
            default=Band(p10=self.weight, p50=self.weight, p90=self.weight),
            tier="advanced",
            group=WEIGHTS,
            basis=self.basis,
            refs=self.refs,
            note=self.note,
        )


class Damping(Grounded):
    """Power to which the likelihoods of all evidence together are taken: 1 where each is news of its own."""

    value: float = Field(ge=0, le=1)


class Signpost(Evidential):
    """Something not yet seen that would tell the hypotheses apart."""

    id: Id
    label: Label
    text: str | None = None
    expected_under: dict[Id, Expected] = Field(min_length=1)
    by: Day | None = None
    """Last day on which it would still count."""
    refs: Refs = ()
    note: str | None = None

    def likelihood_of(self, hypothesis: str, *, came: bool) -> float:
        """Return the likelihood of its having come, or of its not having come: the more expected, the less of that."""
        found = self.likelihood(hypothesis)
        return found if came else 1 / found


class HypothesesFile(Section):
    """``hypotheses.yaml``."""

    label: Label = "Hypotheses"
    damping: Damping = Damping(value=0.5, basis="analyst_judgement")
    hypotheses: tuple[Hypothesis, ...] = Field(default=(), min_length=2)
    signposts: tuple[Signpost, ...] = ()

    @property
    def group(self) -> Group:
        """The heading under which the weights stand."""
        return Group(id=WEIGHTS, label=self.label)

    @property
    def weights(self) -> tuple[Assumption, ...]:
        """The weights as assumptions."""
        return tuple(item.as_assumption() for item in self.hypotheses)
