"""What would have to be true: the threshold of one assumption, and the deal space of two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from components.model.memory import remembered
from components.model.number import shown

if TYPE_CHECKING:
    from components.model.output import Output
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

GRID: Final = 25
"""Points along each axis of the deal space."""
_SCAN: Final = 41
"""Points at which a threshold is looked for."""
_FINER: Final = 9
"""Points between two of these, where it lies there; and again, while the curve is steep."""
_ROUNDS: Final = 6
_STRAIGHT: Final = 0.001
"""Share of its span within which a curve is taken as straight."""
_ROWS: Final = 5
"""Rows of the deal space computed together: what fits the processor's own memory."""


@dataclass(frozen=True)
class Threshold:
    """Where an output crosses a value as one assumption moves through its range.

    Attributes
    ----------
    value : float or None
        The crossing nearest to the median in force; none where no value in the range does it.
    rises : bool
        Whether the output rises through the target there.
    x, y : array (points,)
        The scanned curve: slider positions, and the output's number there.
    """

    assumption: str
    target: float
    value: float | None
    rises: bool
    x: Floats
    y: Floats


def threshold(results: Results, output: Output, assumption: str, target: float) -> Threshold:
    """Find where one assumption's slider must stand for an output's number to reach a target, all else as it stands.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
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
    x, y = _curve(results, output, assumption)
    above = y >= target
    places = np.flatnonzero(above[1:] != above[:-1])
    if not len(places):
        return Threshold(assumption, target, None, False, x, y)
    median = results.bands[assumption].p50
    place = int(min(places, key=lambda at: abs((x[at] + x[at + 1]) / 2 - median)))
    value = _refined(results, output, assumption, target, x[place : place + 2], float(np.ptp(y[np.isfinite(y)])))
    return Threshold(assumption, target, value, bool(above[place + 1]), x, y)


@remembered
def _curve(results: Results, output: Output, assumption: str) -> tuple[Floats, Floats]:
    """Return slider positions over an assumption's range, and an output's number there."""
    limits = results.dossier.assumption(assumption).range
    x = np.linspace(limits.min, limits.max, _SCAN)
    return x, output.response(results, {assumption: x})


def _refined(results: Results, output: Output, assumption: str, target: float, ends: Floats, span: float) -> float:
    """Return where an output crosses a target between two slider positions, at which it lies on either side.

    The interval is cut down until the output changes by little of its span there; then a straight line will do.
    """
    for _ in range(_ROUNDS):
        x = np.linspace(ends[0], ends[1], _FINER)
        y = output.response(results, {assumption: x})
        above = y >= target
        at = int(np.argmax(above[1:] != above[:-1]))
        ends, (low, high) = x[at : at + 2], y[at : at + 2]
        if abs(high - low) <= _STRAIGHT * span:
            return float(ends[0] + (target - low) / (high - low) * (ends[1] - ends[0]))
    # A step, or a duration that becomes endless: the grid is as exact as it gets.
    return float(ends[1])


@dataclass(frozen=True)
class DealSpace:
    """An output over a grid of two assumptions.

    Attributes
    ----------
    x, y : array (points,)
        Slider positions of the two assumptions over their ranges.
    value : array (points of y, points of x)
        The output's number.
    """

    x_assumption: str
    y_assumption: str
    x: Floats
    y: Floats
    value: Floats


@remembered
def deal_space(results: Results, output: Output, x_assumption: str, y_assumption: str, points: int = GRID) -> DealSpace:
    """Evaluate an output over the ranges of two assumptions, all else as it stands.

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
    rows = []
    for start in range(0, points, _ROWS):
        # A row against a column: what follows from one of the two only is computed once for all of the other.
        up = y[start : start + _ROWS, None]
        draws = output.draws_at(results, {x_assumption: x[None], y_assumption: up})
        whole = np.broadcast_to(draws, (len(up), points, results.scenario.draws))
        rows.append(shown(whole, chance=output.is_chance))
    return DealSpace(x_assumption, y_assumption, x, y, np.concatenate(rows))
