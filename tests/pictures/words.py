"""What changed between two pictures, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from tests.pictures.store import Change, Leaves, changes, heads, stem

LONGEST = 140
"""Characters of an old or new value that are shown."""
CONTEXT = 25
"""Characters shown before and after what differs in a long text."""
MOST = 40
"""Sentences of a figure that are shown."""

_TEXT = {"title", "subtitle", "description", "notes", "refs", "text", "label", "labelExpr"}
_COLOUR = {"color", "fill", "stroke", "background"}
_OTHER = {"shape": "sign", "field": "field", "domain": "domain", "type": "type", "order": "order of layers"}
_HEX = re.compile(r"#[0-9A-Fa-f]{6}\b")


def differences(old: Mapping[str, Leaves], new: Mapping[str, Leaves]) -> list[str]:
    """Return a sentence for each change, with the cases that show it unless all do.

    Parameters
    ----------
    old, new : mapping of str to Leaves
        By case: what is committed and what is drawn now.
    """
    if not old:
        return ["new figure: nothing is committed yet"]
    found: dict[str, list[str]] = {}
    for name in [*old, *(name for name in new if name not in old)]:
        for sentence in _case(old.get(name), new.get(name)):
            found.setdefault(sentence, []).append(name)
    both = [name for name in new if name in old]
    lines = [f"{sentence}{_where(names, both)}" for sentence, names in found.items()]
    rest = [f"… and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return lines[:MOST] + rest


def _where(names: Sequence[str], among: Sequence[str]) -> str:
    if set(names) == set(among):
        return ""
    return f"  [in {'; '.join(names)}]"


def _case(old: Leaves | None, new: Leaves | None) -> Iterator[str]:
    if old is None or new is None:
        yield "this case is new" if old is None else "this case is no longer drawn"
        return
    changed = changes(old, new)
    if not changed:
        return
    before, after = heads(old), heads(new)
    found = [(_part(change, before, after), change) for change in changed]
    for part, group in groupby(found, key=lambda pair: pair[0]):
        many = [change for _, change in group]
        if part in before and part in after:
            yield from map(sentence, many)
        elif part in before:
            yield f"{place(part)} is gone{_was(many, old=True)}"
        else:
            yield f"{place(part)} is new{_was(many, old=False)}"


def _part(change: Change, before: set[str], after: set[str]) -> str:
    """Return the largest part that came or went with a leaf, or the leaf itself."""
    if change.path not in after:
        return stem(change.path, after)
    return stem(change.path, before) if change.path not in before else change.path


def _was(many: Sequence[Change], *, old: bool) -> str:
    if len(many) > 1:
        return ""
    return f": {value(many[0].old if old else many[0].new)}"


def sentence(change: Change) -> str:
    """Say of one leaf what it was and what it is."""
    old, new = change.old, change.new
    if isinstance(old, str) and isinstance(new, str) and len(old) + len(new) > LONGEST:
        old, new = around(old, new)
    return f"{place(change.path)}: {kind(change)} {value(old)} → {value(new)}"


def around(old: str, new: str) -> tuple[str, str]:
    """Return two long texts from a little before to a little after what differs in them."""
    start = alike(old, new)
    end = alike(old[start:][::-1], new[start:][::-1])
    first = max(start - CONTEXT, 0)
    dots = "…" if first else ""

    def cut(text: str) -> str:
        last = len(text) - max(end - CONTEXT, 0)
        return f"{dots}{text[first:last]}{'…' if last < len(text) else ''}"

    return cut(old), cut(new)


def alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def kind(change: Change) -> str:
    """Return what a leaf says: a colour, sign, field, mark, domain or text."""
    keys = [key for key in change.path.split("/") if not key.startswith("[")]
    if any(isinstance(item, str) and _HEX.search(item) for item in (change.old, change.new)):
        return "colour"
    if keys[-2:] == ["mark", "type"]:
        return "mark"
    if "shape" in keys:
        return "sign"
    for key in reversed(keys):
        if key in _COLOUR and keys[0] == "chart":
            return "colour"
        if key in _OTHER:
            return _OTHER[key]
        if key in _TEXT:
            return "text"
    return "value"


def place(path: str) -> str:
    """Return a path in words: ``area 1 · y · field``."""
    parts = [part.replace("~1", "/") for part in path.split("/")]
    if parts[0] == "chart":
        parts = parts[1:] or ["chart"]
    kept = [part for part in parts if part not in ("layer", "encoding", "rows", "column")] or parts
    named = [f"number {int(part[1:-1]) + 1}" if part.startswith("[") else part for part in kept]
    return " · ".join(named)


def value(found: Any) -> str:
    """Return a value as it is shown: texts in quotation marks, and the middle of long ones left out."""
    if found is None:
        return "nothing"
    text = f"“{found}”" if isinstance(found, str) else str(found)
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}"
