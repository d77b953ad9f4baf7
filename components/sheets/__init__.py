"""Spreadsheets both ways: a dossier or scenario as a workbook, and a sheet or table read back."""

from __future__ import annotations

from components.sheets.dossiers import beginning, dossier_files, example, scenario_of
from components.sheets.grid import SheetError, SheetProblem, typed
from components.sheets.headings import scale_in, scales
from components.sheets.preview import Difference, NotTakenError, Preview, check, lines
from components.sheets.read import ENDINGS, file_bytes, read, read_tables
from components.sheets.write import write

__all__ = [
    "ENDINGS",
    "Difference",
    "NotTakenError",
    "Preview",
    "SheetError",
    "SheetProblem",
    "beginning",
    "check",
    "dossier_files",
    "example",
    "file_bytes",
    "lines",
    "read",
    "read_tables",
    "scale_in",
    "scales",
    "scenario_of",
    "typed",
    "write",
]
