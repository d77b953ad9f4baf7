"""One node at a time: its value among others, and whether its inputs move it as it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st
from pydantic import TypeAdapter

from components.dossier.nodes import Floats, Link, NodeRecord
from components.model import Scenario, evaluate
from tests.model.build import assumption, made

if TYPE_CHECKING:
    from components.dossier.types import Band

UNIT = st.floats(0, 1)
RATE = st.floats(0, 50) | st.sampled_from([0.0, 1e-12, 1e-6, 1e3])
YEARS = st.floats(0, 30)
EFFECT = st.floats(0.05, 20)
SLIDER = st.floats(0, 100)

X = assumption("x", (20, 40, 80))
P = assumption("p", (0.1, 0.3, 0.6), high=1)
T = assumption("t", (3, 6, 12), low=0, high=60)

VALUES = st.fixed_dictionaries({"x": SLIDER, "p": UNIT, "q": UNIT, "r": st.floats(0.01, 50), "t": st.floats(0.1, 60)})
"""Values of some things a node may be computed from: a slider, two chances, a rate and a time."""


def value(target, *nodes, **values):
    """Point value of a node, the other nodes and x, p, t around it."""
    dossier = made(assumptions=[X, P, T], nodes=nodes)
    return evaluate(dossier, Scenario(values)).point[target]


def z(x):
    """Standardised value of x."""
    return (x - 40) / 60


class Probe(dict[str, float]):
    """Answers what a node asks, by numbers; links act on values that stand at a hundredth."""

    def share(self, key: str) -> float:
        return self[key] / 100

    def start(self, node: str, band: Band) -> Floats:
        return np.array(band.mode)

    def shift(self, links: Sequence[Link]) -> float:
        return sum(link.effect * self[link.parent] / 100 for link in links)


def assert_signs(written: Mapping[str, Any], values: Mapping[str, float]) -> None:
    """Raise each input alone: the value must not move against the direction that the node gives."""
    record = TypeAdapter(NodeRecord).validate_python(written)
    before = record.value(Probe(values))
    assert record.inputs
    for item in record.inputs:
        more = {**values, item.id: min(values[item.id] * 1.1, 1 if values[item.id] <= 1 else np.inf)}
        moved = record.value(Probe(more)) - before
        assert record.sign(item, values) * moved >= -1e-12 * (1 + abs(before)), item
        if abs(moved) > 1e-9 * (1 + abs(before)):
            assert record.sign(item, values) != 0, item
