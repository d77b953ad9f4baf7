"""The chance that an event comes by the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from components.dossier.nodes.base import Derived, Input, Measure, Role
from components.dossier.types import Id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike

    from components.dossier.nodes.draw import Draw, Floats


class WithinNode(Derived):
    """The chance that an event of a given rate, or on a date announced for it, comes by the horizon, in months."""

    kind: Literal["within"]
    rate: Id
    horizon: Id

    formula: ClassVar[str] = "1 − (1 − p · [date announced within T]) · exp(−rate · T)"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True

    def given(self) -> Iterator[Input]:
        """Yield rate and horizon."""
        yield Input("rate", self.rate, Role.RATE, 1)
        yield Input("horizon", self.horizon, Role.TIME, 1)

    def value(self, draw: Draw) -> Floats:
        """Return the chance."""
        years = draw[self.horizon] / 12
        return 1 - (1 - draw.kept(self.id, years)) * (1 - probability_within(draw[self.rate], years))


def probability_within(rate: ArrayLike, horizon: ArrayLike) -> Floats:
    """Chance of the event within the horizon, 1 − exp(−rate · T); an infinite rate is certainty.

    Parameters
    ----------
    rate, horizon : array (...)
        In one unit of time: per year and years, or per day and days.
    """
    rate, horizon = np.broadcast_arrays(np.asarray(rate, dtype=np.float64), np.asarray(horizon, dtype=np.float64))
    # No time passes at T = 0, whatever the rate: inf · 0 must not arise.
    expected = np.multiply(rate, horizon, out=np.zeros(rate.shape), where=horizon != 0)
    return np.asarray(-np.expm1(-expected))
