"""What moves a node: links from its parents, and the anchor it starts from."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod

from pydantic import Field

from components.dossier.types import Basis, Grounded, Id, Record, Refs


class Link(Grounded, ABC):
    """What a parent does to a node across the parent's whole default band."""

    parent: Id = Field(alias="from")

    @property
    @abstractmethod
    def effect(self) -> float:
        """Its size where effects add up; 0 does nothing."""

    @property
    @abstractmethod
    def size(self) -> str:
        """Its size in words."""


class PointsLink(Link):
    """Adds points to an index."""

    points: float

    @property
    def effect(self) -> float:
        """Points."""
        return self.points

    @property
    def size(self) -> str:
        """Points with their sign."""
        return f"{self.points:+g} points".replace("-", "−")


class OddsLink(Link):
    """Multiplies the odds of a probability."""

    odds: float = Field(gt=0)

    @property
    def effect(self) -> float:
        """Logarithm of the odds ratio."""
        return math.log(self.odds)

    @property
    def size(self) -> str:
        """The factor."""
        return f"odds × {self.odds:g}"


class TimesLink(Link):
    """Multiplies a rate."""

    times: float = Field(gt=0)

    @property
    def effect(self) -> float:
        """Logarithm of the rate ratio."""
        return math.log(self.times)

    @property
    def size(self) -> str:
        """The factor."""
        return f"rate × {self.times:g}"


class Anchor(Record):
    """Why a node starts where it does: a probability word, a value the source gives, or another assumption.

    With a word or a value, the number shown at the source's values is the word's p50, or the value.
    """

    word: Id | None = None
    value: float | None = Field(default=None, ge=0, le=1)
    source: Id | None = Field(default=None, alias="from")
    basis: Basis | None = None
    refs: Refs = ()
    note: str | None = None
