"""Where a deal would be least far under a scenario, and how often it would be taken there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.model.nearest import nearest
from components.model.number import Number, number

if TYPE_CHECKING:
    from components.model.results import Results


@dataclass(frozen=True)
class NearestDeal:
    """The deal whose least surplus over the veto players is greatest, at the medians; no recommendation.

    Attributes
    ----------
    values : mapping of str to float
        Issue → value, 0–100; issues on which no veto player has a stake are left out.
    surplus : mapping of str to Number
        Veto player → points above no deal, over the draws.
    gives : mapping of str to tuple of (str, float)
        Veto player → the two issues on which it would have to give most, and how many points of its own utility.
    acceptance : mapping of str to Number
        Veto player → how often it would take the deal, over the draws.
    joint : Number
        How often all would.
    """

    values: Mapping[str, float]
    surplus: Mapping[str, Number]
    gives: Mapping[str, tuple[tuple[str, float], ...]]
    acceptance: Mapping[str, Number]
    joint: Number


def nearest_deal(results: Results) -> NearestDeal | None:
    """Return the nearest deal over the core issues; none where nobody who must agree has a stake."""
    dossier = results.dossier
    touched = {cell.issue for cell in dossier.cells}
    # A derived issue follows from others: it cannot be set apart.
    issues = [issue.id for issue in dossier.issues if issue.id in touched and issue.tier == "core"]
    if not issues or not dossier.veto_players:
        return None
    stakes = results.stakes_of(dossier.veto_players)
    held = stakes.held(issues)
    position, salience, expected = (
        np.where(held.stake, np.median(array, axis=-1), np.nan)
        for array in (held.position, held.salience, stakes.expected(issues))
    )
    found = nearest(position, salience, expected, np.median(stakes.cost, axis=-1), stakes.veto)
    if found is None:
        return None
    values = {issue: float(value) for issue, value in zip(issues, found.deal, strict=True) if not np.isnan(value)}
    worth = stakes.worth(values)
    taken = stakes.taken(values, worth)
    return NearestDeal(
        values=values,
        surplus={
            actor.id: number(points, chance=False)
            for actor, points, stake in zip(stakes.actors, worth.surplus, stakes.concerned(values), strict=True)
            if stake
        },
        gives={
            actor.id: tuple((issues[row], float(found.gives[row, place])) for row in found.most[:, place] if row >= 0)
            for place, actor in enumerate(stakes.actors)
        },
        acceptance={actor.id: number(chance, chance=True) for actor, chance in zip(stakes.actors, taken, strict=True)},
        joint=number(stakes.joint(values, np.ones(())), chance=True),
    )
