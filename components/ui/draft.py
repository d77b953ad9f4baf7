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
_COLUMNS: Final = {
    "Actors": {"actor": "text", "must agree": "flag", "cost of no deal": "number"},
    "Issues": {"issue": "text", "0 means": "text", "100 means": "text", "without a deal": "number"},
    "Positions": {"actor": "text", "issue": "text", "position": "number", "salience": "number", "influence": "number"},
    "Deadlines": {
        "name": "text",
        "by": "text",
        "to": "text",
        "set on": "date",
        "due on": "date",
        "demand": "text",
        "threat": "text",
    },
}
"""Columns of each table, by what they hold."""
# Numbers are typed as text: the editor of number columns loads late, and swallows the first digits until it is there.
_TYPES: Final = {"text": "str", "number": "str", "flag": "bool", "date": "datetime64[ns]"}
_READY: Final[dict[str, list[tuple[Any, ...]]]] = {"Actors": [(None, True, None)] * 2, "Issues": [(None,) * 4]}
"""Rows that stand ready to be written into."""


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
    tables: dict[str, pd.DataFrame] = field(
        default_factory=lambda: {title: _frame(title, _READY.get(title, ())) for title in _COLUMNS}
    )
    shown: dict[str, pd.DataFrame] = field(default_factory=dict)
    round: int = 0

    def preview(self) -> Preview:
        """Read the tables as a sheet."""
        grids = [sheets.typed(title, _headings(title), _rows(title, frame)) for title, frame in self.tables.items()]
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
            "cost of no deal": _number("Cost of no deal", "Points of the scale that going on without a deal costs it"),
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
            "without a deal": _number("Without a deal", "Where the issue ends if nothing is agreed", 120),
        },
    )


def positions() -> None:
    """Let the reader say where each actor stands on each issue."""
    held = draft()
    pairs = [(actor, issue) for issue in _names("Issues", "issue") for actor in _names("Actors", "actor")]
    if not pairs:
        st.info("Write an actor and an issue first: a row for each pair then stands here.")
        return
    known = {(row[0], row[1]): row[2:] for row in _rows("Positions", held.tables["Positions"])}
    held.tables["Positions"] = _frame("Positions", ((*pair, *known.get(pair, (None,) * 3)) for pair in pairs))
    _editor(
        "Positions",
        {
            "actor": st.column_config.TextColumn("Actor"),
            "issue": st.column_config.TextColumn("Issue"),
            "position": _number("Position", "Where it would like the issue to end"),
            "salience": _number("Salience", "How much the issue matters to it"),
            "influence": _number("Influence", "What it can bring to bear"),
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
    return st.column_config.TextColumn(label, help=f"{words}, from 0 to 100", width=width, alignment="right")


def _editor(title: str, columns: dict[str, Any], fixed: tuple[str, ...] = (), version: str = "") -> None:
    """Show a table to write in; what is typed lands in the draft."""
    held = draft()
    key = f"draft-{title}-{held.round}-{version}"
    if key not in st.session_state:
        # Begun anew: first shown, filled in from elsewhere, or come back to.
        held.shown[key] = held.tables[title]
    written = st.data_editor(
        held.shown[key],
        key=key,
        hide_index=True,
        num_rows="fixed" if fixed else "dynamic",
        column_config=columns,
        disabled=fixed,
        placeholder="",
        alt=f"{title}: a table to write in",
    )
    # Rows added by hand loosen a column's type.
    held.tables[title] = written.astype(_types(title))


def _headings(title: str) -> list[str]:
    return [f"{name} (0–100)" if kind == "number" else name for name, kind in _COLUMNS[title].items()]


def _names(title: str, column: str) -> list[str]:
    """Return the names in a table's first column, each once."""
    words = draft().tables[title][column].dropna().str.strip()
    return list(dict.fromkeys(word for word in words if word))


def _frame(title: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return a table of rows, in which numbers may be numbers or words."""
    written = [[f"{cell:g}" if isinstance(cell, float) else cell for cell in row] for row in rows]
    return pd.DataFrame(written, columns=[*_COLUMNS[title]]).astype(_types(title))


def _types(title: str) -> dict[str, str]:
    return {name: _TYPES[kind] for name, kind in _COLUMNS[title].items()}


def _rows(title: str, frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return a table's rows as plain values, nothing for what is empty and for rows that only stand ready."""
    plain = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    rows = [tuple(cell.date() if isinstance(cell, dt.datetime) else cell for cell in row) for row in plain]
    return [(None,) * len(row) if row in _READY.get(title, ()) else row for row in rows]
