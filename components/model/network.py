"""The causal network: from assumptions to indices, rates and probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from components.dossier.nodes import Scale

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.nodes import Floats, Link, Node
    from components.dossier.types import Band

    Start = Callable[[str, Band], Floats]


def scales(dossier: Dossier, bands: Mapping[str, Band]) -> dict[str, Scale]:
    """Return the standardising scale of everything that can be a parent.

    Parameters
    ----------
    dossier : Dossier
        Holds assumptions and nodes.
    bands : mapping of str to Band
        Default band of each assumption as of the day.

    Notes
    -----
    A default of no width cannot serve as a yardstick; the whole range of the quantity takes its place.
    """
    result: dict[str, Scale] = {}
    for item in dossier.assumptions:
        band = bands[item.id]
        result[item.id] = Scale(band.mode, band.width or item.range.max - item.range.min)
    for node in dossier.nodes:
        if (scale := node.scale(result)) is not None:
            result[node.id] = scale
    return result


def at_mode(_: str, band: Band) -> Floats:
    """Start a node at its band's mode, for point results; shape ()."""
    return np.array(band.mode)


def run(
    dossier: Dossier,
    values: Mapping[str, Floats],
    scale: Mapping[str, Scale],
    start: Start,
    nodes: Sequence[Node] | None = None,
) -> dict[str, Floats]:
    """Compute the nodes of the network.

    Parameters
    ----------
    dossier : Dossier
        Its nodes come in an order in which parents precede children.
    values : mapping of str to array
        Assumptions, in their own units, and every node that is not to be computed. All shapes broadcast together.
    scale : mapping of str to Scale
        From :func:`scales`.
    start : callable
        Gives the start of a node from its id and band: the mode for point results, draws for intervals.
    nodes : sequence of Node, optional
        Those to compute, parents before children; all where left out.

    Returns
    -------
    dict of str to array
        ``values`` and the nodes by id. Indices 0–100, probabilities 0–1, rates per year, years. A node has the
        shape of what it is computed from.
    """
    draw = _Draw(dossier, values, scale, start)
    for node in dossier.nodes if nodes is None else nodes:
        draw.known[node.id] = np.asarray(node.value(draw))
    return draw.known


class _Draw:
    """What nodes ask while they are computed, one after the other; see :class:`components.dossier.nodes.Draw`."""

    def __init__(
        self, dossier: Dossier, values: Mapping[str, Floats], scale: Mapping[str, Scale], start: Start
    ) -> None:
        self.known = dict(values)
        self.start = start
        self._scale = scale
        self._most = {item.id: item.range.max for item in dossier.assumptions}
        self._z: dict[str, Floats] = {}

    def __getitem__(self, key: str) -> Floats:
        return self.known[key]

    def share(self, key: str) -> Floats:
        return self.known[key] / self._most.get(key, 100.0)

    def shift(self, links: Sequence[Link]) -> Floats:
        total = np.zeros(())
        for link in links:
            if link.parent not in self._z:
                self._z[link.parent] = self._scale[link.parent].z(self.known[link.parent])
            total = total + link.effect * self._z[link.parent]
        return total


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
            wanted.update(item.id for item in node.inputs)
            nodes.append(node)
    return tuple(reversed(nodes)), frozenset(item.id for item in dossier.assumptions if item.id in wanted)


def downstream(dossier: Dossier, start: str) -> tuple[Node, ...]:
    """Return the nodes that depend on a quantity, parents first."""
    reached = {start}
    nodes = []
    for node in dossier.nodes:
        if any(item.id in reached for item in node.inputs):
            reached.add(node.id)
            nodes.append(node)
    return tuple(nodes)
