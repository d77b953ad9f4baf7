"""A chart on the screen, drawn in the browser by Streamlit's own copy of Vega."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from components.ui import front
from components.ui.component import component
from components.ui.state import current

if TYPE_CHECKING:
    from components.figures import Figure

Picked = Mapping[str, list[dict[str, Any]]]
"""What is selected in a chart: fields of the marks, by selection."""

_STATIC: Final = Path(st.__file__).with_name("static")
_HASHED: Final = "data-"
"""How names begin that Altair makes from a table's contents."""
_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Scripts that run from right to left."""
_WORDS: Final = re.compile(f'[{_RIGHT}](?:(?:(?!["\\\\])[\\W{_RIGHT}])*[{_RIGHT}])?')
"""Words of these scripts beside one another, within one text of a JSON document."""
_component = component("chart", __file__, is_apart=False)


def show(figure: Figure, label: str, key: str, on_select: Callable[[], None] | None = None) -> None:
    """Show a figure's chart.

    Parameters
    ----------
    figure : Figure
        What is shown.
    label : str
        What kind of chart it is, whatever the numbers.
    key : str
        Of the chart in the session; where it stands in front, it follows while a slider is dragged.
    on_select : callable, optional
        Called when marks are selected, which `picked` then returns.
    """
    picks = selections(figure.spec) if on_select else []
    _component(
        key=key,
        data={
            **told(figure, label),
            "name": key,
            "vega": vega(),
            "theme": current().mode,
            "picks": picks,
            "taken": front.taken(),
        },
        on_selection_change=on_select or _nothing,
    )


def picked(key: str) -> Picked:
    """Return what is selected in a chart."""
    found: Picked = st.session_state.get(key, {}).get("selection") or {}
    return found


def told(figure: Figure, label: str) -> dict[str, Any]:
    """Return what the browser draws a figure from.

    Tables that Altair names after their contents have names of their own: with other numbers it is the same
    specification, known by its id, and the browser moves the marks.
    """
    spec = dict(figure.spec)
    spec.pop("description", None)  # Told beside it, as it holds the numbers.
    tables = spec.pop("datasets", {})
    text = _text(spec)
    names = {name: f"table-{at}" if name.startswith(_HASHED) else name for at, name in enumerate(tables)}
    for name, short in names.items():
        text = text.replace(f'"{name}"', f'"{short}"')
    return {
        "id": hashlib.blake2s(text.encode(), digest_size=8).hexdigest(),
        "spec": text,
        "tables": {names[name]: _text(rows) for name, rows in tables.items()},
        "words": f"{label} {figure.description}",
    }


def selections(spec: Mapping[str, Any]) -> list[str]:
    """Return the names of a chart's selections; what a hand moves, as a map, selects nothing."""
    return [item["name"] for item in spec.get("params", ()) if "select" in item and "toggle" not in item["select"]]


@cache
def vega() -> str:
    """Return the address of Streamlit's module that fetches Vega, seen from a page; its name holds a hash.

    Raises
    ------
    LookupError
        If this version of Streamlit has no such module.
    """
    found = [path.relative_to(_STATIC).as_posix() for path in _STATIC.glob("static/js/loadVegaEmbed.*.js")]
    if len(found) != 1:
        raise LookupError(f"Streamlit {st.__version__} fetches Vega by {len(found)} modules; take the version pinned")
    return found[0]


def _text(value: Any) -> str:
    """Return a value as JSON, words from right to left set apart, lest the numbers beside them change their places."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written if written.isascii() else _WORDS.sub("\u2068\\g<0>\u2069", written)


def _nothing() -> None:
    """Nobody listens."""
