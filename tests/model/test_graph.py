"""The network as a graph: every link once, in the direction the model answers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from components.model import Scenario, evaluate
from components.model.graph import edges_to
from components.model.outputs import NodeOutput
from components.model.sensitivity import tornado
from tests.model.build import ask, deal


@pytest.fixture(scope="module")
def results(builtin):
    return evaluate(builtin, Scenario(draws=64))


def test_the_whole_graph_holds_every_judgement_once(builtin, river):
    for dossier in (builtin, river):
        edges = edges_to(evaluate(dossier, Scenario(draws=64)), None)
        links = [(link.parent, node.id) for node in dossier.nodes for link in node.joined]
        assert sorted(links) == sorted(
            (edge.parent, edge.child) for edge in edges if edge.basis and not isinstance(edge.cause, tuple)
        )
        moving = {(edge.parent, item.id) for edge in edges if isinstance(edge.cause, tuple) for item in edge.cause}
        assert moving <= {(parent, item.id) for item in dossier.no_deal for parent in item.moved_by}


def test_what_leads_to_an_output_holds_its_drivers_and_ends_in_it(results):
    for key in ("p_ceasefire", "package.occupied_parts_of_four", "p_breakdown"):
        output = ask(results, key)
        edges = edges_to(results, output)
        assert {edge.parent for edge in edges} & set(results.bands) == set(output.assumptions(results))
        assert {bar.assumption for bar in tornado(results, output) if bar.swing} <= {edge.parent for edge in edges}
        assert {edge.child for edge in edges} - {edge.parent for edge in edges} == {key}


def test_what_is_moved_by_one_input_alone_moves_the_way_its_edge_says(results):
    tried = 0
    for node in results.dossier.nodes:
        output = NodeOutput(node)
        edges = [edge for edge in edges_to(results, output) if edge.child == node.id]
        if len(edges) != 1 or edges[0].parent not in results.bands or not node.is_output:
            continue
        band = results.bands[edges[0].parent]
        low, high = output.response(results, {edges[0].parent: np.array([band.p10, band.p90])})
        assert math.copysign(1, high - low) == edges[0].sign
        tried += 1
    assert tried


def test_edges_into_a_package_say_what_they_are():
    found = evaluate(deal(gate="open"), Scenario(draws=64))
    output = ask(found, "package.deal")
    edges = {edge.parent: edge for edge in edges_to(found, output) if edge.child == output.key}
    assert (edges["open"].sign, edges["open"].cause) == (1, output.option)
    assert (edges["cost"].sign, edges["cost"].cause) == (1, found.dossier.actor("b"))
    assert edges["x"].cause == (found.dossier.expectation("a", "q"),)
    # Whoever expects an issue to end further from its ideal point takes more.
    assert edges["x"].sign == 1
    assert "idle" not in edges
    low, high = output.response(found, {"x": np.array([20.0, 80.0])})
    assert high > low


def test_an_acceptance_before_it_is_no_cause_of_an_acceptance(builtin):
    edges = edges_to(evaluate(builtin, Scenario(draws=64)), None)
    taken = {node.id for node in builtin.nodes if node.kind == "accepts"}
    assert not any(edge.parent in taken and edge.child in taken for edge in edges)
