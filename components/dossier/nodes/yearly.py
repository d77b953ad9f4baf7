"""A rate from the chance within a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from components.dossier.nodes.base import Derived, Input, Measure, Role, linked
from components.dossier.nodes.factors import factor
from components.dossier.nodes.links import TimesLink
from components.dossier.types import Id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.nodes.draw import Draw, Floats

_CERTAIN = 1 - 1e-12
"""Chance within a year above which a rate is no longer told apart from this one's."""


class YearlyNode(Derived):
    """The rate at which something comes within a year with an assumed chance, multiplied by links."""

    kind: Literal["yearly"]
    of: Id
    links: tuple[TimesLink, ...] = ()

    formula: ClassVar[str] = "−ln(1 − p) · exp(Σ ln(times) · z) per year"
    measure: ClassVar[Measure] = Measure.RATE
    is_output: ClassVar[bool] = False

    def given(self) -> Iterator[Input]:
        """Yield the chance and the parents of its links."""
        yield Input("of", self.of, Role.ASSUMED_CHANCE, 1)
        yield from linked(self.links)

    def value(self, draw: Draw) -> Floats:
        """Return the rate; finite where the chance is 1."""
        return -np.log1p(-np.minimum(draw[self.of], _CERTAIN)) * factor(draw.shift(self.links))
