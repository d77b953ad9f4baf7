"""Who stands where on an issue: ideal points, saliences and influences, at their medians and over the draws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from components.model.bargaining import exercised_power, weighted_mean

if TYPE_CHECKING:
    from components.dossier import Actor, Cell
    from components.model.source import Source

Floats = npt.NDArray[np.float64]
Quantity = Literal["position", "salience", "influence"]


@dataclass(frozen=True)
class Cells:
    """The cells on one issue, one an actor, as written or as somebody moved them; no assumption does.

    Attributes
    ----------
    source : Source
        Gives the day and the draws.
    actors : tuple of Actor
        Holders, in the dossier's order.
    cells : tuple of Cell
        Their cells.
    """

    source: Source
    actors: tuple[Actor, ...]
    cells: tuple[Cell, ...]

    @cached_property
    def position(self) -> Floats:
        """Medians of the ideal points as they stand on the day, 0–100, shape (actors,)."""
        return self._medians("position")

    @cached_property
    def salience(self) -> Floats:
        """Medians, 0–100, shape (actors,)."""
        return self._medians("salience")

    @cached_property
    def influence(self) -> Floats:
        """Medians, 0–100, shape (actors,)."""
        return self._medians("influence")

    @cached_property
    def weight(self) -> Floats:
        """Exercised power, influence × salience, 0–1, shape (actors,)."""
        return exercised_power(self.influence, self.salience) / 1e4

    def drawn(self, quantity: Quantity) -> Floats:
        """Return draws of one quantity, 0–100, shape (actors, draws)."""
        return np.stack([self.source.start[f"{cell.id}.{quantity}"] for cell in self.cells])

    def _medians(self, quantity: Quantity) -> Floats:
        return np.array([self.source.band(f"{cell.id}.{quantity}").p50 for cell in self.cells])

    @cached_property
    def outcome_draws(self) -> Floats:
        """Weighted mean over the draws, 0–100, shape (draws,); `ValueError` where no actor has a weight."""
        weight = exercised_power(self.drawn("influence"), self.drawn("salience"))
        # Bands that were moved are cut at 0, and in some draw perhaps all: there the medians weigh.
        weight = np.where(weight.any(axis=0), weight, exercised_power(self.influence, self.salience)[:, None])
        return weighted_mean(self.drawn("position").T, weight.T, issue=self.cells[0].issue)


def cells_on(source: Source, issue: str) -> Cells:
    """Return the cells on an issue."""
    held = {cell.actor: cell for cell in source.dossier.cells if cell.issue == issue}
    actors = tuple(actor for actor in source.dossier.actors if actor.id in held)
    return Cells(source, actors, tuple(held[actor.id] for actor in actors))
