"""The table of an issue's actors, to write in: an actor a row, a number of its a column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from components import wording
from components.model.entries import FIELDS, Entry, Field, entries, problem, weightless
from components.ui import assumed
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.dossier import Actor, Dossier, Issue
    from components.figures import Context

_SEEN: Final = "parley_adjust_seen"
"""Key of the cells that the table shows: where others come from elsewhere, it is built anew."""
_BUILT: Final = "parley_adjust_built"
"""Key of how often it was built."""
_SAID: Final = "parley_adjust_said"
"""Key of what could not be taken of the last edit."""
_COLUMNS: Final[dict[Field, tuple[str, str]]] = {
    "position": ("wants", "What it would have if it alone decided."),
    "expects": ("no deal", "What it expects of the issue if nothing is agreed, before assumptions move that."),
    "salience": ("salience", "How much the issue matters to it."),
    "influence": ("influence", "What it can bring to bear on the issue."),
    "cost": ("cost", "Points that no deal costs it, on every issue, before assumptions move that."),
}
"""Columns by field: heading and meaning."""


def shown(dossier: Dossier, issue: str) -> list[Entry]:
    """Return what can be moved of an issue's actors, their costs included."""
    held = {cell.actor for cell in dossier.cells if cell.issue == issue}
    return [entry for entry in entries(dossier).values() if entry.actor in held and entry.issue in (issue, "")]


def show(context: Context, issue: str) -> None:
    """Draw the table."""
    dossier, about = context.dossier, context.dossier.issue(issue)
    mine = shown(dossier, issue)
    actors = [actor for actor in dossier.actors if any(entry.actor == actor.id for entry in mine)]
    cells = dict(context.scenario.cells)
    if st.session_state.get(_SEEN) != cells:
        st.session_state[_BUILT] = st.session_state.get(_BUILT, 0) + 1
        st.session_state[_SEEN] = cells
    key = f"adjust-{issue}-{st.session_state[_BUILT]}"
    st.data_editor(
        _frame(context, actors, mine),
        key=key,
        column_config=_columns(about),
        disabled=["actor", "adjusted"],
        num_rows="fixed",
        alt=f"Numbers of the actors on {about.label}, 0–100, to write in",
        on_change=partial(_take, dossier, issue, tuple(actor.id for actor in actors), key),
    )
    st.markdown(quiet("What goes in: the chart shows no deal and cost as assumptions move them."))
    for words in st.session_state.pop(_SAID, ()):
        st.warning(plain(words))


def _frame(context: Context, actors: Iterable[Actor], mine: Iterable[Entry]) -> pd.DataFrame:
    """Return the numbers as they stand, with what was adjusted in words; empty where nothing says one."""
    found = {(entry.actor, entry.field): entry for entry in mine}
    moved, rows = context.scenario.moved(context.dossier), []
    for actor in actors:
        held = [found[actor.id, field] for field in _COLUMNS]
        row: dict[str, Any] = {"actor": actor.name, **{entry.field: _value(context, entry) for entry in held}}
        rows.append(row | {"adjusted": "; ".join(_told(context, entry) for entry in held if entry in moved)})
    return pd.DataFrame(rows).set_index("actor").astype(dict.fromkeys(_COLUMNS, float))


def _value(context: Context, entry: Entry) -> float | None:
    source = context.results.source
    return round(source.band(entry.quantity).p50, 10) if entry.quantity in source.quantities else None


def _told(context: Context, entry: Entry) -> str:
    before, now = entry.source(context.results.day), _value(context, entry)
    return f"{FIELDS[entry.field]} {wording.number(before, 2)} → {wording.number(now, 2)}"


def _columns(about: Issue) -> dict[str, Any]:
    ends = {"position": f" 0: {about.low}. 100: {about.high}."}
    numbers: dict[str, Any] = {
        field: st.column_config.NumberColumn(
            name, help=plain(words + ends.get(field, "")), min_value=0, max_value=100, format="%.10g"
        )
        for field, (name, words) in _COLUMNS.items()
    }
    return {"actor": "actor", **numbers, "adjusted": st.column_config.TextColumn("adjusted", width="large")}


def _take(dossier: Dossier, issue: str, actors: tuple[str, ...], key: str) -> None:
    """Take over what was written; an emptied number goes back to the source."""
    edits = {
        _name(actors[int(row)], issue, field): value
        for row, values in st.session_state[key]["edited_rows"].items()
        for field, value in values.items()
    }
    written = {name: value for name, value in edits.items() if value is not None}
    said = [found for name, value in written.items() if (found := problem(dossier, name, value))]
    usable = {name: float(value) for name, value in written.items() if not problem(dossier, name, value)}
    cells = {name: value for name, value in assumed.cells().items() if name not in edits} | usable
    said += [
        f"On {dossier.issue(idle).label} nobody would have both salience and influence above 0: raise one of them"
        for idle in weightless(dossier, cells)
    ]
    assumed.adjust(dossier, cells)
    st.session_state[_SAID] = said
    if len(written) == len(edits) and not said:
        # The table shows them already, and keeps the place where somebody writes.
        st.session_state[_SEEN] = dict(assumed.scenario(dossier).cells)


def _name(actor: str, issue: str, field: str) -> str:
    return f"{actor}.cost" if field == "cost" else f"{actor}.{issue}.{field}"
