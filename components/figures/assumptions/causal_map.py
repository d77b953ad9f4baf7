"""Figure: the causal map, from assumptions over nodes to outputs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.dossier import Actor, Option
from components.drawing.layers import nothing
from components.drawing.theme import BASIS
from components.figures.assumptions.causal_map_chart import Link, Quantity, Sign, causal_map_chart
from components.figures.assumptions.layout import depths, listed, untangled
from components.figures.assumptions.options import SCOPE, WHOLE
from components.figures.assumptions.words import offered
from components.figures.core import Figure, figure
from components.model.graph import Edge, edges_to
from components.model.outputs import output_of, outputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.dossier.schema import NoDeal
    from components.figures.context import Context

_SIGNS: Final[dict[int, Sign]] = {1: "raises", -1: "lowers", 0: "either way"}
_VERBS: Final = {1: "raises", -1: "lowers", 0: "moves"}


@figure("causal_map", page="assumptions", needs=("assumptions", "nodes"), options=(SCOPE,))
def causal_map_figure(context: Context, *, output: str) -> Figure:
    """Causal map: what leads from the assumptions to the outputs, with direction and basis of each link."""
    whole = output == WHOLE
    edges = edges_to(context.results, None if whole else output_of(context.dossier, output))
    name = "the outputs" if whole else f"“{offered(context.dossier)[output]}”"
    quantities = _quantities(context, edges, None if whole else output)
    description = _described(context, edges, quantities, name)
    if edges:
        links = [_link(context, edge) for edge in edges]
        drawn = causal_map_chart(quantities, links, mode=context.mode, description=description)
    else:
        drawn = nothing(description, mode=context.mode, description=description)
    return Figure(
        name="causal_map",
        title=f"What leads to {name}",
        subtitle=f"Causal map with present values · as of {wording.date(context.results.day)}",
        description=description,
        chart=drawn,
        table=_table(context, edges),
        refs=tuple(dict.fromkeys(ref for edge in edges for ref in edge.refs)),
        notes=(
            "A mark on a link shows the ground of its direction; sizes are analyst judgement. Links without a mark are "
            "arithmetic. What an actor expects without a deal moves what it accepts.",
            "Squares are computed; rates are per year.",
        ),
    )


def _quantities(context: Context, edges: Sequence[Edge], output: str | None) -> list[Quantity]:
    """Return every quantity of the map with its places, in the order of the list."""
    assumptions = {item.id: item for item in context.dossier.assumptions}
    met = dict.fromkeys(key for edge in edges for key in (edge.parent, edge.child))
    inner = {edge.parent for edge in edges}
    ends = [output] if output else [key for key in met if key not in inner]
    order = listed(edges, ends)
    deep = depths(edges, [key for key in order if key in assumptions])
    most = max(deep.values(), default=0) or 1
    place = untangled(edges, order, [key for key in order if not deep.get(key)])
    found = []
    for line, key in enumerate(order):
        where = (deep.get(key, 0) / most, place[key], line)
        if item := assumptions.get(key):
            now = _now(context, key)
            quantity = Quantity(key, f"{item.name}: {now}", f"{item.label}: {now}", "assumption", item.basis, *where)
        else:
            label = _label(context, key)
            quantity = Quantity(key, label, label, "output" if key in ends else "node", "", *where)
        found.append(quantity)
    return found


def _label(context: Context, key: str) -> str:
    dossier = context.dossier
    if key not in context.results.outputs:
        # The title tells what is asked of it.
        return offered(dossier)[key].partition(": ")[2]
    return f"{dossier.node(key).name}: {_now(context, key)}"


def _now(context: Context, key: str) -> str:
    """Return the present value of an assumption or node."""
    dossier, value = context.dossier, context.results.value(key)
    if key in context.results.bands:
        item = dossier.assumption(key)
        return item.said(value)
    output = outputs(dossier).get(key)
    return wording.quantity(value, output.unit if output else "")


def _name(context: Context, key: str) -> str:
    dossier = context.dossier
    if key in context.results.bands:
        return dossier.assumption(key).label
    return offered(dossier)[key] if key in offered(dossier) else dossier.node(key).label


def _link(context: Context, edge: Edge) -> Link:
    ground = f", {BASIS[edge.basis].label}" if edge.basis else ""
    tooltip = (
        f"{_name(context, edge.parent)} → {_name(context, edge.child)}: {_VERBS[edge.sign]} it "
        f"({effect_text(context.dossier, edge)}{ground})"
    )
    return Link(edge.parent, edge.child, _SIGNS[edge.sign], edge.basis or "", tooltip)


def effect_text(dossier: Dossier, edge: Edge) -> str:
    """Return the size of an edge's effect, or what makes it one."""
    match edge.cause:
        case None:
            return "by definition"
        case tuple() as cells:
            return f"without a deal: {_expected(dossier, cells, edge.parent)} across the band"
        case Actor() as actor:
            return f"what no deal costs {actor.name}"
        case Option():
            return "must hold"
        case link:
            return f"{link.size} across the band"


def _expected(dossier: Dossier, cells: Sequence[NoDeal], parent: str) -> str:
    """Return how far a parent moves what actors expect without a deal, actor by actor."""
    told: dict[str, list[str]] = {}
    for cell in cells:
        issue = dossier.issue(cell.issue).label
        told.setdefault(dossier.actor(cell.actor).name, []).append(f"{_signed(cell.moved_by[parent])} on “{issue}”")
    return "; ".join(f"{actor} {wording.names(points)}" for actor, points in told.items())


def _signed(points: float) -> str:
    return f"{'+' if points >= 0 else ''}{wording.number(points, 2)}"


def _table(context: Context, edges: Sequence[Edge]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "from": [_name(context, edge.parent) for edge in edges],
            "to": [_name(context, edge.child) for edge in edges],
            "direction": [_SIGNS[edge.sign] for edge in edges],
            "effect": [effect_text(context.dossier, edge) for edge in edges],
            "basis of the direction": [BASIS[edge.basis].label if edge.basis else "by definition" for edge in edges],
            "references": [", ".join(edge.refs) for edge in edges],
        }
    )


def _described(context: Context, edges: Sequence[Edge], quantities: Sequence[Quantity], name: str) -> str:
    if not edges:
        return f"Nothing in the network leads to {name}."
    roles = Counter(item.role for item in quantities)
    grounds = Counter(BASIS[edge.basis].label if edge.basis else "arithmetic" for edge in edges)
    ends = {item.key for item in quantities if item.role == "output"}
    told = [
        f"“{_name(context, edge.parent)}” {_VERBS[edge.sign]} “{_name(context, edge.child)}”"
        for edge in edges
        if edge.child in ends
    ]
    return (
        f"{wording.count(roles['assumption'], 'assumption leads', 'assumptions lead')} over "
        f"{wording.count(roles['node'], 'computed quantity', 'computed quantities')} and "
        f"{wording.count(len(edges), 'link')} to {name}. Directly: {'; '.join(told)}. Ground of the links' directions: "
        f"{', '.join(f'{label} {count}' for label, count in grounds.most_common())}."
    )
