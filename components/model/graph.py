"""The network as a graph: what leads to an output, in which direction, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from components.dossier.nodes import direction
from components.dossier.nodes.accepts import AcceptsNode
from components.dossier.types import Basis
from components.model.network import deciders
from components.model.outputs import PackageOutput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import Actor, Option
    from components.dossier.nodes import Link, Node, Sign
    from components.dossier.schema import NoDeal
    from components.model.output import Output
    from components.model.results import Results

_GROUNDS: Final = {name: place for place, name in enumerate(get_args(Basis))}


@dataclass(frozen=True)
class Edge:
    """What one quantity does to another.

    Attributes
    ----------
    parent, child : str
        Ids of assumptions and nodes; the child may be the key of a package.
    sign : int
        1 raises, -1 lowers, 0 either way.
    basis : str or None
        Ground of the direction; none where the child is computed from the parent by definition.
    refs : tuple of str
        What it rests on.
    cause : Link, tuple of NoDeal, Actor, Option or None
        Why there is an edge: a link; what actors expect without a deal, which the parent moves; the actor whom it
        costs to go on without one; the option whose gate it is; none by definition.
    """

    parent: str
    child: str
    sign: Sign
    basis: Basis | None
    refs: tuple[str, ...] = ()
    cause: Link | tuple[NoDeal, ...] | Actor | Option | None = None


def edges_to(results: Results, output: Output | None) -> tuple[Edge, ...]:
    """Return every edge of the network, or those that lead to an output; edges into what a node rests on come first.

    Parameters
    ----------
    results : Results
        Gives the dossier and the values on which some directions depend.
    output : Output or None
        The whole network where none is given.
    """
    found = [edge for node in results.dossier.nodes for edge in _into(results, node)]
    if output is None:
        return tuple(found)
    if isinstance(output, PackageOutput):
        found += _into_acceptance(results, output.key, output.option, results.dossier.veto_players, output.option.gate)
    reached = {output.key}
    # Nodes come after what they are computed from, and outputs after all nodes.
    for edge in reversed(found):
        if edge.child in reached:
            reached.add(edge.parent)
    return tuple(edge for edge in found if edge.child in reached)


def _into(results: Results, node: Node) -> Iterator[Edge]:
    if isinstance(node, AcceptsNode):
        option = results.dossier.option(node.option)
        gate = option.gate if node.together else None
        yield from _into_acceptance(results, node.id, option, deciders(results.dossier, node.by), gate)
        return
    # What is a judgement comes first.
    for item in sorted(node.inputs, key=lambda item: item.link is None):
        sign = node.sign(item, results.values)
        if item.link:
            yield Edge(item.id, node.id, sign, item.link.basis, item.link.refs, item.link)
        else:
            yield Edge(item.id, node.id, sign, None, node.refs)


def _into_acceptance(
    results: Results, child: str, option: Option, actors: Sequence[Actor], gate: str | None
) -> Iterator[Edge]:
    """Yield an edge from everything that moves how likely some actors take an option."""
    moved: dict[str, list[NoDeal]] = {}
    for item in results.dossier.no_deal:
        if item.issue in option.sets and any(item.actor == actor.id for actor in actors):
            for parent in item.moved_by:
                moved.setdefault(parent, []).append(item)
    for parent, expected in moved.items():
        signs = {_sign(results, item, parent) for item in expected}
        weakest = max((item.basis for item in expected), key=_GROUNDS.__getitem__)
        refs = tuple(dict.fromkeys(ref for item in expected for ref in item.refs))
        yield Edge(parent, child, signs.pop() if len(signs) == 1 else 0, weakest, refs, tuple(expected))
    for actor in actors:
        if isinstance(actor.cost, str):
            yield Edge(actor.cost, child, 1, None, cause=actor)
    if gate:
        yield Edge(gate, child, 1, None, cause=option)


def _sign(results: Results, item: NoDeal, parent: str) -> Sign:
    """Return the direction in which a parent moves acceptance through one expectation, at the medians.

    Whoever expects more of what it wants is the harder to win, whatever the option gives it.
    """
    actor = results.dossier.actor(item.actor)
    expected = float(np.median(results.stakes_of((actor,)).expected([item.issue])))
    ideal = results.source.band(f"{item.id}.position").p50
    return direction(item.moved_by[parent] * (expected - ideal))
