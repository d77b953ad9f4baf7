"""Options of the dossier as packages: who accepts them under a scenario, and what binds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.dossier import Dossier, Option
from components.model import packages
from components.model.issues import Cells

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PackageResult:
    """Who accepts a package.

    Attributes
    ----------
    acceptance : mapping of str to float
        Actor → share of draws in which it accepts; veto players and others with a stake.
    joint : float
        Share of draws in which every veto player accepts, weighted by the chance that the gate holds.
    gate : float
        Mean probability that the gate holds; 1 where there is none.
    binding : mapping of str to str or None
        Actor → the issue that costs its acceptance most.
    unheard : tuple of str
        Veto players without a position on anything the package sets: the source leaves open what they would say.
    """

    acceptance: Mapping[str, float]
    joint: float
    gate: float
    binding: Mapping[str, str | None]
    unheard: tuple[str, ...]


def packages_of(
    dossier: Dossier,
    options: Iterable[Option],
    cells: Callable[[str], Cells],
    draws: Mapping[str, Floats],
) -> dict[str, PackageResult]:
    """Price every option that sets at least one issue.

    Parameters
    ----------
    dossier : Dossier
        Actors, issues and their status quo.
    options : iterable of Option
        The packages; those that set nothing are left out.
    cells : callable
        Bargaining cells of an issue.
    draws : mapping of str to array (draws,)
        Of the network, for gates and the value of no deal.

    Returns
    -------
    dict of str to PackageResult
        By option id.
    """
    wanted = [option for option in options if option.sets]
    issues = [issue for issue in dossier.issues if any(issue.id in option.sets for option in wanted)]
    held = {issue.id: cells(issue.id) for issue in issues}
    size = next((item.position_draws.shape[0] for item in held.values() if item.actors), 1)
    number = {actor.id: place for place, actor in enumerate(dossier.actors)}
    position = np.full((size, len(issues), len(dossier.actors)), np.nan)
    salience = np.full_like(position, np.nan)
    for row, issue in enumerate(issues):
        columns = [number[actor.id] for actor in held[issue.id].actors]
        if columns:
            position[:, row, columns] = held[issue.id].position_draws
            salience[:, row, columns] = held[issue.id].salience_draws
    status_quo = np.array([np.nan if issue.status_quo is None else issue.status_quo.value for issue in issues])
    no_deal = np.full((size, len(dossier.actors)), np.nan)
    for actor in dossier.actors:
        if actor.no_deal is not None:
            no_deal[:, number[actor.id]] = draws[actor.no_deal] / 100
    veto = np.array([actor.veto for actor in dossier.actors], dtype=bool)

    result: dict[str, PackageResult] = {}
    for option in wanted:
        values = np.array([option.sets.get(issue.id, np.nan) for issue in issues])
        utility = packages.utility(position, salience, values)
        threshold = packages.threshold(position, salience, values, status_quo, no_deal)
        gate = draws[option.gate] if option.gate is not None else np.ones(1)
        accepted = packages.acceptance(utility, threshold, veto, gate)
        bound = packages.binding(position, salience, values, threshold)
        result[option.id] = PackageResult(
            acceptance={
                actor.id: float(accepted.actors[number[actor.id]])
                for actor in dossier.actors
                if not np.isnan(accepted.actors[number[actor.id]])
            },
            joint=accepted.joint,
            gate=float(np.mean(gate)),
            binding={
                actor.id: issues[place].id if (place := int(bound.issue[number[actor.id]])) >= 0 else None
                for actor in dossier.actors
                if not np.isnan(accepted.actors[number[actor.id]])
            },
            unheard=tuple(
                actor.id for actor in dossier.actors if actor.veto and np.isnan(accepted.actors[number[actor.id]])
            ),
        )
    return result
