"""What would have to be true: the threshold of one assumption, and the deal space of two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import optimize

from components.model.memory import remembered

if TYPE_CHECKING:
    from components.model.output import Output
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

GRID = 25
"""Points along each axis of the deal space."""
_SCAN = 101
"""Points at which a threshold is looked for before it is refined."""


@dataclass(frozen=True)
class Threshold:
    """Where an output crosses a value as one assumption moves through its range.

    Attributes
    ----------
    value : float or None
        The crossing nearest to the mode in force; none where no value in the range does it.
    rises : bool
        Whether the output rises through the target there.
    x, y : array (points,)
        The scanned curve.
    """

    assumption: str
    target: float
    value: float | None
    rises: bool
    x: Floats
    y: Floats


@remembered
def threshold(results: Results, output: Output, assumption: str, target: float) -> Threshold:
    """Find the value of one assumption at which an output reaches a target, the rest at their modes.

    Parameters
    ----------
    results : Results
        Gives the other modes.
    output : Output
        What reaches the target.
    assumption : str
        The one that moves, over its whole range.
    target : float
        In the output's unit.

    Raises
    ------
    KeyError
        If there is no such assumption.
    """
    limits = results.dossier.assumption(assumption).range
    x = np.linspace(limits.min, limits.max, _SCAN)
    y = output.response(results, {assumption: x})
    above = y >= target
    crossings = np.flatnonzero(above[1:] != above[:-1])
    if not len(crossings):
        return Threshold(assumption, target, None, False, x, y)
    mode = results.bands[assumption].mode
    place = int(min(crossings, key=lambda at: abs((x[at] + x[at + 1]) / 2 - mode)))
    return Threshold(
        assumption, target, _refined(results, output, assumption, target, x, y, place), bool(above[place + 1]), x, y
    )


def _refined(
    results: Results, output: Output, assumption: str, target: float, x: Floats, y: Floats, place: int
) -> float:
    if not output.is_smooth or not np.all(np.isfinite(y[place : place + 2])):
        # A share of draws moves in steps, and an endless duration has no slope: the grid is as exact as it gets.
        return float(x[place + 1])

    def off(value: float) -> float:
        return float(output.response(results, {assumption: np.array([value])})[0]) - target

    left, right = float(x[place]), float(x[place + 1])
    if off(left) == 0:
        return left
    return float(optimize.brentq(off, left, right, xtol=1e-9)) if off(right) != 0 else right


@dataclass(frozen=True)
class DealSpace:
    """An output over a grid of two assumptions.

    Attributes
    ----------
    x, y : array (points,)
        Values of the two assumptions over their ranges.
    value : array (points of y, points of x)
        The output.
    """

    x_assumption: str
    y_assumption: str
    x: Floats
    y: Floats
    value: Floats


@remembered
def deal_space(results: Results, output: Output, x_assumption: str, y_assumption: str, points: int = GRID) -> DealSpace:
    """Evaluate an output over the ranges of two assumptions, the rest at their modes.

    Raises
    ------
    KeyError
        If there is no such assumption.
    ValueError
        If both are the same.
    """
    if x_assumption == y_assumption:
        raise ValueError("a deal space needs two different assumptions")
    x, y = (
        np.linspace(limits.min, limits.max, points)
        for limits in (results.dossier.assumption(key).range for key in (x_assumption, y_assumption))
    )
    across, up = np.meshgrid(x, y)
    value = output.response(results, {x_assumption: across.ravel(), y_assumption: up.ravel()})
    return DealSpace(x_assumption, y_assumption, x, y, value.reshape(points, points))
