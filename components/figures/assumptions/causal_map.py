"""Figure: the causal map, from assumptions over nodes to outputs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from components.drawing.theme import BASIS
from components.figures.assumptions import causal_map_chart as chart
from components.figures.assumptions.graph import depths, effect_text, listed, untangled
from components.figures.assumptions.marks_chart import statement
from components.figures.assumptions.options import SCOPE, WHOLE
from components.figures.assumptions.words import day_text, offered, value_text
from components.figures.core import Context, Figure, figure
from components.model.graph import Edge, edges_to
from components.model.outputs import output_of, outputs

if TYPE_CHECKING:
    from collections.abc import Sequence


_VERBS: Final = {1: "raises", -1: "lowers", 0: "moves"}


@figure("causal_map", page="assumptions", needs=("assumptions", "nodes"), options=(SCOPE,))
def causal_map_figure(context: Context, *, output: str) -> Figure:
    """Causal map: what leads from the assumptions to the outputs, with direction and basis of each link."""
    whole = output == WHOLE
    edges = edges_to(context.results, None if whole else output_of(context.dossier, output))
    name = "the outputs" if whole else f"“{offered(context.dossier)[output]}”"
    nodes = _nodes(context, edges, None if whole else output)
    description = _described(context, edges, nodes, name)
    if edges:
        frame = pd.DataFrame([_edge(context, edge) for edge in edges])
        drawn = chart.causal_map(nodes, frame, mode=context.mode, description=description)
    else:
        drawn = statement(description, mode=context.mode, description=description)
    return Figure(
        name="causal_map",
        title=f"What leads to {name}",
        subtitle=f"Causal map with present values · as of {day_text(context.results.day)}",
        description=description,
        chart=drawn,
        table=_table(context, edges),
        refs=tuple(dict.fromkeys(ref for edge in edges for ref in edge.refs)),
        notes=(
            "A mark on a link shows the ground of its direction; sizes are analyst judgement. Links without a mark are "
            "arithmetic. Squares are computed; rates are per year.",
        ),
    )


def _nodes(context: Context, edges: Sequence[Edge], output: str | None) -> pd.DataFrame:
    """Return every quantity of the map with its places."""
    dossier = context.dossier
    assumptions = {item.id: item for item in dossier.assumptions}
    met = dict.fromkeys(key for edge in edges for key in (edge.parent, edge.child))
    inner = {edge.parent for edge in edges}
    ends = [output] if output else [key for key in met if key not in inner]
    order = listed(edges, ends)
    deep = depths(edges, [key for key in order if key in assumptions])
    most = max(deep.values(), default=0) or 1
    place = untangled(edges, order, [key for key in order if not deep.get(key)])
    rows = []
    for line, key in enumerate(order):
        item = assumptions.get(key)
        label = f"{item.name}: {_now(context, key)}" if item else _label(context, key)
        rows.append(
            {
                "key": key,
                "label": label,
                "tooltip": item.label + f": {_now(context, key)}" if item else label,
                "role": "assumption" if item else "output" if key in ends else "node",
                "basis": item.basis if item else "",
                "depth": deep.get(key, 0) / most,
                "height": place[key],
                "line": line,
            }
        )
    return pd.DataFrame(rows)


def _label(context: Context, key: str) -> str:
    dossier = context.dossier
    if key not in context.results.outputs:
        # The title tells what is asked of it.
        return offered(dossier)[key].partition(": ")[2]
    return f"{dossier.node(key).name}: {_now(context, key)}"


def _now(context: Context, key: str) -> str:
    """Return the present value of an assumption or node."""
    dossier = context.dossier
    value = context.results.point[key]
    if key in context.results.bands:
        return value_text(value, dossier.assumption(key).unit)
    output = outputs(dossier).get(key)
    return value_text(value, output.unit) if output else f"{value:.2g}"


def _name(context: Context, key: str) -> str:
    dossier = context.dossier
    if key in context.results.bands:
        return dossier.assumption(key).label
    return offered(dossier)[key] if key in offered(dossier) else dossier.node(key).label


def _edge(context: Context, edge: Edge) -> dict[str, str]:
    ground = f", {BASIS[edge.basis].label}" if edge.basis else ""
    return {
        "parent": edge.parent,
        "child": edge.child,
        "sign": chart.SIGNS[edge.sign],
        "basis": edge.basis or "",
        "tooltip": (
            f"{_name(context, edge.parent)} → {_name(context, edge.child)}: {_VERBS[edge.sign]} it "
            f"({effect_text(context.dossier, edge)}{ground})"
        ),
    }


def _table(context: Context, edges: Sequence[Edge]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "from": [_name(context, edge.parent) for edge in edges],
            "to": [_name(context, edge.child) for edge in edges],
            "direction": [chart.SIGNS[edge.sign] for edge in edges],
            "effect": [effect_text(context.dossier, edge) for edge in edges],
            "basis of the direction": [BASIS[edge.basis].label if edge.basis else "by definition" for edge in edges],
            "references": [", ".join(edge.refs) for edge in edges],
        }
    )


def _described(context: Context, edges: Sequence[Edge], nodes: pd.DataFrame, name: str) -> str:
    if not edges:
        return f"Nothing in the network leads to {name}."
    roles = Counter(nodes["role"])
    grounds = Counter(BASIS[edge.basis].label if edge.basis else "arithmetic" for edge in edges)
    ends = set(nodes.loc[nodes["role"] == "output", "key"])
    told = [
        f"“{_name(context, edge.parent)}” {_VERBS[edge.sign]} “{_name(context, edge.child)}”"
        for edge in edges
        if edge.child in ends
    ]
    return (
        f"{roles['assumption']} assumptions lead over {roles['node']} computed quantities and {len(edges)} links to "
        f"{name}. Directly: {'; '.join(told)}. Ground of the links' directions: "
        f"{', '.join(f'{label} {count}' for label, count in grounds.most_common())}."
    )
