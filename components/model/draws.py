"""Common random numbers: one column of quasi-random draws per uncertain quantity.

The columns depend on the dossier, the number of draws and the seed, never on a slider, so that
moving a slider adds no noise and the same inputs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

from components.dossier import Dossier
from components.dossier.mechanism import ProbabilityNode, RateNode
from components.dossier.types import Band

Floats = npt.NDArray[np.float64]

_BLOCK = 1024
"""Columns per Sobol block. Beyond one block, whole rows of it are shuffled anew per block
(Latin supercube sampling; Owen, ACM TOMACS 8, 1998), which keeps memory and time bounded."""


@lru_cache(maxsize=4)
def _base(draws: int, columns: int, seed: int) -> Floats:
    exponent = int(np.ceil(np.log2(draws)))
    sobol = qmc.Sobol(d=columns, scramble=True, rng=np.random.default_rng(seed))
    base: Floats = np.ascontiguousarray(sobol.random_base2(exponent)[:draws].T)
    base.setflags(write=False)
    return base


class Columns:
    """Uniform draws by name of the quantity, each of shape (draws,), in (0, 1).

    Parameters
    ----------
    names : iterable of str
        Uncertain quantities in a fixed order.
    draws : int
        Number of draws.
    seed : int
        Seed of the scrambling.
    """

    def __init__(self, names: Iterable[str], draws: int, seed: int) -> None:
        self._index = {name: number for number, name in enumerate(names)}
        self._draws = draws
        self._seed = seed
        size = min(max(len(self._index), 1), _BLOCK)
        self._uniform = _base(draws, size, seed)
        self._orders: dict[int, npt.NDArray[np.intp]] = {}

    def uniform(self, name: str) -> Floats:
        """Return the column of a quantity; `KeyError` if it is not an uncertain one."""
        block, column = divmod(self._index[name], _BLOCK)
        values = self._uniform[column]
        if block == 0:
            return values
        if block not in self._orders:
            rng = np.random.default_rng([self._seed, block])
            self._orders[block] = rng.permutation(self._draws)
        return values[self._orders[block]]

    def triangular(self, name: str, band: Band) -> Floats:
        """Return triangular draws of a quantity, shape (draws,); constant where the band has no width."""
        if band.width == 0:
            return np.full(self._draws, band.mode)
        return triangular(self.uniform(name), band.low, band.mode, band.high)


def triangular(uniform: Floats, low: float, mode: float, high: float) -> Floats:
    """Quantile function of the triangular distribution.

    Parameters
    ----------
    uniform : array (...)
        Probabilities in [0, 1].
    low, mode, high : float
        The triangle, low < high.

    Returns
    -------
    array (...)
        Values in [low, high].
    """
    rising, falling = mode - low, high - mode
    width = high - low
    left = uniform * width < rising
    root = np.sqrt(np.where(left, uniform * (width * rising), (1 - uniform) * (width * falling)))
    return np.clip(np.where(left, low + root, high - root), low, high)


def column_names(dossier: Dossier) -> tuple[str, ...]:
    """Return the names of all uncertain quantities of a dossier in a fixed order."""
    names = [f"assumption:{item.id}" for item in dossier.assumptions]
    names += [
        f"node:{node.id}"
        for node in sorted(dossier.nodes, key=lambda item: item.id)
        if isinstance(node, ProbabilityNode | RateNode) and node.default is not None
    ]
    names += [f"cell:{cell.id}:{part}" for cell in dossier.cells for part in ("position", "salience", "influence")]
    return tuple(names)
