"""The causal map: links, signs and lists."""

from __future__ import annotations

import math

import numpy as np
import pytest

from components.dossier import load
from components.figures import Context, build
from components.figures.assumptions_graph import depths, edges_to, listed, untangled
from components.figures.assumptions_words import (
    movers,
)
from components.model.response import outputs, response
from tests.figures.conftest import ROOT, context


@pytest.mark.parametrize("folder", ["data", "tests/dossiers/river"])
def test_map_holds_every_link_and_leads_downstream_only(folder: str) -> None:
    results = context(load(ROOT / folder)).results
    edges = edges_to(results, None)
    links = [(link.parent, node.id) for node in results.dossier.nodes for link in node.joined]
    assert sorted(links) == sorted((edge.parent, edge.child) for edge in edges if edge.basis)
    deep = depths(edges, results.bands)
    assert all(deep.get(edge.parent, 0) < deep[edge.child] for edge in edges)


def test_map_of_an_output_holds_its_drivers_and_nothing_else(august: Context) -> None:
    for output in ("p_ceasefire", "issue.territory", "package.occupied_parts_of_four", "p_breakdown"):
        edges = edges_to(august.results, output)
        reached = {edge.parent for edge in edges} & set(august.results.bands)
        assert {bar.assumption for bar in movers(august, output)} <= reached
        assert {edge.child for edge in edges} - {edge.parent for edge in edges} == {output}


def test_signs_of_the_map_are_those_of_the_model(august: Context) -> None:
    """A quantity that is moved by one input alone moves the way its edge says."""
    for node in august.dossier.nodes:
        edges = [edge for edge in edges_to(august.results, node.id) if edge.child == node.id]
        for edge in edges:
            if edge.parent not in august.results.bands or len(edges) > 1 or edge.sign == 0:
                continue
            if node.id not in outputs(august.dossier):
                continue
            band = august.results.bands[edge.parent]
            low, high = response(august.results, node.id, {edge.parent: np.array([band.low, band.high])})
            assert math.copysign(1, high - low) == edge.sign


def test_lists_name_causes_before_effects(august: Context) -> None:
    edges = edges_to(august.results, "p_ceasefire")
    order = listed(edges, ["p_ceasefire"])
    assert order[-1] == "p_ceasefire"
    assert len(order) == len(set(order))
    assert all(order.index(edge.parent) < order.index(edge.child) for edge in edges)
    places = untangled(edges, order, [key for key in order if key in august.results.bands])
    inner = [places[key] for key in order if key not in august.results.bands]
    assert len(set(inner)) == len(inner), "labels of computed quantities never share a row"


def test_map_counts_the_ground_of_its_links(august: Context) -> None:
    figure = build("causal_map", august, output="p_ceasefire")
    shown = figure.table["basis of the direction"].value_counts()
    assert f"stated {shown['stated']}" in figure.description
    assert set(figure.refs) >= set(august.dossier.node("pause_rate").joined[0].refs)


def test_map_of_what_nothing_leads_to(river: Context) -> None:
    assert "Nothing in the network leads to" in build("causal_map", river, output="upper_no_deal").description
