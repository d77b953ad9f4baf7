"""What matters and what would have to be true: tornado, Sobol, threshold, deal space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

from components.dossier.types import Band
from components.model.response import PACKAGE, response
from components.model.results import Results

Floats = npt.NDArray[np.float64]

GRID = 25
"""Points along each axis of the deal space."""
SOBOL_SAMPLES = 512
"""Base samples of the Sobol indices; a power of two."""
_SCAN = 101
"""Points at which a threshold is looked for before it is refined."""


@dataclass(frozen=True)
class Bar:
    """One assumption's part in the tornado.

    Attributes
    ----------
    assumption : str
        Its id.
    low, high : float
        The ends of its band in force, in its own unit.
    at_low, at_high : float
        The output there, the rest at the current modes.
    base : float
        The output at the current modes.
    """

    assumption: str
    low: float
    high: float
    at_low: float
    at_high: float
    base: float

    @property
    def swing(self) -> float:
        """Distance between the two ends, in the output's unit."""
        return abs(self.at_high - self.at_low)


def tornado(results: Results, output: str) -> tuple[Bar, ...]:
    """Move each assumption to the ends of its band, the rest at their modes; greatest swing first.

    Parameters
    ----------
    results : Results
        Gives modes and bands in force.
    output : str
        A node, ``issue.ID`` or ``package.ID``.

    Raises
    ------
    OutputError
        If there is no such output.
    """
    keys = list(results.bands)
    settings = 2 * len(keys) + 1
    values = {key: np.full(settings, results.bands[key].mode) for key in keys}
    for number, key in enumerate(keys):
        values[key][2 * number] = results.bands[key].low
        values[key][2 * number + 1] = results.bands[key].high
    found = response(results, output, values)
    bars = [
        Bar(
            key,
            results.bands[key].low,
            results.bands[key].high,
            float(found[2 * number]),
            float(found[2 * number + 1]),
            float(found[-1]),
        )
        for number, key in enumerate(keys)
    ]
    # An endless duration has no swing to rank by; such bars come last.
    return tuple(sorted(bars, key=lambda bar: -bar.swing if np.isfinite(bar.swing) else np.inf))


@dataclass(frozen=True)
class SobolIndex:
    """Share of an output's variance that an assumption explains, with 95 % confidence intervals.

    Attributes
    ----------
    first, total : float
        Alone, and with its interactions.
    first_low, first_high, total_low, total_high : float
        Bootstrap intervals.
    """

    assumption: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


def sobol(results: Results, output: str, samples: int = SOBOL_SAMPLES) -> tuple[SobolIndex, ...]:
    """First-order and total Sobol indices of an output over the assumptions' bands; greatest total first.

    Parameters
    ----------
    results : Results
        Gives the bands in force.
    output : str
        A node, ``issue.ID`` or ``package.ID``.
    samples : int
        Base samples, a power of two; ``samples · (assumptions + 2)`` evaluations.

    Returns
    -------
    tuple of SobolIndex
        Empty where the output does not answer to any assumption, or is not finite everywhere.
    """
    keys = [key for key, band in results.bands.items() if band.width > 0]
    if not keys or output.startswith(PACKAGE):
        return ()

    def func(x: Floats) -> Floats:
        return response(results, output, dict(zip(keys, x, strict=True)))

    corners = func(np.array([[results.bands[key].low, results.bands[key].high] for key in keys]))
    spread = [bar for bar in tornado(results, output) if not np.isfinite(bar.swing) or bar.swing > 1e-12]
    if not spread or not np.all(np.isfinite(corners)) or not all(np.isfinite(bar.swing) for bar in spread):
        return ()
    seed = results.dossier.header.seed
    found = stats.sobol_indices(
        func=func,
        n=samples,
        dists=[_triangular(results.bands[key]) for key in keys],
        rng=np.random.default_rng(seed),
    )
    interval = found.bootstrap(confidence_level=0.95, n_resamples=200)
    rows = [
        SobolIndex(
            key,
            float(found.first_order[number]),
            float(interval.first_order.confidence_interval.low[number]),
            float(interval.first_order.confidence_interval.high[number]),
            float(found.total_order[number]),
            float(interval.total_order.confidence_interval.low[number]),
            float(interval.total_order.confidence_interval.high[number]),
        )
        for number, key in enumerate(keys)
    ]
    return tuple(sorted(rows, key=lambda row: -row.total))


def _triangular(band: Band) -> stats.distributions.rv_frozen:
    return stats.triang(c=(band.mode - band.low) / band.width, loc=band.low, scale=band.width)


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


def threshold(results: Results, output: str, assumption: str, target: float) -> Threshold:
    """Find the value of one assumption at which an output reaches a target, the rest at their modes.

    Parameters
    ----------
    results : Results
        Gives the other modes.
    output : str
        A node, ``issue.ID`` or ``package.ID``.
    assumption : str
        The one that moves, over its whole range.
    target : float
        In the output's unit.

    Raises
    ------
    KeyError
        If there is no such assumption.
    OutputError
        If there is no such output.
    """
    limits = results.dossier.assumption(assumption).range
    x = np.linspace(limits.min, limits.max, _SCAN)
    y = response(results, output, {assumption: x})
    above = y >= target
    crossings = np.flatnonzero(above[1:] != above[:-1])
    if not len(crossings):
        return Threshold(assumption, target, None, False, x, y)
    mode = results.bands[assumption].mode
    place = int(min(crossings, key=lambda at: abs((x[at] + x[at + 1]) / 2 - mode)))
    return Threshold(
        assumption, target, _refined(results, output, assumption, target, x, y, place), bool(above[place + 1]), x, y
    )


def _refined(results: Results, output: str, assumption: str, target: float, x: Floats, y: Floats, place: int) -> float:
    if output.startswith(PACKAGE) or not np.all(np.isfinite(y[place : place + 2])):
        # A share of draws moves in steps, and an endless duration has no slope: the grid is as exact as it gets.
        return float(x[place + 1])

    def off(value: float) -> float:
        return float(response(results, output, {assumption: np.array([value])})[0]) - target

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


def deal_space(results: Results, output: str, x_assumption: str, y_assumption: str, points: int = GRID) -> DealSpace:
    """Evaluate an output over the ranges of two assumptions, the rest at their modes.

    Raises
    ------
    KeyError
        If there is no such assumption.
    ValueError
        If both are the same.
    OutputError
        If there is no such output.
    """
    if x_assumption == y_assumption:
        raise ValueError("a deal space needs two different assumptions")
    x, y = (
        np.linspace(limits.min, limits.max, points)
        for limits in (results.dossier.assumption(key).range for key in (x_assumption, y_assumption))
    )
    across, up = np.meshgrid(x, y)
    value = response(results, output, {x_assumption: across.ravel(), y_assumption: up.ravel()})
    return DealSpace(x_assumption, y_assumption, x, y, value.reshape(points, points))
