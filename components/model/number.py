"""One number a quantity: the mean of the draws for a chance, the median for all else; and its band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Number:
    """What is shown of a quantity, on screen, in JSON and in files.

    Attributes
    ----------
    value : float
        The predictive chance, or the median; infinite where an event never comes.
    p10, p50, p90 : float
        Quantiles of the same draws.
    """

    value: float
    p10: float
    p50: float
    p90: float


def number(draws: Floats, *, chance: bool) -> Number:
    """Sum draws (draws,) up.

    Parameters
    ----------
    draws : array (draws,)
    chance : bool
        Whether they are probabilities.
    """
    p10, p50, p90 = (float(value) for value in quantiles(draws))
    return Number(float(np.mean(draws)) if chance else p50, p10, p50, p90)


def shown(draws: Floats, *, chance: bool) -> Floats:
    """Return the number of draws (..., draws), shape (...)."""
    found: Floats = np.mean(draws, axis=-1) if chance else quantiles(draws)[1]
    return found


def quantiles(draws: Floats) -> Floats:
    """Return p10, p50 and p90 of draws (..., draws), shape (3, ...)."""
    # Between a number and infinity nothing can be interpolated.
    method = "linear" if np.all(np.isfinite(draws)) else "inverted_cdf"
    found: Floats = np.quantile(draws, [0.1, 0.5, 0.9], axis=-1, method=method)
    return found
