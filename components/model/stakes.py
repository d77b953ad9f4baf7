"""Who wants what of a deal, what each expects without one, and what that costs: the arrays behind acceptance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.dossier.nodes.accepts import AcceptsNode
from components.model import surplus

if TYPE_CHECKING:
    from components.dossier import Actor, NoDeal
    from components.model.source import Source
    from components.model.surplus import Binding, Worth

Floats = npt.NDArray[np.float64]


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
        self._known = known
        self._constants = constants

    @property
    def veto(self) -> npt.NDArray[np.bool_]:
        """Who must agree, shape (actors,)."""
        return np.array([actor.veto for actor in self.actors], dtype=bool)

    @cached_property
    def cost(self) -> Floats:
        """Points that going on without a deal costs each, shape (..., actors, draws)."""
        return _stacked([self._cost(actor) for actor in self.actors], 1)

    def held(self, issues: Sequence[str]) -> tuple[Floats, Floats, Floats]:
        """Return ideal points, saliences and expectations, each of shape (..., issues, actors, draws); NaN where none.

        Where an actor says nothing of an issue without a deal, it expects the issue's status quo.
        """
        start = self.source.start
        nothing = np.full(self.source.size, np.nan)
        position, salience = (
            np.stack(
                [
                    np.stack([start.get(f"{actor.id}.{issue}.{what}", nothing) for actor in self.actors])
                    for issue in issues
                ]
            )
            for what in ("position", "salience")
        )
        rows = [_stacked([self.expected(actor.id, issue) for actor in self.actors], 1) for issue in issues]
        return position, salience, _stacked(rows, 2)

    def expected(self, actor: str, issue: str) -> Floats:
        """Return what an actor expects of an issue without a deal, 0–100; NaN where the dossier says nothing of it."""
        dossier = self.source.dossier
        item = dossier.expectation(actor, issue)
        if item is not None:
            return self._moved(item)
        quo = dossier.issue(issue).status_quo
        return np.full(self.source.size, np.nan if quo is None else quo.value)

    def worth(self, sets: Mapping[str, float]) -> Worth:
        """Return what a deal and none are worth to each, 0–1."""
        return surplus.worth(*self.held(list(sets)), self.cost, np.array(list(sets.values())))

    def taken(self, sets: Mapping[str, float]) -> Floats:
        """Return how likely each takes a deal, shape (..., actors, draws).

        Whoever has no stake in it does not stand in the way: 1.
        """
        chances = surplus.chances(self.worth(sets).surplus, self.tolerance)
        return np.where(np.isnan(chances), 1.0, chances)

    def joint(self, sets: Mapping[str, float], gate: Floats) -> Floats:
        """Return how likely all who must agree take a deal and its gate holds, shape (..., draws)."""
        return surplus.joint(self.taken(sets), self.veto, gate)

    def binding(self, sets: Mapping[str, float]) -> Binding:
        """Return which issue of a deal stands most in each one's way."""
        values = np.array(list(sets.values()))
        return surplus.binding(*self.held(list(sets)), self.cost, values, self.tolerance)

    @property
    def tolerance(self) -> float:
        """Points of surplus at which a deal is taken with a chance of 73 %."""
        return self.source.dossier.header.tolerance.points

    def _cost(self, actor: Actor) -> Floats:
        if isinstance(actor.cost, str):
            cost = self._known[actor.cost]
        else:
            cost = self.source.start.get(f"{actor.id}.cost", np.zeros(self.source.size))
        return cost + sum(self._constants.get(key, 0.0) for key in _anchored(self.source, actor.id))

    def _moved(self, item: NoDeal) -> Floats:
        start, scales = self.source.start[f"{item.id}.expects"], self.source.scales
        if not item.moved_by:
            return start
        points = (size * scales[key].z(self._known[key]) for key, size in item.moved_by.items())
        return np.clip(start + sum(points, start=np.zeros(())), 0, 100)


def _stacked(arrays: Sequence[Floats], depth: int) -> Floats:
    """Stack arrays along a new axis that stands before their last axes, and after any axis of settings.

    Parameters
    ----------
    arrays : sequence of array
        Of shape (…, draws) or (…, actors, draws).
    depth : int
        How many last axes that are.
    """
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    return np.stack([np.broadcast_to(array, shape) for array in arrays], axis=len(shape) - depth)


def _anchored(source: Source, actor: str) -> list[str]:
    """Return the accepts nodes whose anchor shifts an actor's cost."""
    return [
        node.id
        for node in source.dossier.nodes
        if isinstance(node, AcceptsNode) and node.by == actor and node.anchor is not None
    ]
