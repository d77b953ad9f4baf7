"""The chance that something does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from components.dossier.nodes.base import Derived, Input, Measure, Role
from components.dossier.types import Id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.nodes.draw import Draw, Floats


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
