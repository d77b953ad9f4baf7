"""Options priced: who takes which, what it is worth to each beside no deal, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.model import surplus
from components.model.memory import remembered
from components.model.number import Number, number, numbers
from components.model.own import OWN

if TYPE_CHECKING:
    from components.dossier import Option
    from components.model.cases import Case
    from components.model.results import Results

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PackageResult:
    """Who takes a package.

    Attributes
    ----------
    acceptance : mapping of str to Number
        Actor → how often it would rather take it than go on without a deal; all who have a stake.
    joint : Number
        How often every veto player would, times the chance that the gate holds.
    gate : float
        Chance that the gate holds; 1 where there is none.
    worth, no_deal : mapping of str to Number
        Actor → what the package, and what no deal is worth to it, 0–100 points.
    surplus : mapping of str to Number
        Actor → how much better the package is than no deal, in points: the difference case by case.
    binding : mapping of str to str or None
        Actor → the issue that costs its acceptance most.
    unheard : tuple of str
        Veto players without a stake in anything the package sets: the source leaves open what they would say.
    readings : mapping of str to PackageResult
        The same for each reading of the option that sets issues of its own.
    """

    acceptance: Mapping[str, Number]
    joint: Number
    gate: float
    worth: Mapping[str, Number]
    no_deal: Mapping[str, Number]
    surplus: Mapping[str, Number]
    binding: Mapping[str, str | None]
    unheard: tuple[str, ...]
    readings: Mapping[str, PackageResult] = field(default_factory=dict)


def packages_of(results: Results) -> dict[str, PackageResult]:
    """Price every option that sets at least one issue, and every reading of it that sets more; by option id."""
    options = results.dossier.options.options
    return {option.id: price(results, option) for option in options if option.sets}


def price(results: Results, option: Option) -> PackageResult:
    """Return who takes an option, the dossier's or the analyst's own, and each reading of it that sets more.

    Parameters
    ----------
    results : Results
        Of the scenario.
    option : Option
        Sets at least one issue.
    """
    gate = results.draws[option.gate] if option.gate else np.ones(())
    stated = _priced(results, option.sets, gate)
    readings = {
        reading.id: _priced(results, {**option.sets, **reading.sets}, gate)
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
        return _kept(results, tuple(option.sets.items()), option.gate)
    return stated if case.reading is None else stated.readings.get(case.reading.id, stated)


@remembered
def _kept(results: Results, sets: tuple[tuple[str, float], ...], gate: str | None) -> PackageResult:
    return _priced(results, dict(sets), results.draws[gate] if gate else np.ones(()))


def joint_draws(results: Results, option: Option) -> Floats:
    """Return how likely all veto players take an option and its gate holds, in every draw."""
    gate = results.draws[option.gate] if option.gate else np.ones(())
    stakes = results.stakes_of(results.dossier.veto_players)
    return np.broadcast_to(stakes.joint(option.sets, gate), (results.scenario.draws,))


def _priced(results: Results, sets: Mapping[str, float], gate: Floats) -> PackageResult:
    stakes = results.stakes
    heard = np.flatnonzero(stakes.concerned(sets))
    names = [stakes.actors[place].id for place in heard]
    worth = stakes.worth(sets)
    taken, bound = stakes.taken(sets, worth), stakes.binding(sets, worth).issue
    joint = np.broadcast_to(surplus.joint(taken, stakes.veto, gate), taken.shape[-1:])

    def each(draws: Floats, *, chance: bool) -> dict[str, Number]:
        return dict(zip(names, numbers(draws[heard], chance=chance), strict=True))

    return PackageResult(
        acceptance=each(taken, chance=True),
        joint=number(joint, chance=True),
        gate=float(np.mean(gate)),
        worth=each(100 * worth.deal, chance=False),
        no_deal=each(100 * worth.no_deal, chance=False),
        surplus=each(worth.surplus, chance=False),
        binding={
            name: list(sets)[place] if place >= 0 else None for name, place in zip(names, bound[heard], strict=True)
        },
        unheard=tuple(actor.id for actor in results.dossier.veto_players if actor.id not in names),
    )
