"""A chance between two others."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from components.dossier.nodes.base import Derived, Input, Measure, Role, Sign, direction
from components.dossier.types import Id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from components.dossier.nodes.draw import Draw, Floats


class MixNode(Derived):
    """A chance between two others, nearer to the second the more the weight is."""

    kind: Literal["mix"]
    weight: Id
    when_0: Id
    when_1: Id

    formula: ClassVar[str] = "(1 − w) · when_0 + w · when_1"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True

    def given(self) -> Iterator[Input]:
        """Yield the weight, whose direction depends on the two chances, and both of them."""
        yield Input("weight", self.weight, Role.WEIGHT, 0)
        yield Input("when_0", self.when_0, Role.CHANCE, 1)
        yield Input("when_1", self.when_1, Role.CHANCE, 1)

    def value(self, draw: Draw) -> Floats:
        """Return the weighted mean of the two; the weight is a share of the most it can be."""
        weight = draw.share(self.weight)
        return (1 - weight) * draw[self.when_0] + weight * draw[self.when_1]

    def sign(self, given: Input, values: Mapping[str, float]) -> Sign:
        """Return the direction; the weight leads toward the second chance."""
        return direction(values[self.when_1] - values[self.when_0]) if given.key == "weight" else given.sign
