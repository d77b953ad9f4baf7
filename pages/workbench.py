"""Workbench: what the reader keeps, foresees and knows better."""

from __future__ import annotations

from collections.abc import Callable

from components.ui import analysts, header, journal, keeping, saved
from components.ui.tabs import tabs

PARTS: dict[str, tuple[str, Callable[[], None]]] = {
    "saved": ("Saved", keeping.kept(saved.show)),
    "forecasts": ("Forecasts", keeping.kept(journal.show)),
    "analysts": ("Analysts", analysts.show),
}

header.show("What is your own judgement?")
tabs("tab", "Part", PARTS)
