"""The chance that two stages, one after the other, are both done by the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from components.dossier.nodes.base import Derived, Input, Measure, Role, listed
from components.dossier.types import Id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.nodes.draw import Draw, Floats


class SequenceNode(Derived):
    """Two stages one after the other, both done by the horizon, in months."""

    kind: Literal["sequence"]
    stages: tuple[Id, Id]
    horizon: Id

    formula: ClassVar[str] = "1 − (b·exp(−a·T) − a·exp(−b·T)) / (b − a)"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True

    def given(self) -> Iterator[Input]:
        """Yield horizon and stages."""
        yield Input("horizon", self.horizon, Role.TIME, 1)
        yield from listed("stages", self.stages, Role.RATE, 1)

    def value(self, draw: Draw) -> Floats:
        """Return the chance."""
        first, second = self.stages
        return both_stages_within(draw[first], draw[second], draw[self.horizon] / 12)


def both_stages_within(first: Floats, second: Floats, years: Floats) -> Floats:
    """Chance that two stages, one after the other, are both done within a time.

    Parameters
    ----------
    first, second : array (...)
        Rates per year of the stages.
    years : array (...)
        Time available.

    Returns
    -------
    array (...)
        1 − (b·e^(−aT) − a·e^(−bT)) / (b − a), its limit where a = b, and 0 where either rate is 0.

    Notes
    -----
    Written with the slower rate a in front as 1 − e^(−aT)·(1 + aT·φ((b − a)T)), φ(x) = (1 − e^(−x))/x,
    which neither overflows nor divides by a difference near 0.
    """
    slow, fast = np.minimum(first, second), np.maximum(first, second)
    x = (fast - slow) * years
    phi = np.where(x > 1e-8, -np.expm1(-x) / np.where(x > 1e-8, x, 1.0), 1 - x / 2)
    return np.clip(1 - np.exp(-slow * years) * (1 + slow * years * phi), 0, 1)
