"""The key assumptions as a table: what is assumed, what the source has, and what depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.theme import BASIS
from components.figures.assumptions.options import target_of
from components.model.memory import remembered
from components.model.outputs import output_of
from components.model.sensitivity import movers
from components.model.thresholds import threshold

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.figures.context import Context
    from components.model.output import Output
    from components.model.sensitivity import Bar

NO_EFFECT: Final = "no effect"
CHOICE: Final = "for you to choose"


def key_assumptions(context: Context, output: str, target: str) -> pd.DataFrame:
    """Return every assumption with its ground and its effect on an output, the strongest first.

    Parameters
    ----------
    context : Context
        Dossier, scenario and results.
    output : str
        A node, ``issue.ID`` or ``package.ID``.
    target : str
        Value to reach, in per cent, points or years.
    """
    goal = target_of(context, output, target)
    return _table(context, output, goal)


@remembered
def _table(context: Context, output: str, goal: float) -> pd.DataFrame:
    asked = output_of(context.dossier, output)
    bars = {bar.assumption: bar for bar in movers(context.results, asked)}
    # Stable: those that move it by their strength, all others as the dossier has them.
    items = sorted(
        context.dossier.assumptions, key=lambda item: [*bars].index(item.id) if item.id in bars else len(bars)
    )
    column = f"For {wording.quantity(goal, asked.unit, exact=True)} it would have to be"
    rows = [
        {
            **_ground(context, item),
            "Output at its low → high end": _effect(item, bars.get(item.id), asked.unit),
            column: _needed(context, asked, item, goal),
            "Sentences": ", ".join(item.refs) or "analyst judgement",
        }
        for item in items
    ]
    return pd.DataFrame(rows)


def _ground(context: Context, item: Assumption) -> dict[str, str]:
    """Return what is assumed now and in the source."""
    source, now = context.results.source_bands[item.id], context.results.bands[item.id]
    changed = any(item.id == other.id for other in context.scenario.changed(context.dossier))
    return {
        "Assumption": item.name,
        "Now": item.said(now.p50) + (" ✎" if changed else ""),
        "Source": item.said(source.p50),
        "Source’s band": "" if item.is_choice else item.said_band(source.p10, source.p90),
        "Unit": item.unit,
        "Basis": f"{BASIS[item.basis].sign} {BASIS[item.basis].label}",
    }


def _effect(item: Assumption, bar: Bar | None, unit: str) -> str:
    if bar is None:
        return CHOICE if item.is_choice else NO_EFFECT
    low, high = wording.quantity(bar.at_p10, unit), wording.quantity(bar.at_p90, unit)
    return f"{low}, hardly changed" if low == high else f"{low} → {high}"


def _needed(context: Context, asked: Output, item: Assumption, goal: float) -> str:
    if item.id not in asked.assumptions(context.results):
        return NO_EFFECT
    found = threshold(context.results, asked, item.id, goal)
    if found.value is not None:
        # On this side of the crossing the output is at the target or above.
        return f"{'at least' if found.rises else 'at most'} {wording.quantity(found.value, item.unit)}"
    return "any value" if float(min(found.y)) >= goal else "no value"
