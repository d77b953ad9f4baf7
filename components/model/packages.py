"""Options of the dossier as packages: who accepts them under a scenario, and what binds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.model import acceptance
from components.model.cells import band, column, moved
from components.model.memory import remembered
from components.model.own import OWN

if TYPE_CHECKING:
    from components.dossier import Actor, Cell, Issue, Option
    from components.model.cells import Positions, Quantity
    from components.model.results import Results
    from components.model.territory import Case

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PackageResult:
    """Who accepts a package.

    Attributes
    ----------
    acceptance : mapping of str to float
        Actor → share of draws in which it accepts; veto players and others with a stake.
    joint : float
        Share of draws in which every veto player accepts, times the chance that the gate holds.
    gate : float
        Chance that the gate holds, with every quantity at its mode; 1 where there is none.
    binding : mapping of str to str or None
        Actor → the issue that costs its acceptance most.
    unheard : tuple of str
        Veto players without a position on anything the package sets: the source leaves open what they would say.
    readings : mapping of str to PackageResult
        The same for each reading of the option that sets issues of its own.
    """

    acceptance: Mapping[str, float]
    joint: float
    gate: float
    binding: Mapping[str, str | None]
    unheard: tuple[str, ...]
    readings: Mapping[str, PackageResult] = field(default_factory=dict)


@dataclass(frozen=True)
class Stakes:
    """What a package is judged by, on the issues it sets, by the actors who hold a cell there.

    Attributes
    ----------
    issues : tuple of Issue
    actors : tuple of Actor
    position, salience : array (..., issues, actors)
        By draw, 0–100, NaN where an actor holds no cell.
    package, status_quo : array (issues,)
        0–100; NaN where an issue has no status quo.
    no_deal : array (..., actors)
        What each actor has without a deal, 0–1; NaN where the dossier names no node for it.
    """

    issues: tuple[Issue, ...]
    actors: tuple[Actor, ...]
    position: Floats
    salience: Floats
    package: Floats
    status_quo: Floats
    no_deal: Floats

    @property
    def veto(self) -> npt.NDArray[np.bool_]:
        """Who must agree, shape (actors,)."""
        return np.array([actor.veto for actor in self.actors], dtype=bool)

    @property
    def utility(self) -> Floats:
        """What the package is worth to each actor, 0–1, shape (..., actors)."""
        return acceptance.utility(self.position, self.salience, self.package)

    @property
    def no_deal_value(self) -> Floats:
        """The least each actor accepts, 0–1, shape (..., actors)."""
        return acceptance.no_deal_value(self.position, self.salience, self.package, self.status_quo, self.no_deal)

    @property
    def agreed(self) -> npt.NDArray[np.bool_]:
        """Whether every veto player accepts, shape (...)."""
        return acceptance.agreed(self.utility, self.no_deal_value, self.veto)


def stakes_in(
    positions: Positions,
    sets: Mapping[str, float],
    drawn: Callable[[Cell, Quantity], Floats],
    known: Mapping[str, Floats],
    *,
    shape: tuple[int, ...],
    veto_only: bool = False,
) -> Stakes:
    """Gather what a package is judged by.

    Parameters
    ----------
    positions : Positions
        The cells as they stand and the scales of what moves them.
    sets : mapping of str to float
        Issue → value.
    drawn : callable
        Draws of a cell's position or salience before anything moves it.
    known : mapping of str to array
        Assumptions and nodes: what moves positions, and the worth of no deal.
    shape : tuple of int
        Of the result before issues and actors, such as ``(draws,)``; what is drawn and known broadcasts to it.
    veto_only : bool
        Whether to leave out everybody whose consent is not needed.
    """
    dossier = positions.dossier
    issues = tuple(issue for issue in dossier.issues if issue.id in sets)
    held = [
        [cell for cell in positions.held.get(issue.id, ()) if not veto_only or dossier.actor(cell.actor).veto]
        for issue in issues
    ]
    holders = {cell.actor for cells in held for cell in cells}
    actors = tuple(actor for actor in dossier.actors if actor.id in holders)
    place = {actor.id: number for number, actor in enumerate(actors)}
    # The draws of a cell lie together in memory: they are written, compared and summed as one.
    position, salience = (np.full((len(issues), len(actors), *shape), np.nan) for _ in range(2))
    for row, cells in enumerate(held):
        for cell in cells:
            position[row, place[cell.actor]] = moved(cell, drawn(cell, "position"), positions.scales, known)
            salience[row, place[cell.actor]] = drawn(cell, "salience")
    no_deal = np.full((len(actors), *shape), np.nan)
    for row, actor in enumerate(actors):
        if actor.no_deal is not None:
            no_deal[row] = known[actor.no_deal] / 100
    return Stakes(
        issues=issues,
        actors=actors,
        position=np.moveaxis(position, (0, 1), (-2, -1)),
        salience=np.moveaxis(salience, (0, 1), (-2, -1)),
        package=np.array([sets[issue.id] for issue in issues]),
        status_quo=np.array([np.nan if issue.status_quo is None else issue.status_quo.value for issue in issues]),
        no_deal=np.moveaxis(no_deal, 0, -1),
    )


def stakes_over_draws(positions: Positions, sets: Mapping[str, float]) -> Stakes:
    """Gather what a package is judged by in every draw of a scenario."""

    def drawn(cell: Cell, quantity: Quantity) -> Floats:
        return positions.columns.triangular(column(cell, quantity), band(cell, quantity))

    return stakes_in(positions, sets, drawn, positions.draws, shape=(positions.columns.draws,))


def gate_of(positions: Positions, option: Option) -> float:
    """Return the chance that an option can be offered at all, with every quantity at its mode; 1 without a gate."""
    # Its own band would let a package through at times although the gate is set to 0.
    return positions.point[option.gate] if option.gate is not None else 1.0


def packages_of(positions: Positions) -> dict[str, PackageResult]:
    """Price every option that sets at least one issue, and every reading of it that sets more.

    Parameters
    ----------
    positions : Positions
        Of all actors in the scenario, with the dossier that has the options.

    Returns
    -------
    dict of str to PackageResult
        By option id.
    """
    options = positions.dossier.options.options
    return {option.id: price(positions, option) for option in options if option.sets}


def price(positions: Positions, option: Option) -> PackageResult:
    """Return who accepts an option, the dossier's or the analyst's own, and each reading of it that sets more.

    Parameters
    ----------
    positions : Positions
        Of all actors in the scenario.
    option : Option
        Sets at least one issue.
    """
    gate = gate_of(positions, option)
    stated = _priced(positions, option.sets, gate)
    readings = {
        reading.id: _priced(positions, {**option.sets, **reading.sets}, gate)
        for reading in option.readings
        if reading.sets
    }
    return replace(stated, readings=readings)


def offer(results: Results, case: Case) -> PackageResult | None:
    """Return who accepts an option, or a reading of it; ``None`` where it sets no issue, so nothing is on offer."""
    option = case.option
    if not option.sets:
        return None
    stated = results.packages.get(option.id)
    if stated is None or option.id == OWN:
        return _kept(results, tuple(option.sets.items()), gate_of(results.positions, option))
    return stated if case.reading is None else stated.readings.get(case.reading.id, stated)


@remembered
def _kept(results: Results, sets: tuple[tuple[str, float], ...], gate: float) -> PackageResult:
    return _priced(results.positions, dict(sets), gate)


def _priced(positions: Positions, sets: Mapping[str, float], gate: float) -> PackageResult:
    stakes = stakes_over_draws(positions, sets)
    no_deal_value = stakes.no_deal_value
    accepted = acceptance.acceptance(stakes.utility, no_deal_value, stakes.veto, gate)
    bound = acceptance.binding(stakes.position, stakes.salience, stakes.package, no_deal_value)
    heard = {
        actor.id: (float(share), stakes.issues[issue].id if issue >= 0 else None)
        for actor, share, issue in zip(stakes.actors, accepted.actors, bound.issue.tolist(), strict=True)
        if not np.isnan(share)
    }
    return PackageResult(
        acceptance={key: share for key, (share, _) in heard.items()},
        joint=accepted.joint,
        gate=gate,
        binding={key: issue for key, (_, issue) in heard.items()},
        unheard=tuple(actor.id for actor in positions.dossier.veto_players if actor.id not in heard),
    )
