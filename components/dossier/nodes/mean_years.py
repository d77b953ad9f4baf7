"""The years that stages take on average."""

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


class MeanYearsNode(Derived):
    """The expected years of stages one after the other."""

    kind: Literal["mean_years"]
    stages: tuple[Id, ...] = Field(min_length=1)

    formula: ClassVar[str] = "Σ 1/rate over the stages; endless where a rate is 0"
    measure: ClassVar[Measure] = Measure.YEARS
    is_output: ClassVar[bool] = True

    def given(self) -> Iterator[Input]:
        """Yield the stages, whose rates lower it."""
        yield from listed("stages", self.stages, Role.RATE, -1)

    def value(self, draw: Draw) -> Floats:
        """Return the years; infinite where a rate is 0."""
        with np.errstate(divide="ignore", over="ignore"):
            return reduce(np.add, [1 / draw[key] for key in self.stages])
