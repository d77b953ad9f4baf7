"""The network as a graph: what an output rests on, in which direction, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from components.dossier.nodes import direction
from components.dossier.types import Basis
from components.model.response import ISSUE, PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from components.dossier import Cell
    from components.dossier.nodes import Node
    from components.model import Results

_GROUNDS: Final = {name: place for place, name in enumerate(get_args(Basis))}


@dataclass(frozen=True)
class Edge:
    """What one quantity does to another.

    Attributes
    ----------
    parent, child : str
        Ids of assumptions and nodes; the child may be an output such as ``issue.ID``.
    sign : int
        1 raises, -1 lowers, 0 either way.
    effect : str
        Its size in words.
    basis : str or None
        Ground of the link; none where the child is computed from the parent by definition.
    refs : tuple of str
        What it rests on.
    """

    parent: str
    child: str
    sign: int
    effect: str
    basis: Basis | None
    refs: tuple[str, ...] = ()


def edges_to(results: Results, output: str | None) -> tuple[Edge, ...]:
    """Return every edge of the network, or those that lead to an output.

    Parameters
    ----------
    results : Results
        Gives the dossier and the values on which some directions depend.
    output : str or None
        A node, ``issue.ID`` or ``package.ID``; the whole network where none is given.
    """
    found = [edge for node in results.dossier.nodes for edge in _into(results, node)]
    if output is None:
        return tuple(found)
    if output.startswith(ISSUE):
        found += _into_issue(results, output)
    elif output.startswith(PACKAGE):
        found += _into_package(results, output)
    reached = {output}
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
            yield Edge(item.id, node.id, sign, f"{item.link.size} across the band", item.link.basis, item.link.refs)
        else:
            yield Edge(item.id, node.id, sign, "by definition", None, node.refs)


def _into_issue(results: Results, output: str) -> list[Edge]:
    return _from_cells(results, results.cells(output.removeprefix(ISSUE)).cells, output, directed=True)


def _into_package(results: Results, output: str) -> list[Edge]:
    dossier, key = results.dossier, output.removeprefix(PACKAGE)
    options = dossier.options.options if dossier.options else ()
    option = next(item for item in options if item.id == key)
    vetoes = {actor.id: actor for actor in dossier.veto_players}
    cells = [cell for issue in option.sets for cell in results.cells(issue).cells if cell.actor in vetoes]
    edges = _from_cells(results, cells, output, directed=False)
    edges += [
        Edge(actor.no_deal, output, -1, f"{actor.name} without a deal", None)
        for actor in vetoes.values()
        if actor.no_deal
    ]
    return edges + ([Edge(option.gate, output, 1, "must hold", None)] if option.gate else [])


def _from_cells(results: Results, cells: Iterable[Cell], output: str, *, directed: bool) -> list[Edge]:
    """Return an edge from every node that moves positions; what several cells say is told together."""
    moved: dict[str, list[Cell]] = {}
    for cell in cells:
        for parent in cell.moved_by:
            moved.setdefault(parent, []).append(cell)
    edges = []
    for parent, held in moved.items():
        signs = {direction(cell.moved_by[parent]) for cell in held}
        told = "; ".join(
            f"{results.dossier.actor(cell.actor).name} {cell.moved_by[parent]:+g}".replace("-", "−") for cell in held
        )
        weakest = max((cell.basis for cell in held), key=_GROUNDS.__getitem__)
        refs = tuple(dict.fromkeys(ref for cell in held for ref in cell.refs))
        sign = next(iter(signs)) if directed and len(signs) == 1 else 0
        edges.append(Edge(parent, output, sign, f"positions: {told} points across the band", weakest, refs))
    return edges


def depths(edges: Sequence[Edge], sources: Iterable[str]) -> dict[str, int]:
    """Return how many steps at most lead from an assumption to each quantity.

    Parameters
    ----------
    edges : sequence of Edge
        Those into a node after those into what it is computed from.
    sources : iterable of str
        Assumptions and nodes without a parent among the edges.
    """
    found = dict.fromkeys(sources, 0)
    for edge in edges:
        found[edge.child] = max(found.get(edge.child, 0), found.get(edge.parent, 0) + 1)
    return found


def listed(edges: Sequence[Edge], ends: Iterable[str]) -> list[str]:
    """Return every quantity once, each below what it is computed from and close to it.

    Parameters
    ----------
    edges : sequence of Edge
        A graph without cycles.
    ends : iterable of str
        Where to begin, last first; each is listed with all that leads to it.
    """
    parents: dict[str, list[str]] = {}
    for edge in edges:
        parents.setdefault(edge.child, []).append(edge.parent)
    order: dict[str, None] = {}
    for end in ends:
        stack = [(end, False)]
        while stack:
            key, opened = stack.pop()
            if key in order:
                continue
            if opened:
                order[key] = None
                continue
            stack.append((key, True))
            # What itself rests on much comes first, so that an assumption stands just above what it moves.
            deep = sorted(parents.get(key, ()), key=lambda parent: len(parents.get(parent, ())))
            stack += [(parent, False) for parent in deep]
    return list(order)


def untangled(
    edges: Sequence[Edge], order: Sequence[str], sources: Iterable[str], rounds: int = 12
) -> dict[str, float]:
    """Return the height of each quantity, 0 to 1, with parents and children near each other.

    Sources and computed quantities stand in columns of their own, evenly spread (barycentre method).

    Parameters
    ----------
    edges : sequence of Edge
        The graph.
    order : sequence of str
        Every quantity, in the order to begin with.
    sources : iterable of str
        Those that stand in the first column.
    rounds : int
        Passes over both columns.
    """
    first = set(sources)
    columns = [[key for key in order if key in first], [key for key in order if key not in first]]
    # Each pulls at itself too, which keeps the order steady.
    near = {key: [key] for key in order}
    for edge in edges:
        near[edge.parent].append(edge.child)
        near[edge.child].append(edge.parent)
    place: dict[str, float] = {}
    for column in columns:
        place |= _spread(column)
    for _ in range(rounds):
        for column in columns:
            pull = {key: sum(place[other] for other in near[key]) / len(near[key]) for key in column}
            place |= _spread(sorted(column, key=pull.__getitem__))
    return place


def _spread(column: Sequence[str]) -> dict[str, float]:
    return {key: (number + 0.5) / len(column) for number, key in enumerate(column)}
