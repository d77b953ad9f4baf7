"""Tells a file of the old form, before bands were quantiles: one problem says what to do about all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components import wording
from components.dossier.types import NEW_BAND, UPGRADE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.problems import Problem
    from components.dossier.reader import Document

_KEYS = {
    ("headline",): "questions",
    ("fan",): "questions, with fan: true",
    ("actors", "no_deal"): "no_deal in positions.yaml and cost here",
    ("positions", "kind"): "one position, the ideal point, and no_deal",
}
"""Old key, below the list it stands in → what says it now."""


def old_form(document: Document) -> Problem | None:
    """Return the one problem of a file of the old form, at its first place; none where the form is new."""
    found = sorted(_signs(document.data), key=lambda sign: document.line(sign[0]))
    if not found:
        return None
    path, message = found[0]
    others = f" ({wording.count(len(found) - 1, 'other place')} in this file)" if found[1:] else ""
    return document.problem(path, f"is of the old form{message}{others}")


def _signs(data: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for (*lists, key), instead in _KEYS.items():
        message = f"; write {instead}, or {UPGRADE}"
        for path, record in _records(data, lists):
            if key in record:
                yield (*path, key), message
    yield from ((path, f" (low / mode / high); {NEW_BAND}") for path in _bands(data, ()))


def _records(data: dict[str, Any], lists: list[str]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    if not lists:
        yield (), data
        return
    records = data.get(lists[0])
    for place, record in enumerate(records if isinstance(records, list) else ()):
        if isinstance(record, dict):
            yield (lists[0], place), record


def _bands(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield where a band has a mode; an issue names its two ends low and high, without one."""
    if isinstance(data, dict) and "mode" in data and data.keys() & {"low", "high"}:
        yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from _bands(value, (*path, key))
