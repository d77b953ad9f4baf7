"""A dossier written by hand: its tables while somebody fills them in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

import pandas as pd
import streamlit as st

from components import sheets
from components.dossier import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from components.sheets import Preview

_KEY: Final = "parley_draft"
_EMPTY: Final = {
    "Actors": {"actor": "str", "must agree": "bool", "cost of no deal": "Float64"},
    "Issues": {"issue": "str", "0 means": "str", "100 means": "str", "without a deal": "Float64"},
    "Positions": {"actor": "str", "issue": "str", "position": "Float64", "salience": "Float64", "influence": "Float64"},
    "Deadlines": {
        "name": "str",
        "by": "str",
        "to": "str",
        "set on": "datetime64[ns]",
        "due on": "datetime64[ns]",
        "demand": "str",
        "threat": "str",
    },
}
"""Columns of each table, by what they hold."""


@dataclass
class Draft:
    """What was written so far.

    Attributes
    ----------
    title, question : str
        Of the dossier.
    day : date
        From which it looks.
    tables : dict of str to DataFrame
        As they stand.
    shown : dict of str to DataFrame
        As each editor was begun: it keeps what is typed as changes to that.
    round : int
        Counts how often the tables were filled in from elsewhere; editors then begin anew.
    """

    title: str = ""
    question: str = ""
    day: dt.date = field(default_factory=lambda: dt.datetime.now(dt.UTC).date())
    tables: dict[str, pd.DataFrame] = field(default_factory=lambda: {title: _empty(title) for title in _EMPTY})
    shown: dict[str, pd.DataFrame] = field(default_factory=dict)
    round: int = 0

    def preview(self) -> Preview:
        """Read the tables as a sheet."""
        grids = [sheets.typed(title, _headings(title), _rows(frame)) for title, frame in self.tables.items()]
        return sheets.read_tables([grid for grid in grids if len(grid.rows) > 1])

    def beginning(self) -> dict[str, bytes]:
        """Return the files that hold what is no table."""
        return sheets.beginning(self.title, self.day, self.question)


def draft() -> Draft:
    """Return the session's draft."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Draft()
    found: Draft = st.session_state[_KEY]
    return found


def fill(files: Mapping[str, bytes]) -> None:
    """Put a dossier's actors, issues, positions and deadlines into the draft; only a callback may do so."""
    dossier, held = load(files), draft()
    held.title, held.question, held.day = dossier.header.title, dossier.header.question or "", dossier.header.as_of
    actors = {actor.id: actor.label for actor in dossier.actors}
    issues = {issue.id: issue.label for issue in dossier.issues}
    costs = {actor.id: getattr(actor.cost, "p50", None) for actor in dossier.actors}
    held.tables["Actors"] = _frame("Actors", ((item.label, item.veto, costs[item.id]) for item in dossier.actors))
    held.tables["Issues"] = _frame(
        "Issues",
        ((item.label, item.low, item.high, item.status_quo and item.status_quo.value) for item in dossier.issues),
    )
    held.tables["Positions"] = _frame(
        "Positions",
        (
            (actors[cell.actor], issues[cell.issue], cell.position.p50, cell.salience.p50, cell.influence.p50)
            for cell in dossier.cells
        ),
    )
    held.tables["Deadlines"] = _frame(
        "Deadlines",
        (
            (item.label, item.issuer, item.addressee, item.set_on, item.due_on, item.demand, item.threat)
            for item in dossier.timeline.ultimatums
        ),
    )
    held.round += 1


def actors() -> None:
    """Let the reader write down who negotiates."""
    _editor(
        "Actors",
        {
            "actor": st.column_config.TextColumn("Actor", width="medium"),
            "must agree": st.column_config.CheckboxColumn(
                "Must agree", default=True, help="Nothing is agreed without this actor"
            ),
            "cost of no deal": _number(
                "Cost of no deal", "Points of the scale that going on without a deal costs it (0–100)"
            ),
        },
    )


def issues() -> None:
    """Let the reader write down what is negotiated."""
    _editor(
        "Issues",
        {
            "issue": st.column_config.TextColumn("Issue", width=150),
            "0 means": st.column_config.TextColumn("0 means", width=120),
            "100 means": st.column_config.TextColumn("100 means", width=120),
            "without a deal": _number("Without a deal", "Where the issue ends if nothing is agreed (0–100)", 120),
        },
    )


def positions() -> None:
    """Let the reader say where each actor stands on each issue."""
    held = draft()
    pairs = [(actor, issue) for issue in _names("Issues", "issue") for actor in _names("Actors", "actor")]
    if not pairs:
        st.info("Write an actor and an issue first: a row for each pair then stands here.")
        return
    known = {(row[0], row[1]): row[2:] for row in _rows(held.tables["Positions"])}
    held.tables["Positions"] = _frame("Positions", ((*pair, *known.get(pair, (None,) * 3)) for pair in pairs))
    _editor(
        "Positions",
        {
            "actor": st.column_config.TextColumn("Actor"),
            "issue": st.column_config.TextColumn("Issue"),
            "position": _number("Position", "Where it would like the issue to end (0–100)"),
            "salience": _number("Salience", "How much the issue matters to it (0–100)"),
            "influence": _number("Influence", "What it can bring to bear (0–100)"),
        },
        fixed=("actor", "issue"),
        version=f"{crc32(repr(pairs).encode()):x}",
    )


def deadlines() -> None:
    """Let the reader write down demands with a date."""
    date = st.column_config.DateColumn
    _editor(
        "Deadlines",
        {
            "name": st.column_config.TextColumn("Name"),
            "by": st.column_config.TextColumn("By"),
            "to": st.column_config.TextColumn("To"),
            "set on": date("Set on"),
            "due on": date("Due on"),
            "demand": st.column_config.TextColumn("Demand"),
            "threat": st.column_config.TextColumn("Threat"),
        },
    )


def _number(label: str, words: str, width: int | None = None) -> Any:
    """Return a column of numbers from 0 to 100."""
    return st.column_config.NumberColumn(
        label, help=words, width=width, min_value=0.0, max_value=100.0, step=1.0, format="%g"
    )


def _editor(title: str, columns: dict[str, Any], fixed: tuple[str, ...] = (), version: str = "") -> None:
    """Show a table to write in; what is typed lands in the draft."""
    held = draft()
    key = f"draft-{title}-{held.round}-{version}"
    if key not in st.session_state:
        # Begun anew: first shown, filled in from elsewhere, or come back to.
        held.shown[key] = held.tables[title]
    held.tables[title] = st.data_editor(
        held.shown[key],
        key=key,
        hide_index=True,
        num_rows="fixed" if fixed else "dynamic",
        column_config=columns,
        disabled=fixed,
        alt=f"{title}: a table to write in",
    )


def _headings(title: str) -> list[str]:
    return [f"{name} (0–100)" if kind == "Float64" else name for name, kind in _EMPTY[title].items()]


def _names(title: str, column: str) -> list[str]:
    """Return the names in a table's first column, each once."""
    words = (str(name or "").strip() for name in draft().tables[title][column])
    return list(dict.fromkeys(word for word in words if word and word.casefold() not in ("nan", "none")))


def _empty(title: str) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _EMPTY[title].items()})


def _frame(title: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame([*rows], columns=[*_EMPTY[title]])
    return frame.astype(_EMPTY[title]) if len(frame) else _empty(title)


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return a table's rows as plain values, nothing for what is empty."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [tuple(_value(value) for value in row) for row in plain.itertuples(index=False, name=None)]


def _value(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value
