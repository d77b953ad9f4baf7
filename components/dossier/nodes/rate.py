"""A rate per year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from components.dossier.nodes.base import Draw, Floats, Input, Measure, Node, Scale, linked
from components.dossier.nodes.factors import factor
from components.dossier.nodes.links import Anchor, TimesLink
from components.dossier.types import Band


class RateBand(Band):
    """Events per year, or probabilities by a number of months that stand for such rates."""

    by_months: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if self.low < 0:
            raise ValueError("a rate cannot be negative")
        if self.by_months is not None and not self.high < 1:
            raise ValueError("with by_months the three values are probabilities below 1")
        return self

    def per_year(self) -> Band:
        """Return the band as rates per year."""
        if self.by_months is None:
            return Band(low=self.low, mode=self.mode, high=self.high)
        years = self.by_months / 12
        low, mode, high = (-np.log1p(-p) / years for p in (self.low, self.mode, self.high))
        return Band(low=float(low), mode=float(mode), high=float(high))


class RateNode(Node):
    """A rate with a band of its own, multiplied by links."""

    kind: Literal["rate"]
    default: RateBand
    anchor: Anchor | None = None
    links: tuple[TimesLink, ...] = ()

    formula: ClassVar[str] = "start · exp(Σ ln(times) · z) per year"
    measure: ClassVar[Measure] = Measure.RATE
    is_output: ClassVar[bool] = False
    is_parent: ClassVar[bool] = True

    def given(self) -> Iterator[Input]:
        """Yield the parents of its links."""
        yield from linked(self.links)

    def value(self, draw: Draw) -> Floats:
        """Return the start times the factors of the links."""
        return draw.start(self.id, self.start) * factor(draw.shift(self.links))

    @property
    def start(self) -> Band:
        """Its default, per year."""
        return self.default.per_year()

    @property
    def drawn(self) -> Band:
        """Its default, per year."""
        return self.start

    @property
    def worded(self) -> Band:
        """Its default as written: a word may stand for a chance by some months."""
        return self.default

    @property
    def origin(self) -> Anchor:
        """Its anchor."""
        return self.anchor or Anchor()

    def scale(self, known: Mapping[str, Scale]) -> Scale:  # noqa: ARG002
        """Return its default band; the rate itself, or one a year, where that has no width."""
        band = self.start
        return Scale(band.mode, band.width or band.mode or 1.0)
