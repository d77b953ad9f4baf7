"""What each hypothesis alone would make of the outcomes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.figures.core import Figure, figure
from components.figures.ultimatum.structures_chart import Now, Under, structures_chart
from components.model import evaluate
from components.model.results import at_source

if TYPE_CHECKING:
    from components.figures.context import Context
    from components.model.results import Results


@figure("structures", page="ultimatum", needs=["hypotheses", "nodes"])
def structures(context: Context) -> Figure:
    """Each outcome if one hypothesis alone held, side by side, with the mix of all."""
    dossier, results = context.dossier, context.results
    asked = {
        item.node: dossier.node(item.node).name
        for item in dossier.header.questions
        if dossier.node(item.node).measured_in == "probability" and not item.answer(results.day)
    }
    alone = {item.label: _alone(context, item.id) for item in dossier.hypotheses.hypotheses}
    before = at_source(results)
    under = [
        Under(name, label, found.value(node), f"{name}, if “{label}” alone held: {_chance(found.value(node))}")
        for node, name in asked.items()
        for label, found in alone.items()
    ]
    now = [_now(name, results.value(node), before.value(node)) for node, name in asked.items()]
    widest = max(asked, key=lambda node: _spread(node, alone), default=None)
    description = f"As of {wording.date(results.day)}. "
    if widest:
        values = [found.value(widest) for found in alone.values()]
        description += f"{asked[widest]}: from {_chance(min(values))} to {_chance(max(values))} by hypothesis."
    return Figure(
        name="structures",
        title="Outcomes under each reading alone",
        subtitle=f"Chance, per cent, as of {wording.date(results.day)}; bar: all by weight; grey bar: the source’s",
        description=description,
        chart=structures_chart(under, now, hypotheses=list(alone), mode=context.mode, description=description),
        table=pd.DataFrame(
            [
                {
                    "outcome": name,
                    "all at their weights (%)": round(100 * results.value(node), 2),
                    "source (%)": round(100 * before.value(node), 2),
                    **{f"{label} (%)": round(100 * found.value(node), 2) for label, found in alone.items()},
                }
                for node, name in asked.items()
            ]
        ),
        refs=tuple(dict.fromkeys(ref for item in dossier.hypotheses.hypotheses for ref in item.refs)),
        notes=(
            "A hypothesis alone: its weight 100, the others 0. The spread is that of structures, not of the draws.",
        ),
    )


def _alone(context: Context, key: str) -> Results:
    """Return the results if one hypothesis alone held, all else as it stands."""
    weights = {item.weight_id: 100.0 if item.id == key else 0.0 for item in context.dossier.hypotheses.hypotheses}
    scenario = context.scenario
    return evaluate(context.dossier, replace(scenario, assumptions={**scenario.assumptions, **weights}))


def _spread(node: str, alone: dict[str, Results]) -> float:
    values = [found.value(node) for found in alone.values()]
    return max(values) - min(values)


def _now(name: str, value: float, source: float) -> Now:
    said = f"{name}: {_chance(value)}, all at their weights"
    return Now(name, value, source, _chance(value), f"{said}; source {_chance(source)}")


def _chance(value: float) -> str:
    return wording.chance(value)
