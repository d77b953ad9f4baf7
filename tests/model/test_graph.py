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


def test_the_whole_graph_holds_every_link_once(builtin, river):
    for dossier in (builtin, river):
        edges = edges_to(evaluate(dossier, Scenario(draws=64)), None)
        links = [(link.parent, node.id) for node in dossier.nodes for link in node.joined]
        assert sorted(links) == sorted((edge.parent, edge.child) for edge in edges if edge.basis)


def test_what_leads_to_an_output_holds_its_drivers_and_ends_in_it(results):
    for key in ("p_ceasefire", "issue.territory", "package.occupied_parts_of_four", "p_breakdown"):
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
        low, high = output.response(results, {edges[0].parent: np.array([band.low, band.high])})
        assert math.copysign(1, high - low) == edges[0].sign
        tried += 1
    assert tried


def test_edges_into_a_package_say_what_they_are():
    found = evaluate(deal(gate="open"), Scenario(draws=64))
    output = ask(found, "package.deal")
    causes = {edge.parent: (edge.sign, edge.cause) for edge in edges_to(found, output) if edge.child == output.key}
    assert causes["open"] == (1, output.option)
    assert causes["worth"] == (-1, found.dossier.actor("b"))
    assert [cell.moved_by for cell in causes["x"][1]]
