"""A rate from expected years."""

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

_INSTANT = 1e-9
"""Years below which a duration is no longer told apart from this one's."""


class DurationNode(Derived):
    """The rate of something that takes an assumed number of years, multiplied by links."""

    kind: Literal["duration"]
    of: Id
    links: tuple[TimesLink, ...] = ()

    formula: ClassVar[str] = "1/y · exp(Σ ln(times) · z) per year"
    measure: ClassVar[Measure] = Measure.RATE
    is_output: ClassVar[bool] = False

    def given(self) -> Iterator[Input]:
        """Yield the years, which lower the rate, and the parents of its links."""
        yield Input("of", self.of, Role.TIME, -1)
        yield from linked(self.links)

    def value(self, draw: Draw) -> Floats:
        """Return the rate; finite where it takes no time."""
        return factor(draw.shift(self.links)) / np.maximum(draw[self.of], _INSTANT)
