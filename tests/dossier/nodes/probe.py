"""One node at a time: its value among others, and whether its inputs move it as it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from pydantic import TypeAdapter

from components.dossier.connected import in_order
from components.dossier.nodes import Floats, Link, Node, NodeRecord, Scale

UNIT = st.floats(0, 1)
RATE = st.floats(0, 50) | st.sampled_from([0.0, 1e-12, 1e-6, 1e3])
YEARS = st.floats(0, 30)
EFFECT = st.floats(0.05, 20)
SLIDER = st.floats(0, 100)

SCALES = {"x": Scale(40, 60), "p": Scale(0.3, 0.5), "q": Scale(0.5, 1), "r": Scale(1, 1), "t": Scale(6, 9)}
"""Default bands of a slider, two chances, a rate and a time."""
TOPS = {"p": 1.0, "q": 1.0, "t": 60.0}
"""Most that some of them can be; 100 for the others."""

VALUES = st.fixed_dictionaries({"x": SLIDER, "p": UNIT, "q": UNIT, "r": st.floats(0.01, 50), "t": st.floats(0.1, 60)})


def node(key: str, kind: str, **more: Any) -> dict[str, Any]:
    """Return a node as written: ``default`` as (p10, p50, p90), ``links`` as {parent: effect}."""
    effect = {"index": "points", "probability": "odds"}.get(kind, "times")
    judged = {"basis": "analyst_judgement"}
    links = [{"from": parent, effect: size, **judged} for parent, size in more.pop("links", {}).items()]
    if isinstance(more.get("default"), tuple):
        more["default"] = dict(zip(("p10", "p50", "p90"), more["default"], strict=True))
    return {"id": key, "label": key, "kind": kind, **more, **({"links": links} if links else {})}


def record(written: Mapping[str, Any]) -> Node:
    """Return a node as the dossier holds it."""
    found: Node = TypeAdapter(NodeRecord).validate_python(written)
    return found


class Probe(dict[str, Any]):
    """Answers what nodes ask, each with the middle of its own band."""

    def __init__(self, values: Mapping[str, float], nodes: Sequence[Node], constants: Mapping[str, float] = {}) -> None:
        super().__init__(values)
        self._nodes = {item.id: item for item in nodes}
        self._constants = constants

    def share(self, key: str) -> float:
        return self[key] / TOPS.get(key, 100)

    def start(self, node: str) -> Floats:
        return np.array(self._nodes[node].drawn.p50)

    def shift(self, links: Sequence[Link]) -> Floats:
        return np.array(sum(link.effect * self._scale(link.parent).z(self[link.parent]) for link in links))

    def kept(self, node: str, years: Floats) -> Floats:
        return np.array(self.get(f"{node} on its date", 0.0))

    def constant(self, node: str) -> float:
        return self._constants.get(node, 0.0)

    def acceptance(self, option: str, by: str) -> Floats:
        return np.array(self[f"{option} by {by}"])

    def _scale(self, parent: str) -> Scale:
        return self._nodes[parent].scale(SCALES) if parent in self._nodes else SCALES[parent]


def value(target: str, *written: Mapping[str, Any], constants: Mapping[str, float] = {}, **values: float) -> Any:
    """Return the value of a node, the other nodes and x, p, t around it."""
    nodes = in_order([record(item) for item in written])
    probe = Probe({"x": 40, "p": 0.3, "t": 6, **values}, nodes, constants)
    for item in nodes:
        probe[item.id] = item.value(probe)
    return probe[target]


def z(x: float) -> float:
    """Standardised value of x."""
    return (x - 40) / 60


def assert_signs(written: Mapping[str, Any], values: Mapping[str, float]) -> None:
    """Raise each input alone: the value must not move against the direction that the node gives."""
    found = record(written)
    before = found.value(Probe(values, [found]))
    assert found.inputs
    for item in found.inputs:
        more = {**values, item.id: min(values[item.id] * 1.1, 1 if values[item.id] <= 1 else np.inf)}
        moved = found.value(Probe(more, [found])) - before
        assert found.sign(item, values) * moved >= -1e-12 * (1 + abs(before)), item
        if abs(moved) > 1e-9 * (1 + abs(before)):
            assert found.sign(item, values) != 0, item
