"""Who stands where under a scenario: positions, saliences and influences, at the modes and over the draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from components.model.bargaining import exercised_power

if TYPE_CHECKING:
    from components.dossier import Actor, Cell, Dossier
    from components.dossier.nodes import Scale
    from components.dossier.types import ScaleBand
    from components.model.draws import Columns

Floats = npt.NDArray[np.float64]
Quantity = Literal["position", "salience", "influence"]


@dataclass(frozen=True)
class Cells:
    """The cells that bargain over one issue: one per actor, the negotiating one where there are two.

    Values are worked out when first read: most readers want the modes alone, and draws are large.

    Attributes
    ----------
    actors : tuple of Actor
        Holders, in the dossier's order.
    cells : tuple of Cell
        Their cells as they stand on the day.
    columns : Columns
        Common random numbers.
    scales, point, draws : mapping
        Of the network: what moves a negotiating cell, at the modes and over the draws.
    """

    actors: tuple[Actor, ...]
    cells: tuple[Cell, ...]
    columns: Columns
    scales: Mapping[str, Scale]
    point: Mapping[str, float]
    draws: Mapping[str, Floats]

    @cached_property
    def position(self) -> Floats:
        """Positions with every quantity at its mode, 0–100, shape (actors,)."""
        known = {key: np.array(self.point[key]) for cell in self.cells for key in cell.moved_by}
        return np.array([moved(cell, np.array(cell.position.mode), self.scales, known) for cell in self.cells])

    @cached_property
    def salience(self) -> Floats:
        """Saliences at their modes, 0–100, shape (actors,)."""
        return np.array([cell.salience.mode for cell in self.cells])

    @cached_property
    def influence(self) -> Floats:
        """Influences at their modes, 0–100, shape (actors,)."""
        return np.array([cell.influence.mode for cell in self.cells])

    @cached_property
    def position_draws(self) -> Floats:
        """Positions over the draws, 0–100, shape (draws, actors)."""
        drawn = self.drawn("position")
        for number, cell in enumerate(self.cells):
            if cell.moved_by:
                drawn[:, number] = moved(cell, drawn[:, number], self.scales, self.draws)
        return drawn

    @cached_property
    def weight(self) -> Floats:
        """Exercised power, influence × salience, 0–1, shape (actors,)."""
        return exercised_power(self.influence, self.salience) / 1e4

    @property
    def outcome_draws(self) -> Floats:
        """Weighted mean over the draws, 0–100, shape (draws,).

        Summed actor by actor, so that the draws of a large issue never stand in memory together.
        """
        moment, total = np.zeros(self.columns.draws), np.zeros(self.columns.draws)
        for cell in self.cells:
            weight = exercised_power(self._column(cell, "influence"), self._column(cell, "salience"))
            total += weight
            weight *= moved(cell, self._column(cell, "position"), self.scales, self.draws)
            moment += weight
        moment /= total
        return moment

    @property
    def reservation(self) -> Floats:
        """Worst acceptable value of each actor, NaN where none is given, shape (actors,)."""
        return np.array([np.nan if cell.reservation is None else cell.reservation for cell in self.cells])

    def drawn(self, quantity: Quantity) -> Floats:
        """Return draws of one quantity before anything moves it, 0–100, shape (draws, actors)."""
        # Each actor's draws lie together in memory, as they are made.
        rows = np.empty((len(self.cells), self.columns.draws))
        for row, cell in zip(rows, self.cells, strict=True):
            row[:] = self._column(cell, quantity)
        return rows.T

    def _column(self, cell: Cell, quantity: Quantity) -> Floats:
        return self.columns.triangular(column(cell, quantity), band(cell, quantity))


def column(cell: Cell, quantity: Quantity) -> str:
    """Return the name of the draws of a cell's position, salience or influence."""
    return f"cell:{cell.id}:{quantity}"


def band(cell: Cell, quantity: Quantity) -> ScaleBand:
    """Return a cell's position, salience or influence."""
    found: ScaleBand = getattr(cell, quantity)
    return found


def moved(cell: Cell, position: Floats, scales: Mapping[str, Scale], known: Mapping[str, Floats]) -> Floats:
    """Return a cell's position with everything that moves it, 0–100.

    Parameters
    ----------
    position : array (...)
        Its position before that.
    scales : mapping of str to Scale
        Of the network.
    known : mapping of str to array broadcastable to ``position``
        Values of the assumptions and nodes that move the cell.
    """
    if not cell.moved_by:
        return position
    shift = sum((points * scales[key].z(known[key]) for key, points in cell.moved_by.items()), start=np.zeros(()))
    return np.clip(position + shift, 0, 100)


def standing_cell(dossier: Dossier, cell: Cell, day: dt.date) -> Cell:
    """Return a cell as it stands on a day: events known by then may have changed it."""
    if not cell.changes:
        return cell
    dates = {event.id: event.date for event in dossier.timeline.events if event.known_on <= day}
    past = [change for change in cell.changes if change.event in dates]
    if not past:
        return cell
    latest = max(past, key=lambda change: dates[change.event])
    update: dict[str, object] = {"position": latest.position, "basis": latest.basis, "refs": latest.refs}
    for quantity in ("salience", "influence"):
        if (value := getattr(latest, quantity)) is not None:
            update[quantity] = value
    return cell.model_copy(update=update)


def bargaining_cells(dossier: Dossier, day: dt.date) -> dict[str, tuple[Cell, ...]]:
    """Return by issue one cell per actor as it stands on a day, the negotiating one where it has both.

    Issues nobody holds a cell on are left out; actors stand in the dossier's order.
    """
    chosen: dict[str, dict[str, Cell]] = {}
    for cell in dossier.cells:
        held = chosen.setdefault(cell.issue, {})
        if cell.actor not in held or cell.kind == "negotiating":
            held[cell.actor] = cell
    return {
        issue: tuple(standing_cell(dossier, held[actor.id], day) for actor in dossier.actors if actor.id in held)
        for issue, held in chosen.items()
    }


@dataclass(frozen=True)
class Positions:
    """Who stands where on every issue under a scenario, and what moves them.

    Attributes
    ----------
    dossier : Dossier
        Actors and issues.
    held : mapping of str to tuple of Cell
        Issue → cells that bargain over it, as they stand on the day (:func:`bargaining_cells`).
    columns, scales, point, draws
        As of :class:`Cells`.
    """

    dossier: Dossier
    held: Mapping[str, tuple[Cell, ...]]
    columns: Columns
    scales: Mapping[str, Scale]
    point: Mapping[str, float]
    draws: Mapping[str, Floats]

    def on(self, issue: str) -> Cells:
        """Return the cells that bargain over an issue; their draws are made when first read."""
        cells = self.held.get(issue, ())
        actors = tuple(self.dossier.actor(cell.actor) for cell in cells)
        return Cells(actors, cells, self.columns, self.scales, self.point, self.draws)
