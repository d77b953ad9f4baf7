"""Checks the causal network: what a node may be computed from, and that it runs in one direction."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from components.dossier.files import packages
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
    from components.dossier.files import Files, Part
    from components.dossier.names import Names
    from components.dossier.problems import KeyPath, Problem
    from components.dossier.types import Band

Quantity = Assumption | Node

_Use = tuple["Part[Any]", "KeyPath", str, "_Role"]

RATES = (RateNode, YearlyNode, DurationNode)
"""Kinds whose value is a rate per year."""
MEASURES = (IndexNode, MeanYearsNode)
"""Kinds whose value is neither a rate nor a probability."""


@dataclass(frozen=True)
class _Role:
    """What an id must name where it stands."""

    wanted: str
    fits: Callable[[Quantity], bool]


def _is_chance(item: Quantity) -> bool:
    if isinstance(item, Assumption):
        return item.range.min >= 0 and item.range.max <= 1
    return not isinstance(item, RATES + MEASURES)


def _is_time(item: Quantity) -> bool:
    return isinstance(item, Assumption) and item.range.min >= 0


_CHANCE = _Role("a probability, or an assumption with a range within 0 and 1", _is_chance)
_CHANCE_ASSUMPTION = _Role(
    "an assumption with a range within 0 and 1", lambda item: isinstance(item, Assumption) and _is_chance(item)
)
_RATE = _Role("a node of kind rate, yearly or duration", lambda item: isinstance(item, RATES))
_TIME = _Role("an assumption with a range that starts at 0 or above", _is_time)
_WEIGHT = _Role(
    "an index, or an assumption with a range that starts at 0 or above",
    lambda item: _is_time(item) or isinstance(item, IndexNode),
)
_INDEX = _Role("a node of kind index", lambda item: isinstance(item, IndexNode))
_BANDED = _Role(
    "an assumption, or a node of kind index, probability or rate",
    lambda item: isinstance(item, (Assumption, *PARENTS)),
)
_ROLES = {
    "rate": _RATE,
    "stages": _RATE,
    "horizon": _TIME,
    "weight": _WEIGHT,
    "when_0": _CHANCE,
    "when_1": _CHANCE,
    "anchor": _CHANCE_ASSUMPTION,
    "links": _BANDED,
}
_ROLES_OF = {"yearly": _CHANCE_ASSUMPTION, "duration": _TIME}
"""What ``of`` names, by kind of node; elsewhere a probability."""


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
    for part, path, name, role in [*_inputs(files), *_packages(files), *_bargaining(files)]:
        message = names.missing("quantity", name)
        if message is None and name in known and not role.fits(known[name]):
            message = f"{name!r} does not fit here; name {role.wanted}"
        if message:
            yield part.problem(path, message)
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


def _inputs(files: Files) -> Iterator[_Use]:
    """Yield everything that nodes are computed from."""
    for path, node in files.network.items("nodes"):
        count: dict[str, int] = {}
        for key, name in inputs(node):
            place = count[key] = count.get(key, -1) + 1
            below: KeyPath = ()
            if key == "links":
                below = (place, "from")
            elif key == "anchor":
                below = ("from",)
            elif isinstance(getattr(node, key), tuple):
                below = (place,)
            role = _ROLES_OF.get(node.kind, _CHANCE) if key == "of" else _ROLES[key]
            yield files.network, (*path, key, *below), name, role


def _packages(files: Files) -> Iterator[_Use]:
    for path, option in packages(files):
        for key in ("gate", "output"):
            if name := getattr(option, key, None):
                yield files.options, (*path, key), name, _CHANCE


def _bargaining(files: Files) -> Iterator[_Use]:
    header = files.header.content
    if header and header.horizon:
        yield files.header, ("horizon",), header.horizon, _TIME
    for path, actor in files.actors.items("actors"):
        if actor.no_deal:
            yield files.actors, (*path, "no_deal"), actor.no_deal, _INDEX
    for path, cell in files.positions.items("positions"):
        for name in cell.moved_by:
            yield files.positions, (*path, "moved_by", name), name, _BANDED


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
