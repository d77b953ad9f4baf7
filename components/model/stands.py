"""Who stands where, actor by actor: every cell of an issue, which are empty, and how far two actors are apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from components.model.bargaining import exercised_power
from components.model.cells import column, standing_cell
from components.model.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from components.dossier import Cell, Dossier
    from components.model.results import Results


@dataclass(frozen=True)
class Stand:
    """Where an actor stands on an issue under a scenario.

    Attributes
    ----------
    cell : Cell
        As it stands on the day.
    bargains : bool
        Whether it enters the model: of an actor's two cells, the negotiating one does.
    position, p10, p90 : float
        With every quantity at its mode, and over the draws, 0–100.
    power : float
        Exercised power, influence × salience / 100, 0–100.
    """

    cell: Cell
    bargains: bool
    position: float
    p10: float
    p90: float
    power: float


@remembered
def stands(results: Results, issue: str) -> tuple[Stand, ...]:
    """Return every cell of an issue, in the dossier's order of actors, an ideal one before a negotiating one."""
    held = results.cells(issue)
    bargaining = {
        cell.id: _stand(cell, float(held.position[place]), held.position_draws[:, place], bargains=True)
        for place, cell in enumerate(held.cells)
    }
    every = (cell for cell in results.dossier.cells if cell.issue == issue)
    found = [bargaining[cell.id] if cell.id in bargaining else _aside(results, cell) for cell in every]
    place = {actor.id: number for number, actor in enumerate(results.dossier.actors)}
    return tuple(sorted(found, key=lambda stand: (place[stand.cell.actor], stand.cell.kind)))


def all_stands(results: Results) -> tuple[Stand, ...]:
    """Return the cells of all issues, each in the order of `stands`."""
    return tuple(stand for issue in results.issues for stand in stands(results, issue))


def _aside(results: Results, cell: Cell) -> Stand:
    """Return a cell that does not bargain, because the actor has a negotiating one too."""
    cell = standing_cell(results.dossier, cell, results.day)
    draws = results.columns.triangular(column(cell, "position"), cell.position)
    return _stand(cell, cell.position.mode, draws, bargains=False)


def _stand(cell: Cell, position: float, draws: npt.NDArray[np.float64], *, bargains: bool) -> Stand:
    p10, p90 = np.quantile(draws, [0.1, 0.9])
    power = float(exercised_power(np.array(cell.influence.mode), np.array(cell.salience.mode))) / 100
    return Stand(cell, bargains, position, float(p10), float(p90), power)


@dataclass(frozen=True)
class Distance:
    """How far two actors are apart: mean distance of the positions they bargain from, 0–100.

    Attributes
    ----------
    a, b : str
        The two actors, in the dossier's order.
    points : float
        Mean over the issues both hold.
    issues : int
        How many these are.
    """

    a: str
    b: str
    points: float
    issues: int


@remembered
def distances(results: Results) -> tuple[Distance, ...]:
    """Return how far any two actors are apart, farthest first; pairs that share no issue are left out."""
    held: dict[str, dict[str, float]] = {actor.id: {} for actor in results.dossier.actors}
    for issue in results.issues:
        cells = results.cells(issue)
        for actor, position in zip(cells.actors, cells.position.tolist(), strict=True):
            held[actor.id][issue] = position
    found = []
    for a, b in combinations(held, 2):
        apart = [abs(position - held[b][issue]) for issue, position in held[a].items() if issue in held[b]]
        if apart:
            found.append(Distance(a, b, sum(apart) / len(apart), len(apart)))
    return tuple(sorted(found, key=lambda item: -item.points))


def empty_cells(dossier: Dossier) -> Iterator[tuple[str, str, str | None]]:
    """Yield actor, issue and the dossier's reason for each empty cell worth telling.

    These are the cells without a position of actors who hold some, and those the dossier gives a reason for.
    """
    held = {(cell.actor, cell.issue) for cell in dossier.cells}
    heard = {actor for actor, _ in held}
    every = [issue.id for issue in dossier.issues]
    reasons = {
        (item.actor, issue): item.why
        for item in dossier.empty
        for issue in (every if item.issues == "*" else item.issues)
    }
    for actor in dossier.actors:
        for issue in every:
            pair = actor.id, issue
            if pair not in held and (actor.id in heard or pair in reasons):
                yield actor.id, issue, reasons.get(pair)
