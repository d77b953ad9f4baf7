"""A sheet, ours or somebody's table, as a preview of what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from components.dossier.archive import LARGEST
from components.sheets import texts, workbooks
from components.sheets.explain import EXPLAINS, made_for
from components.sheets.fields import ACTORS, TABLES
from components.sheets.grid import Grid, SheetError
from components.sheets.headings import Heading, Scale, heading_of, named, told
from components.sheets.merge import Merge
from components.sheets.preview import Preview
from components.sheets.rows import rows_of

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.sheets.grid import SheetProblem

_WORKBOOK: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"
_REFUSED: Final = {
    ".xls": "is a workbook of the old kind, or locked with a password; save it as XLSX without one",
    ".xlsm": "may hold macros; save it as XLSX",
    ".xlsb": "is a binary workbook; save it as XLSX",
    ".xltm": "may hold macros; save it as XLSX",
    ".ods": "is an OpenDocument sheet; save it as XLSX or as CSV in UTF-8",
    ".numbers": "is a Numbers file; export it as XLSX or CSV",
}
ENDINGS: Final = ("xlsx", "csv", "tsv", "txt")
"""Endings of files that are read."""


def read(name: str, content: bytes, base: Dossier | None = None, scales: Mapping[str, Scale] | None = None) -> Preview:
    """Read a sheet of ours, or a table of actors, issues and positions, as CSV or XLSX.

    Parameters
    ----------
    name : str
        Of the file; its ending says little, its bytes say what it is.
    content : bytes
        The file.
    base : Dossier, optional
        What it is compared with; without one, everything is new.
    scales : mapping of str to (float, float), optional
        By column, the scale that its numbers are on, where neither heading nor numbers say it.

    Returns
    -------
    Preview
        What it changes, and every problem by row and column.

    Raises
    ------
    SheetError
        If nothing of it can be read: wrong kind of file, damaged, too large, macros; the message says what to do.
    """
    grids = tables_in(name, content)
    if not any(grid.rows for grid in grids):
        raise SheetError(f"{name} holds no rows; write a heading and a row for each actor on each issue")
    return read_tables(grids, base, scales)


def read_tables(
    grids: Sequence[Grid], base: Dossier | None = None, scales: Mapping[str, Scale] | None = None
) -> Preview:
    """Read tables that stand in memory, see `read`."""
    headed = [(grid, heading_of(grid)) for grid in grids if grid.title != EXPLAINS]
    sound = [(grid, heading) for grid, heading in headed if heading and not heading.missing]
    problems, notes = _left(
        [(grid, heading) for grid, heading in headed if not heading or heading.missing], bool(sound)
    )
    merge, counts = Merge(base), Counter[str]()
    for grid, heading in sorted(sound, key=_place):
        found = rows_of(grid, heading, scales or {})
        merge.take(found)
        problems += found.problems
        notes += found.notes
        counts[heading.table.title] += sum(1 for row in found.rows if row.values and not row.unread)
    slug, version = made_for(grids)
    if base and slug and (slug, version) != (base.slug, base.version):
        notes.append(f"The sheet was made from {slug} {version}; it is compared with {base.slug} {base.version}.")
    if base is None and not any(edit.table is ACTORS and edit.values.get("veto") for edit in merge.edits):
        notes.append("Nobody is said to have a veto: the sheet Actors says who must agree.")
    return Preview(dict(counts), tuple(merge.edits), tuple(problems), tuple(notes), slug)


def _left(headed: list[tuple[Grid, Heading | None]], others: bool) -> tuple[list[SheetProblem], list[str]]:
    """Return what is to be said of tables not understood; beside one that is, they may be somebody's notes."""
    problems = [told(grid, heading) for grid, heading in headed if grid.rows and (_is_ours(grid) or not others)]
    notes = [f"{told(grid, heading)}. It is left out." for grid, heading in headed if others and not _is_ours(grid)]
    return problems, notes


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    SheetError
        If it is larger than anything that is read; it is then not opened.
    OSError
        If it cannot be opened.
    """
    if path.stat().st_size > LARGEST:
        raise SheetError(f"{path.name} is larger than {LARGEST / 1e6:g} MB, the most that is read")
    return path.read_bytes()


def tables_in(name: str, content: bytes) -> list[Grid]:
    """Return the tables of a file as cells.

    Raises
    ------
    SheetError
        If it cannot be read.
    """
    ending = PurePath(name).suffix.lower()
    refused = _REFUSED[".xls"] if content.startswith(_OLD) else _REFUSED.get(ending)
    try:
        if refused:
            raise SheetError(refused)  # noqa: TRY301 - named below like all others
        return workbooks.grids(content) if content.startswith(_WORKBOOK) else [texts.grid(PurePath(name).name, content)]
    except SheetError as error:
        raise SheetError(f"{PurePath(name).name} {error}") from error


def _is_ours(grid: Grid) -> bool:
    return any(named(table.title) == named(grid.title) for table in TABLES)


def _place(item: tuple[Grid, Heading]) -> int:
    return TABLES.index(item[1].table)
