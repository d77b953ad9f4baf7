"""What several analysts say together: their distributions pooled into one.

Two ways, which differ in what disagreement does (Lichtendahl, Grushka-Cockayne and Winkler, Management Science 59,
2013): the *linear pool* mixes the distributions by weight, so that disagreement widens the band; the *average of
quantiles* averages each quantile, so that the pool is as wide as its analysts are on average. A chance is the
weighted mean either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from components.model.number import Number, quantiles

Floats = npt.NDArray[np.float64]
Pool = Literal["weights", "quantiles"]
POOLS: Final[tuple[Pool, ...]] = ("weights", "quantiles")
SHARES: Final = (0.1, 0.5, 0.9)


def pool(draws: Sequence[Floats], weights: Sequence[float], how: Pool, *, chance: bool) -> Number:
    """Return the number and band of some distributions together.

    Parameters
    ----------
    draws : sequence of array (draws,)
        One an analyst; all of one length.
    weights : sequence of float
        One an analyst: none negative, not all nought; only their proportions count.
    how : {"weights", "quantiles"}
        Linear pool, or average of quantiles.
    chance : bool
        Whether they are probabilities, whose number is the mean.

    Raises
    ------
    ValueError
        If there is not one weight an analyst, or the weights cannot be used.
    """
    given = np.asarray(weights, dtype=np.float64)
    if len(draws) != len(given) or not len(given):
        raise ValueError(f"{len(draws)} analysts need as many weights, not {len(given)}")
    if not np.isfinite(given).all() or (given < 0).any() or not given.sum() > 0:
        raise ValueError("weights must be numbers from 0 up, and not all 0")
    used = given > 0
    shares = given[used] / given[used].sum()
    rows = np.stack([row for row, takes_part in zip(draws, used, strict=True) if takes_part])
    p10, p50, p90 = _mixed(rows, shares) if how == "weights" else _averaged(rows, shares)
    value = float(shares @ np.mean(rows, axis=1)) if chance else p50
    return Number(value, p10, p50, p90)


def _averaged(rows: Floats, shares: Floats) -> list[float]:
    """Return the weighted mean of each quantile; infinite where it is so for anybody."""
    return [float(found) for found in quantiles(rows) @ shares]


def _mixed(rows: Floats, shares: Floats) -> list[float]:
    """Return quantiles of the mixture, between two draws by interpolation; of one analyst those of `quantiles`."""
    if len(rows) == 1:
        return [float(found) for found in quantiles(rows)[:, 0]]
    flat = rows.ravel()
    order = np.argsort(flat, kind="stable")
    mass = np.repeat(shares / rows.shape[1], rows.shape[1])[order]
    # Where each draw stands in the mixture, from 0 to 1.
    places = (np.cumsum(mass) - mass) / (1 - mass[-1])
    return [_between(flat[order], places, share) for share in SHARES]


def _between(values: Floats, places: Floats, share: float) -> float:
    above = int(np.clip(np.searchsorted(places, share), 1, len(values) - 1))
    low, high, start, end = values[above - 1], values[above], places[above - 1], places[above]
    if not np.isfinite(high):
        # Between a number and infinity nothing can be interpolated: there the value is one that was drawn.
        return float(low if share <= start else high)
    return float(low + (high - low) * (share - start) / (end - start))
