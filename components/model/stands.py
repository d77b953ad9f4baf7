"""Who stands where: ideal and reservation points, which cells are empty, and how far two actors are apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from components.dossier.types import Dated, standing
from components.model.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier import Cell, Dossier
    from components.model.issues import Reservation
    from components.model.results import Results


@dataclass(frozen=True)
class Stand:
    """Where an actor stands on an issue under a scenario.

    Attributes
    ----------
    cell : Cell
        As written; what somebody moved stands in the values below, and a position of theirs rests on nothing else:
        it is analyst judgement.
    since : Dated or None
        The dated value that holds on the day, where the position is no longer the one first written.
    position, p10, p90 : float
        Ideal point on the day, its median and band, 0–100.
    salience, influence, power : float
        Medians, and the exercised power at them, influence × salience / 100, 0–100.
    reservation : Reservation or None
        What it accepts when the issue alone decides; none where nothing says what it expects without a deal.
    """

    cell: Cell
    since: Dated | None
    position: float
    p10: float
    p90: float
    salience: float
    influence: float
    power: float
    reservation: Reservation | None


_MOVED: Final = {"basis": "analyst_judgement", "refs": (), "confidence": None, "note": None}
"""What an analyst's own position says of its ground."""


@remembered
def stands(results: Results, issue: str) -> tuple[Stand, ...]:
    """Return every cell of an issue, in the dossier's order of actors."""
    held, source = results.cells(issue), results.source
    medians = np.stack([held.salience, held.influence, 100 * held.weight], axis=-1).tolist()
    reservations = results.issues[issue].reservations
    found = []
    for cell, (salience, influence, power) in zip(held.cells, medians, strict=True):
        key, stood = f"{cell.id}.position", standing(cell.position, cell.since, results.day)
        band, since = source.band(key), stood if isinstance(stood, Dated) and key not in source.cells else None
        values = (band.p50, band.p10, band.p90, salience, influence, power)
        shown = cell.model_copy(update=_MOVED) if key in source.cells else cell
        found.append(Stand(shown, since, *values, reservations.get(cell.actor)))
    return tuple(found)


def all_stands(results: Results) -> tuple[Stand, ...]:
    """Return the cells of all issues, each in the order of `stands`."""
    return tuple(stand for issue in results.issues for stand in stands(results, issue))


@dataclass(frozen=True)
class Distance:
    """How far two actors are apart: mean distance of their ideal points, 0–100.

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
