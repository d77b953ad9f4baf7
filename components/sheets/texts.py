"""Tables as text (CSV): whatever parts their columns, in any script."""

from __future__ import annotations

import csv
import re
from typing import Final

from components import wording
from components.dossier.archive import LARGEST
from components.sheets.grid import COLUMNS, EMPTY, ROWS, Cell, Grid, SheetError

_SEPARATORS: Final = (",", ";", "\t", "|")
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LINES: Final = 20
"""Lines by which the separator is found."""
_ENCODINGS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def grid(name: str, content: bytes) -> Grid:
    """Return a table.

    Raises
    ------
    SheetError
        If it is too large, not text in UTF-8 (or UTF-16 with a byte order mark), or its quotes do not close.
    """
    if len(content) > LARGEST:
        raise SheetError(f"is larger than {LARGEST / 1e6:g} MB, the most that is read")
    text = _decoded(content)
    hint = _HINT.match(text)
    lines = text[hint.end() :] if hint else text
    separator = hint[1] if hint else _separator(lines)
    found = Grid(name, separator=separator)
    reader = csv.reader(lines.splitlines(keepends=True), delimiter=separator, strict=True)
    started = 1 + bool(hint)
    try:
        for row in reader:
            number, started = started, reader.line_num + 1 + bool(hint)
            cells = [Cell(item.strip(), "text") if item.strip() else EMPTY for item in row]
            if any(cell.kind != "empty" for cell in cells):
                found.rows.append((number, cells))
            if len(found.rows) > ROWS or len(cells) > COLUMNS:
                most = f"{wording.count(ROWS, 'row')} or {wording.count(COLUMNS, 'column')}"
                raise SheetError(f"has more than {most}; keep what is needed")
    except csv.Error as error:
        message = (
            f"row {started}: the quotes do not close ({error}); put a cell into quotes as a whole, or leave them out"
        )
        raise SheetError(message) from error
    return found


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _ENCODINGS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = f"row {row}, character {column}: is not UTF-8; save it as “CSV UTF-8”, or as XLSX"
        raise SheetError(message) from error
    if "\0" in text:
        raise SheetError("is no text; save the table as XLSX or as CSV in UTF-8")
    return text


def _separator(text: str) -> str:
    """Return what parts the columns: the sign that parts most lines alike."""
    lines = [line for line in text.splitlines()[:_LINES] if line.strip()]

    def alike(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        most = max(widths, key=widths.count, default=1)
        return (widths.count(most) if most > 1 else 0, most)

    return max(_SEPARATORS, key=alike)
