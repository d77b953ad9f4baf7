"""Which correlations can hold together, and how independent scores are mixed so that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats = NDArray[np.float64]

_SEMIDEFINITE = -1e-9  # least eigenvalue: a correlation of exactly 1 leaves one of zero, up to rounding


class Pair(NamedTuple):
    """Correlation of two quantities' normal scores, −1 to 1; their rank correlation is (6/π)·asin(r/2)."""

    first: str
    second: str
    r: float


class CorrelationError(ValueError):
    """Correlations that no set of quantities can have together.

    Attributes
    ----------
    pairs : tuple of Pair
        Those to look at: the stated pairs among a smallest set of quantities that contradict one another.
    """

    def __init__(self, message: str, pairs: Iterable[Pair]) -> None:
        super().__init__(message)
        self.pairs = tuple(pairs)


def factors(correlations: Iterable[Pair]) -> list[tuple[list[str], Floats]]:
    """Return a lower triangular factor of the correlation matrix of every group of quantities that hang together.

    Returns
    -------
    list of (names, factor)
        ``factor`` has shape (names, names); ``factor @ factor.T`` is the group's matrix. The first name (in
        alphabetical order) keeps its own column.

    Raises
    ------
    CorrelationError
        If a pair is named twice or with itself, lies outside −1 to 1, or the matrix is not positive semi-definite.
    """
    pairs = tuple(correlations)
    _check(pairs)
    return [(group, _factor(group, pairs)) for group in _groups(pairs)]


def _check(pairs: tuple[Pair, ...]) -> None:
    seen: set[frozenset[str]] = set()
    for pair in pairs:
        both = frozenset(pair[:2])
        if len(both) < 2:
            raise CorrelationError(f"{pair.first} is correlated with itself", [pair])
        if not -1 <= pair.r <= 1:
            raise CorrelationError(f"{_said(pair)}: a correlation lies between −1 and 1", [pair])
        if both in seen:
            raise CorrelationError(f"{pair.first} and {pair.second} are correlated twice; keep one", [pair])
        seen.add(both)


def _groups(pairs: tuple[Pair, ...]) -> list[list[str]]:
    """Names that hang together through pairs, each group and the list of them in alphabetical order."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if pair.first in group or pair.second in group]
        groups = [group for group in groups if group not in touched]
        groups.append({pair.first, pair.second}.union(*touched))
    return sorted(sorted(group) for group in groups)


def _factor(group: list[str], pairs: tuple[Pair, ...]) -> Floats:
    matrix = _matrix(group, pairs)
    if not _possible(matrix):
        raise _contradiction(group, pairs)
    values, vectors = np.linalg.eigh(matrix)
    # A Cholesky factor that also stands where a correlation is exactly ±1.
    triangle = np.linalg.qr((vectors * np.sqrt(np.maximum(values, 0))).T)[1]
    return np.asarray((triangle * np.where(np.diag(triangle) < 0, -1, 1)[:, None]).T, dtype=np.float64)


def _matrix(group: list[str], pairs: tuple[Pair, ...]) -> Floats:
    matrix = np.eye(len(group))
    for first, second, r in pairs:
        if first in group and second in group:
            i, j = group.index(first), group.index(second)
            matrix[i, j] = matrix[j, i] = r
    return matrix


def _possible(matrix: Floats) -> bool:
    return bool(np.linalg.eigvalsh(matrix)[0] >= _SEMIDEFINITE)


def _contradiction(group: list[str], pairs: tuple[Pair, ...]) -> CorrelationError:
    """Name the pairs within a set of quantities of which none can be left out without the contradiction going away."""
    kept = list(group)
    for name in group:
        rest = [other for other in kept if other != name]
        if not _possible(_matrix(rest, pairs)):
            kept = rest
    named = [pair for pair in pairs if pair.first in kept and pair.second in kept]
    unnamed = len(kept) * (len(kept) - 1) // 2 - len(named)
    left = f"; {unnamed} pair{'s' * (unnamed != 1)} among them not named, which counts as 0" if unnamed else ""
    said = ", ".join(map(_said, named))
    return CorrelationError(f"these correlations cannot hold together: {said}{left}", named)


def _said(pair: Pair) -> str:
    return f"{pair.first} and {pair.second} {pair.r:g}".replace(" -", " −")
