"""Trades between negotiating actors under a scenario, with their price for everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.model.bargaining import weighted_mean
from components.model.exchange import exchanges
from components.model.reservation import reversion

if TYPE_CHECKING:
    from components.model.results import Results

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
        Issue → outcome before and after, 0–100; before is what no deal gives.
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


def trades_of(results: Results, limit: int = BEST, *, between: tuple[str, str] | None = None) -> tuple[Trade, ...]:
    """Return the best trades between every two negotiating actors over every two issues.

    They start from what no deal gives: the mean of the actors' expectations, weighted by their exercised power; on an
    issue of which nobody expects anything, from the weighted mean of positions.

    Parameters
    ----------
    results : Results
        Gives positions at their medians, and expectations.
    limit : int
        How many to keep, best gain first.
    between : (str, str), optional
        Only these two actors trade; everybody else is a third party.
    """
    dossier = results.dossier
    shape = (len(dossier.issues), len(dossier.actors))
    position, salience, influence, expected = (np.full(shape, np.nan) for _ in range(4))
    mean = np.full(len(dossier.issues), np.nan)
    number = {actor.id: place for place, actor in enumerate(dossier.actors)}
    for row, issue in enumerate(dossier.issues):
        if issue.id not in results.issues:
            continue
        cells, result = results.cells(issue.id), results.issues[issue.id]
        columns = [number[actor.id] for actor in cells.actors]
        position[row, columns] = cells.position
        salience[row, columns] = cells.salience / 100
        influence[row, columns] = cells.influence
        for key, item in result.reservations.items():
            expected[row, number[key]] = item.expects
        mean[row] = weighted_mean(cells.position, cells.weight, issue=issue.id)
    start = reversion(expected, salience * influence, mean)
    able = [actor.negotiates and (between is None or actor.id in between) for actor in dossier.actors]
    traders = np.array(able, dtype=bool)
    found = exchanges(position, salience, influence, start=start, traders=traders, limit=limit)
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
