"""The causal map: links, signs and lists."""

from __future__ import annotations

import pandas as pd

from components.figures import Context, build
from components.figures.assumptions.causal_map import effect_text
from components.figures.assumptions.causal_map_chart import ROW, Link, Quantity, causal_map_chart
from components.figures.assumptions.layout import depths, listed, untangled
from components.model.graph import edges_to
from tests.figures.assumptions.drawn import marks
from tests.model.build import ask

QUANTITIES = [
    Quantity("a", "a", "told", "assumption", "stated", 0, 0.25, 0),
    Quantity("b", "b", "told", "assumption", "inferred", 0, 0.75, 1),
    Quantity("c", "c", "told", "output", "", 1, 0.5, 2),
]
LINKS = [Link("a", "c", "raises", "stated", "a raises c"), Link("b", "c", "lowers", "", "b lowers c")]


def test_depths_lead_downstream_only(august: Context, river: Context) -> None:
    for results in (august.results, river.results):
        edges = edges_to(results, None)
        deep = depths(edges, results.bands)
        assert all(deep.get(edge.parent, 0) < deep[edge.child] for edge in edges)


def test_every_edge_says_its_effect(august: Context) -> None:
    whole = edges_to(august.results, None)
    assert all(effect_text(august.dossier, edge) for edge in whole)
    # What an actor would take depends on what it expects without a deal and on what that costs it.
    takes = [effect_text(august.dossier, edge) for edge in whole if edge.child == "p_kremlin_takes_occupied"]
    name = august.dossier.actor("kremlin").name
    assert f"what no deal costs {name}" in takes
    assert any(text.startswith(f"without a deal: {name} ") for text in takes)
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
    assert f"inferred {shown['inferred']}" in figure.description
    assert set(figure.refs) >= {ref for link in august.dossier.node("pause_rate").joined for ref in link.refs}


def test_map_of_what_nothing_leads_to(river: Context) -> None:
    assert "Nothing in the network leads to" in build("causal_map", river, output="issue.flow").description


def test_map_leads_every_link_from_parent_to_child() -> None:
    spec = causal_map_chart(QUANTITIES, LINKS, mode="light", description="d").to_dict()
    points = pd.DataFrame(next(rows for rows in spec["datasets"].values() if "edge" in rows[0]))
    places = {item.key: item for item in QUANTITIES}
    for number, link in enumerate(LINKS):
        run = points[points["edge"] == number].sort_values("step")
        parent, child = places[link.parent], places[link.child]
        assert run["depth"].iloc[[0, -1]].tolist() == [parent.depth, child.depth]
        assert run["height"].iloc[[0, -1]].tolist() == [parent.height, child.height]
        assert run["bulge"].iloc[[0, -1]].abs().max() == 0, "in the list an arc begins and ends at the spine"
        assert run["bulge"].max() > 0


def test_map_tells_signs_by_dash_and_colour() -> None:
    line = marks(causal_map_chart(QUANTITIES, LINKS, mode="dark", description="d"), "line")[0]["encoding"]
    assert line["color"]["scale"]["domain"] == line["strokeDash"]["scale"]["domain"]
    assert {link.sign for link in LINKS} < set(line["color"]["scale"]["domain"])
    for scale in (line["color"]["scale"], line["strokeDash"]["scale"]):
        assert len({str(look) for look in scale["range"]}) == len(scale["domain"])


def test_map_gives_every_quantity_a_line() -> None:
    chart = causal_map_chart(QUANTITIES, LINKS, mode="light", description="d").to_dict()
    assert chart["height"] >= ROW * len(QUANTITIES)
