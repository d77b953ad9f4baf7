"""Where the store is unless somebody says otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from sqlalchemy import URL

OFF: Final = "off"
"""In place of an address: nothing is kept."""


def default_url() -> str:
    """Return the address of the SQLite file in the user's data folder."""
    path = data_folder() / "parley" / "store.db"
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def data_folder() -> Path:
    """Return the folder in which this system keeps the user's data (XDG on Linux)."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
