"""The causal network: from assumptions to indices, rates and probabilities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import brentq

from components.dossier.nodes.accepts import ALL, AcceptsNode
from components.dossier.nodes.rate import RateNode
from components.model.memory import remembered
from components.model.rates import DAYS_PER_YEAR
from components.model.source import target_of
from components.model.stakes import Stakes

if TYPE_CHECKING:
    from components.dossier import Actor, Dossier, Option
    from components.dossier.nodes import Floats, Link, Node
    from components.model.source import Source


_FAR: Final = {True: 200.0, False: 60.0}
"""How far an anchor's constant is searched: points of cost for acceptance, else on a logarithm."""


def run(
    source: Source,
    values: Mapping[str, Floats],
    nodes: Sequence[Node] | None = None,
    *,
    constants: Mapping[str, float] | None = None,
) -> dict[str, Floats]:
    """Compute the nodes of the network.

    Parameters
    ----------
    source : Source
        Gives the dossier, draws of everything that no assumption sets, and scales.
    values : mapping of str to array
        Assumptions, in their own units, and every node that is not to be computed, of shape (draws,) or
        (settings, draws).
    nodes : sequence of Node, optional
        Those to compute, parents before children; all where left out.
    constants : mapping of str to float, optional
        By which anchors are met; the source's where left out.

    Returns
    -------
    dict of str to array
        ``values`` and the nodes by id. Indices 0–100, probabilities 0–1, rates per year, years. A node has the
        shape of what it is computed from.
    """
    draw = _Draw(source, values, constants_of(source) if constants is None else constants)
    for node in source.dossier.nodes if nodes is None else nodes:
        answer = source.resolved.get(node.id)
        draw.known[node.id] = np.asarray(node.value(draw) if answer is None else float(answer))
    return draw.known


class _Draw:
    """What nodes ask while they are computed, one after the other; see :class:`components.dossier.nodes.Draw`."""

    def __init__(self, source: Source, values: Mapping[str, Floats], constants: Mapping[str, float]) -> None:
        self.known = dict(values)
        self._source = source
        self._constants = constants
        self._most = {item.id: item.range.max for item in source.dossier.assumptions}
        self._z: dict[str, Floats] = {}

    def __getitem__(self, key: str) -> Floats:
        return self.known[key]

    def share(self, key: str) -> Floats:
        return self.known[key] / self._most.get(key, 100.0)

    def start(self, node: str) -> Floats:
        return self._source.start[node]

    def kept(self, node: str, years: Floats) -> Floats:
        missed = np.ones(())
        for item in self._source.scheduled.get(node, ()):
            # To the day: a horizon in months seldom falls on a whole one.
            within = np.rint(years * DAYS_PER_YEAR) >= (item.on - self._source.day).days
            missed = missed * (1 - within * self._source.start[f"scheduled.{item.id}"])
        return 1 - missed

    def constant(self, node: str) -> float:
        return self._constants.get(node, 0.0)

    def shift(self, links: Sequence[Link]) -> Floats:
        total = np.zeros(())
        for link in links:
            if link.parent not in self._z:
                self._z[link.parent] = self._source.scales[link.parent].z(self.known[link.parent])
            total = total + link.effect * self._z[link.parent]
        return total

    def acceptance(self, option: str, by: str) -> Floats:
        dossier = self._source.dossier
        found = dossier.option(option)
        stakes = Stakes(self._source, self.known, self._constants, deciders(dossier, by))
        if by != ALL:
            return stakes.taken(found.sets)[..., 0, :]
        return stakes.joint(found.sets, self.known[found.gate] if found.gate else np.ones(()))


@remembered
def at_source(source: Source) -> Mapping[str, Floats]:
    """Return every assumption and node at the source's values."""
    return run(source, source.assumed)


@remembered
def constants_of(source: Source) -> Mapping[str, float]:
    """Return what each anchored node needs so that at the source's values its number is the anchor's, by its id.

    On the logarithm of odds or rate; for ``accepts`` in points of the actor's cost, where it holds for every option.
    Nodes come parents first, so each is met with those before it in place. The source's values are those of the
    dossier's own date: see :attr:`Source.reference`.
    """
    if source.reference is not source:
        return constants_of(source.reference)
    known: dict[str, Floats] = dict(source.assumed)
    found: dict[str, float] = {}
    for node in source.dossier.nodes:
        target = target_of(source.dossier, node)
        if target is not None:
            found[node.id] = _constant(source, node, target, known, found)
        known = run(source, known, [node], constants=found)
    return found


def _constant(
    source: Source, node: Node, target: float, known: Mapping[str, Floats], before: Mapping[str, float]
) -> float:
    """Return the constant by which one node meets its target."""

    def missed(constant: float) -> float:
        drawn = run(source, known, [node], constants={**before, node.id: constant})[node.id]
        if isinstance(node, RateNode):
            # The anchor of a rate is a chance by the months of its default, whatever the horizon.
            drawn = -np.expm1(-drawn * node.default.years)
        return float(drawn.mean()) - target

    far = _FAR[isinstance(node, AcceptsNode)]
    if missed(-far) >= 0 or missed(far) <= 0:
        # Nothing uncertain is left to shift: a chance at 0 or 1, or nobody with a stake.
        return 0.0
    return float(brentq(missed, -far, far, xtol=1e-9))


def deciders(dossier: Dossier, by: str) -> tuple[Actor, ...]:
    """Return who takes an option, or does not: one actor, or with ``all`` every veto player."""
    return dossier.veto_players if by == ALL else (dossier.actor(by),)


def behind_acceptance(dossier: Dossier, option: Option, by: str = ALL) -> tuple[str, ...]:
    """Return what acceptance of an option is computed from: expectations, costs and, for all together, its gate."""
    actors = {actor.id: actor for actor in deciders(dossier, by)}
    expected = [item for item in dossier.no_deal if item.actor in actors and item.issue in option.sets]
    costs = [actor.cost for actor in actors.values() if isinstance(actor.cost, str)]
    gate = [option.gate] if option.gate and by == ALL else []
    return (*(key for item in expected for key in item.moved_by), *costs, *gate)


def causes(dossier: Dossier, node: Node) -> tuple[str, ...]:
    """Return what moves a node: its inputs, save acceptances that only have to have met their anchors before it."""
    if isinstance(node, AcceptsNode):
        return behind_acceptance(dossier, dossier.option(node.option), node.by)
    return tuple(item.id for item in node.inputs)


def upstream(dossier: Dossier, targets: Iterable[str]) -> tuple[tuple[Node, ...], frozenset[str]]:
    """Return the nodes that some quantities depend on, themselves included, and the assumptions behind them.

    Parameters
    ----------
    targets : iterable of str
        Ids of nodes and assumptions.

    Returns
    -------
    tuple of Node, frozenset of str
        Nodes in order, parents first; ids of the assumptions.
    """
    wanted = set(targets)
    nodes = []
    for node in reversed(dossier.nodes):
        if node.id in wanted:
            wanted.update(causes(dossier, node))
            nodes.append(node)
    return tuple(reversed(nodes)), frozenset(item.id for item in dossier.assumptions if item.id in wanted)


@remembered
def downstream(source: Source, *start: str) -> tuple[Node, ...]:
    """Return the nodes that depend on some quantities, parents first; kept, as every move asks for all assumptions'."""
    reached = set(start)
    nodes = []
    for node in source.dossier.nodes:
        if not reached.isdisjoint(causes(source.dossier, node)):
            reached.add(node.id)
            nodes.append(node)
    return tuple(nodes)
