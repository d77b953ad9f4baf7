"""A rate per year."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from components.dossier.nodes.base import Input, Measure, Node, linked
from components.dossier.nodes.draw import Draw, Floats, Scale
from components.dossier.nodes.factors import factor
from components.dossier.nodes.links import Anchor, TimesLink
from components.dossier.types import Band

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CERTAIN = 1 - 1e-12
"""Chance above which a rate is no longer told apart from this one's."""


class RateBand(Band):
    """Events per year, or probabilities by a number of months that stand for such rates."""

    by_months: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if self.p10 < 0:
            raise ValueError("a rate cannot be negative")
        if self.by_months is not None and not self.p90 < 1:
            raise ValueError("with by_months the three values are probabilities below 1")
        return self

    @property
    def years(self) -> float:
        """The time by which chances stand for rates: as written, or that in which the middle one is even."""
        if self.by_months is not None:
            return self.by_months / 12
        return float(np.log(2)) / self.p50 if self.p50 else 1.0

    def per_year(self) -> Band:
        """Return the band as rates per year."""
        if self.by_months is None:
            return Band(p10=self.p10, p50=self.p50, p90=self.p90)
        p10, p50, p90 = (float(-np.log1p(-p) / self.years) for p in (self.p10, self.p50, self.p90))
        return Band(p10=p10, p50=p50, p90=p90)

    def chances(self) -> Band:
        """Return the band as chances within `years`: rates have no upper end, so they are drawn as chances."""
        if self.by_months is not None:
            return Band(p10=self.p10, p50=self.p50, p90=self.p90)
        p10, p50, p90 = (float(-np.expm1(-rate * self.years)) for rate in (self.p10, self.p50, self.p90))
        return Band(p10=p10, p50=p50, p90=p90)


class RateNode(Node):
    """A rate with a band of its own, multiplied by links."""

    kind: Literal["rate"]
    default: RateBand
    anchor: Anchor | None = None
    links: tuple[TimesLink, ...] = ()

    formula: ClassVar[str] = "own draw · exp(Σ ln(times) · z) per year"
    measure: ClassVar[Measure] = Measure.RATE
    is_output: ClassVar[bool] = False
    is_parent: ClassVar[bool] = True

    @model_validator(mode="after")
    def _anchored_by_months(self) -> Self:
        if self.origin.source:
            raise ValueError("its anchor names no assumption (from); write word or value")
        if (self.origin.word or self.origin.value is not None) and self.default.by_months is None:
            raise ValueError("an anchor is a chance by so many months; add by_months to the default")
        return self

    def given(self) -> Iterator[Input]:
        """Yield the parents of its links."""
        yield from linked(self.links)

    def value(self, draw: Draw) -> Floats:
        """Return the rate that its draw stands for, times the factors of the links."""
        chance = np.minimum(draw.start(self.id), _CERTAIN)
        return -np.log1p(-chance) / self.default.years * factor(draw.shift(self.links) + draw.constant(self.id))

    @property
    def start(self) -> Band:
        """Its default, per year."""
        return self.default.per_year()

    @property
    def drawn(self) -> Band:
        """Its default as chances."""
        return self.default.chances()

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
        return Scale(band.p50, band.width or band.p50 or 1.0)
