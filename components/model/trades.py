"""Trades between negotiating actors under a scenario, with their price for everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.model.exchange import exchanges

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.model.cells import Cells

BEST = 500
"""How many of the best trades are kept; a large dossier has millions."""


@dataclass(frozen=True)
class Trade:
    """One equal-gain exchange.

    Attributes
    ----------
    i, j : str
        The two actors.
    i_moves_on, j_moves_on : str
        The issue on which each gives way.
    moved_to : (float, float)
        New position of i on its issue and of j on its issue, 0–100.
    gain : float
        What each of them gains, in salience (0–1) × points.
    outcomes : mapping of str to (float, float)
        Issue → weighted mean before and after, 0–100.
    externalities : mapping of str to float
        Third party → gain (positive) or loss, in salience (0–1) × points.
    """

    i: str
    j: str
    i_moves_on: str
    j_moves_on: str
    moved_to: tuple[float, float]
    gain: float
    outcomes: Mapping[str, tuple[float, float]]
    externalities: Mapping[str, float]


def trades_of(
    dossier: Dossier, cells: Mapping[str, Cells], limit: int = BEST, *, between: tuple[str, str] | None = None
) -> tuple[Trade, ...]:
    """Return the best trades between every two negotiating actors over every two issues.

    Parameters
    ----------
    dossier : Dossier
        Actors and issues.
    cells : mapping of str to Cells
        Bargaining cells by issue, at their modes.
    limit : int
        How many to keep, best gain first.
    between : (str, str), optional
        Only these two actors trade; everybody else is a third party.
    """
    shape = (len(dossier.issues), len(dossier.actors))
    position, salience, influence = (np.full(shape, np.nan) for _ in range(3))
    number = {actor.id: place for place, actor in enumerate(dossier.actors)}
    for row, issue in enumerate(dossier.issues):
        columns = [number[actor.id] for actor in cells[issue.id].actors]
        position[row, columns] = cells[issue.id].position
        salience[row, columns] = cells[issue.id].salience / 100
        influence[row, columns] = cells[issue.id].influence
    able = [actor.negotiates and (between is None or actor.id in between) for actor in dossier.actors]
    traders = np.array(able, dtype=bool)
    found = exchanges(position, salience, influence, traders=traders, limit=limit)
    actors, issues = dossier.actors, dossier.issues
    return tuple(
        Trade(
            i=actors[found.i[row]].id,
            j=actors[found.j[row]].id,
            i_moves_on=issues[found.i_moves_on[row]].id,
            j_moves_on=issues[found.j_moves_on[row]].id,
            moved_to=(float(found.moved_to[row, 0]), float(found.moved_to[row, 1])),
            gain=float(found.gain[row]),
            outcomes={
                issues[found.i_moves_on[row]].id: (float(found.outcomes[row, 0, 0]), float(found.outcomes[row, 0, 1])),
                issues[found.j_moves_on[row]].id: (float(found.outcomes[row, 1, 0]), float(found.outcomes[row, 1, 1])),
            },
            externalities={
                actor.id: float(value)
                for actor, value in zip(actors, found.externalities[row], strict=True)
                if not np.isnan(value)
            },
        )
        for row in range(len(found))
    )
