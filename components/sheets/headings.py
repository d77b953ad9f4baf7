"""Which column of a table holds what, by its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from components import wording
from components.sheets.fields import TABLES, Column, Field, Part, Table
from components.sheets.grid import Cell, Grid, SheetError, SheetProblem, column_name

_LOOKED: Final = 30
"""Rows among which a heading is looked for."""
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_SCALE = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:-|–|—|:|…|\.\.|to|bis|à|до)\s*(-?\d+(?:[.,]\d+)?)")
_MIDDLE: Final = ("", " p50", " median")

Scale = tuple[float, float]
"""Lowest and highest value of a scale."""


@dataclass(frozen=True)
class Heading:
    """A table's heading, understood.

    Attributes
    ----------
    table : Table
        What the rows below it are.
    row : int
        Its row.
    places : mapping of (str, str) to int
        Column of each part of a field, from 0.
    words : mapping of int to str
        The heading of each column as written.
    scales : mapping of str to (float, float)
        By field, the scale that its heading names.
    strange : tuple of str
        Columns not understood.
    problems : tuple of SheetProblem
        Columns that are there twice.
    """

    table: Table
    row: int
    places: Mapping[Column, int]
    words: Mapping[int, str]
    scales: Mapping[str, Scale] = field(default_factory=dict)
    strange: tuple[str, ...] = ()
    problems: tuple[SheetProblem, ...] = ()

    def column(self, key: str, part: Part = "p50") -> str:
        """Return a column's letter with its heading."""
        place = self.places.get((key, part), self.places.get((key, "p50")))
        return column_name(place, self.words[place]) if place is not None else ""

    @property
    def missing(self) -> tuple[Field, ...]:
        """Fields without which the table means nothing."""
        return tuple(self.table.field(key) for key in self.table.needs if not self._has(key))

    def _has(self, key: str) -> bool:
        return any(key == name for name, _ in self.places)


def heading_of(grid: Grid) -> Heading | None:
    """Return the heading of a table: the first row that names what some table of ours needs, or the nearest to it.

    None where no row names two columns of any.
    """
    nearest: Heading | None = None
    for number, cells in grid.rows[:_LOOKED]:
        for table in _likely(grid, TABLES):
            found = _understood(grid, table, number, cells)
            if not found.missing and not (nearest and not nearest.missing and _better(nearest, found)):
                nearest = found
            elif nearest is None or (nearest.missing and len(found.places) > len(nearest.places)):
                nearest = found if len(found.places) > 1 else nearest
        if nearest and not nearest.missing:
            return nearest
    return nearest


def named(text: str) -> str:
    """Return a name so that two ways of writing it compare equal."""
    return re.sub(r"[\s_\-./]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def scale_in(text: str) -> Scale | None:
    """Return the scale that a text names, such as 0–10."""
    found = _SCALE.search(text)
    if not found:
        return None
    low, high = (float(item.replace(",", ".")) for item in found.groups())
    return (low, high) if low < high else None


def scales(given: Iterable[str]) -> dict[str, Scale]:
    """Read the scales that somebody says the columns are on, ``column=low:high``.

    Raises
    ------
    SheetError
        Where one is written otherwise.
    """
    found: dict[str, Scale] = {}
    for item in given:
        column, _, ends = item.partition("=")
        scale = scale_in(ends)
        if scale is None or not column.strip():
            raise SheetError(f"{item}: write a scale as column=low:high, such as salience=0:10")
        found[column.strip()] = scale
    return found


def _better(one: Heading, other: Heading) -> bool:
    return len(one.places) >= len(other.places)


def _likely(grid: Grid, tables: tuple[Table, ...]) -> list[Table]:
    """Return the tables, that of the sheet's own name first."""
    return sorted(tables, key=lambda table: named(table.title) != named(grid.title))


def _names(table: Table) -> Iterator[tuple[str, Column]]:
    for item in table.fields:
        for name in (item.heading, item.key, *item.also):
            plain = named(_BRACKETS.sub("", name))
            for middle in _MIDDLE:
                yield f"{plain}{middle}", (item.key, "p50")
            if item.kind == "band":
                yield f"{plain} p10", (item.key, "p10")
                yield f"{plain} p90", (item.key, "p90")


def _understood(grid: Grid, table: Table, row: int, cells: list[Cell]) -> Heading:
    known: dict[str, Column] = {}
    for name, meant in _names(table):
        known.setdefault(name, meant)
    places: dict[Column, int] = {}
    words = {place: cell.text for place, cell in enumerate(cells) if cell.kind == "text"}
    scales: dict[str, Scale] = {}
    strange: list[str] = []
    problems: list[SheetProblem] = []
    for place, text in words.items():
        column = known.get(named(_BRACKETS.sub("", text)))
        if column is None:
            strange.append(column_name(place, text))
        elif column in places:
            first = column_name(places[column], words[places[column]])
            message = f"holds the same as column {first}; keep one, or give it another heading"
            problems.append(SheetProblem(grid.title, row, column_name(place, text), message))
        else:
            places[column] = place
            scale = next(filter(None, map(scale_in, _BRACKETS.findall(text))), None)
            if scale and table.field(column[0]).scaled:
                scales.setdefault(column[0], scale)
    return Heading(table, row, places, words, scales, tuple(strange), tuple(problems))


def told(grid: Grid, heading: Heading | None) -> SheetProblem:
    """Return the problem of a table that lacks a column it needs, or any heading."""
    if heading is None:
        message = "no row names its columns; write a heading such as: actor, issue, position, salience, influence"
        return SheetProblem(grid.title, grid.rows[0][0] if grid.rows else 0, "", message)
    lacks = [f"{item.heading}{_also(item)}" for item in heading.missing]
    message = f"lacks {wording.names(lacks)}; add it, or rename {wording.names(heading.strange, 'or')}"
    if not heading.strange:
        message = f"lacks {wording.names(lacks)}; add it"
    return SheetProblem(grid.title, heading.row, "", message)


def _also(item: Field) -> str:
    return f" (or {wording.names(item.also[:2], 'or')})" if item.also else ""
