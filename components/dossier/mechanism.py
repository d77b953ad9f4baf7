"""Shapes of ``assumptions.yaml`` and ``network.yaml``: what can be moved; what follows from it is in ``nodes``."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from components.dossier.nodes import NodeRecord, Role
from components.dossier.types import Band, Grounded, Id, Record, Section, Text


class Range(Record):
    """Where a slider starts, ends, and how it steps."""

    min: float
    max: float
    step: float = Field(gt=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.min < self.max:
            raise ValueError(f"needs min < max, but has {self.min:g} and {self.max:g}")
        return self


class FromBaseRate(Record):
    """A default taken from the record of past deadlines."""

    base_rate: Id


def _default_shape(value: Any) -> str:
    # Choosing the shape first keeps an error about that shape alone.
    from_record = isinstance(value, FromBaseRate) or (isinstance(value, dict) and "base_rate" in value)
    return "base_rate" if from_record else "band"


class Assumption(Grounded):
    """A quantity somebody may move."""

    id: Id
    label: Text
    short: str | None = None
    meaning: str | None = None
    unit: Text
    range: Range
    default: Annotated[
        Annotated[Band, Tag("band")] | Annotated[FromBaseRate, Tag("base_rate")], Discriminator(_default_shape)
    ]
    tier: Literal["core", "advanced"] = "core"
    group: Id | None = None
    signs: dict[Id, Literal[-1, 0, 1]] = Field(default_factory=dict)
    """Output node → direction the source gives it (0: ambiguous, not to be tested)."""

    @property
    def name(self) -> str:
        """The short label where there is one."""
        return self.short or self.label

    @property
    def roles(self) -> frozenset[Role]:
        """What it can serve as where nodes are computed from it."""
        found = {Role.PARENT}
        if self.range.min >= 0:
            found |= {Role.TIME, Role.WEIGHT}
            if self.range.max <= 1:
                found |= {Role.CHANCE, Role.ASSUMED_CHANCE}
        return frozenset(found)

    @model_validator(mode="after")
    def _inside_range(self) -> Self:
        if isinstance(self.default, Band) and not self.default.within(self.range.min, self.range.max):
            raise ValueError(
                f"default runs from {self.default.low:g} to {self.default.high:g}, outside the range "
                f"{self.range.min:g} to {self.range.max:g}; widen the range or narrow the default"
            )
        return self


class AssumptionsFile(Section):
    """``assumptions.yaml``."""

    assumptions: tuple[Assumption, ...] = ()


class NetworkFile(Section):
    """``network.yaml``."""

    nodes: tuple[NodeRecord, ...] = ()
