"""The causal map: links, signs and lists."""

from __future__ import annotations

from components.figures import Context, build
from components.figures.assumptions.graph import depths, effect_text, listed, untangled
from components.model.graph import edges_to
from tests.model.build import ask


def test_depths_lead_downstream_only(august: Context, river: Context) -> None:
    for results in (august.results, river.results):
        edges = edges_to(results, None)
        deep = depths(edges, results.bands)
        assert all(deep.get(edge.parent, 0) < deep[edge.child] for edge in edges)


def test_every_edge_says_its_effect(august: Context) -> None:
    for key in ("p_ceasefire", "issue.territory", "package.occupied_parts_of_four"):
        edges = edges_to(august.results, ask(august.results, key))
        told = {edge.parent: effect_text(august.dossier, edge) for edge in edges if edge.child == key}
        assert all(told.values())
        if key.startswith("issue."):
            assert all(text.startswith("positions: ") for text in told.values())
    option = next(item for item in august.dossier.options.options if item.gate)
    edges = edges_to(august.results, ask(august.results, f"package.{option.id}"))
    assert "must hold" in [effect_text(august.dossier, edge) for edge in edges if edge.parent == option.gate]


def test_lists_name_causes_before_effects(august: Context) -> None:
    edges = edges_to(august.results, ask(august.results, "p_ceasefire"))
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
