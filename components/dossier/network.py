"""Checks the causal network: what a node may be computed from, and that it runs in one direction."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from components.dossier.mechanism import (
    PARENTS,
    Assumption,
    DurationNode,
    IndexNode,
    MeanYearsNode,
    Node,
    ProbabilityNode,
    RateNode,
    YearlyNode,
    inputs,
)

if TYPE_CHECKING:
    from components.dossier.files import Files
    from components.dossier.names import Names
    from components.dossier.problems import KeyPath, Problem
    from components.dossier.types import Band

Quantity = Assumption | Node

RATES = (RateNode, YearlyNode, DurationNode)
"""Kinds whose value is a rate per year."""
_MEASURES = (IndexNode, MeanYearsNode)


def is_chance(item: Quantity) -> bool:
    """Say whether a quantity is a probability: a node that yields one, or an assumption that stays within 0 and 1."""
    if isinstance(item, Assumption):
        return item.range.min >= 0 and item.range.max <= 1
    return not isinstance(item, RATES + _MEASURES)


def _is_chance_assumption(item: Quantity) -> bool:
    return isinstance(item, Assumption) and is_chance(item)


def _is_time(item: Quantity) -> bool:
    return isinstance(item, Assumption) and item.range.min >= 0


def _is_weight(item: Quantity) -> bool:
    return _is_time(item) or isinstance(item, IndexNode)


def has_band(item: Quantity) -> bool:
    """Say whether a quantity may be the parent of a link."""
    return isinstance(item, (Assumption, *PARENTS))


_CHANCE = (is_chance, "a probability, or an assumption with a range within 0 and 1")
_RATE = (lambda item: isinstance(item, RATES), "a node of kind rate, yearly or duration")
_TIME = (_is_time, "an assumption with a range that starts at 0 or above")
_CHANCE_ASSUMPTION = (_is_chance_assumption, "an assumption with a range within 0 and 1")
BANDED = (has_band, "an assumption or a node of kind index, probability or rate")

_WANTED: dict[str, tuple[Callable[[Quantity], bool], str]] = {
    "rate": _RATE,
    "stages": _RATE,
    "horizon": _TIME,
    "weight": (_is_weight, "an index, or an assumption with a range that starts at 0 or above"),
    "when_0": _CHANCE,
    "when_1": _CHANCE,
    "anchor": _CHANCE_ASSUMPTION,
    "links": BANDED,
}
_WANTED_OF = {"yearly": _CHANCE_ASSUMPTION, "duration": _TIME}


def check_network(files: Files, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with nodes, their inputs and their anchors.

    Parameters
    ----------
    files : Files
        The dossier's files as far as they could be read.
    names : Names
        Their ids.
    """
    known = quantities(files)
    nodes = dict(files.network.items("nodes"))
    for path, node in nodes.items():
        for place, key, name in _input_places(path, node):
            accepts, wanted = _WANTED_OF.get(node.kind, _CHANCE) if key == "of" else _WANTED[key]
            message = names.missing("quantity", name)
            if message is None and name in known and not accepts(known[name]):
                message = f"{name!r} does not fit here; name {wanted}"
            if message:
                yield files.network.problem(place, message)
        yield from _anchor(files, names, path, node)
    yield from _cycle(files, nodes)


def quantities(files: Files) -> dict[str, Quantity]:
    """Return every sound assumption and node by id."""
    items = [*files.assumptions.items("assumptions"), *files.network.items("nodes")]
    return {item.id: item for _, item in items}


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
    sorter = TopologicalSorter({node.id: [name for _, name in inputs(node) if name in place] for node in nodes})
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


def _input_places(path: KeyPath, node: Node) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield place, key and id of everything a node is computed from."""
    count: dict[str, int] = {}
    for key, name in inputs(node):
        place = count.get(key, 0)
        count[key] = place + 1
        below: KeyPath = ()
        if key == "links":
            below = (place, "from")
        elif key == "anchor":
            below = ("from",)
        elif isinstance(getattr(node, key), tuple):
            below = (place,)
        yield (*path, key, *below), key, name


def _anchor(files: Files, names: Names, path: KeyPath, node: Node) -> Iterator[Problem]:
    """Check that a node anchored to a probability word starts with that word's band."""
    anchor = getattr(node, "anchor", None)
    if anchor is None or anchor.word is None:
        return
    place = (*path, "anchor", "word")
    message = names.missing("word", anchor.word)
    if message:
        yield files.network.problem(place, message)
    bands = {word.key: word.band for _, word in files.evidence.items("words")}
    band, default = bands.get(anchor.word), getattr(node, "default", None)
    if band is None or default is None or anchor.note or not isinstance(node, ProbabilityNode | RateNode):
        return
    if _values(band) != _values(default):
        low, mode, high = (f"{value:g}" for value in _values(band))
        message = f"{anchor.word!r} stands for {low}, {mode}, {high}; give the default this band, or say why in a note"
        yield files.network.problem(place, message)


def _values(band: Band) -> tuple[float, float, float]:
    return band.low, band.mode, band.high


def _cycle(files: Files, nodes: dict[KeyPath, Node]) -> Iterator[Problem]:
    try:
        in_order(list(nodes.values()))
    except CycleError as error:
        # graphlib lists each node before the one that is computed from it.
        circle: list[str] = error.args[1]
        first = next(path for path, node in nodes.items() if node.id in circle)
        message = f"the nodes run in a circle: {' → '.join(circle)}; take one of these inputs out"
        yield files.network.problem(first, message)
