"""The committed pictures: reading, writing, and which leaves of two of them differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

from tests.pictures.cases import DEFAULT, DOSSIERS, Case, Mode, draw, drawings, pairs
from tests.pictures.picture import picture

SPECS = Path(__file__).parent / "specs"
THEME = "theme"
"""Stands beside the figures for the configuration that all of them share."""
GONE = "(gone)"
"""Stands in a case's differences for a part of the default that it lacks."""

Leaves = dict[str, Any]
"""From a path such as ``chart/layer/bar 1/mark/color`` to its value."""

_LINE = 120


@dataclass(frozen=True)
class Change:
    """A leaf that differs; ``None`` stands for none."""

    path: str
    old: Any
    new: Any


def pictures() -> list[tuple[str, str]]:
    """Return dossier and figure of every picture, and the theme."""
    return [(next(iter(DOSSIERS)), THEME), *pairs()]


@cache
def theme(mode: Mode) -> dict[str, Any]:
    """Return the configuration that all charts of a mode share."""
    dossier, figure = pairs()[0]
    found: dict[str, Any] = draw(dossier, figure, Case(mode, mode=mode)).spec["config"]
    return found


def drawn(dossier: str, figure: str) -> dict[str, Leaves]:
    """Draw a figure in all its cases; return each as leaves."""
    if figure == THEME:
        return {DEFAULT.name: leaves({"config": theme("light")}), "dark": leaves({"config": theme("dark")})}
    return {case.name: leaves(picture(drawing, theme(case.mode))) for case, drawing in drawings(dossier, figure)}


def committed(dossier: str, figure: str) -> dict[str, Leaves]:
    """Read what is committed; nothing where the figure is new."""
    path = _path(dossier, figure)
    if not path.exists():
        return {}
    text = json.loads(path.read_text("utf-8"))
    base = leaves(text[DEFAULT.name])
    return {DEFAULT.name: base} | {name: _applied(base, patch) for name, patch in text["differences"].items()}


def write(dossier: str, figure: str, found: Mapping[str, Leaves]) -> None:
    """Commit a figure's cases: the default one whole, the others as differences from it."""
    base = found[DEFAULT.name]
    others = {name: _patch(base, case) for name, case in found.items() if name != DEFAULT.name}
    path = _path(dossier, figure)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dumps({DEFAULT.name: _nested(base), "differences": others}) + "\n", "utf-8")


def stale() -> list[Path]:
    """Return committed pictures of figures that are no longer drawn."""
    return sorted(set(SPECS.rglob("*.json")) - {_path(*pair) for pair in pictures()})


def changes(old: Leaves, new: Leaves) -> list[Change]:
    """Return the leaves in which two pictures differ; numbers may differ in their sixth digit."""
    return [
        Change(path, old.get(path), new.get(path))
        for path in sorted({**old, **new}, key=_order)
        if not _same(old.get(path, GONE), new.get(path, GONE))
    ]


def leaves(value: Any, path: str = "") -> Leaves:
    """Return every leaf of nested data by its path; a slash in a key is written ``~1``, as in JSON Pointer."""
    items: Iterator[tuple[Any, Any]] | None = None
    if isinstance(value, dict):
        items = iter(sorted(value.items()))
    elif isinstance(value, list):
        items = ((f"[{number}]", item) for number, item in enumerate(value))
    if items is None or not value:
        return {path: value}
    found: Leaves = {}
    for key, item in items:
        found |= leaves(item, f"{path}/{key.replace('/', '~1')}".lstrip("/"))
    return found


def dumps(value: Any, indent: int = 0) -> str:
    """Write JSON with sorted keys, a part on one line where it fits."""
    line = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if not isinstance(value, dict | list) or not value or len(line) + indent <= _LINE:
        return line
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {dumps(value[key], indent + 1)}" for key in sorted(value)]
        return "{\n" + ",\n".join(pad + part for part in parts) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(pad + dumps(item, indent + 1) for item in value) + "\n" + " " * indent + "]"


def _path(dossier: str, figure: str) -> Path:
    return SPECS / dossier / f"{figure}.json"


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, float | int) and isinstance(new, float | int) and not isinstance(old, bool):
        return isclose(old, new, rel_tol=2e-5, abs_tol=1e-9)
    return bool(old == new) and type(old) is type(new)


def _order(path: str) -> tuple[tuple[int, str], ...]:
    """Sort rows by number rather than by digit."""
    parts = path.split("/")
    return tuple((int(part[1:-1]) if part[:1] == "[" else -1, part) for part in parts)


def _patch(base: Leaves, case: Leaves) -> Leaves:
    """Return what makes the default into a case; whole parts that are gone are named once."""
    changed = {path: value for path, value in case.items() if not _same(base.get(path, GONE), value)}
    there = heads(case)
    gone = {stem(path, there) for path in base if path not in case}
    return {**dict.fromkeys(gone, GONE), **changed}


def _applied(base: Leaves, patch: Leaves) -> Leaves:
    gone = {path for path, value in patch.items() if value == GONE}
    kept = {path: value for path, value in base.items() if gone.isdisjoint(_beginnings(path))}
    return kept | {path: value for path, value in patch.items() if value != GONE}


def heads(picture: Leaves) -> set[str]:
    """Return every part a picture has: its leaves and all that they lie in."""
    return {head for path in picture for head in _beginnings(path)}


def stem(path: str, there: set[str]) -> str:
    """Return the largest part that a path lies in and that another picture's parts lack."""
    return next((head for head in _beginnings(path) if head not in there), path)


def _beginnings(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _nested(flat: Leaves) -> Any:
    """Undo `leaves`."""
    if list(flat) == [""]:
        return flat[""]
    groups: dict[str, Leaves] = {}
    for path, value in flat.items():
        head, _, rest = path.partition("/")
        groups.setdefault(head, {})[rest] = value
    parts = {key: _nested(group) for key, group in groups.items()}
    if all(key.startswith("[") and key[1:-1].isdigit() for key in parts):
        return [parts[key] for key in sorted(parts, key=_order)]
    return {key.replace("~1", "/"): value for key, value in parts.items()}
