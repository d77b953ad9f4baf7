"""The chance that at least one thing holds."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from components.dossier.nodes.base import Derived, Input, Measure, Role, listed
from components.dossier.types import Id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.nodes.draw import Draw, Floats


class AnyNode(Derived):
    """Chance that at least one of several independent things holds."""

    kind: Literal["any"]
    of: tuple[Id, ...] = Field(min_length=1)

    formula: ClassVar[str] = "1 − Π(1 − p)"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True

    def given(self) -> Iterator[Input]:
        """Yield the probabilities."""
        yield from listed("of", self.of, Role.CHANCE, 1)

    def value(self, draw: Draw) -> Floats:
        """Return one less the chance that none holds."""
        return 1 - reduce(np.multiply, [1 - draw[key] for key in self.of])
