"""Quantities on a bounded range, read as three quantiles: what is read is what is drawn.

The distribution is J-QPD-B (Hadlock and Bickel, Decision Analysis 14, 2017). On the probit scale of the range,
with L, B, H the three quantiles there, c = Φ⁻¹(0.9) and z a normal score,

    W(z) = ξ + λ·sinh(δ(z + n·c)),  n = sgn(L + H − 2B),  ξ = L, B, H for n = 1, 0, −1,
    δ = cosh⁻¹((H − L) / (2·min(B − L, H − B))) / c,  λ = (H − L)/sinh(2δc),
    W(z) = B + (H − L)/(2c)·z where n = 0,  and x = l + (u − l)·Φ(W(z)).

A slider that sets the median moves W, the same for every draw. So the draws are monotone in the slider, the band
narrows toward the ends of the range and never leaves it, and at an end the quantity is certain.

Three cases lie beyond the formula:

- A quantile *at an end* of the range is infinite on the probit scale. The scale then reaches :data:`MARGIN` beyond
  that end, and what is drawn there is cut off to the end: a p90 of 100 on a range to 100 means that a tenth of the
  draws are 100.
- As one arm of the band shrinks to nothing (p10 = p50), δ grows without bound, and the formula's own limit would throw
  a tenth of the draws to the far end of the range. Long before, p90 is no longer what a thousand draws show, and the
  mean leaves the band. Where one arm is less than a sixth of the band (probit scale; :data:`SKEW`) each side of the
  median is therefore drawn as half a normal distribution with its own spread, which meets the same three quantiles.
- Where all three are equal the number is certain, wherever a slider puts it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]

C = float(ndtri(0.9))
"""Normal score of p90; that of p10 is −C."""

MARGIN = 0.01
"""How far the probit scale reaches beyond an end of the range that a band touches, as a share of the range."""

SKEW = 3.0
"""Greatest (H − L)/(2·min(B − L, H − B)) that the hyperbolic sine is used for: one arm is a sixth of the band."""

_AT_END = 1e-4  # share of the range: a quantile this near an end is at it
_EVEN = 1e-9  # relative: arms that are equal on paper


class Quantiles(NamedTuple):
    """A band, each of the shape of the slider positions it was asked for."""

    p10: Floats
    p50: Floats
    p90: Floats


@dataclass(frozen=True)
class Quantity:
    """An uncertain number between ``low`` and ``high``.

    Parameters
    ----------
    p10, p50, p90 : float
        In the quantity's own unit; equal where the number is certain.
    low, high : float
        Ends of its range.

    Raises
    ------
    ValueError
        Unless low ≤ p10 ≤ p50 ≤ p90 ≤ high, low < high, and all are finite.
    """

    p10: float
    p50: float
    p90: float
    low: float = 0.0
    high: float = 100.0

    def __post_init__(self) -> None:
        ordered = self.low <= self.p10 <= self.p50 <= self.p90 <= self.high and self.low < self.high
        if not (ordered and math.isfinite(self.low) and math.isfinite(self.high)):
            raise ValueError(
                "needs low ≤ p10 ≤ p50 ≤ p90 ≤ high, but has "
                f"{self.low:g}, {self.p10:g}, {self.p50:g}, {self.p90:g}, {self.high:g}"
            )

    @property
    def certain(self) -> bool:
        """Whether the band has no width."""
        return self.p10 == self.p90

    def values(self, z: ArrayLike, median: ArrayLike | None = None) -> Floats:
        """Return draws with the median where a slider puts it.

        Parameters
        ----------
        z : array (...)
            Normal scores.
        median : array (...), optional
            Slider positions, broadcast against ``z``: settings of shape (settings, 1) and scores of shape (draws,)
            give (settings, draws). Clipped to the range. Default: p50.
        """
        return self.moved(self.probits(z), median)

    def probits(self, z: ArrayLike) -> Floats:
        """W of every score, with the median at p50: what no slider changes, and thus worth keeping."""
        return self._curve.probit(np.asarray(z, dtype=np.float64))

    def moved(self, probits: Floats, median: ArrayLike | None = None) -> Floats:
        """Values of probits (from :meth:`probits`) with the median where a slider puts it, see :meth:`values`."""
        if median is None:
            return np.full(probits.shape, self.p50) if self.certain else self._value(probits)
        at = np.clip(np.asarray(median, dtype=np.float64), self.low, self.high)
        if self.certain:
            return np.broadcast_to(at, np.broadcast_shapes(at.shape, probits.shape)).copy()
        drawn = self._value(probits + self._shift(at))
        # At an end there is nothing left to doubt, except where the dossier itself puts the median there.
        settled = ((at == self.low) | (at == self.high)) & (at != self.p50)
        return np.where(settled, at, drawn) if np.any(settled) else drawn

    def stated(self, median: float) -> tuple[float, float, float]:
        """Quantiles with the median where somebody put it, to the last digit."""
        moved = self.band(median)
        return min(float(moved.p10), median), median, max(float(moved.p90), median)

    def band(self, median: ArrayLike | None = None) -> Quantiles:
        """Quantiles with the median where a slider puts it, in closed form."""
        at = np.asarray(self.p50 if median is None else median, dtype=np.float64)
        return Quantiles(*(self.moved(np.full(at.shape, probit), at) for probit in self._probits))

    def score(self, value: ArrayLike) -> Floats:
        """Return the score that draws a value, the inverse of :meth:`values`; Φ of it is the distribution function.

        −inf and inf at the ends that no draw reaches; where many scores draw one value, the greatest. NaN outside
        the range.
        """
        x = np.asarray(value, dtype=np.float64)
        scored = np.where(x < self.p50, -np.inf, np.inf) if self.certain else self._curve.score(self._probit(x))
        scored = np.where(x >= self.high, np.inf, scored)
        return np.where((x < self.low) | (x > self.high) | np.isnan(x), np.nan, scored)

    @cached_property
    def _curve(self) -> _Halves | _Sinh:
        return _curve(*self._probits)

    @cached_property
    def _margins(self) -> tuple[float, float]:
        """How far the probit scale reaches beyond either end, as a share of the range."""
        near = _AT_END * (self.high - self.low)
        return MARGIN * (self.p10 - self.low <= near), MARGIN * (self.high - self.p90 <= near)

    @cached_property
    def _probits(self) -> tuple[float, float, float]:
        """L, B and H."""
        low, mid, high = (float(w) for w in self._probit(np.array([self.p10, self.p50, self.p90])))
        return low, mid, high

    def _probit(self, x: Floats) -> Floats:
        below, above = self._margins
        share = (x - self.low) / (self.high - self.low)
        return np.asarray(ndtri((share + below) / (1 + below + above)), dtype=np.float64)

    def _value(self, w: Floats) -> Floats:
        below, above = self._margins
        share = ndtr(w)
        if below or above:
            share = np.clip(share * (1 + below + above) - below, 0, 1)
        return np.asarray(self.low + (self.high - self.low) * share, dtype=np.float64)

    def _shift(self, at: Floats) -> Floats:
        """How far W moves; the ends of the range are dealt with by the caller."""
        inside = np.where((at == self.low) | (at == self.high), self.p50, at)
        return self._probit(inside) - self._probits[1]


class _Halves(NamedTuple):
    """Two halves of normal distributions that meet at the median; one whole where both arms are equal, none at 0."""

    mid: float
    below: float  # length of the arms
    above: float

    def probit(self, z: Floats) -> Floats:
        if self.below == self.above:
            return np.asarray(self.mid + self.below / C * z, dtype=np.float64)
        return np.asarray(self.mid + np.where(z < 0, self.below / C, self.above / C) * z, dtype=np.float64)

    def score(self, w: Floats) -> Floats:
        away = w - self.mid
        # An arm of no length: every score on its side draws the median, and none what lies beyond.
        below = away * (C / self.below) if self.below else np.where(away < 0, -np.inf, 0.0)
        above = away * (C / self.above) if self.above else np.full(w.shape, np.inf)
        return np.where(away < 0, below, above)


class _Sinh(NamedTuple):
    """The hyperbolic sine of J-QPD-B."""

    n: int
    xi: float
    delta: float
    scale: float

    def probit(self, z: Floats) -> Floats:
        return np.asarray(self.xi + self.scale * np.sinh(self.delta * (z + self.n * C)), dtype=np.float64)

    def score(self, w: Floats) -> Floats:
        return np.asarray(np.arcsinh((w - self.xi) / self.scale) / self.delta - self.n * C, dtype=np.float64)


def _curve(low: float, mid: float, high: float) -> _Halves | _Sinh:
    """W as a function of the normal score, through the three quantiles on the probit scale."""
    below, above, width = mid - low, high - mid, high - low
    if abs(above - below) <= _EVEN * width:
        return _Halves(mid, width / 2, width / 2)
    if width > SKEW * 2 * min(below, above):
        return _Halves(mid, below, above)
    delta = math.acosh(width / (2 * min(below, above))) / C
    scale = width / math.sinh(2 * delta * C)
    return _Sinh(1, low, delta, scale) if above > below else _Sinh(-1, high, delta, scale)
