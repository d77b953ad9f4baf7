"""Which assumptions matter most to what stands in front, and what would change the answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.model.judgements import STILL, in_front
from components.model.sensitivity import tornado
from components.model.thresholds import threshold

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier
    from components.model.output import Output
    from components.model.results import Results

EVEN = 0.5
"""The probability beyond which something is more likely than not."""
_SCAN = 101
"""Points over an assumption's range, as many as a threshold is looked for at."""


@dataclass(frozen=True)
class Driver:
    """An assumption and the outcome in front that its band moves most.

    Attributes
    ----------
    low, mode, high : float
        Its band in force, in its own unit.
    at_low, at_high, base : float
        The outcome there and at the modes, the rest at their modes.
    """

    assumption: Assumption
    output: Output
    low: float
    mode: float
    high: float
    at_low: float
    at_high: float
    base: float

    @property
    def swing(self) -> float:
        """Distance between the two ends, in the outcome's unit."""
        return abs(self.at_high - self.at_low)


def drivers(results: Results, count: int = 3) -> tuple[Driver, ...]:
    """Return the assumptions whose bands move some outcome in front the most.

    Outcomes in one unit only are compared: probabilities, or else positions. Left out are the horizon, which sets
    the question, and for an outcome taken straight from an assumption that assumption, which is the outcome itself.

    Parameters
    ----------
    results : Results
        Gives modes and bands in force.
    count : int
        Most assumptions to return, greatest swing first.
    """
    dossier = results.dossier
    best: dict[str, Driver] = {}
    for output in _comparable(results):
        for bar in tornado(results, output):
            if bar.assumption in (dossier.header.horizon, _taken_from(dossier, output)) or not bar.swing > STILL:
                continue
            mode = results.bands[bar.assumption].mode
            item = dossier.assumption(bar.assumption)
            driver = Driver(item, output, bar.low, mode, bar.high, bar.at_low, bar.at_high, bar.base)
            if bar.assumption not in best or driver.swing > best[bar.assumption].swing:
                best[bar.assumption] = driver
    return tuple(sorted(best.values(), key=lambda driver: -driver.swing)[:count])


@dataclass(frozen=True)
class Turn:
    """What would carry a probability across even odds.

    Attributes
    ----------
    now : float
        The probability in force.
    assumption, value : Assumption and float, or None
        The one that does it with the least change for its band, and where; none where no single one can.
    mode : float or None
        Its value in force.
    best, at, reach : Assumption, float and float, or None
        Where none does it: the one that comes nearest, its value there, and the probability it gives.
    """

    output: Output
    now: float
    assumption: Assumption | None = None
    value: float | None = None
    mode: float | None = None
    best: Assumption | None = None
    at: float | None = None
    reach: float | None = None


def turns(results: Results) -> tuple[Turn, ...]:
    """Return for every probability in front which single assumption would carry it across even odds.

    Each assumption but the horizon moves over its whole range, the rest at their modes.
    """
    dossier = results.dossier
    movable = [item for item in dossier.assumptions if item.id != dossier.header.horizon]
    probabilities = [output for output in _comparable(results) if output.unit == "probability"]
    return tuple(_turn(results, output, movable) for output in probabilities)


def _turn(results: Results, output: Output, movable: Sequence[Assumption]) -> Turn:
    now = output.point(results)
    if not movable:
        return Turn(output, now)
    scanned = {item.id: np.linspace(item.range.min, item.range.max, _SCAN) for item in movable}
    settings = {item.id: np.full(len(movable) * _SCAN, results.bands[item.id].mode) for item in movable}
    for number, item in enumerate(movable):
        settings[item.id][number * _SCAN : (number + 1) * _SCAN] = scanned[item.id]
    curves = output.response(results, settings).reshape(len(movable), _SCAN)
    crossing = ((curves >= EVEN) != (now >= EVEN)).any(axis=1)
    found = [
        (item, point.value)
        for item, crosses in zip(movable, crossing, strict=True)
        if crosses and (point := threshold(results, output, item.id, EVEN)).value is not None
    ]
    if found:
        item, value = min(found, key=lambda pair: _effort(results, *pair))
        return Turn(output, now, item, value, results.bands[item.id].mode)
    row, column = np.unravel_index(np.argmax(curves) if now < EVEN else np.argmin(curves), curves.shape)
    best = movable[int(row)]
    return Turn(
        output, now, best=best, at=float(scanned[best.id][int(column)]), reach=float(curves[int(row), int(column)])
    )


def _effort(results: Results, item: Assumption, value: float) -> float:
    """Return how far a value lies from the mode in force, in widths of the source's band."""
    width = results.source_bands[item.id].width or item.range.max - item.range.min
    return abs(value - results.bands[item.id].mode) / width


def _taken_from(dossier: Dossier, output: Output) -> str | None:
    """Return the assumption from which an outcome takes its anchor."""
    node = next((node for node in dossier.nodes if node.id == output.key), None)
    return next((item.id for item in node.inputs if item.key == "anchor"), None) if node else None


def _comparable(results: Results) -> tuple[Output, ...]:
    """Return the outcomes in front that share a unit, probabilities first."""
    chosen = in_front(results.dossier)
    for kind in ("probability", "index 0–100"):
        found = tuple(item for item in chosen if item.unit == kind and math.isfinite(item.point(results)))
        if found:
            return found
    return ()
