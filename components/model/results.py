"""What follows from a dossier under a scenario: each part computed once, when first asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import numpy.typing as npt

from components.dossier.nodes import Measure
from components.model import network
from components.model.cells import Cells, cells_on
from components.model.issues import IssueResult, issue_result
from components.model.memory import Memory, remembered
from components.model.nearest_deal import NearestDeal, nearest_deal
from components.model.number import Number, numbers
from components.model.packages import PackageResult, packages_of
from components.model.scenario import Scenario
from components.model.source import Source, source
from components.model.stakes import Stakes
from components.model.trades import Trade, trades_of

if TYPE_CHECKING:
    from components.dossier import Actor, Band, Dossier

T = TypeVar("T")
Floats = npt.NDArray[np.float64]

MOST: Final = 16
"""Results kept for all sessions together."""
FEW: Final = 8
"""Settings of a slider up to which their draws are kept: every move asks for the ends of all bands and ranges."""
_kept: Final = Memory(MOST)


@remembered
def _moved(source: Source, key: str, medians: tuple[float, ...], shape: tuple[int, ...]) -> Floats:
    """Return draws of an assumption with its slider at some settings."""
    return source.quantities[key].moved(source.probits[key], np.reshape(medians, shape))


class Lazy(Mapping[str, T]):
    """Values by id, each computed when first read.

    Parameters
    ----------
    keys : iterable of str
        Ids, in order.
    compute : callable
        From an id to its value.
    """

    def __init__(self, keys: Iterable[str], compute: Callable[[str], T]) -> None:
        self._keys = tuple(keys)
        self._compute = compute
        self._known: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._known:
            if key not in self._keys:
                raise KeyError(key)
            self._known[key] = self._compute(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys


class Results:
    """Everything the model says about a dossier under a scenario; computed once, when first asked for.

    Parameters
    ----------
    dossier : Dossier
        What the analyst wrote.
    scenario : Scenario
        What the user assumes.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the dossier.

    Attributes
    ----------
    day : datetime.date
        Nothing dated later enters.
    source : Source
        The same dossier on the same day before anybody moved an assumption; cells stand as moved.
    bands : mapping of str to Band
        Each assumption's band in force.
    memory : Memory
        What was computed from them, as long as they are kept.
    """

    def __init__(self, dossier: Dossier, scenario: Scenario) -> None:
        scenario.check(dossier)
        self.dossier = dossier
        self.scenario = scenario
        self.day: dt.date = scenario.day(dossier)
        self.seed = dossier.header.seed if scenario.seed is None else scenario.seed
        cells = tuple((entry.quantity, value) for entry, value in scenario.moved(dossier).items())
        self.source = source(dossier, self.day, scenario.draws, self.seed, scenario.supposed(dossier), cells)
        moved = {key: scenario.band(dossier, dossier.assumption(key)) for key in scenario.assumptions}
        self.bands: dict[str, Band] = {**self.source.bands, **moved}
        self.memory = Memory()

    @property
    def source_bands(self) -> Mapping[str, Band]:
        """Each assumption's band in the source as of the day, whatever weights and signposts are supposed."""
        return self.source.unsupposed.bands

    @cached_property
    def assumed(self) -> Mapping[str, Floats]:
        """Draws of every assumption; a choice is one number."""
        moved = {key: np.array(value) for key, value in self.scenario.assumptions.items()}
        return {**self.source.assumed, **{key: self._at(key, value) for key, value in moved.items()}}

    def at(self, settings: Mapping[str, Floats]) -> dict[str, Floats]:
        """Return draws of every assumption with some of them moved as sliders do.

        Parameters
        ----------
        settings : mapping of str to array (...)
            Where the medians are put; shapes that broadcast together.

        Returns
        -------
        dict of str to array
            Of shape (..., draws) or (..., 1) where moved, else (draws,) or ().
        """
        return {**self.assumed, **{key: self._at(key, value[..., None]) for key, value in settings.items()}}

    def _at(self, key: str, median: Floats) -> Floats:
        quantity = self.source.quantities.get(key)
        if quantity is None:
            return median
        if median.size > FEW:
            return quantity.moved(self.source.probits[key], median)
        return _moved(self.source, key, tuple(median.ravel().tolist()), median.shape)

    @cached_property
    def draws(self) -> Mapping[str, Floats]:
        """Draws of every assumption and node, each of shape (draws,)."""
        start, shape = network.at_source(self.source), (self.scenario.draws,)
        moved = {key: self.assumed[key] for key in self.scenario.assumptions}
        nodes = network.downstream(self.source, *moved)
        known = network.run(self.source, {**start, **moved}, nodes) if moved else start
        return {key: value if value.shape == shape else np.broadcast_to(value, shape) for key, value in known.items()}

    @cached_property
    def outputs(self) -> Mapping[str, Number]:
        """The number and band of every node."""
        found: dict[str, Number] = {}
        for chance in (True, False):
            keys = [node.id for node in self.dossier.nodes if (node.measure is Measure.PROBABILITY) == chance]
            draws = np.stack([self.draws[key] for key in keys]) if keys else np.empty((0, self.scenario.draws))
            found |= zip(keys, numbers(draws, chance=chance), strict=True)
        return {node.id: found[node.id] for node in self.dossier.nodes}

    def value(self, key: str) -> float:
        """Return the number of a node, or where an assumption stands."""
        return self.bands[key].p50 if key in self.bands else self.outputs[key].value

    @cached_property
    def values(self) -> Mapping[str, float]:
        """The number of every assumption and node."""
        return Lazy([*self.bands, *self.outputs], self.value)

    @cached_property
    def stakes(self) -> Stakes:
        """What everybody who holds a position judges deals by."""
        held = {cell.actor for cell in self.dossier.cells}
        return self.stakes_of(tuple(actor for actor in self.dossier.actors if actor.id in held))

    def stakes_of(self, actors: tuple[Actor, ...]) -> Stakes:
        """Return what some actors judge deals by."""
        return Stakes(self.source, self.draws, network.constants_of(self.source), actors)

    def cells(self, issue: str) -> Cells:
        """Return who holds a position on an issue."""
        return cells_on(self.source, issue)

    @cached_property
    def issues(self) -> Mapping[str, IssueResult]:
        """Reservation points, range and other yardsticks of every issue somebody holds a cell on."""
        held = {cell.issue for cell in self.dossier.cells}
        held_on = [issue.id for issue in self.dossier.issues if issue.id in held]
        return Lazy(held_on, lambda key: issue_result(key, self.stakes))

    @cached_property
    def packages(self) -> Mapping[str, PackageResult]:
        """Who takes which package."""
        return packages_of(self)

    @cached_property
    def nearest_deal(self) -> NearestDeal | None:
        """Where a deal would be least far; none where nobody must agree, or on nothing."""
        return nearest_deal(self)

    @cached_property
    def exchanges(self) -> tuple[Trade, ...]:
        """Equal-gain exchanges between every two negotiating actors, best first."""
        return trades_of(self)


def evaluate(dossier: Dossier, scenario: Scenario | None = None) -> Results:
    """Return what follows from a dossier under a scenario.

    Parameters
    ----------
    dossier : Dossier
        A loaded dossier.
    scenario : Scenario, optional
        Assumptions, as-of date, draws and seed; the source's values where left out.

    Returns
    -------
    Results
        Lazy: each part is computed once, when first read. The same object while it is kept, for the same dossier
        object and an equal scenario.

    Raises
    ------
    ScenarioError
        If the scenario names an unknown assumption or a value out of range.
    """
    scenario = scenario or Scenario()
    # By identity, as comparing dossiers is dear; the results keep theirs alive, so that no other one takes its id.
    return _kept.recall((id(dossier), scenario), lambda: Results(dossier, scenario))


def at_source(results: Results) -> Results:
    """Return the results at the source's values, as of the same day."""
    scenario = results.scenario
    if not (scenario.assumptions or scenario.signposts or scenario.cells):
        return results
    return evaluate(results.dossier, replace(scenario, assumptions={}, signposts={}, cells={}))
