"""The network's nodes joined with what other files say they are computed from, in an order to compute them."""

from __future__ import annotations

import heapq
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from components.dossier.nodes.accepts import AcceptsNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier.files import Files
    from components.dossier.nodes import Node
    from components.dossier.schema import Actor


def connected(files: Files) -> tuple[Node, ...]:
    """Return the nodes as written, those that tell an acceptance with everything it is computed from.

    Parameters
    ----------
    files : Files
        The dossier's files as far as they could be read.

    Returns
    -------
    tuple of Node
        In the order of the file, as :meth:`YamlFile.items` yields them.
    """
    nodes = [node for _, node in files.network.items("nodes")]
    anchored = [node for node in nodes if isinstance(node, AcceptsNode) and node.is_anchored]
    return tuple(
        node.computed_from(_through(files, node, anchored)) if isinstance(node, AcceptsNode) else node for node in nodes
    )


def in_order(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Sort nodes so that each follows what it is computed from, otherwise as written.

    Parameters
    ----------
    nodes : sequence of Node
        Nodes as they stand in the file.

    Raises
    ------
    graphlib.CycleError
        If they run in a circle.
    """
    place = {node.id: index for index, node in enumerate(nodes)}
    sorter = TopologicalSorter({node.id: [item.id for item in node.inputs if item.id in place] for node in nodes})
    sorter.prepare()
    ready: list[int] = []
    order = []
    while sorter.is_active():
        for name in sorter.get_ready():
            heapq.heappush(ready, place[name])
        node = nodes[heapq.heappop(ready)]
        order.append(node)
        sorter.done(node.id)
    return tuple(order)


def _through(files: Files, node: AcceptsNode, anchored: Sequence[AcceptsNode]) -> Iterator[str]:
    """Yield costs, what moves expectations, the gate, and other acceptances whose anchor fixes a cost."""
    options = files.options.content.every if files.options.content else ()
    option = next((option for option in options if option.id == node.option), None)
    actors = {actor.id: actor for actor in _concerned(files, node)}
    yield from (actor.cost for actor in actors.values() if isinstance(actor.cost, str))
    for _, expected in files.positions.items("no_deal"):
        if expected.actor in actors and option and expected.issue in option.sets:
            yield from expected.moved_by
    if node.together and option and option.gate:
        yield option.gate
    yield from (other.id for other in anchored if other.by in actors and other is not node)


def _concerned(files: Files, node: AcceptsNode) -> Iterator[Actor]:
    for _, actor in files.actors.items("actors"):
        if actor.veto if node.together else actor.id == node.by:
            yield actor
