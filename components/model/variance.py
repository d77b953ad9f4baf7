"""Sobol indices on the normal scores, over the same draws as the headline; and the settings of a tornado.

*Sobol.* Saltelli's design needs two independent sets of scores. A is the headline's own columns, so that the variance
taken apart is the one shown; B is a second set from the same sequence: ask :func:`components.model.scores.scores` for
every name twice, the second ones added at the end, which leaves A as it is. Page k is A with the columns of group k
from B. A group is one quantity (the indices of an assumption) or many (all that rests on one basis: one page for the
whole group). Estimators: Saltelli et al., Computer Physics Communications 181, 2010, for first-order effects, Jansen,
ibid. 117, 1999, for total ones. Where a dossier states correlations, A is taken before they are laid on, and the
indices are computed as if the quantities were independent.

*Tornado.* Every assumption is set to the p10 and the p90 of its band as by its slider: the scores stay, W moves
(common random numbers), all else is drawn as ever. So a bar ends at the number that the slider gives there.

*Threshold.* The output's number over a grid of slider positions, read off where it crosses a level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

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


def pages(
    scores: Mapping[str, Floats], others: Mapping[str, Floats], groups: Sequence[Sequence[str]]
) -> dict[str, Floats]:
    """Scores of all pages one after another: A, B, then A with every group from B; each (pages · draws,).

    Parameters
    ----------
    scores, others : mapping of str to array (draws,)
        A and B. Names without a column in ``others`` keep theirs throughout, as if they were fixed points of the
        integration.
    groups : sequence of sequences of str
        Names in each group; a name may stand in several, or in none.
    """
    within = {name: [name in group for group in map(set, groups)] for name in scores}
    return {
        name: np.concatenate([own, other, *(other if swapped else own for swapped in within[name])])
        for name, own in scores.items()
        for other in [others.get(name, own)]
    }


def indices(found: Floats, groups: int, *, seed: int = 0) -> Indices | None:
    """Sobol indices from an output on all pages.

    Parameters
    ----------
    found : array ((groups + 2) · draws,)
        The output in every draw of :func:`pages`.
    groups : int
    seed : int
        Of the bootstrap.

    Returns
    -------
    Indices or None
        None where the output does not answer, or is not finite everywhere.
    """
    values = found.reshape(groups + 2, -1)
    if not np.all(np.isfinite(values)) or np.ptp(values) <= _STILL * np.max(np.abs(values)):
        return None
    # Centred, or the estimator of first-order effects is swamped by the mean.
    values = values - values[:2].mean()
    a, b, mixed = values[0], values[1], values[2:]
    draws = values.shape[1]
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


def one_at_a_time(at: Floats, low: Floats, high: Floats) -> Floats:
    """Slider positions of a tornado, shape (assumptions, 2·assumptions + 1).

    Columns 2k and 2k + 1 hold assumption k at the ends of its band and the others where they stand; the last one holds
    all where they stand.

    Parameters
    ----------
    at, low, high : array (assumptions,)
        Where the sliders stand, and p10 and p90 there.
    """
    count = len(at)
    settings = np.repeat(at[:, None], 2 * count + 1, axis=1)
    row = np.arange(count)
    settings[row, 2 * row], settings[row, 2 * row + 1] = low, high
    return settings


def crossings(at: Floats, values: Floats, level: float) -> list[float]:
    """Slider positions at which an output crosses a level, ascending, by linear interpolation.

    Parameters
    ----------
    at : array (positions,)
        Ascending.
    values : array (positions,)
        The output's number there.
    level : float
    """
    away = values - level
    found = [float(place) for place, one in zip(at, away, strict=True) if one == 0]
    for left in np.flatnonzero(away[:-1] * away[1:] < 0):
        share = away[left] / (away[left] - away[left + 1])
        found.append(float(at[left] + share * (at[left + 1] - at[left])))
    return sorted(found)
