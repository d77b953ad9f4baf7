"""The causal network: from assumptions to indices, rates and probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.dossier.mechanism import (
    LINKED,
    AllNode,
    AnyNode,
    DurationNode,
    IndexNode,
    MeanYearsNode,
    MixNode,
    NotNode,
    ProbabilityNode,
    RateNode,
    SequenceNode,
    WithinNode,
    YearlyNode,
    inputs,
)
from components.dossier.types import Band
from components.model.rates import probability_within

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.mechanism import Link, Node, RateBand

    LinkedNode = IndexNode | ProbabilityNode | RateNode | YearlyNode | DurationNode
    DerivedNode = WithinNode | SequenceNode | MeanYearsNode | MixNode | AllNode | AnyNode | NotNode

Floats = npt.NDArray[np.float64]
Anchor = Callable[[str, Band], Floats]
"""Gives the start of a probability or rate node from its id and band."""

_CERTAIN = 1 - 1e-12
"""Chance within a year above which a rate is no longer told apart from this one's."""
_INSTANT = 1e-9
"""Years below which a duration is no longer told apart from this one's."""
_LOG_LIMIT = 500.0
"""Exponents are held within ±500, so that no product of rates, odds and years leaves the floats."""


@dataclass(frozen=True)
class Scale:
    """Default band against which a value is standardised: z = (x − mode) / width."""

    mode: float
    width: float

    def z(self, value: Floats) -> Floats:
        """Standardised value: 0 at the default, 1 across the whole band."""
        return (value - self.mode) / self.width


def rates_of(band: RateBand) -> Band:
    """Return a rate band per year, converting probabilities by a number of months."""
    if band.by_months is None:
        return Band(low=band.low, mode=band.mode, high=band.high)
    years = band.by_months / 12
    low, mode, high = (-np.log1p(-p) / years for p in (band.low, band.mode, band.high))
    return Band(low=float(low), mode=float(mode), high=float(high))


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
        if isinstance(node, IndexNode):
            result[node.id] = Scale(node.default.mode, node.default.width or 100.0)
        elif isinstance(node, ProbabilityNode):
            if node.default is not None:
                result[node.id] = Scale(node.default.mode, node.default.width or 1.0)
            elif node.anchor is not None and node.anchor.source is not None:
                result[node.id] = result[node.anchor.source]
        elif isinstance(node, RateNode):
            band = rates_of(node.default)
            result[node.id] = Scale(band.mode, band.width or band.mode or 1.0)
    return result


def at_mode(_: str, band: Band) -> Floats:
    """Start a node at its band's mode, for point results; shape ()."""
    return np.array(band.mode)


def run(
    dossier: Dossier,
    values: Mapping[str, Floats],
    scale: Mapping[str, Scale],
    anchor: Anchor,
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
    anchor : callable
        Gives the start of a probability or rate node from its id and band: the mode for point results, draws for
        intervals.
    nodes : sequence of Node, optional
        Those to compute, parents before children; all where left out.

    Returns
    -------
    dict of str to array
        ``values`` and the nodes by id. Indices 0–100, probabilities 0–1, rates per year, years. A node has the
        shape of what it is computed from.
    """
    known = dict(values)
    most = {item.id: item.range.max for item in dossier.assumptions}
    z: dict[str, Floats] = {}

    def shift(links: Sequence[Link], effects: Sequence[float]) -> Floats:
        total = np.zeros(())
        for link, effect in zip(links, effects, strict=True):
            if link.parent not in z:
                z[link.parent] = scale[link.parent].z(known[link.parent])
            total = total + effect * z[link.parent]
        return total

    for node in dossier.nodes if nodes is None else nodes:
        if isinstance(node, LINKED):
            known[node.id] = np.asarray(_linked(node, known, shift, anchor))
        else:
            known[node.id] = np.asarray(_derived(node, known, most))
    return known


def _linked(
    node: LinkedNode,
    known: Mapping[str, Floats],
    shift: Callable[[Sequence[Link], Sequence[float]], Floats],
    anchor: Anchor,
) -> Floats:
    match node:
        case IndexNode():
            return np.clip(node.default.mode + shift(node.links, [link.points for link in node.links]), 0, 100)
        case ProbabilityNode():
            start = known[node.anchor.source] if node.anchor and node.anchor.source else anchor(node.id, _band(node))
            odds = start * _factor(shift(node.links, [math.log(link.odds) for link in node.links]))
            # The odds form of expit(logit(start) + exponent): exact at 0 and 1, where logit is not finite.
            return odds / (odds + (1 - start))
    times = _factor(shift(node.links, [math.log(link.times) for link in node.links]))
    match node:
        case RateNode():
            return anchor(node.id, rates_of(node.default)) * times
        case YearlyNode():
            return -np.log1p(-np.minimum(known[node.of], _CERTAIN)) * times
        case DurationNode():
            return times / np.maximum(known[node.of], _INSTANT)


def _factor(exponent: Floats) -> Floats:
    return np.exp(np.clip(exponent, -_LOG_LIMIT, _LOG_LIMIT))


def _derived(node: DerivedNode, known: Mapping[str, Floats], most: Mapping[str, float]) -> Floats:
    match node:
        case WithinNode():
            return probability_within(known[node.rate], known[node.horizon] / 12)
        case SequenceNode():
            return both_stages_within(known[node.stages[0]], known[node.stages[1]], known[node.horizon] / 12)
        case MeanYearsNode():
            with np.errstate(divide="ignore", over="ignore"):
                return reduce(np.add, [1 / known[key] for key in node.stages])
        case MixNode():
            weight = known[node.weight] / most.get(node.weight, 100.0)
            return (1 - weight) * known[node.when_0] + weight * known[node.when_1]
        case AllNode():
            return reduce(np.multiply, [known[key] for key in node.of])
        case AnyNode():
            return 1 - reduce(np.multiply, [1 - known[key] for key in node.of])
        case NotNode():
            return 1 - known[node.of]


def _band(node: ProbabilityNode) -> Band:
    if node.default is None:
        raise ValueError(f"{node.id} has neither a default nor an assumption as its anchor")
    return node.default


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
            wanted.update(key for _, key in inputs(node))
            nodes.append(node)
    return tuple(reversed(nodes)), frozenset(item.id for item in dossier.assumptions if item.id in wanted)


def downstream(dossier: Dossier, start: str) -> tuple[Node, ...]:
    """Return the nodes that depend on a quantity, parents first."""
    reached = {start}
    nodes = []
    for node in dossier.nodes:
        if any(key in reached for _, key in inputs(node)):
            reached.add(node.id)
            nodes.append(node)
    return tuple(nodes)


def both_stages_within(first: Floats, second: Floats, years: Floats) -> Floats:
    """Chance that two stages, one after the other, are both done within a time.

    Parameters
    ----------
    first, second : array (...)
        Rates per year of the stages.
    years : array (...)
        Time available.

    Returns
    -------
    array (...)
        1 − (b·e^(−aT) − a·e^(−bT)) / (b − a), its limit where a = b, and 0 where either rate is 0.

    Notes
    -----
    Written with the slower rate a in front as 1 − e^(−aT)·(1 + aT·φ((b − a)T)), φ(x) = (1 − e^(−x))/x,
    which neither overflows nor divides by a difference near 0.
    """
    slow, fast = np.minimum(first, second), np.maximum(first, second)
    x = (fast - slow) * years
    phi = np.where(x > 1e-8, -np.expm1(-x) / np.where(x > 1e-8, x, 1.0), 1 - x / 2)
    return np.clip(1 - np.exp(-slow * years) * (1 + slow * years * phi), 0, 1)
