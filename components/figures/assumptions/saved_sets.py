"""Figure: the dossier's questions under saved sets of assumptions, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.assumptions.saved_sets_chart import Heading, Value, saved_sets_chart
from components.figures.assumptions.words import offered
from components.figures.core import Figure, FigureError, Option, figure
from components.model import Number, Scenario, evaluate
from components.model.entries import entries
from components.model.outputs import output_of
from components.model.saved import SavedSet, from_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from components.dossier import Dossier
    from components.figures.context import Context

SOURCE: Final = "Source"
NOW: Final = "Now"
FEW: Final = 5
"""Outcomes compared where the dossier asks no question."""
SETS: Final = Option("sets", "sets to compare, as 'name: id=value, id=value; name: …'", lambda _: (), lambda _: "")


@dataclass(frozen=True)
class Column:
    """What is compared of one set.

    Attributes
    ----------
    outputs : mapping of str to Number
        What is asked, by node.
    stand : mapping of str to float
        Where every assumption stands, in its own unit, and every cell of which something says it.
    day : datetime.date
        From which the set looks.
    """

    outputs: Mapping[str, Number]
    stand: Mapping[str, float]
    day: dt.date


@figure("saved_sets", page="assumptions", needs=("assumptions", "nodes"), options=(SETS,))
def saved_sets_figure(context: Context, *, sets: str) -> Figure:
    """Answers to the dossier's questions under saved sets, beside the source's values and those set now."""
    saved, complaints = from_text(context.dossier, sets)
    if complaints and not saved:
        raise FigureError(f"sets: {complaints[0]}")
    columns, heads = columns_of(context, saved), headline(context)
    shown = [key for key in heads if output_of(context.dossier, key).unit == "probability"]
    description = _described(context, columns, heads)
    if shown:
        drawn = saved_sets_chart(
            [_value(context, key, name, column.outputs[key]) for key in shown for name, column in columns.items()],
            [Heading(key, heads[key], context.dossier.node(key).name) for key in shown],
            mode=context.mode,
            description=description,
        )
    else:
        drawn = nothing(
            "No outcome in question is a probability; see the table.", mode=context.mode, description=description
        )
    days = wording.names(dict.fromkeys(wording.date(column.day) for column in columns.values()))
    return Figure(
        name="saved_sets",
        title="Outcomes under each set of assumptions",
        subtitle=f"Probability, with the band that holds the middle 80 % of cases · as of {days}",
        description=description,
        chart=drawn,
        table=_table(context, columns, heads),
        notes=(*(_held(context, item) for item in saved), *complaints),
    )


def _held(context: Context, saved: SavedSet) -> str:
    """Return what a set holds: a file must tell it without the page."""
    scenario = saved.scenario
    moved = [f"{item.name} {item.said(scenario.assumptions[item.id])}" for item in scenario.changed(context.dossier)]
    moved += [
        f"{entry.label(context.dossier)} {wording.number(value, 2)}"
        for entry, value in scenario.moved(context.dossier).items()
    ]
    day = [f"as of {wording.date(scenario.as_of)}"] if scenario.as_of else []
    return f"{saved.name}: {', '.join([*moved, *day]) or 'all values as in the source'}."


def headline(context: Context) -> dict[str, str]:
    """Return the nodes compared with their names: what the dossier asks, or else its first few."""
    nodes = {node.id for node in context.dossier.nodes}
    names = [(key, name) for key, name in offered(context.dossier).items() if key in nodes]
    return dict(names[: len(context.dossier.header.questions) or FEW])


def columns_of(context: Context, saved: Sequence[SavedSet]) -> dict[str, Column]:
    """Return what is compared, by name: the source's values, those set now where they differ, and the saved sets."""
    scenario = context.scenario
    found = {SOURCE: _column(context, Scenario(as_of=scenario.as_of, draws=scenario.draws, seed=scenario.seed))}
    if scenario.departs(context.dossier):
        found[NOW] = _column(context, scenario)
    for item in saved:
        own = replace(item.scenario, draws=scenario.draws, seed=scenario.seed)
        found[item.name if item.name not in found else f"{item.name} (saved)"] = _column(context, own)
    return found


def _column(context: Context, scenario: Scenario) -> Column:
    results = evaluate(context.dossier, scenario)
    known = {key: entry.quantity for key, entry in entries(context.dossier).items()}
    cells = {key: results.source.band(of).p50 for key, of in known.items() if of in results.source.quantities}
    return Column(
        {key: results.outputs[key] for key in headline(context)},
        {**cells, **{key: band.p50 for key, band in results.bands.items()}},
        results.day,
    )


def differences(context: Context, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return the assumptions and cells in which the sets differ, one row each."""
    rows = []
    known = [item.id for item in context.dossier.assumptions]
    for key in (*known, *entries(context.dossier)):
        values = {name: column.stand.get(key) for name, column in columns.items()}
        # To nine decimals: sums that are equal on paper.
        if len({None if value is None else round(value, 9) for value in values.values()}) > 1:
            rows.append(_difference(context.dossier, key, values))
    if len({column.day for column in columns.values()}) > 1:
        rows.append(
            {"Assumption": "As-of date", **{name: wording.date(column.day) for name, column in columns.items()}}
        )
    return pd.DataFrame(rows, columns=["Assumption", *columns])


def _difference(dossier: Dossier, key: str, values: Mapping[str, float | None]) -> dict[str, str]:
    """Return where an assumption or a cell stands in each set, in words."""
    entry = entries(dossier).get(key)
    if entry:
        told = {name: wording.number(value, 2) for name, value in values.items()}
        return {"Assumption": f"{entry.label(dossier)} (0–100)", **told}
    item = dossier.assumption(key)
    said = {name: item.said(value) for name, value in values.items() if value is not None}
    return {"Assumption": f"{item.label} ({item.unit})", **said}


def outcomes(context: Context, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return the outcomes under each set: word, number and band, and how far they stand from the source's."""
    rows = []
    for key, title in headline(context).items():
        asked, before = output_of(context.dossier, key), columns[SOURCE].outputs[key].value
        told = {}
        for name, text in _across(context, columns, key).items():
            now = columns[name].outputs[key].value
            told[name] = f"{text} {wording.change(now, before, asked.unit, chance=asked.is_chance)}".strip()
        rows.append({"Outcome": title, **told})
    return pd.DataFrame(rows, columns=["Outcome", *columns])


def _across(context: Context, columns: Mapping[str, Column], key: str) -> dict[str, str]:
    unit = output_of(context.dossier, key).unit
    return {name: _told(context, column.outputs[key], unit) for name, column in columns.items()}


def _told(context: Context, output: Number, unit: str) -> str:
    number = wording.estimate(output.value, output.p10, output.p90, unit)
    word = wording.likelihood(output.value, context.dossier.header.words) if unit == "probability" else ""
    return f"{word}, {number}" if word else number


def _value(context: Context, key: str, name: str, output: Number) -> Value:
    tooltip = f"{name}: {_told(context, output, 'probability')}"
    return Value(key, name, output.value, output.p10, output.p90, wording.chance(output.value), tooltip)


def _described(context: Context, columns: Mapping[str, Column], heads: Mapping[str, str]) -> str:
    told = [
        f"{title}: " + ", ".join(f"{name} {text}" for name, text in _across(context, columns, key).items())
        for key, title in heads.items()
    ]
    return f"{'; '.join(told)}."


def _table(context: Context, columns: Mapping[str, Column], heads: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        {
            "set": name,
            "output": title,
            "unit": output_of(context.dossier, key).unit,
            "as of": column.day.isoformat(),
            **{part: getattr(column.outputs[key], part) for part in ("value", "p10", "p50", "p90")},
        }
        for key, title in heads.items()
        for name, column in columns.items()
    ]
    return pd.DataFrame(rows)
