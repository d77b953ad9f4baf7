"""Charts know neither model nor dossier, not through another module either."""

from __future__ import annotations

import grimp

UNKNOWN = ("model", "dossier")


def test_charts_know_neither_model_nor_dossier() -> None:
    graph = grimp.build_graph("components", cache_dir=None)
    charts = [name for name in graph.modules if name.endswith("_chart")]
    assert charts, "the search finds nothing any more"
    known = [(chart, name) for chart in charts for name in graph.find_upstream_modules(chart)]
    ways = [graph.find_shortest_chain(*pair) for pair in known if pair[1].split(".")[1] in UNKNOWN]
    assert ways == []
