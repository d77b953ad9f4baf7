"""A figure as plain data that diffs well: words, table and specification, without noise."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from components.figures import Figure

WHOLE = 10
"""Rows up to which a data set stands row by row; above, each column has a digest."""
DIGITS = 6
FEW = 6
"""Distinct words up to which a column's words are counted."""
SHORT = 4
"""Plain values up to which a chart's list stands value by value; scales of rows are long, and every layer has them."""

_LONG = re.compile(r"-?\d+\.\d{7,}(?:e-?\d+)?")
_NAMES = re.compile(r"\b(data|view|param)[-_][0-9a-f]+(?:_\d+)?\b")


def picture(figure: Figure, theme: dict[str, Any]) -> dict[str, Any]:
    """Return all that a reader gets from a figure.

    Parameters
    ----------
    figure : Figure
    theme : dict
        Configuration that all charts of the mode share; a chart that has it only says so.
    """
    spec = {key: value for key, value in figure.spec.items() if key not in ("$schema", "usermeta")}
    sets = spec.pop("datasets", {})
    config = spec.pop("config", {})
    if spec.get("description") == figure.description:
        spec["description"] = "the figure's"
    chart = _chart(spec)
    names = _short(json.dumps(chart))
    found = {
        "title": figure.title,
        "subtitle": figure.subtitle,
        "description": figure.description,
        "notes": list(figure.notes),
        "refs": list(figure.refs),
        "config": "theme" if config == theme else config,
        "chart": chart,
        "data": {name: _rows(sets[name]) for name in [*names, *sorted(sets)] if name in sets},
        "table": _table(figure.table),
    }
    return _plain(found, names)


def _chart(value: Any) -> Any:
    """Return a part of a specification with its layers called by their marks, and its own rows summarised."""
    if isinstance(value, list):
        plain = len(value) > SHORT and not any(isinstance(item, dict | list) for item in value)
        return f"{len(value)}: {column(value)}" if plain else [_chart(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _chart(item) for key, item in value.items() if key not in ("layer", "values")}
    if "layer" in value:
        names = _layers(value["layer"])
        # The order is what lies above what.
        found["order"] = ", ".join(names)
        found["layer"] = dict(zip(names, map(_chart, value["layer"]), strict=True))
    if "values" in value:
        found["values"] = _values(value["values"])
    return found


def _layers(layers: Sequence[dict[str, Any]]) -> list[str]:
    """Name layers by their marks and count those with the same, so that one that comes or goes renames few."""
    counted: Counter[str] = Counter()
    names = []
    for layer in layers:
        mark = layer.get("mark", "layer")
        kind = mark["type"] if isinstance(mark, dict) else mark
        counted[kind] += 1
        names.append(f"{kind} {counted[kind]}")
    return names


def _values(values: Any) -> Any:
    """Return inline data row by row or digested; geometry is often written as text."""
    if isinstance(values, str):
        values = json.loads(values)
    rows = values.get("features") if isinstance(values, dict) else values
    if isinstance(rows, list) and rows and isinstance(rows[0], dict):
        return _rows(rows)
    return _plain(values, {})


def _table(table: pd.DataFrame) -> dict[str, Any]:
    rows = json.loads(table.to_json(orient="records", date_format="iso", double_precision=10))
    return {"columns": [str(column) for column in table.columns], **_rows(rows)}


def _rows(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return rows as they are, or where there are many, their number and each column's digest."""
    flat = [_row(row) for row in rows]
    if len(flat) <= WHOLE:
        return {"rows": flat}
    columns = {key: None for row in flat for key in row}
    return {
        "number of rows": len(flat),
        "column": {key: column([row.get(key) for row in flat]) for key in columns},
        "first row": flat[0],
        "last row": flat[-1],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    found = dict(row)
    found |= found.pop("properties", None) or {}
    for key, value in found.items():
        if isinstance(value, dict) and "type" in value and ("coordinates" in value or "geometries" in value):
            numbers = list(_numbers(value))
            found[key] = f"{value['type']} of {len(numbers) // 2} points, {digest(numbers)}"
    return found


def _numbers(shape: Any) -> Iterator[float]:
    if isinstance(shape, dict):
        shape = shape.get("coordinates") or shape.get("geometries")
    if isinstance(shape, list):
        for item in shape:
            yield from _numbers(item)
    else:
        yield shape


def column(values: Sequence[Any]) -> str:
    """Return a column's range or its words, counted, and its digest."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        words = f"{rounded(min(known))} to {rounded(max(known))}"
    else:
        counted = Counter(json.dumps(value, ensure_ascii=False).strip('"') for value in known)
        few = ", ".join(f"{word} ×{number}" for word, number in counted.items())
        words = few if len(counted) <= FEW and len(few) <= 160 else f"{len(counted)} different"
    return f"{words} · {digest(values)}"


def digest(values: Any) -> str:
    """Return eight hexadecimal digits that change with any value, but not with a float's last places."""
    text = json.dumps(_plain(values, {}), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def rounded(number: float) -> float:
    """Return a number with six significant digits: more differ between processors."""
    found = 0.0 if abs(number) < 1e-9 else float(f"{number:.{DIGITS}g}")
    return int(found) if found.is_integer() else found


def _short(text: str) -> dict[str, str]:
    """Return names made of digests or counters, and in their stead their kind and number in order of use."""
    counted: Counter[str] = Counter()
    found = {}
    for match in _NAMES.finditer(text):
        if match[0] not in found:
            counted[match[1]] += 1
            found[match[0]] = f"{match[1]} {counted[match[1]]}"
    return found


def _plain(value: Any, names: dict[str, str]) -> Any:
    """Return a value with names shortened and numbers rounded, whole ones without a decimal."""
    match value:
        case dict():
            return {_plain(str(key), names): _plain(item, names) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item, names) for item in value]
        case str():
            text = _NAMES.sub(lambda match: names.get(match[0], match[0]), value)
            return _LONG.sub(lambda match: str(rounded(float(match[0]))), text)
        case bool() | None:
            return value
        case int() | float():
            # A timestamp is exact and longer than six digits.
            return rounded(value) if value != int(value) or abs(value) < 10**DIGITS else int(value)
    return str(value)
