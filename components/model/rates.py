"""Rates, hazards and base rates: conversions, Jeffreys' posterior and the Brier score.

A rate and its horizon share one unit of time (per year and years, per day and days).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

DAYS_PER_YEAR: Final = 365.25
DAYS_PER_MONTH: Final = DAYS_PER_YEAR / 12


class Posterior(NamedTuple):
    """Posterior of a share: its mean and its 10, 50 and 90 % quantiles."""

    mean: Floats
    p10: Floats
    p50: Floats
    p90: Floats


def jeffreys(successes: ArrayLike, trials: ArrayLike) -> Posterior:
    """Jeffreys' posterior Beta(k + ½, n − k + ½) of a share.

    Parameters
    ----------
    successes, trials : array
        k of n; k may be fractional (a measure taken in part counts as one half).

    Raises
    ------
    ValueError
        Unless 0 ≤ k ≤ n.
    """
    k = np.asarray(successes, dtype=np.float64)
    n = np.asarray(trials, dtype=np.float64)
    if not np.all((k >= 0) & (k <= n)):
        raise ValueError(f"successes must lie between 0 and trials, not {k} of {n}")
    a, b = k + 0.5, n - k + 0.5
    return Posterior(
        mean=np.asarray(a / (a + b)),
        p10=np.asarray(special.betaincinv(a, b, 0.1)),
        p50=np.asarray(special.betaincinv(a, b, 0.5)),
        p90=np.asarray(special.betaincinv(a, b, 0.9)),
    )


def brier(forecast: ArrayLike, outcome: ArrayLike) -> float:
    """Mean squared distance of forecast probabilities (0–1) from what happened (1 or 0).

    Raises
    ------
    ValueError
        Where nothing has resolved, or a value is not between 0 and 1.
    """
    p = np.asarray(forecast, dtype=np.float64)
    o = np.asarray(outcome, dtype=np.float64)
    if p.size == 0 or o.size == 0:
        raise ValueError("the Brier score needs at least one resolved forecast")
    _check_probability(p)
    _check_probability(o)
    return float(np.mean((p - o) ** 2))


def log_score(forecast: ArrayLike, outcome: ArrayLike) -> float:
    """Mean negative logarithm of the chance given to what came; infinite where that was 0.

    Parameters
    ----------
    forecast : array
        Probabilities, 0–1.
    outcome : array
        1 where it came, 0 where not.

    Raises
    ------
    ValueError
        As :func:`brier`.
    """
    p = np.asarray(forecast, dtype=np.float64)
    o = np.asarray(outcome, dtype=np.float64)
    if p.size == 0 or o.size == 0:
        raise ValueError("the logarithmic score needs at least one resolved forecast")
    _check_probability(p)
    _check_probability(o)
    given = np.where(o > 0, p, 1 - p)  # outcomes are 1 or 0
    with np.errstate(divide="ignore"):
        return float(np.mean(-np.log(given)))


def rate_from_probability(probability: ArrayLike, horizon: ArrayLike) -> Floats:
    """Constant rate with that chance within the horizon, −ln(1 − p) / T; infinite at p = 1.

    Raises
    ------
    ValueError
        Where a probability is not between 0 and 1, or a horizon is not positive.
    """
    p, t = _probability_and_horizon(probability, horizon)
    with np.errstate(divide="ignore"):  # log1p(-1) = -inf is the answer at p = 1
        return np.asarray(-np.log1p(-p) / t)


def daily_hazard(probability: ArrayLike, days: ArrayLike) -> Floats:
    """Constant chance per day with that chance by day n, 1 − (1 − p)^(1/n).

    Raises
    ------
    ValueError
        As :func:`rate_from_probability`.
    """
    p, n = _probability_and_horizon(probability, days)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.expm1(np.log1p(-p) / n))


def probability_by_day(hazard: ArrayLike) -> Floats:
    """Chance of the event by each day, 1 − Π(1 − h), of a series of daily hazards.

    Parameters
    ----------
    hazard : array (..., days)
        Chance on each day that has no event before it.

    Returns
    -------
    array (..., days)

    Raises
    ------
    ValueError
        Where a hazard is not between 0 and 1.
    """
    h = np.asarray(hazard, dtype=np.float64)
    _check_probability(h)
    return np.asarray(1 - np.cumprod(1 - h, axis=-1))


def _probability_and_horizon(probability: ArrayLike, horizon: ArrayLike) -> tuple[Floats, Floats]:
    p = np.asarray(probability, dtype=np.float64)
    t = np.asarray(horizon, dtype=np.float64)
    _check_probability(p)
    if not np.all(t > 0):
        raise ValueError(f"a horizon must be positive, not {t}")
    return p, t


def _check_probability(p: Floats) -> None:
    if not np.all((p >= 0) & (p <= 1)):
        raise ValueError(f"a probability lies between 0 and 1, not {p}")
