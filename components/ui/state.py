"""What the pages stand on: the dossier, the scenario assumed, and what follows from both."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

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


def enter(dossier: Dossier, scenario: Scenario) -> None:
    """Make dossier and scenario the ones that `current` returns."""
    st.session_state[_KEY] = (dossier, scenario)


def current() -> Context:
    """Return what a page shows: dossier, scenario, results, and light or dark mode."""
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
