"""Sobol indices from an output on Saltelli's pages.

A design has two independent sets of draws, A and B, and a page for every group of quantities: A with the group's
columns from B. A group is one quantity or many (all that rests on one basis). Estimators: Saltelli et al., Computer
Physics Communications 181, 2010, for first-order effects, Jansen, ibid. 117, 1999, for total ones.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_RESAMPLES = 200
"""Bootstrap samples behind the intervals."""
_STILL = 1e-9
"""Relative spread below which an output does not answer."""


class Indices(NamedTuple):
    """Sobol indices of groups with 95 % bootstrap intervals.

    Attributes
    ----------
    first, total : array (groups,)
        Share of the variance that a group explains alone, and with all it acts together with.
    first_interval, total_interval : array (groups, 2)
    """

    first: Floats
    total: Floats
    first_interval: Floats
    total_interval: Floats


def indices(found: Floats, *, seed: int = 0) -> Indices | None:
    """Sobol indices from an output on all pages.

    Parameters
    ----------
    found : array (groups + 2, draws)
        The output on A, on B, and on A with every group from B.
    seed : int
        Of the bootstrap.

    Returns
    -------
    Indices or None
        None where the output does not answer, or is not finite everywhere.
    """
    if not np.all(np.isfinite(found)) or np.ptp(found) <= _STILL * np.max(np.abs(found)):
        return None
    # Centred, or the estimator of first-order effects is swamped by the mean.
    values = found - found[:2].mean()
    a, b, mixed = values[0], values[1], values[2:]
    groups, draws = mixed.shape
    terms = np.stack([*(b * (mixed - a)), *((a - mixed) ** 2 / 2), (a**2 + b**2) / 2, (a + b) / 2])
    # Every estimate is a ratio of means over the draws, so a resample is a set of weights.
    rows = np.random.default_rng(seed).integers(draws, size=(_RESAMPLES, draws))
    weights = np.stack([np.bincount(row, minlength=draws) for row in rows]) / draws
    estimate = _ratios(terms.mean(axis=1)[None], groups)[0]
    interval = np.quantile(_ratios(weights @ terms.T, groups), [0.025, 0.975], axis=0)
    return Indices(
        first=estimate[:groups],
        total=estimate[groups:],
        first_interval=interval[:, :groups].T,
        total_interval=interval[:, groups:].T,
    )


def _ratios(means: Floats, groups: int) -> Floats:
    """Effects as shares of the variance, from the means of all terms, each a row."""
    variance = means[:, -2] - means[:, -1] ** 2
    return np.asarray(means[:, : 2 * groups] / np.maximum(variance, np.finfo(float).tiny)[:, None], dtype=np.float64)
