"""Who wants what of a deal, what each expects without one, and what that costs: the arrays behind acceptance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from components.model import surplus
from components.model.memory import remembered

if TYPE_CHECKING:
    from components.dossier import Actor
    from components.dossier.schema import NoDeal
    from components.model.source import Source
    from components.model.surplus import Binding, Worth

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Held(NamedTuple):
    """What some actors hold on some issues and no assumption moves; arrays of shape (issues, actors, draws).

    Attributes
    ----------
    position, salience : array
        Ideal points and how much the issue matters, 0–100; 0 where the actor holds no position.
    expected : array
        What the actor expects without a deal while nothing moves that, 0–100; 0 where nothing says it.
    stake : array (issues, actors)
        Whether there are all three.
    share : array
        Of each issue in an actor's stake.
    moved : tuple of (int, int, NoDeal)
        Issue and actor whose expectation something moves.
    """

    position: Floats
    salience: Floats
    expected: Floats
    stake: Bools
    share: Floats
    moved: tuple[tuple[int, int, NoDeal], ...]


@remembered
def held(source: Source, actors: tuple[str, ...], issues: tuple[str, ...]) -> Held:
    """Return what actors hold on issues; where an actor says nothing of no deal, it expects the issue's status quo."""
    dossier, start = source.dossier, source.start
    position, salience, expected = np.zeros((3, len(issues), len(actors), source.size))
    stake = np.zeros((len(issues), len(actors)), dtype=bool)
    moved = []
    for row, issue in enumerate(issues):
        for column, actor in enumerate(actors):
            item, expects = dossier.expectation(actor, issue), f"{actor}.{issue}.expects"
            if dossier.cell(actor, issue) is None or expects not in start:
                continue
            stake[row, column] = True
            position[row, column] = start[f"{actor}.{issue}.position"]
            salience[row, column] = start[f"{actor}.{issue}.salience"]
            expected[row, column] = start[expects]
            if item and item.moved_by:
                moved.append((row, column, item))
    return Held(position, salience, expected, stake, surplus.shares(salience, stake), tuple(moved))


class Stakes:
    """What some actors judge deals by, in every draw.

    Parameters
    ----------
    source : Source
        Gives ideal points, saliences and what nothing moves.
    known : mapping of str to array
        Assumptions and nodes that move expectations and costs, of shape (draws,) or (settings, draws).
    constants : mapping of str to float
        By which anchors are met: points added to a cost.
    actors : sequence of Actor
        Whose stakes are asked for.
    """

    def __init__(
        self,
        source: Source,
        known: Mapping[str, Floats],
        constants: Mapping[str, float],
        actors: Sequence[Actor],
    ) -> None:
        self.source = source
        self.actors = tuple(actors)
        self._names = tuple(actor.id for actor in actors)
        self._known = known
        self._constants = constants

    @property
    def veto(self) -> Bools:
        """Who must agree, shape (actors,)."""
        return np.array([actor.veto for actor in self.actors], dtype=bool)

    @cached_property
    def cost(self) -> Floats:
        """Points that going on without a deal costs each, shape (..., actors, draws)."""
        costs = [self._cost(actor) for actor in self.actors]
        shape = np.broadcast_shapes((self.source.size,), *(cost.shape for cost in costs))
        found = np.empty((*shape[:-1], len(costs), shape[-1]))
        for place, cost in enumerate(costs):
            found[..., place, :] = cost
        return found

    def held(self, issues: Iterable[str]) -> Held:
        """Return what they hold on issues, before anything moves their expectations."""
        return held(self.source, self._names, tuple(issues))

    def expected(self, issues: Iterable[str]) -> Floats:
        """Return what each expects without a deal, 0–100, shape (..., issues, actors, draws)."""
        start = self.held(issues)
        moved = [(row, column, self._moved(item)) for row, column, item in start.moved]
        shape = np.broadcast_shapes((self.source.size,), *(draws.shape for _, _, draws in moved))
        found = np.empty((*shape[:-1], *start.expected.shape))
        found[...] = start.expected
        for row, column, draws in moved:
            found[..., row, column, :] = draws
        return found

    def concerned(self, issues: Iterable[str]) -> Bools:
        """Return who has a stake in some issues, shape (actors,)."""
        return np.asarray(np.any(self.held(issues).stake, axis=0))

    def worth(self, sets: Mapping[str, float]) -> Worth:
        """Return what a deal and none are worth to each, 0–1."""
        start = self.held(sets)
        return surplus.worth(start.position, start.share, self.expected(sets), self.cost, np.array(list(sets.values())))

    def taken(self, sets: Mapping[str, float], worth: Worth | None = None) -> Floats:
        """Return how likely each takes a deal, shape (..., actors, draws).

        Whoever has no stake in it does not stand in the way: 1.

        Parameters
        ----------
        sets : mapping of str to float
            Issue → value.
        worth : Worth, optional
            What it is worth, where that is known already.
        """
        gained = (worth or self.worth(sets)).surplus
        return np.where(self.concerned(sets)[:, None], surplus.chances(gained, self.tolerance), 1.0)

    def joint(self, sets: Mapping[str, float], gate: Floats) -> Floats:
        """Return how likely all who must agree take a deal and its gate holds, shape (..., draws)."""
        return surplus.joint(self.taken(sets), self.veto, gate)

    def binding(self, sets: Mapping[str, float], worth: Worth) -> Binding:
        """Return which issue of a deal of some worth stands most in each one's way."""
        start = self.held(sets)
        deal = np.array(list(sets.values()))
        return surplus.binding(start.position, start.share, worth.surplus, deal, self.tolerance)

    @property
    def tolerance(self) -> float:
        """Points of surplus at which a deal is taken with a chance of 73 %."""
        return self.source.dossier.header.tolerance.points

    def _cost(self, actor: Actor) -> Floats:
        if isinstance(actor.cost, str):
            cost = self._known[actor.cost]
        else:
            cost = self.source.start.get(f"{actor.id}.cost", np.zeros(self.source.size))
        return cost + sum(self._constants.get(key, 0.0) for key in self.source.anchored.get(actor.id, ()))

    def _moved(self, item: NoDeal) -> Floats:
        start, scales = self.source.start[f"{item.id}.expects"], self.source.scales
        points = (size * scales[key].z(self._known[key]) for key, size in item.moved_by.items())
        return np.clip(start + sum(points, start=np.zeros(())), 0, 100)
