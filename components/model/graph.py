"""The network as a graph: what leads to an output, in which direction, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from components.dossier.nodes import direction
from components.dossier.types import Basis
from components.model.outputs import IssueOutput, PackageOutput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from components.dossier import Actor, Cell, Option
    from components.dossier.nodes import Link, Node
    from components.model.output import Output
    from components.model.results import Results

_GROUNDS: Final = {name: place for place, name in enumerate(get_args(Basis))}


@dataclass(frozen=True)
class Edge:
    """What one quantity does to another.

    Attributes
    ----------
    parent, child : str
        Ids of assumptions and nodes; the child may be the key of an issue or a package.
    sign : int
        1 raises, -1 lowers, 0 either way.
    basis : str or None
        Ground of the direction; none where the child is computed from the parent by definition.
    refs : tuple of str
        What it rests on.
    cause : Link, tuple of Cell, Actor, Option or None
        Why there is an edge: a link, the cells whose positions the parent moves, the actor to whom it is the worth
        of no deal, the option whose gate it is; none by definition.
    """

    parent: str
    child: str
    sign: int
    basis: Basis | None
    refs: tuple[str, ...] = ()
    cause: Link | tuple[Cell, ...] | Actor | Option | None = None


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
    if isinstance(output, IssueOutput):
        found += _from_cells(results.cells(output.id).cells, output.key, directed=True)
    elif isinstance(output, PackageOutput):
        found += _into_package(results, output)
    reached = {output.key}
    # Nodes come after what they are computed from, and outputs after all nodes.
    for edge in reversed(found):
        if edge.child in reached:
            reached.add(edge.parent)
    return tuple(edge for edge in found if edge.child in reached)


def _into(results: Results, node: Node) -> Iterator[Edge]:
    # What is a judgement comes first.
    for item in sorted(node.inputs, key=lambda item: item.link is None):
        sign = node.sign(item, results.point)
        if item.link:
            yield Edge(item.id, node.id, sign, item.link.basis, item.link.refs, item.link)
        else:
            yield Edge(item.id, node.id, sign, None, node.refs)


def _into_package(results: Results, output: PackageOutput) -> Iterator[Edge]:
    yield from _from_cells(output.veto_cells(results), output.key, directed=False)
    for actor in results.dossier.veto_players:
        if actor.no_deal:
            yield Edge(actor.no_deal, output.key, -1, None, cause=actor)
    if output.option.gate:
        yield Edge(output.option.gate, output.key, 1, None, cause=output.option)


def _from_cells(cells: Iterable[Cell], output: str, *, directed: bool) -> Iterator[Edge]:
    """Yield an edge from every quantity that moves positions, one for all the positions it moves."""
    moved: dict[str, list[Cell]] = {}
    for cell in cells:
        for parent in cell.moved_by:
            moved.setdefault(parent, []).append(cell)
    for parent, held in moved.items():
        signs = {direction(cell.moved_by[parent]) for cell in held}
        weakest = max((cell.basis for cell in held), key=_GROUNDS.__getitem__)
        refs = tuple(dict.fromkeys(ref for cell in held for ref in cell.refs))
        sign = next(iter(signs)) if directed and len(signs) == 1 else 0
        yield Edge(parent, output, sign, weakest, refs, tuple(held))
