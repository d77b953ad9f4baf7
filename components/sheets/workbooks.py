"""Workbooks (XLSX) as tables of cells: nothing in them is run, fetched or expanded."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from components import wording
from components.dossier.archive import ArchiveError, unpacked
from components.sheets.grid import COLUMNS, EMPTY, ROWS, Cell, CellKind, Grid, SheetError

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNPACKED: Final = 25_000_000
"""Most bytes of all parts of a workbook."""
_SHEETS: Final = 50
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_KINDS: Final[dict[str, CellKind]] = {
    "f": "formula",
    "e": "error",
    "b": "flag",
    "d": "date",
    "n": "number",
    "s": "text",
}
# What the reader raises on a damaged workbook is not said anywhere.
_BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, InvalidFileException),
    *(LookupError, OSError, RecursionError, SyntaxError, TypeError, ValueError),
)


def grids(content: bytes) -> list[Grid]:
    """Return the sheets of a workbook.

    Raises
    ------
    SheetError
        If it is too large, would unpack to too much, holds macros or what XML may do besides text, or is damaged.
    """
    _check(content)
    try:
        # Formulas stay words: what they gave when somebody saved the file is not looked at either.
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_vba=False, keep_links=False)
        return [_grid(sheet) for sheet in book.worksheets]
    except SheetError:
        raise
    except _BROKEN as error:
        raise SheetError("is a damaged workbook; open it in a spreadsheet program and save it again") from error


def _check(content: bytes) -> None:
    try:
        parts = unpacked(content, _UNPACKED)
    except ArchiveError as error:
        raise SheetError(str(error)) from error
    if "mimetype" in parts:
        raise SheetError("is an OpenDocument sheet; save it as XLSX or as CSV in UTF-8")
    if "xl/workbook.xml" not in parts:
        raise SheetError("is no workbook; save the table as XLSX or as CSV in UTF-8")
    if any(name.endswith("vbaProject.bin") for name in parts):
        raise SheetError("holds macros; save it as XLSX without macros")
    if sum(name.startswith("xl/worksheets/") for name in parts) > 2 * _SHEETS:
        raise SheetError(f"holds too many sheets; keep at most {_SHEETS}")
    for name, held in parts.items():
        declared = _DECLARED.match(held.removeprefix(b"\xef\xbb\xbf"))
        plain = b"\0" not in held and (declared is None or declared[1].lower() in (b"utf-8", b"us-ascii"))
        if name.endswith((".xml", ".rels", ".vml")) and (not plain or _ENTITY.search(held)):
            raise SheetError("holds XML that no spreadsheet program writes; save it again as XLSX")


def _grid(sheet: Any) -> Grid:
    # Its own word on how large it is may be anything.
    sheet.reset_dimensions()
    grid = Grid(str(sheet.title))
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = _trimmed(_cell(item) for item in row)
        if not cells:
            continue
        if len(grid.rows) >= ROWS:
            raise SheetError(f"has more than {wording.count(ROWS, 'row')} on sheet {sheet.title}; keep what is needed")
        if len(cells) > COLUMNS:
            raise SheetError(f"has more than {COLUMNS} columns on sheet {sheet.title}; keep what is needed")
        grid.rows.append((number, cells))
    return grid


def _cell(item: Any) -> Cell:
    value, kind = item.value, _KINDS.get(item.data_type, "text")
    if value is None or (isinstance(value, str) and not value.strip()):
        return EMPTY
    if kind == "formula":
        return Cell(str(value), kind)
    if isinstance(value, dt.datetime):
        value = value.date()
    return Cell(value, kind, percent=kind == "number" and "%" in (item.number_format or ""))


def _trimmed(cells: Iterable[Cell]) -> list[Cell]:
    found = list(cells)
    while found and found[-1].kind == "empty":
        found.pop()
    return found
