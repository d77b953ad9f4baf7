"""Figures: where several analysts differ, and what each and all of them together make of the outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.assumptions.analysts_chart import Disputed, Stand, analysts_chart
from components.figures.assumptions.disputes import Dispute, disputes
from components.figures.assumptions.options import OUTPUT
from components.figures.assumptions.saved_sets import headline
from components.figures.assumptions.saved_sets_chart import Heading, Value, saved_sets_chart
from components.figures.assumptions.together import (
    ANALYSTS,
    FEW,
    POOL,
    POOLED,
    SOURCE,
    WEIGHTS,
    YOU,
    Together,
    adjusted,
    together,
)
from components.figures.assumptions.words import offered
from components.figures.core import Figure, figure
from components.model.outputs import output_of
from components.model.results import at_source

if TYPE_CHECKING:
    from components.drawing.theme import AnyChart
    from components.figures.context import Context
    from components.model import Number

SHOWN: Final = 8
"""Disputes drawn; the table holds all."""
_HOW: Final = {
    "weights": "Pool: the analysts' distributions mixed by weight, so that disagreement widens the band.",
    "quantiles": "Pool: each quantile averaged, so that the band is as wide as the analysts' own on average.",
}


@figure("analysts", page="workbench", needs=("assumptions", "nodes"), options=(ANALYSTS, WEIGHTS, POOL, OUTPUT))
def analysts_figure(context: Context, *, analysts: str, weights: str, pool: str, output: str) -> Figure:
    """Where analysts differ: each one's value of all that is disputed, and what each dispute does to an outcome."""
    found = together(context, analysts, weights, pool)
    rows = disputes(context, found, output) if found.results else []
    asked = offered(context.dossier)[output]
    description = _described(rows[:SHOWN], context, output) if rows else (FEW if not found.results else _AGREED)
    folded = len(rows[SHOWN:])
    return Figure(
        name="analysts",
        title="Where analysts differ",
        subtitle=f"Each one’s value, the pool and the source · as of {wording.date(context.results.day)}",
        description=description,
        chart=_chart(rows[:SHOWN], context, found, output, description),
        table=_table(rows, found, output_of(context.dossier, output).unit),
        notes=(
            f"Rows stand by what the dispute does to “{asked}”, all else as in the source.",
            "Thick tick: middle of the pool; bar: its middle 80 %; thin tick: the source.",
            _HOW[found.how],
            *((f"{folded} more are disputed; they are in the table.",) if folded else ()),
            *found.complaints,
            *adjusted(context, found, but=frozenset(row.item.key for row in rows)),
        ),
    )


_AGREED: Final = "All put every assumption and every number of an actor’s at the same value."


def _chart(rows: list[Dispute], context: Context, found: Together, output: str, description: str) -> AnyChart:
    if not rows:
        return nothing(description, mode=context.mode, description=description)
    drawn = [_drawn(row, context, output) for row in rows]
    stands = [
        Stand(row.item.key, who, row.item.share(value), f"{who}: {row.item.said(value)}")
        for row in rows
        for who, value in row.stands.items()
    ]
    return analysts_chart(drawn, stands, list(found.results), you=YOU, mode=context.mode, description=description)


def _drawn(row: Dispute, context: Context, output: str) -> Disputed:
    item, pooled = row.item, row.pooled
    brief = f"{item.name}: {_spread(row)}"
    return Disputed(
        key=item.key,
        basis=item.basis,
        heading=f"{brief}{_effect(row, context, output)}",
        brief=brief,
        tooltip=f"Pool: {item.said_estimate(pooled)}",
        source=item.share(row.source),
        p10=item.share(pooled.p10),
        p50=item.share(pooled.p50),
        p90=item.share(pooled.p90),
    )


def _spread(row: Dispute) -> str:
    values = row.stands.values()
    return row.item.said_band(min(values), max(values))


def _effect(row: Dispute, context: Context, output: str) -> str:
    if not row.moves:
        return ""
    unit = output_of(context.dossier, output).unit
    low, high = (wording.quantity(value, unit) for value in row.effect)
    return f" · {offered(context.dossier)[output]} {low} → {high}" if low != high else ""


def _described(rows: list[Dispute], context: Context, output: str) -> str:
    told = []
    for row in rows:
        stands = ", ".join(f"{who} {row.item.said(value)}" for who, value in row.stands.items())
        told.append(f"{row.item.label}: {stands}{_effect(row, context, output)}")
    return f"{'; '.join(told)}."


def _table(rows: list[Dispute], found: Together, unit: str) -> pd.DataFrame:
    columns = ["what", "unit", "source", *found.results, YOU, "pool p10", "pool p50", "pool p90"]
    ends = [f"output at the lowest ({unit})", f"output at the highest ({unit})"]
    return pd.DataFrame(
        [
            {
                "what": row.item.label,
                "unit": row.item.unit,
                "source": row.source,
                **row.stands,
                "pool p10": row.pooled.p10,
                "pool p50": row.pooled.p50,
                "pool p90": row.pooled.p90,
                **dict(zip(ends, row.effect, strict=True)),
            }
            for row in rows
        ],
        columns=[*columns, *ends],
    )


@figure("analysts_outcomes", page="workbench", needs=("assumptions", "nodes"), options=(ANALYSTS, WEIGHTS, POOL))
def analysts_outcomes_figure(context: Context, *, analysts: str, weights: str, pool: str) -> Figure:
    """Outcomes by analyst: what each makes of the dossier's questions, you, the source, and all of them together."""
    found = together(context, analysts, weights, pool)
    heads = headline(context)
    numbers = {key: _numbers(context, found, key) for key in heads}
    shown = [key for key in heads if _unit(context, key) == "probability"]
    if found.results and shown:
        description = _compared(context, heads, numbers)
        drawn = saved_sets_chart(
            [_value(key, who, number) for key in shown for who, number in numbers[key].items()],
            [Heading(key, heads[key], context.dossier.node(key).name) for key in shown],
            mode=context.mode,
            description=description,
        )
    else:
        description = "No outcome in question is a probability; see the table." if found.results else FEW
        drawn = nothing(description, mode=context.mode, description=description)
    return Figure(
        name="analysts_outcomes",
        title="Outcomes by analyst, and pooled",
        subtitle=f"Probability, with its middle 80 % of cases · as of {wording.date(context.results.day)}",
        description=description,
        chart=drawn,
        table=pd.DataFrame(
            [
                {"who": who, "output": heads[key], "unit": _unit(context, key), **_parts(number)}
                for key in heads
                for who, number in numbers[key].items()
            ],
            columns=["who", "output", "unit", "value", "p10", "p50", "p90"],
        ),
        notes=(_HOW[found.how], *found.complaints, *adjusted(context, found)),
    )


def _unit(context: Context, key: str) -> str:
    return output_of(context.dossier, key).unit


def _numbers(context: Context, found: Together, key: str) -> dict[str, Number]:
    """Return an outcome's number by who gives it; the pool's last, where there is anybody to pool."""
    if not found.results:
        return {}
    each = {who: results.outputs[key] for who, results in found.results.items()}
    pooled = found.pooled(key, chance=_unit(context, key) == "probability")
    before = at_source(context.results).outputs[key]
    return {SOURCE: before, YOU: context.results.outputs[key], **each, POOLED: pooled}


def _value(key: str, who: str, number: Number) -> Value:
    estimate = wording.estimate(number.value, number.p10, number.p90, "probability")
    return Value(key, who, number.value, number.p10, number.p90, wording.chance(number.value), f"{who}: {estimate}")


def _parts(number: Number) -> dict[str, float]:
    return {"value": number.value, "p10": number.p10, "p50": number.p50, "p90": number.p90}


def _compared(context: Context, heads: dict[str, str], numbers: dict[str, dict[str, Number]]) -> str:
    told = []
    for key, title in heads.items():
        each = [f"{who} {wording.quantity(number.value, _unit(context, key))}" for who, number in numbers[key].items()]
        told.append(f"{title}: {', '.join(each)}")
    return f"{'; '.join(told)}."
