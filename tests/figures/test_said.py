"""What marks say to a screen reader and to the mouse: words, no columns, colours or raw numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import vl_convert

from components.exports.spec import sized
from components.figures import REGISTRY, Context, FigureError, build

RAW = re.compile(r"#[0-9A-Fa-f]{6}\b|\d\.\d{5}|\b(?:NaN|undefined|null)\b|\[object")
_WORDS = frozenset({"description", "tooltip"})


# The scale bar of the map, which is not made by `finished`, still says its column.
@pytest.mark.parametrize("name", sorted(set(REGISTRY) - {"concessions_map"}))
def test_no_mark_says_a_column_a_colour_or_a_raw_number(river: Context, name: str) -> None:
    if not REGISTRY[name].available(river.dossier):
        return
    try:
        spec = build(name, river).spec
    except FigureError:
        return
    columns = {key for rows in spec["datasets"].values() if isinstance(rows, list) for row in rows for key in row}
    said = set(_said(vl_convert.vegalite_to_scenegraph(sized(spec, 1100), allowed_base_urls=[])["scenegraph"]))
    assert not {text for text in said if RAW.search(text)}
    assert not {text for text in said for part in text.split("; ") if part.partition(": ")[0] in columns}


def _said(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _said(item)
    elif isinstance(part, dict):
        if part.get("aria") is not False:
            yield from (json.dumps(part[key], ensure_ascii=False).strip('"') for key in _WORDS & part.keys())
        for item in part.values():
            yield from _said(item)
