"""The causal network: from assumptions to indices, rates and probabilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.dossier import Dossier
from components.dossier.mechanism import (
    AllNode,
    AnyNode,
    Assumption,
    DurationNode,
    IndexNode,
    MeanYearsNode,
    MixNode,
    Node,
    NotNode,
    ProbabilityNode,
    RateBand,
    RateNode,
    SequenceNode,
    TimesLink,
    WithinNode,
    YearlyNode,
)
from components.dossier.types import Band
from components.model.rates import probability_within

Floats = npt.NDArray[np.float64]

_CERTAIN = 1 - 1e-12
"""Chance within a year above which a rate is no longer told apart from this one's."""
_LOG_LIMIT = 700.0
"""Exponents are held within ±700, where exp neither overflows nor underflows to zero."""


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


def run(
    dossier: Dossier,
    values: Mapping[str, Floats],
    scale: Mapping[str, Scale],
    anchor: Callable[[Node, Band], Floats],
) -> dict[str, Floats]:
    """Compute every node of the network.

    Parameters
    ----------
    dossier : Dossier
        Its nodes come in an order in which parents precede children.
    values : mapping of str to array (draws,)
        Assumptions, in their own units.
    scale : mapping of str to Scale
        From :func:`scales`.
    anchor : callable
        Gives the starting value of a probability or rate node from its band: the mode for point
        results, draws for intervals.

    Returns
    -------
    dict of str to array (draws,)
        Assumptions and nodes by id. Indices 0–100, probabilities 0–1, rates per year, years.
    """
    return rerun(dossier, dossier.nodes, values, scale, anchor)


def rerun(
    dossier: Dossier,
    nodes: Sequence[Node],
    values: Mapping[str, Floats],
    scale: Mapping[str, Scale],
    anchor: Callable[[Node, Band], Floats],
) -> dict[str, Floats]:
    """Compute some nodes anew, given everything before them.

    Parameters
    ----------
    nodes : sequence of Node
        In an order in which parents precede children.
    values : mapping of str to array (draws,)
        Assumptions and all other nodes.
    dossier, scale, anchor
        As for :func:`run`.

    Returns
    -------
    dict of str to array (draws,)
        ``values`` with those nodes replaced.
    """
    known = dict(values)
    assumptions = {item.id: item for item in dossier.assumptions}
    z: dict[str, Floats] = {}

    def standardised(key: str) -> Floats:
        if key not in z:
            z[key] = scale[key].z(known[key])
        return z[key]

    def factor(links: tuple[TimesLink, ...]) -> Floats | float:
        exponent = sum((np.log(link.times) * standardised(link.parent) for link in links), start=np.float64(0))
        return np.exp(np.clip(exponent, -_LOG_LIMIT, _LOG_LIMIT))

    for node in nodes:
        known[node.id] = _value(node, known, standardised, factor, anchor, assumptions)
    return known


def _value(
    node: Node,
    known: Mapping[str, Floats],
    z: Callable[[str], Floats],
    factor: Callable[[tuple[TimesLink, ...]], Floats | float],
    anchor: Callable[[Node, Band], Floats],
    assumptions: Mapping[str, Assumption],
) -> Floats:
    match node:
        case IndexNode():
            shape = next(iter(known.values())).shape if known else (1,)
            moved = sum((link.points * z(link.parent) for link in node.links), start=np.full(shape, node.default.mode))
            return np.clip(moved, 0, 100)
        case ProbabilityNode():
            start = known[node.anchor.source] if node.anchor and node.anchor.source else anchor(node, _band(node))
            exponent = sum((np.log(link.odds) * z(link.parent) for link in node.links), start=np.zeros_like(start))
            odds = np.exp(np.clip(exponent, -_LOG_LIMIT, _LOG_LIMIT))
            # The odds form of expit(logit(start) + exponent): exact at 0 and 1, where logit is not finite.
            return start * odds / (start * odds + (1 - start))
        case RateNode():
            return anchor(node, rates_of(node.default)) * factor(node.links)
        case YearlyNode():
            return -np.log1p(-np.minimum(known[node.of], _CERTAIN)) * factor(node.links)
        case DurationNode():
            return factor(node.links) / np.maximum(known[node.of], 1e-9)
        case WithinNode():
            return probability_within(known[node.rate], known[node.horizon] / 12)
        case SequenceNode():
            return both_stages_within(known[node.stages[0]], known[node.stages[1]], known[node.horizon] / 12)
        case MeanYearsNode():
            with np.errstate(divide="ignore"):
                return np.asarray(sum(1 / known[stage] for stage in node.stages), dtype=np.float64)
        case MixNode():
            most = assumptions[node.weight].range.max if node.weight in assumptions else 100.0
            weight = known[node.weight] / most
            return (1 - weight) * known[node.when_0] + weight * known[node.when_1]
        case AllNode():
            return np.prod([known[key] for key in node.of], axis=0)
        case AnyNode():
            return 1 - np.prod([1 - known[key] for key in node.of], axis=0)
        case NotNode():
            return 1 - known[node.of]


def _band(node: ProbabilityNode) -> Band:
    if node.default is None:
        raise ValueError(f"{node.id} has neither a default nor an assumption as its anchor")
    return node.default


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
