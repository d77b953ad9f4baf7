"""Workbench: the reader's own judgement, in a spreadsheet and as a dossier."""

from __future__ import annotations

from collections.abc import Callable

from components.ui import header, new_dossier, spreadsheet
from components.ui.tabs import tabs

PARTS: dict[str, tuple[str, Callable[[], None]]] = {
    "spreadsheet": ("Spreadsheet", spreadsheet.show),
    "dossier": ("New dossier", new_dossier.show),
}

header.show("What is your own judgement?")
new_dossier.opened()
tabs("tab", "Part", PARTS)
