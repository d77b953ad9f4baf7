"""A table's rows as values: numbers on the dossier's scale, dates, words; whatever cannot be read is a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from components import wording
from components.dossier.problems import instead
from components.sheets import numbers
from components.sheets.fields import SCALE, Column, Field
from components.sheets.grid import EMPTY, Cell, Grid, SheetProblem
from components.sheets.headings import Heading, Scale, named

if TYPE_CHECKING:
    from components.sheets.records import Held

_WHOLE: Final = 1.0
_TENTH: Final = 10.0


@dataclass
class Row:
    """A row: its number, and what its columns hold.

    Attributes
    ----------
    number : int
        Counted from 1.
    values : mapping of (str, str) to value
        What could be read; columns left empty are left out.
    unread : set of (str, str)
        Columns that hold what cannot be read.
    """

    number: int
    values: dict[Column, Held] = field(default_factory=dict)
    unread: set[Column] = field(default_factory=set)


@dataclass
class Rows:
    """A table read.

    Attributes
    ----------
    grid, heading : Grid and Heading
        Where it stands, and what its columns hold.
    rows : list of Row
        Those below the heading.
    scales : dict of str to (float, float)
        By field, the scale its numbers were written on.
    percent : dict of str to set of bool
        By field, whether its numbers are percentages.
    problems : list of SheetProblem
        What cannot be read.
    notes : list of str
        What a reader should know.
    """

    grid: Grid
    heading: Heading
    rows: list[Row] = field(default_factory=list)
    scales: dict[str, Scale] = field(default_factory=dict)
    percent: dict[str, set[bool]] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lacks(self, item: Field) -> None:
        """Note, once, that the table has no column for what its new records need."""
        also = f" (or {wording.names(item.also[:3], 'or')})" if item.also else ""
        message = f"new rows need {item.heading}{also}; add the column"
        problem = SheetProblem(self.grid.title, self.heading.row, "", message)
        if problem not in self.problems:
            self.problems.append(problem)

    def too_long(self, row: Row, cells: int) -> None:
        """Note a row that has more cells than the heading: what stands where is then open."""
        sign = {"\t": "tabs", ",": "commas", ";": "semicolons"}.get(self.grid.separator, self.grid.separator)
        message = f"has {cells} cells under {len(self.heading.words)} headings; put cells that hold {sign} into quotes"
        self.problems.append(SheetProblem(self.grid.title, row.number, "", message))

    def problem(self, row: Row, column: Column, message: str) -> None:
        """Note what is wrong in a cell; the cell then counts as unread."""
        row.unread.add(column)
        row.values.pop(column, None)
        self.problems.append(SheetProblem(self.grid.title, row.number, self.heading.column(*column), message))


def rows_of(grid: Grid, heading: Heading, scales: Mapping[str, Scale]) -> Rows:
    """Read the rows of a table.

    Parameters
    ----------
    grid, heading : Grid and Heading
        The table.
    scales : mapping of str to (float, float)
        By field or heading, the scale that a reader says its numbers are on.
    """
    below = [(number, cells) for number, cells in grid.rows if number > heading.row]
    found = _begun(grid, heading, is_empty=not below)
    numeric = [item for item in heading.table.fields if item.kind in ("number", "band")]
    known = numbers.signs((cell.text for item in numeric for cell in _texts(heading, below, item)), grid.separator)
    for number, cells in below:
        row = Row(number)
        if _is_too_long(found, cells):
            found.too_long(row, len(cells))
            continue
        for item in heading.table.fields:
            for column in item.columns:
                _take(found, row, item, column, cells, known)
        found.rows.append(row)
    for item in numeric:
        if item.scaled:
            _rescale(found, item, scales)
    return found


def _begun(grid: Grid, heading: Heading, *, is_empty: bool) -> Rows:
    """Return a table of which the heading is read."""
    found = Rows(grid, heading, problems=list(heading.problems))
    if heading.strange:
        found.notes.append(f"{grid.title}: left out, as not understood: {wording.names(heading.strange)}.")
    if is_empty and grid.separator:
        found.problems.append(SheetProblem(grid.title, heading.row, "", "no row stands below the heading; write one"))
    return found


def _is_too_long(found: Rows, cells: list[Cell]) -> bool:
    """Say whether a row of a text has cells beyond the last heading: a separator within a cell parted it."""
    words = found.heading.words
    return bool(found.grid.separator) and any(cell.text for cell in cells[max(words, default=0) + 1 :])


def _texts(heading: Heading, below: list[tuple[int, list[Cell]]], item: Field) -> list[Cell]:
    places = [heading.places[column] for column in item.columns if column in heading.places]
    return [
        cells[place] for _, cells in below for place in places if place < len(cells) and cells[place].kind == "text"
    ]


def _take(
    found: Rows,
    row: Row,
    item: Field,
    column: Column,
    cells: list[Cell],
    known: numbers.Signs,
) -> None:
    """Read one cell into its row."""
    place = found.heading.places.get(column)
    cell = cells[place] if place is not None and place < len(cells) else EMPTY
    if numbers.is_missing(cell) and (item.kind != "text" or cell.kind == "empty"):
        return
    try:
        if item.kind in ("number", "band"):
            row.values[column], is_percent = numbers.number(cell, known)
            found.percent.setdefault(item.key, set()).add(is_percent)
        else:
            row.values[column] = _READ[item.kind](cell, item)
    except numbers.UnreadableError as error:
        found.problem(row, column, str(error))


def _words(cell: Cell, item: Field) -> str:
    text = " ".join(numbers.text(cell).split())
    if not item.choices:
        return text
    chosen = next((choice for choice in item.choices if named(choice) == named(text)), None)
    if chosen is None:
        raise numbers.UnreadableError(f"holds “{text[:40]}”{instead(text, item.choices)}")
    return chosen


def _references(cell: Cell, _: Field) -> tuple[str, ...]:
    return tuple(part for part in numbers.text(cell).replace(",", ";").replace(";", " ").split() if part)


_READ: Final[Mapping[str, Callable[[Cell, Field], Held]]] = {
    "text": _words,
    "refs": _references,
    "date": lambda cell, _: numbers.date(cell),
    "flag": lambda cell, _: numbers.flag(cell),
}


def _rescale(found: Rows, item: Field, told: Mapping[str, Scale]) -> None:
    """Put a field's numbers on the dossier's scale from 0 to 100."""
    held = [(row, column) for row in found.rows for column in item.columns if column in row.values]
    if not held:
        return
    values = [float(str(row.values[column])) for row, column in held]
    heading = found.heading
    words = {named(heading.words[place]) for (key, _), place in heading.places.items() if key == item.key}
    names = {named(item.key), named(item.heading), *words}
    scale = next((scale for name, scale in told.items() if named(name) in names), None) or heading.scales.get(item.key)
    scale, question = (scale, "") if scale else _guessed(values, found.percent[item.key])
    if scale is None:
        found.problems.append(SheetProblem(found.grid.title, heading.row, heading.column(item.key), question))
        for row, column in held:
            row.values.pop(column)
            row.unread.add(column)
        return
    found.scales[item.key] = scale
    if scale != SCALE:
        found.notes.append(
            f"{found.grid.title}: {heading.column(item.key)} is read on a scale from {scale[0]:g} to {scale[1]:g}."
        )
    for (row, column), value in zip(held, values, strict=True):
        if not scale[0] <= value <= scale[1]:
            message = f"is {value:g}, outside the scale from {scale[0]:g} to {scale[1]:g}"
            found.problem(row, column, f"{message}; write a number within it, or another scale into the heading")
        elif scale != SCALE:
            # Ten digits: a hundredth does not add up exactly.
            row.values[column] = round((value - scale[0]) / (scale[1] - scale[0]) * 100, 10)


def _guessed(values: list[float], percent: set[bool]) -> tuple[Scale | None, str]:
    """Return the scale that numbers are written on, or what to ask where they could be on several."""
    example = "write its scale into the heading, such as salience (0–10)"
    if percent == {True}:
        return SCALE, ""
    if percent == {True, False}:
        return None, "holds percentages and plain numbers; write all of them one way"
    low, high = min(values), max(values)
    if low >= 0 and 0 < high <= _WHOLE:
        return (0.0, _WHOLE), ""
    if low >= 0 and (high == 0 or _TENTH < high <= SCALE[1]):
        return SCALE, ""
    return None, f"runs from {low:g} to {high:g}, which could be several scales; {example}"
