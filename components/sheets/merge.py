"""Rows of a sheet against the dossier's records: what stays, what changes, what is new."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from components import wording
from components.dossier.problems import instead
from components.model.quantities import Quantity
from components.sheets.fields import ACTORS, ASSUMPTIONS, ISSUES, NO_DEAL, PARTS, POSITIONS, SCALE, TABLES, Field, Table
from components.sheets.headings import named
from components.sheets.preview import Edit
from components.sheets.records import Bounds, Held, Values, along, records

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.sheets.rows import Row, Rows

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,79}")
_CLOSE: Final = 1e-9
_LONGEST: Final = 32_767
"""Characters that a cell of a workbook holds."""


class Merge:
    """Takes tables one after the other, those that others refer to first.

    Parameters
    ----------
    base : Dossier or None
        What they are compared with; nothing for a dossier that is to be made.

    Attributes
    ----------
    edits : list of Edit
        What changes so far.
    """

    def __init__(self, base: Dossier | None) -> None:
        self.base = base
        self.edits: list[Edit] = []
        self._held = {table.title: dict(records(base, table)) if base else {} for table in TABLES}
        self._labels: dict[tuple[str, str], str] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self._names: dict[str, dict[str, str]] = {table.title: {} for table in TABLES}
        for table in TABLES:
            for key, values in self._held[table.title].items():
                self._call(table, key, str(values.get("label", key)))
        for actor in base.actors if base else ():
            self._names[ACTORS.title].setdefault(named(actor.name), actor.id)

    def take(self, found: Rows) -> None:
        """Take a table's rows; what is wrong with them goes to its problems."""
        for row in found.rows:
            if (row.values or row.unread) and (key := self._key(found, row)):
                self._once(found, row, key)

    def _call(self, table: Table, key: str, label: str) -> None:
        names = self._names[table.title]
        names[named(key)] = key
        names.setdefault(named(label), key)
        self._labels[table.title, key] = label

    def _once(self, found: Rows, row: Row, key: str) -> None:
        table = found.heading.table
        first = self._seen.setdefault((table.title, key), row.number)
        if first != row.number:
            column = (table.key[0], "p50")
            message = f"{self._name(table, key)} stands on row {first} already; keep one"
            found.problem(row, column, message)  # type: ignore[arg-type]
            return
        before = self._held[table.title].get(key)
        if before is None and _is_empty(table, row):
            found.notes.append(f"{found.grid.title}, row {row.number}: {self._name(table, key)} has no numbers.")
            return
        if before is not None and _is_empty(table, row):
            self.edits.append(Edit(table, key, self._name(table, key), {}, before, found.grid.title, row.number))
            return
        values = dict(self._values(found, row, before, key))
        if before is None:
            self._add(found, row, key, values)
        elif changed := {name: value for name, value in values.items() if not same(value, before.get(name))}:
            self._change(found, row, key, changed, before)

    def _change(self, found: Rows, row: Row, key: str, changed: dict[str, Held], before: Values) -> None:
        table = found.heading.table
        for item in table.fields:
            if item.shown and item.key in changed:
                message = f"is shown only; change it in {table.file} instead of “{changed.pop(item.key)}”"
                found.problem(row, (item.key, "p50"), message)
        if changed:
            name = self._name(table, key)
            grounded = "basis" in changed
            self.edits.append(Edit(table, key, name, changed, before, found.grid.title, row.number, grounded))

    def _add(self, found: Rows, row: Row, key: str, values: dict[str, Held]) -> None:
        """Add a record, if it is whole."""
        table = found.heading.table
        if not table.grows:
            known = instead(key, self._held[table.title])
            return found.problem(row, (table.key[0], "p50"), f"names no {table.one} of the dossier{known}")
        if ("id", "p50") in row.values and any(item.key == "label" for item in table.fields):
            values.setdefault("label", row.values["id", "p50"])
        lacks = [item for item in table.fields if item.key in _NEEDED[table.title] and item.key not in values]
        for item in lacks:
            if (item.key, "p50") not in found.heading.places:
                found.lacks(item)
            elif not any(column in row.unread for column in item.columns):
                what = f"is empty; {self._name(table, key)} is new and needs it"
                found.problem(row, (item.key, "p50"), what)
        if lacks or row.unread:
            return None
        values = {name: value for name, value in values.items() if name not in table.key or table.key != ("id",)}
        self.edits.append(
            Edit(table, key, self._name(table, key), values, None, found.grid.title, row.number, "basis" in values)
        )
        return None

    def _key(self, found: Rows, row: Row) -> str:
        """Return the id of the record that a row is about; nothing where it says none."""
        table = found.heading.table
        if table.key == ("id",):
            text = str(row.values.get(("id", "p50"), "") or row.values.get(("label", "p50"), ""))
            if not text and not row.unread:
                found.problem(row, ("id", "p50"), f"is empty; write which {table.one} the row is about")
            return self._named(table, text, str(row.values.get(("label", "p50"), text))) if text else ""
        parts = [self._part(found, row, table.field(key)) for key in table.key]
        return ".".join(parts) if all(parts) else ""

    def _part(self, found: Rows, row: Row, item: Field) -> str:
        """Return the id of the actor or issue that a cell names; one that is new is added."""
        column = item.columns[0]
        text = str(row.values.get(column, ""))
        if not text:
            if column not in row.unread:
                message = f"is empty; write the {item.heading} in each row, even where cells were merged"
                found.problem(row, column, message)
            return ""
        table = next(table for table in TABLES if table.title == item.of)
        known = self._names[table.title].get(named(text))
        if known is None:
            if like := wording.did_you_mean(text, [*self._held[table.title]]):
                found.notes.append(f"{found.grid.title}, row {row.number}: “{text}” is taken for new{like}")
            known = self._named(table, text, text)
            edit = Edit(table, known, text, _fresh(table, text, found), None, found.grid.title, row.number)
            self.edits.append(edit)
        row.values[column] = known
        return known

    def _named(self, table: Table, text: str, label: str) -> str:
        """Return the id that goes by a name; a new one for a new name."""
        names = self._names[table.title]
        if (known := names.get(named(text))) is not None:
            return known
        start = text if text != label and _ID.fullmatch(text) else _slug(text) or table.one
        taken = set(names.values())
        key = next(key for key in _numbered(start) if key not in taken)
        self._call(table, key, label)
        self._names[table.title].setdefault(named(text), key)
        return key

    def _name(self, table: Table, key: str) -> str:
        """Return what a record is about, in words."""
        if table in (POSITIONS, NO_DEAL):
            actor, issue = (self._label(of, part) for of, part in zip((ACTORS, ISSUES), self._split(key), strict=True))
            return f"{actor} on {issue}"
        return self._label(table, key)

    def _split(self, key: str) -> tuple[str, str]:
        """Return actor and issue of a cell's id; both may hold dots."""
        actors = set(self._names[ACTORS.title].values())
        parts = key.split(".")
        joined = [(".".join(parts[:place]), ".".join(parts[place:])) for place in range(1, len(parts))]
        return next((pair for pair in joined if pair[0] in actors), (parts[0], ".".join(parts[1:])))

    def _label(self, table: Table, key: str) -> str:
        return self._labels.get((table.title, key), key)

    def _values(self, found: Rows, row: Row, before: Values | None, key: str) -> Iterator[tuple[str, Held]]:
        """Yield what a row says of each field; a cell left empty says nothing."""
        for item in found.heading.table.fields:
            if item.kind == "band":
                band = self._band(found, row, item, before, key)
                if band is not None:
                    yield item.key, band
            elif ((item.key, "p50") in row.values) and item.key != "id":
                yield item.key, row.values[item.key, "p50"]

    def _band(self, found: Rows, row: Row, item: Field, before: Values | None, key: str) -> Bounds | None:
        """Return a band from its three cells; ends left empty travel along with the middle."""
        cells: list[Any] = [row.values.get((item.key, part)) for part in PARTS]
        if all(cell is None for cell in cells) or any(column in row.unread for column in item.columns):
            return None
        if cells[1] is None:
            found.problem(row, (item.key, "p50"), f"is empty; write the middle value beside the ends of {item.heading}")
            return None
        low, high = self._limits(found.heading.table, key)
        if not all(cell is None or low <= cell <= high for cell in cells):
            found.problem(row, (item.key, "p50"), f"leaves the range from {low:g} to {high:g}; write values within it")
            return None
        start: Any = (before or {}).get(item.key, (cells[1],) * 3)
        moved = start if same(cells[1], start[1]) else travelled(start, cells[1], item, (low, high))
        p10, p50, p90 = (moved[place] if cell is None else float(cell) for place, cell in enumerate(cells))
        if not p10 <= p50 <= p90:
            message = (
                f"needs p10 ≤ middle ≤ p90, but has {p10:g}, {p50:g}, {p90:g}; put them in order or clear both ends"
            )
            found.problem(row, (item.key, "p50"), message)
            return None
        return p10, p50, p90

    def _limits(self, table: Table, key: str) -> tuple[float, float]:
        if table is ASSUMPTIONS and self.base is not None and key in self._held[table.title]:
            limits = self.base.assumption(key).range
            return limits.min, limits.max
        return SCALE if table is not ASSUMPTIONS else (-math.inf, math.inf)


_NEEDED: Final = {
    "Actors": ("label",),
    "Issues": ("label", "low", "high"),
    "Positions": ("position", "salience", "influence"),
    "No deal": ("expects",),
    "Events": ("date", "label", "text", "track", "kind"),
    "Deadlines": ("label", "issuer", "addressee", "set_on", "due_on", "demand", "threat"),
}
"""What a new record must say."""


def same(one: object, other: object) -> bool:
    """Say whether two values are the same: numbers to a billionth, words but for space."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, bool) or isinstance(other, bool):
        return one == other
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=_CLOSE, abs_tol=_CLOSE)
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()) == " ".join(other[:_LONGEST].split())
    return one == other


def travelled(band: Bounds, middle: float, item: Field, limits: tuple[float, float]) -> Bounds:
    """Return a band whose middle was moved: its ends travel along.

    An assumption's as under its slider; what an actor wants and expects keeps its width, cut at the ends of the scale.
    """
    return along(band, middle) if item.scaled else Quantity(*band, *limits).stated(middle)


def _is_empty(table: Table, row: Row) -> bool:
    """Say whether a row names a position or expectation and says nothing of it."""
    bands = [column for item in table.fields if item.kind == "band" for column in item.columns]
    return table in (POSITIONS, NO_DEAL) and not any(column in row.values or column in row.unread for column in bands)


def _fresh(table: Table, label: str, found: Rows) -> dict[str, Held]:
    """Return what is known of an actor or issue that only its name is given of."""
    if table is ACTORS:
        return {"label": label}
    low, high = found.scales.get("position", SCALE)
    return {"label": label, "low": f"{low:g}, the lowest value", "high": f"{high:g}, the highest value"}


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_0123456789")[:60].rstrip("_")


def _numbered(start: str) -> Iterator[str]:
    yield start
    for number in range(2, 100_000):
        yield f"{start}_{number}"
