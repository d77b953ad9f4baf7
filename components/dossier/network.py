"""Checks the causal network: what a node may be computed from, and that it runs in one direction."""

from __future__ import annotations

from graphlib import CycleError
from itertools import chain
from typing import TYPE_CHECKING, Any

from components.dossier.connected import connected, in_order
from components.dossier.files import packages
from components.dossier.mechanism import Assumption
from components.dossier.nodes import Node, Role, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for file, path, name, role in chain(
        _inputs(files), _packages(files), _bargaining(files), _questions(files), _correlations(files)
    ):
        message = names.missing("quantity", name)
        if message is None and name in known and role not in known[name].roles:
            message = f"{name!r} does not fit here; name {wanted(role)}"
        if message:
            yield file.problem(path, message)
    for path, node in files.network.items("nodes"):
        yield from _anchor(files, names, path, node)
    yield from _cycle(files)


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
        if isinstance(actor.cost, str):
            yield files.actors, (*path, "cost"), actor.cost, Role.INDEX
    for path, expected in files.positions.items("no_deal"):
        for name in expected.moved_by:
            yield files.positions, (*path, "moved_by", name), name, Role.PARENT


def _questions(files: Files) -> Iterator[_Wanted]:
    for place, question in enumerate(files.header.content.questions if files.header.content else ()):
        if question.fan:
            yield files.header, ("questions", place, "node"), question.node, Role.CHANCE


def _correlations(files: Files) -> Iterator[_Wanted]:
    for path, pair in files.assumptions.items("correlations"):
        for place, name in enumerate(pair.of):
            yield files.assumptions, (*path, "of", place), name, Role.DRAWN


def _anchor(files: Files, names: Names, path: KeyPath, node: Node) -> Iterator[Problem]:
    """Check that a node anchored to a probability word starts with that word's band, unless it says why not."""
    anchor = node.origin
    if anchor is None or anchor.word is None:
        return
    place = (*path, "anchor", "word")
    message = names.missing("word", anchor.word)
    if message:
        yield files.network.problem(place, message)
    bands = {word.key: word.band for _, word in files.evidence.items("words")}
    band, default = bands.get(anchor.word), node.worded
    if band is None or default is None or anchor.note or anchor.value not in (None, band.p50):
        return
    if _values(band) != _values(default):
        p10, p50, p90 = (f"{value:g}" for value in _values(band))
        message = (
            f"{anchor.word!r} stands for {p10}, {p50}, {p90}; give the default this band, write another value, "
            "or say why in a note"
        )
        yield files.network.problem(place, message)


def _values(band: Band) -> tuple[float, float, float]:
    return band.p10, band.p50, band.p90


def _cycle(files: Files) -> Iterator[Problem]:
    paths = {node.id: path for path, node in files.network.items("nodes")}
    nodes = connected(files)
    try:
        in_order(nodes)
    except CycleError as error:
        # graphlib lists each node before the one that is computed from it.
        circle: list[str] = error.args[1]
        first = next(paths[node.id] for node in nodes if node.id in circle)
        message = f"the nodes run in a circle: {' → '.join(circle)}; take one of these inputs out"
        yield files.network.problem(first, message)
