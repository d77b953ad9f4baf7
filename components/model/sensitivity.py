"""What matters: tornado and Sobol indices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
from scipy import stats

from components.model.draws import triangular
from components.model.memory import remembered

if TYPE_CHECKING:
    from components.model.output import Output
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

SOBOL_SAMPLES = 512
"""Base samples of the Sobol indices; a power of two."""
ROUNDING = 1e-9
"""A smaller change of an output is rounding."""
_RESAMPLES = 200
"""Bootstrap samples behind the indices' intervals."""
_STILL = 1e-9
"""Relative change below which an output does not answer."""


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


@remembered
def tornado(results: Results, output: Output) -> tuple[Bar, ...]:
    """Move each assumption behind an output to the ends of its band, the rest at their modes; greatest swing first.

    Parameters
    ----------
    results : Results
        Gives modes and bands in force.
    output : Output
        What is moved.

    Returns
    -------
    tuple of Bar
        Assumptions that the output does not depend on are left out.
    """
    keys = output.assumptions(results)
    settings = 2 * len(keys) + 1
    values = {key: np.full(settings, results.bands[key].mode) for key in keys}
    for number, key in enumerate(keys):
        values[key][2 * number] = results.bands[key].low
        values[key][2 * number + 1] = results.bands[key].high
    found = output.response(results, values)
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


def movers(results: Results, output: Output) -> tuple[Bar, ...]:
    """Return the bars of the assumptions whose bands move an output by more than a rounding, the strongest first."""
    # Two endless durations are equal, though their distance is no number.
    return tuple(bar for bar in tornado(results, output) if bar.at_low != bar.at_high and not bar.swing <= ROUNDING)


def foremost(results: Results, output: Output) -> Bar | None:
    """Return the strongest mover; the horizon, which sets the question, only where nothing else moves the output."""
    found = movers(results, output)
    rest = [bar for bar in found if bar.assumption != results.dossier.header.horizon]
    return next(iter([*rest, *found]), None)


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


@remembered
def sobol(results: Results, output: Output, samples: int = SOBOL_SAMPLES) -> tuple[SobolIndex, ...]:
    """First-order and total Sobol indices of an output over its assumptions' bands; greatest total first.

    Parameters
    ----------
    results : Results
        Gives the bands in force.
    output : Output
        What is moved.
    samples : int
        Base samples, a power of two; ``samples · (assumptions + 2)`` evaluations.

    Returns
    -------
    tuple of SobolIndex
        Empty where the output does not answer to any assumption, or is not finite everywhere.
    """
    keys = [key for key in output.assumptions(results) if results.bands[key].width > 0]
    if not keys:
        return ()
    a, b = _samples(results, keys, samples)
    # Page k holds the points of A with their k-th assumption from B.
    mixed = np.where(np.eye(len(keys), dtype=bool)[:, :, None], b, a)
    points = np.concatenate([a, b, *mixed], axis=1)
    values = dict(zip(keys, points, strict=True))
    found = output.response_at_points(results, values)
    if not np.all(np.isfinite(found)) or np.ptp(found) <= _STILL * np.max(np.abs(found)):
        return ()
    if len(keys) == 1:
        return (SobolIndex(keys[0], 1, 1, 1, 1, 1, 1),)
    return _indices(keys, found.reshape(len(keys) + 2, samples), seed=results.seed)


def _samples(results: Results, keys: Sequence[str], samples: int) -> tuple[Floats, Floats]:
    """Two independent sets of points within the bands, each of shape (assumptions, samples)."""
    rng = np.random.default_rng(results.seed)
    unit = stats.qmc.Sobol(d=2 * len(keys), scramble=True, rng=rng).random(samples).T
    drawn = [triangular(row, results.bands[key]) for row, key in zip(unit, [*keys, *keys], strict=True)]
    return np.stack(drawn[: len(keys)]), np.stack(drawn[len(keys) :])


def _indices(keys: Sequence[str], found: Floats, *, seed: int) -> tuple[SobolIndex, ...]:
    """Return indices of an output on A, B and the mixed pages, with percentile bootstrap intervals.

    SciPy's own bootstrap (BCa) is not defined where resamples agree, as they do for an assumption
    whose effect is cut off; percentiles always are.
    """
    samples = found.shape[1]

    def indices(rows: npt.NDArray[np.intp]) -> Floats:
        pages: dict[Literal["f_A", "f_B", "f_AB"], Floats] = {
            "f_A": found[:1, rows],
            "f_B": found[1:2, rows],
            "f_AB": found[2:, None, rows],
        }
        result = stats.sobol_indices(func=pages, n=samples)
        return np.stack([result.first_order, result.total_order], axis=-1)

    estimate = indices(np.arange(samples))
    draw = np.random.default_rng(seed).integers(samples, size=(_RESAMPLES, samples))
    low, high = np.quantile([indices(rows) for rows in draw], [0.025, 0.975], axis=0)
    rows = [
        SobolIndex(key, *(float(value) for column in (0, 1) for value in (at[column], under[column], over[column])))
        for key, at, under, over in zip(keys, estimate, low, high, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: -row.total))
