"""Only those who draw know how: the kit, charts, figures' chart modules and exports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

COMPONENTS = Path(__file__).resolve().parents[2] / "components"
DRAWN_WITH = {"altair", "vl_convert"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def may_draw(path: Path) -> bool:
    room = path.relative_to(COMPONENTS).parts[0]
    return room in ("drawing", "exports") or (room == "figures" and path.stem.endswith("_chart"))


def test_altair_and_its_converter_are_known_where_charts_are_made_only() -> None:
    modules = sorted(COMPONENTS.rglob("*.py"))
    knowing = {path for path in modules if DRAWN_WITH & set(imported(path))}
    assert knowing, "the search finds nothing any more"
    assert [str(path) for path in knowing if not may_draw(path)] == []
