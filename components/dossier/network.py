"""Checks the causal network: what a node may be computed from, and that it runs in one direction."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from components.dossier.files import packages
from components.dossier.mechanism import Assumption
from components.dossier.nodes import Node, Role, wanted

if TYPE_CHECKING:
    from components.dossier.files import Files, YamlFile
    from components.dossier.names import Names
    from components.dossier.problems import KeyPath, Problem
    from components.dossier.types import Band

Quantity = Assumption | Node

_Wanted = tuple["YamlFile[Any]", "KeyPath", str, Role]
"""Where an id stands, the id, and what it must name."""


def check_network(files: Files, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with nodes, their inputs and their anchors.

    Parameters
    ----------
    files : Files
        The dossier's files as far as they could be read.
    names : Names
        Their ids.
    """
    items = [*files.assumptions.items("assumptions"), *files.network.items("nodes")]
    known: dict[str, Quantity] = {item.id: item for _, item in items}
    for file, path, name, role in [*_inputs(files), *_packages(files), *_bargaining(files)]:
        message = names.missing("quantity", name)
        if message is None and name in known and role not in known[name].roles:
            message = f"{name!r} does not fit here; name {wanted(role)}"
        if message:
            yield file.problem(path, message)
    for path, node in files.network.items("nodes"):
        yield from _anchor(files, names, path, node)
    yield from _cycle(files)


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


def _inputs(files: Files) -> Iterator[_Wanted]:
    """Yield everything that nodes are computed from."""
    for path, node in files.network.items("nodes"):
        for item in node.inputs:
            yield files.network, (*path, item.key, *item.place), item.id, item.role


def _packages(files: Files) -> Iterator[_Wanted]:
    for path, option in packages(files):
        for key in ("gate", "output"):
            if name := getattr(option, key, None):
                yield files.options, (*path, key), name, Role.CHANCE


def _bargaining(files: Files) -> Iterator[_Wanted]:
    header = files.header.content
    if header and header.horizon:
        yield files.header, ("horizon",), header.horizon, Role.TIME
    for path, actor in files.actors.items("actors"):
        if actor.no_deal:
            yield files.actors, (*path, "no_deal"), actor.no_deal, Role.INDEX
    for path, cell in files.positions.items("positions"):
        for name in cell.moved_by:
            yield files.positions, (*path, "moved_by", name), name, Role.PARENT


def _anchor(files: Files, names: Names, path: KeyPath, node: Node) -> Iterator[Problem]:
    """Check that a node anchored to a probability word starts with that word's band."""
    anchor = node.origin
    if anchor is None or anchor.word is None:
        return
    place = (*path, "anchor", "word")
    message = names.missing("word", anchor.word)
    if message:
        yield files.network.problem(place, message)
    bands = {word.key: word.band for _, word in files.evidence.items("words")}
    band, default = bands.get(anchor.word), node.worded
    if band is None or default is None or anchor.note:
        return
    if _values(band) != _values(default):
        low, mode, high = (f"{value:g}" for value in _values(band))
        message = f"{anchor.word!r} stands for {low}, {mode}, {high}; give the default this band, or say why in a note"
        yield files.network.problem(place, message)


def _values(band: Band) -> tuple[float, float, float]:
    return band.low, band.mode, band.high


def _cycle(files: Files) -> Iterator[Problem]:
    nodes = list(files.network.items("nodes"))
    try:
        in_order([node for _, node in nodes])
    except CycleError as error:
        # graphlib lists each node before the one that is computed from it.
        circle: list[str] = error.args[1]
        first = next(path for path, node in nodes if node.id in circle)
        message = f"the nodes run in a circle: {' → '.join(circle)}; take one of these inputs out"
        yield files.network.problem(first, message)
