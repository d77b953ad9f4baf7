"""A dossier or scenario as a workbook (XLSX): one sheet a table, and a first one that explains."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from components.files import zipped
from components.sheets.explain import EXPLAINS, explained
from components.sheets.fields import ASSUMPTIONS, SCALE, TABLES, Field, Table
from components.sheets.records import cell, records

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from components.dossier import Dossier
    from components.model import Scenario

_SPARE: Final = 200
"""Empty rows below the last one whose cells are checked too."""
_HEAD: Final = Font(bold=True)
_LINE: Final = Border(bottom=Side(style="thin"))
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_WIDE: Final = frozenset(("text", "demand", "threat", "note", "meaning", "low", "high", "question", "what"))
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_THEN: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone


def write(dossier: Dossier, scenario: Scenario) -> bytes:
    """Return a dossier as a workbook; where the scenario moves an assumption, its value stands beside the source's.

    The same dossier and scenario give the same bytes.

    Parameters
    ----------
    dossier : Dossier
        What the analyst wrote.
    scenario : Scenario
        What somebody assumes; an empty one for the dossier alone.
    """
    book = Workbook()
    book.properties.created = _THEN
    book.properties.creator = "Parley"
    first: Any = book.active
    first.title = EXPLAINS
    for row in explained(dossier, scenario):
        first.append([_text(part) for part in row])
        _inert(first, first.max_row)
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 16, 110
    for cells in first.iter_rows():
        cells[0].font = _HEAD
        cells[1].alignment = _TOP
    for table in TABLES:
        _sheet(book.create_sheet(table.title), table, dossier, scenario)
    stream = BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _sheet(sheet: Worksheet, table: Table, dossier: Dossier, scenario: Scenario) -> None:
    columns = list(table.columns)
    sheet.append([field.headed(part) for field, part in columns])
    for place in range(1, len(columns) + 1):
        head = sheet.cell(1, place)
        head.font, head.border, head.alignment = _HEAD, _LINE, _TOP
    limits: list[tuple[int, float, float]] = []
    for key, values in records(dossier, table, scenario):
        row = {**values, "id": key}
        sheet.append([_text(cell(row, field, part)) for field, part in columns])
        _inert(sheet, sheet.max_row)
        if table is ASSUMPTIONS:
            span = dossier.assumption(key).range
            limits.append((sheet.max_row, span.min, span.max))
    sheet.freeze_panes = sheet.cell(2, 1 + len(table.key)).coordinate
    for place, (field, _) in enumerate(columns, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = (
            60 if field.key in _WIDE else 12 if field.kind in ("band", "number") else 22
        )
        _validate(sheet, table, field, letter)
    for row_number, low, high in limits:
        span_check = _between(low, high)
        sheet.add_data_validation(span_check)
        for place, (field, _) in enumerate(columns, start=1):
            if field.key in ("value", "default"):
                span_check.add(f"{get_column_letter(place)}{row_number}")


def _validate(sheet: Worksheet, table: Table, field: Field, letter: str) -> None:
    """Let the program that opens the sheet offer what a cell can be, and refuse what it cannot."""
    check: DataValidation | None = None
    if field.choices or field.kind == "flag":
        options = field.choices or ("yes", "no")
        check = DataValidation("list", formula1=f'"{",".join(options)}"', allow_blank=True)
    elif field.of:
        # A warning only: a new actor or issue may be named here first.
        check = DataValidation("list", formula1=f"={field.of}!$A$2:$A$1000", allow_blank=True, errorStyle="warning")
    elif field.scaled:
        check = _between(*SCALE)
    elif field.kind == "date":
        check = DataValidation("date", operator="greaterThan", formula1="1", allow_blank=True)
    if check is not None:
        check.error = check.error or "Choose one of the list."
        check.showErrorMessage = True
        sheet.add_data_validation(check)
        check.add(f"{letter}2:{letter}{sheet.max_row + _SPARE * table.grows}")


def _between(low: float, high: float) -> DataValidation:
    check = DataValidation("decimal", operator="between", formula1=f"{low:g}", formula2=f"{high:g}", allow_blank=True)
    check.error, check.showErrorMessage = f"Write a number from {low:g} to {high:g}.", True
    return check


def _text(value: object) -> object:
    """Return what a cell can hold: text without control characters."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def _inert(sheet: Worksheet, row: int) -> None:
    """Keep text text: what begins like a formula is marked, so that no program runs it, now or when it is edited."""
    for held in sheet[row]:
        if isinstance(held.value, str):
            held.data_type = "s"
            if _FORMULA.match(held.value):
                held.quotePrefix = True
        if isinstance(held.value, dt.date):
            held.number_format = "yyyy-mm-dd"
        held.alignment = _TOP


def _timeless(content: bytes) -> bytes:
    """Return a workbook without the time at which it was written."""
    with ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    files[core] = _MODIFIED.sub(rb"\g<1>" + f"{_THEN.isoformat()}Z".encode(), files[core])
    return zipped(files)
