"""Common random numbers: one column of quasi-random draws per uncertain quantity.

The columns depend on the quantities' names, the number of draws and the seed, never on a slider or
on the order of a file, so that moving a slider adds no noise and the same inputs give the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.types import Band

Floats = npt.NDArray[np.float64]

BLOCK = 256
"""Columns of the Sobol sequence. Quantities beyond them take the same columns with the rows shuffled anew
per block (Latin supercube sampling; Owen, ACM TOMACS 8, 1998), which keeps memory and time bounded."""


@lru_cache(maxsize=4)
def _roots(draws: int, columns: int, seed: int) -> tuple[Floats, Floats]:
    """Square roots of u and of 1 − u for the sequence's points u within (0, 1), each of shape (columns, draws).

    Every triangular draw needs them, whatever its band; read-only, as callers share them.
    """
    sobol = qmc.Sobol(d=columns, scramble=True, rng=np.random.default_rng(seed))
    points: Floats = np.ascontiguousarray(sobol.random_base2(math.ceil(math.log2(draws)))[:draws].T)
    # Points are multiples of 2^-bits; half a step up, none of them is 0, where a weight could vanish.
    points += 0.5 ** (sobol.bits + 1)
    below, above = np.sqrt(points), np.sqrt(1 - points)
    below.setflags(write=False)
    above.setflags(write=False)
    return below, above


class Columns:
    """Draws by name of the quantity.

    Parameters
    ----------
    names : iterable of str
        Uncertain quantities in a fixed order.
    draws : int
        Number of draws.
    seed : int
        Seed of the scrambling.

    Attributes
    ----------
    draws : int
        Number of draws.
    """

    def __init__(self, names: Iterable[str], draws: int, seed: int) -> None:
        self._index = {name: number for number, name in enumerate(names)}
        self.draws = draws
        self._seed = seed
        self._below, self._above = _roots(draws, min(max(len(self._index), 1), BLOCK), seed)
        self._orders: dict[int, npt.NDArray[np.intp]] = {}

    def triangular(self, name: str, band: Band) -> Floats:
        """Return triangular draws of a quantity, shape (draws,); constant where the band has no width.

        Raises
        ------
        KeyError
            If the quantity is not an uncertain one.
        """
        if band.width == 0:
            return np.full(self.draws, band.mode)
        block, column = divmod(self._index[name], BLOCK)
        below, above = self._below[column], self._above[column]
        if block:
            order = self._order(block)
            below, above = below[order], above[order]
        return _between(below, above, band)

    def _order(self, block: int) -> npt.NDArray[np.intp]:
        if block not in self._orders:
            self._orders[block] = np.random.default_rng([self._seed, block]).permutation(self.draws)
        return self._orders[block]


def triangular(uniform: Floats, band: Band) -> Floats:
    """Quantile function of the triangular distribution.

    Parameters
    ----------
    uniform : array (...)
        Probabilities in [0, 1].
    band : Band
        The triangle, low < high.

    Returns
    -------
    array (...)
        Values between low and high.
    """
    return _between(np.sqrt(uniform), np.sqrt(1 - uniform), band)


def _between(root: Floats, other: Floats, band: Band) -> Floats:
    """Quantile function at u, from the square roots of u and 1 − u."""
    # In place, because nearly all the time of a large dossier goes here.
    below = root * math.sqrt(band.width * (band.mode - band.low))
    below += band.low
    above = other * -math.sqrt(band.width * (band.high - band.mode))
    above += band.high
    # Both branches pass the mode at the same probability, so each is cut off there and neither overshoots.
    np.minimum(below, band.mode, out=below)
    np.maximum(above, band.mode, out=above)
    above -= band.mode
    below += above
    return below


def column_names(dossier: Dossier) -> tuple[str, ...]:
    """Return the names of all uncertain quantities of a dossier, in an order that is not the files'."""
    assumptions = sorted(f"assumption:{item.id}" for item in dossier.assumptions)
    nodes = sorted(f"node:{node.id}" for node in dossier.nodes if node.drawn is not None)
    cells = sorted(f"cell:{cell.id}:{part}" for cell in dossier.cells for part in ("position", "salience", "influence"))
    return (*assumptions, *nodes, *cells)
