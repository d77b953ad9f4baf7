"""Shapes of ``assumptions.yaml`` and ``network.yaml``: what can be moved; what follows from it is in ``nodes``."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from components import wording
from components.dossier.nodes import NodeRecord, Role
from components.dossier.types import Band, Grounded, Id, Label, Record, Section, Since, Text

STEPS = 100_000
"""Most steps of a slider."""


class Range(Record):
    """Where a slider starts, ends, and how it steps."""

    min: float
    max: float
    step: float = Field(gt=0)

    @property
    def decimals(self) -> int:
        """How many decimals a step has."""
        return len(f"{self.step:.10g}".partition(".")[2])

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.min < self.max:
            raise ValueError(f"needs min < max, but has {self.min:g} and {self.max:g}")
        if not self.step <= self.max - self.min <= STEPS * self.step:
            raise ValueError(
                f"a slider from {self.min:g} to {self.max:g} in steps of {self.step:g} cannot be moved; choose a step "
                f"that it takes 1 to {STEPS:,} of"
            )
        return self


class FromBaseRate(Record):
    """A band taken from a record of the past: deadlines, or dates announced."""

    base_rate: Id


def _default_shape(value: Any) -> str:
    # Choosing the shape first keeps an error about that shape alone.
    from_record = isinstance(value, FromBaseRate) or (isinstance(value, dict) and "base_rate" in value)
    return "base_rate" if from_record else "band"


BandOrRate = Annotated[
    Annotated[Band, Tag("band")] | Annotated[FromBaseRate, Tag("base_rate")], Discriminator(_default_shape)
]
"""A band, or the record from which one is taken."""


class Assumption(Grounded):
    """A quantity somebody may move."""

    id: Id
    label: Label
    short: Label | None = None
    meaning: str | None = None
    unit: Text
    range: Range
    kind: Literal["uncertain", "choice"] = "uncertain"
    """A choice is the reader's: it has no band, no draw, and no place among what makes a result uncertain."""
    default: BandOrRate
    since: Since = ()
    tier: Literal["core", "advanced"] = "core"
    group: Id | None = None
    signs: dict[Id, Literal[-1, 0, 1]] = Field(default_factory=dict)
    """Output node → direction the source gives it (0: ambiguous, not to be tested)."""

    @property
    def name(self) -> str:
        """The short label where there is one."""
        return self.short or self.label

    def said(self, value: float) -> str:
        """Return a value as it is written: with as many decimals as a step has, and no more."""
        return wording.quantity(value, self.unit, decimals=self.range.decimals)

    def said_band(self, low: float, high: float) -> str:
        """Return two values as they are written."""
        return wording.band(low, high, self.unit, decimals=self.range.decimals)

    def said_estimate(self, value: float, low: float, high: float) -> str:
        """Return a value with its band as it is written."""
        return wording.estimate(value, low, high, self.unit, decimals=self.range.decimals)

    @property
    def roles(self) -> frozenset[Role]:
        """What it can serve as where nodes are computed from it."""
        found = {Role.ANY} if self.is_choice else {Role.ANY, Role.PARENT, Role.DRAWN}
        if self.range.min >= 0:
            found |= {Role.TIME, Role.WEIGHT}
            if self.range.max <= 1:
                found |= {Role.CHANCE, Role.ASSUMED_CHANCE}
        return frozenset(found)

    @property
    def is_choice(self) -> bool:
        """Whether the reader chooses it."""
        return self.kind == "choice"

    @model_validator(mode="after")
    def _inside_range(self) -> Self:
        default = [self.default] if isinstance(self.default, Band) else []
        for band in (*default, *self.since):
            if not band.within(self.range.min, self.range.max):
                raise ValueError(
                    f"runs from {band.p10:g} to {band.p90:g}, outside the range "
                    f"{self.range.min:g} to {self.range.max:g}; widen the range or narrow the band"
                )
        return self

    @model_validator(mode="after")
    def _choice_is_certain(self) -> Self:
        if self.is_choice and (not isinstance(self.default, Band) or self.default.width or self.since):
            raise ValueError("a choice is the reader's: its default is one number, and nothing dated")
        return self


class Correlation(Grounded):
    """Two quantities that go together: correlation of their normal scores."""

    of: tuple[Id, Id]
    r: float = Field(ge=-1, le=1)


class AssumptionsFile(Section):
    """``assumptions.yaml``."""

    assumptions: tuple[Assumption, ...] = ()
    correlations: tuple[Correlation, ...] = ()


class NetworkFile(Section):
    """``network.yaml``."""

    nodes: tuple[NodeRecord, ...] = ()
