"""The model's own record: how far the weighted mean has missed, and intervals that include it.

Absolute errors on 351 issues of EU legislation scaled 0–100 (DEU III, Arregui and Perarnaud,
doi:10.34810/data53, CC BY 4.0), recomputed from the paired differences published in
``hamzagul07/schelling`` (``docs/review/deu-paired-differences.csv``). The record comes from
cooperative EU bargaining; no model of this kind has been validated on coercive crises.

It is a property of the model, the same for every dossier, and therefore stands in code.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SOURCE = "DEU III (doi:10.34810/data53), 351 issues of EU legislation, 0–100 scale"
ISSUES = 351
#: Mean absolute error in points, by model.
MEAN_ABSOLUTE_ERROR = MappingProxyType(
    {
        "weighted mean": 22.992,
        "challenge (expected utility)": 26.829,
        "always 50": 27.963,
    }
)
#: Share of issues → absolute error of the weighted mean, in points, that this share stays within.
ABSOLUTE_ERROR = MappingProxyType({0.5: 17.544, 0.8: 36.997, 0.9: 50.322, 0.95: 59.874})

# The error is taken as symmetric and piecewise linear between the recorded quantiles, from no
# error at all to the whole scale, the greatest error there can be.
_SHARE = np.array([0.0, *ABSOLUTE_ERROR.keys(), 1.0])
_POINTS = np.array([0.0, *ABSOLUTE_ERROR.values(), 100.0])
_SIGNED_POINTS = np.concatenate([-_POINTS[:0:-1], _POINTS])
_SIGNED_SHARE = np.concatenate([(1 - _SHARE[:0:-1]) / 2, (1 + _SHARE) / 2])

_SLOPES = np.diff(_SIGNED_SHARE) / np.diff(_SIGNED_POINTS)
_BENDS = np.diff(_SLOPES, prepend=0.0, append=0.0)  # change of slope at each of the points

_INPUT_QUANTILES = 64


def absolute_error(level: float = 0.8) -> float:
    """Points within which the absolute error stayed on a share ``level`` of the issues.

    Raises
    ------
    ValueError
        Where ``level`` is outside 0–1.
    """
    if not 0 <= level <= 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    return float(np.interp(level, _SHARE, _POINTS))


def point_interval(point: float | Floats, level: float = 0.8) -> Floats:
    """Point outcome ± the recorded error, clipped to 0–100, shape (..., 2).

    This leaves input uncertainty out; :func:`interval` has both.
    """
    error = absolute_error(level)
    point = np.asarray(point, dtype=np.float64)
    return np.clip(np.stack([point - error, point + error], axis=-1), 0, 100)


def interval(draws: Floats, level: float = 0.8) -> Floats:
    """Central interval of "inputs plus the model's own error record".

    The draws of the outcome and the recorded error are added as independent quantities: the
    distribution of the sum at z is the mean of F_error(z − draw), solved for its two quantiles.
    Nothing is random, so the same draws give the same bytes. At ``level`` 0.8 this is
    ``model_error_80`` of ``evaluate --json``; with draws that are all equal it is
    :func:`point_interval`.

    Parameters
    ----------
    draws : array (draws, ...)
        Outcome in each draw, 0–100. They enter by their 64 mid-quantiles.
    level : float
        Share inside the interval.

    Returns
    -------
    array (..., 2)
        Low and high, clipped to 0–100.

    Raises
    ------
    ValueError
        Where ``level`` is outside 0–1.
    """
    if not 0 <= level <= 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    rows = np.moveaxis(draws, 0, -1)
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    found = np.array([_quantiles(row, tails) for row in rows.reshape(-1, rows.shape[-1])])
    ends: Floats = np.clip(found.reshape(*rows.shape[:-1], 2), 0, 100)
    return ends


def _quantiles(draws: Floats, tails: Floats) -> Floats:
    """Quantiles of draw plus error, both shape (n,).

    F_error is piecewise linear, hence the mean of its shifted copies is too: sorting where they bend
    and summing the slopes gives it exactly.
    """
    grid = (np.arange(_INPUT_QUANTILES) + 0.5) / _INPUT_QUANTILES
    outcomes = np.interp(grid, (np.arange(draws.size) + 0.5) / draws.size, np.sort(draws))
    knots = np.add.outer(outcomes, _SIGNED_POINTS).ravel()
    order = np.argsort(knots)
    knots = knots[order]
    slope = np.cumsum(np.tile(_BENDS, outcomes.size)[order]) / outcomes.size
    share = np.concatenate([[0.0], np.cumsum(slope[:-1] * np.diff(knots))])
    quantiles: Floats = np.interp(tails, share, knots)
    return quantiles
