"""The chance that something does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from components.dossier.nodes.base import Derived, Draw, Floats, Input, Measure, Role
from components.dossier.types import Id


class NotNode(Derived):
    """One less a probability."""

    kind: Literal["not"]
    of: Id

    formula: ClassVar[str] = "1 − p"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True

    def given(self) -> Iterator[Input]:
        """Yield the probability, which lowers it."""
        yield Input("of", self.of, Role.CHANCE, -1)

    def value(self, draw: Draw) -> Floats:
        """Return the rest."""
        return 1 - draw[self.of]
