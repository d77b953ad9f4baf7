"""What the pages stand on: the dossier, the scenario assumed, and what follows from both."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from components.dossier import Dossier, load
from components.figures import Context
from components.model import evaluate

if TYPE_CHECKING:
    from components.drawing.theme import Mode
    from components.model import Scenario

_BUILT_IN = Path(__file__).resolve().parents[2] / "data"
_KEY = "parley_state"

Fingerprint = tuple[tuple[str, int, int], ...]


def folder() -> Path:
    """Return the dossier's folder: ``PARLEY_DOSSIER``, or the built-in one."""
    return Path(os.environ.get("PARLEY_DOSSIER") or _BUILT_IN)


def load_dossier(path: Path) -> Dossier:
    """Return the dossier, read again once one of its files has changed.

    Raises
    ------
    DossierError
        If it cannot be used.
    """
    return _load(str(path), _fingerprint(path))


def claim_pages() -> None:
    """Keep Streamlit from running the scripts in ``pages/`` by itself.

    Because of the folder's name, the first run in a process goes by the older kind of multipage app: an address
    that leads to a page runs that page without ``app.py``, and the widgets of ``app.py`` get ids they lose on the
    next run. ``st.navigation`` ends that, but too late for the run it happens in.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


def enter(dossier: Dossier, scenario: Scenario) -> None:
    """Make dossier and scenario the ones that `current` returns."""
    st.session_state[_KEY] = (dossier, scenario)


def current() -> Context:
    """Return what a page shows: dossier, scenario, results, and light or dark mode."""
    claim_pages()
    if _KEY not in st.session_state:
        # The pages were claimed by another session while this one's first run went to a page alone.
        st.rerun()
    dossier, scenario = st.session_state[_KEY]
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    return Context(dossier, scenario, evaluate(dossier, scenario), mode)


def _fingerprint(path: Path) -> Fingerprint:
    # Streamlit reruns while an editor saves: a file may vanish between listing and looking.
    found: list[tuple[str, int, int]] = []
    for file in sorted([*path.glob("*"), *path.glob("*/*")]):
        with suppress(OSError):
            stat = file.stat()
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(path: str, fingerprint: Fingerprint) -> Dossier:  # noqa: ARG001 - part of the cache's key
    return load(path)
