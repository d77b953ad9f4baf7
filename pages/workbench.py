"""Workbench: the reader's own judgement, in a spreadsheet, as a dossier, kept, scored and pooled."""

from __future__ import annotations

from collections.abc import Callable

from components.ui import analysts, header, journal, keeping, new_dossier, saved, spreadsheet
from components.ui.tabs import tabs

PARTS: dict[str, tuple[str, Callable[[], None]]] = {
    "spreadsheet": ("Spreadsheet", spreadsheet.show),
    "dossier": ("New dossier", new_dossier.show),
    "saved": ("Saved", keeping.kept(saved.show)),
    "forecasts": ("Forecasts", keeping.kept(journal.show)),
    "analysts": ("Analysts", analysts.show),
}

header.show("What is your own judgement?")
new_dossier.opened()
keeping.hold()
tabs("tab", "Part", PARTS)
