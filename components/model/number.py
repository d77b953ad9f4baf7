"""One number a quantity: the mean of the draws for a chance, the median for all else; and its band."""

from __future__ import annotations

import math
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
    """Sum draws up; see :func:`numbers`.

    Parameters
    ----------
    draws : array (draws,)
    chance : bool
        Whether they are probabilities.
    """
    return numbers(draws[None], chance=chance)[0]


def numbers(draws: Floats, *, chance: bool) -> list[Number]:
    """Sum many quantities up at once, which is far quicker than one by one.

    Parameters
    ----------
    draws : array (quantities, draws)
    chance : bool
        Whether they are probabilities.
    """
    bands = quantiles(draws)
    values = np.mean(draws, axis=-1) if chance else bands[1]
    return [Number(*row) for row in np.stack([values, *bands], axis=-1).tolist()]


def shown(draws: Floats, *, chance: bool) -> Floats:
    """Return the number of draws (..., draws), shape (...)."""
    found: Floats = np.mean(draws, axis=-1) if chance else quantiles(draws)[1]
    return found


def quantiles(draws: Floats) -> Floats:
    """Return p10, p50 and p90 of draws (..., draws), shape (3, ...)."""
    ordered = np.sort(draws, axis=-1)
    return np.array([_quantile(ordered, share) for share in (0.1, 0.5, 0.9)])


def _quantile(ordered: Floats, share: float) -> Floats:
    """Return the value with a share of the ordered draws below it, between two draws by interpolation."""
    size = ordered.shape[-1]
    below, part = divmod(share * (size - 1), 1)
    low, high = ordered[..., int(below)], ordered[..., min(int(below) + 1, size - 1)]
    if np.isfinite(high).all():
        return np.asarray(low + part * (high - low))
    # Between a number and infinity nothing can be interpolated: there the value is one that was drawn.
    drawn = ordered[..., math.ceil(share * size) - 1]
    with np.errstate(invalid="ignore"):
        return np.where(np.isfinite(high), low + part * (high - low), drawn)
