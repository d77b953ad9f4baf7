"""A dossier's records as the rows of a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from components.dossier.types import Quantiles, Value
from components.model.entries import entries, moved
from components.sheets.fields import ASSUMPTIONS, NO_DEAL, PARTS, Field, Part, Table

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier
    from components.model import Scenario

Bounds = tuple[float, float, float]
"""A band: p10, p50, p90."""
Held = str | float | bool | dt.date | Bounds | tuple[str, ...]
"""What a field can hold: text, number, yes or no, date, band, references."""
Values = Mapping[str, Held]


def records(dossier: Dossier, table: Table, scenario: Scenario | None = None) -> Iterator[tuple[str, Values]]:
    """Yield a table's records, id and values; fields that the dossier leaves empty are left out.

    Where a scenario moves what an actor wants or expects, its band travels along.
    """
    cells = dict(scenario.cells) if scenario else {}
    for record in _listed(dossier, table):
        values = {field.key: _value(record, field) for field in table.fields}
        for field in table.fields:
            if field.kind == "band" and (to := cells.pop(f"{record.id}.{field.key}", None)) is not None:
                values[field.key] = along(values[field.key], to)
        if table is ASSUMPTIONS:
            values |= {"range": _range(record), "value": scenario.assumptions.get(record.id) if scenario else None}
        yield record.id, {key: value for key, value in values.items() if value not in (None, "", ())}
    if table is NO_DEAL:
        # What an actor expects where the dossier only implies it.
        for key, to in cells.items():
            if (entry := entries(dossier)[key]).field == "expects":
                yield (
                    key.removesuffix(".expects"),
                    {"actor": entry.actor, "issue": entry.issue, "expects": along(None, to)},
                )


def cell(values: Values, field: Field, part: Part) -> object:
    """Return what stands in a column; nothing where the record leaves it empty."""
    value = values.get(field.key)
    if field.kind == "band" and isinstance(value, tuple):
        return value[PARTS.index(part)]
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def along(band: Bounds | None, to: float) -> Bounds:
    """Return the band of what an actor wants or expects, its middle value put elsewhere; a number where none was."""
    low, middle, high = moved(np.array(band or (to, to, to)), band[1] if band else to, to).tolist()
    return low, middle, high


def _listed(dossier: Dossier, table: Table) -> tuple[Any, ...]:
    lists: dict[str, tuple[Any, ...]] = {
        "actors": dossier.actors,
        "issues": dossier.issues,
        "positions": dossier.cells,
        "no_deal": dossier.no_deal,
        "assumptions": dossier.assumptions,
        "events": dossier.timeline.events,
        "ultimatums": dossier.timeline.ultimatums,
    }
    return lists[table.records]


def _value(record: Any, field: Field) -> Any:
    value = getattr(record, field.key, None)
    if field.kind == "band":
        # A cost may be a node, and a default a record of the past: no band stands there.
        return (value.p10, value.p50, value.p90) if isinstance(value, Quantiles) else None
    return value.value if isinstance(value, Value) else value


def _range(item: Assumption) -> str:
    limits = item.range
    return f"{limits.min:g} to {limits.max:g}, in steps of {limits.step:g}, {item.unit}"
