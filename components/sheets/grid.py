"""Tables as they came: cells by row and column, before anybody knows what they mean."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from openpyxl.utils import get_column_letter

ROWS: Final = 20_000
"""Most rows of a table."""
COLUMNS: Final = 200
"""Most columns of a table."""

CellKind = Literal["empty", "text", "number", "date", "flag", "formula", "error"]


class SheetError(ValueError):
    """A file that cannot be read as tables at all; the message says what to do."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell.

    Attributes
    ----------
    value : object
        Text, number, date or truth value; the words of a formula, never what it gives.
    kind : str
        What it is.
    percent : bool
        Whether it is shown as a percentage.
    """

    value: object = None
    kind: CellKind = "empty"
    percent: bool = False

    @property
    def text(self) -> str:
        """What it says, without space around it."""
        return "" if self.value is None else str(self.value).strip()


EMPTY: Final = Cell()


@dataclass(frozen=True)
class Grid:
    """A table of cells.

    Attributes
    ----------
    title : str
        Name of the sheet, or of the file.
    rows : list of (int, list of Cell)
        Rows that hold something, with their numbers from 1.
    separator : str
        What parts the columns; empty where they are cells of a workbook.
    """

    title: str
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    separator: str = ""


def typed(title: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Grid:
    """Return a table of values; its rows count from 1, its heading is row 0."""
    named = [Cell(word, "text") for word in heading]
    return Grid(title, [(0, named), *((place, [_typed(value) for value in row]) for place, row in enumerate(rows, 1))])


def _typed(value: object) -> Cell:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return EMPTY
    kinds: tuple[tuple[type, CellKind], ...] = ((bool, "flag"), (str, "text"), (dt.date, "date"))
    return Cell(value, next((kind for of, kind in kinds if isinstance(value, of)), "number"))


@dataclass(frozen=True)
class SheetProblem:
    """What is wrong in a table, where, and what to write instead.

    Attributes
    ----------
    sheet : str
        Name of the sheet or file.
    row : int
        Counted from 1, the heading included; 0 where the whole table is meant.
    column : str
        Letter of the column, with its heading in brackets; empty where the whole row is meant.
    message : str
        What to write instead.
    """

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [self.sheet, f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        return f"{', '.join(filter(None, place))}: {self.message}"


def column_name(place: int, heading: str = "") -> str:
    """Return a column's letter, with its heading."""
    letter = get_column_letter(place + 1)
    return f"{letter} ({heading})" if heading else letter
