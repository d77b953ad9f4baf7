"""The free texts of a dossier, and a dossier with what Markdown, HTML and browsers would obey in every one."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from annotated_types import Len
from pydantic.fields import FieldInfo

from components.dossier.reader import read_yaml
from components.dossier.types import Record

HOSTILE = " ![x](//evil.example/a.png)<b><img/src=//evil.example/b.png>[x](//evil.example) www.evil.example"
IDS = frozenset({"as_of", "refs", "slug"})
"""Fields that hold dates and ids although any string would fit."""
NAMES = frozenset({
    "context", "holder", "issues", "kind", "line", "outcome", "parts", "pattern", "precision", "ref", "url"
})  # fmt: skip
"""Fields that name something, in one record at least: they are refused where it does not exist."""


def poisoned(folder: Path, target: Path) -> Path:
    """Copy a dossier to a new folder, with something hostile behind every free text of every file."""
    shutil.copytree(folder, target)
    for file in target.glob("*.yaml"):
        data = _poisoned(read_yaml(file.name, file.read_bytes()).data)
        file.write_text(json.dumps(data, default=str, ensure_ascii=False))
    return target


def _poisoned(part: Any, key: str = "") -> Any:
    if isinstance(part, dict):
        return {name: _poisoned(value, name) for name, value in part.items()}
    if isinstance(part, list):
        return [_poisoned(item, key) for item in part]
    return f"{part}{HOSTILE}" if isinstance(part, str) and key in fields() - NAMES else part


def _texts(record: type[Record]) -> Iterator[str]:
    """Yield the fields of a record that hold free text: strings that no pattern or list of words limits."""
    for name, field in record.model_fields.items():
        if not any(getattr(item, "pattern", None) for item in field.metadata) and _is_text(field.annotation):
            yield name


def _is_text(kind: Any) -> bool:
    inside = get_args(kind)
    if any(isinstance(item, FieldInfo) and _patterned(item) for item in inside):
        return False
    return kind is str or any(_is_text(item) for item in inside if not isinstance(item, (str, FieldInfo, Len)))


def _patterned(item: FieldInfo) -> bool:
    return any(getattr(part, "pattern", None) for part in item.metadata)


def _records(record: type[Record]) -> Iterator[type[Record]]:
    for below in record.__subclasses__():
        yield below
        yield from _records(below)


@functools.cache
def fields() -> frozenset[str]:
    """Return the names of all fields of a dossier that hold free text."""
    return frozenset(name for record in _records(Record) for name in _texts(record)) - IDS
