"""What a table would change, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from components import wording
from components.sheets.fields import ACTORS, ASSUMPTIONS, NO_DEAL, POSITIONS, Field, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.sheets.grid import SheetProblem
    from components.sheets.records import Held, Values


@dataclass(frozen=True)
class Difference:
    """One value that would change, in words.

    Attributes
    ----------
    what, quantity : str
        Whose value it is, and which.
    before, after : str
        As it stands, and as the sheet has it; empty where there is none.
    place : str
        Where the sheet has it.
    """

    what: str
    quantity: str
    before: str
    after: str
    place: str


@dataclass(frozen=True)
class Edit:
    """A record that a sheet changes, adds or takes out.

    Attributes
    ----------
    table : Table
        The list it belongs to.
    id, name : str
        The record's id, and what it is about in words.
    values : mapping of str to value
        Fields that change; all that is known of a new record; nothing where it is taken out.
    before : mapping of str to value or None
        As the dossier has it; none for a new record.
    sheet, row : str and int
        Where it stands.
    grounded : bool
        Whether the sheet says itself what changed numbers rest on.
    """

    table: Table
    id: str
    name: str
    values: Values
    before: Values | None
    sheet: str
    row: int
    grounded: bool = False

    @property
    def removes(self) -> bool:
        """Whether it takes the record out."""
        return self.before is not None and not self.values

    @property
    def differences(self) -> Iterator[Difference]:
        """What changes, value by value."""
        place = f"{self.sheet}, row {self.row}"
        if self.removes:
            yield Difference(self.name, self.table.title, "there", "taken out", place)
        elif self.before is None:
            said = (f"{item.heading} {shown(self.values[item.key], item)}" for item in self._said)
            yield Difference(self.name, self.table.title, "", f"new: {', '.join(said)}".removesuffix(": "), place)
        else:
            for key, value in self.values.items():
                item = self.table.field(key)
                # Where nobody moved an assumption, it stands at the source's middle value.
                before = self.before.get(key) or (_middle(self.before.get("default")) if key == "value" else None)
                yield Difference(self.name, item.heading, shown(before, item), shown(value, item), place)

    @property
    def _said(self) -> Iterator[Field]:
        """The fields of a new record that its name does not say already."""
        known = (*self.table.key, "label")
        return (item for item in self.table.fields if item.key in self.values and item.key not in known)


@dataclass(frozen=True)
class Preview:
    """A sheet, understood against a dossier.

    Attributes
    ----------
    counts : mapping of str to int
        Rows understood, by table.
    edits : tuple of Edit
        What it changes.
    problems : tuple of SheetProblem
        What has to be mended before anything can be taken over.
    notes : tuple of str
        What a reader should know: scales, columns left out.
    made_for : str
        Name of the dossier that a sheet of ours was made from; empty for others.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    problems: tuple[SheetProblem, ...] = ()
    notes: tuple[str, ...] = ()
    made_for: str = ""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What it changes, value by value."""
        return tuple(difference for edit in self.edits for difference in edit.differences)

    @property
    def assumptions(self) -> dict[str, float]:
        """Middle values of assumptions that it moves, as a scenario holds them."""
        found: dict[str, float] = {}
        for edit in self.edits:
            if edit.table is ASSUMPTIONS:
                value = edit.values.get("value", _middle(edit.values.get("default")))
                if isinstance(value, float):
                    found[edit.id] = value
        return found

    @property
    def cells(self) -> dict[str, float]:
        """Middle values of what actors want and expect, as ``actor.issue.position`` and so on."""
        return {
            f"{edit.id}.{key}": middle
            for edit in self.edits
            if edit.before is not None
            for key, value in edit.values.items()
            if _is_cell(edit.table, key) and (middle := _middle(value)) is not None
            if middle != _middle(edit.before.get(key))
        }

    @property
    def beyond(self) -> tuple[Difference, ...]:
        """What a scenario cannot hold: words, dates, ends of bands, cells, records that are new or taken out."""
        return tuple(
            difference for edit in self.edits for difference in edit.differences if not _fits(edit, difference.quantity)
        )


class NotTakenError(ValueError):
    """A sheet that cannot be taken over; the message lists what to mend, by row and column."""


def lines(preview: Preview) -> Iterator[str]:
    """Yield a preview in lines of text."""
    for title, number in preview.counts.items():
        yield f"{title}: {wording.count(number, 'row')} understood"
    for item in preview.differences:
        change = f"{item.before} → {item.after}" if item.before else item.after
        yield f"  {item.what}, {item.quantity}: {change} ({item.place})"
    if not preview.edits:
        yield "no differences"
    yield from preview.notes


def check(preview: Preview, *, as_scenario: bool) -> None:
    """Raise `NotTakenError` where a sheet has problems, or changes what a scenario cannot hold."""
    if preview.problems:
        head = f"The sheet has {wording.count(len(preview.problems), 'problem')}:"
        raise NotTakenError("\n".join([head, *(f"  {problem}" for problem in preview.problems)]))
    if as_scenario and (beyond := preview.beyond):
        head = "A scenario holds middle values only; write a dossier, or take these out of the sheet:"
        raise NotTakenError("\n".join([head, *(f"  {item.what}, {item.quantity} ({item.place})" for item in beyond)]))


def shown(value: Held | None, item: Field) -> str:
    """Return a value as people read it; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value:g}"
    if isinstance(value, tuple):
        if item.kind == "refs":
            return "; ".join(map(str, value))
        low, middle, high = (f"{float(part):g}" for part in value)
        return middle if low == high else f"{middle} ({low} to {high})"
    return value if isinstance(value, str) else wording.date(value)


def _middle(value: Held | None) -> float | None:
    if isinstance(value, tuple) and len(value) == 3:
        middle = value[1]
        return middle if isinstance(middle, float) else None
    return None


def _is_cell(table: Table, key: str) -> bool:
    return (table in (POSITIONS, NO_DEAL) and table.field(key).kind == "band") or (table is ACTORS and key == "cost")


def _fits(edit: Edit, heading: str) -> bool:
    """Say whether a scenario can hold one change of a record."""
    if edit.table is not ASSUMPTIONS:
        return False
    key = next(item.key for item in edit.table.fields if item.heading == heading)
    moved = _middle(edit.values[key]) != _middle((edit.before or {}).get(key))
    return key == "value" or (key == "default" and moved)
