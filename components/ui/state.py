"""What the pages stand on: the dossier, the scenario of the sidebar, and what follows from both."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from components.dossier import Dossier, load
from components.figures import Context
from components.model import Results, Scenario, evaluate

if TYPE_CHECKING:
    import datetime as dt

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
    dossier, scenario = st.session_state[_KEY]
    results = _results(
        dossier,
        (dossier.slug, dossier.version),
        tuple(scenario.assumptions.items()),
        scenario.as_of,
        scenario.draws,
        scenario.seed,
    )
    return Context(dossier, scenario, results, "dark" if st.context.theme.type == "dark" else "light")


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


@st.cache_resource(max_entries=8, show_spinner=False)
def _results(
    _dossier: Dossier,
    identity: tuple[str, str],  # noqa: ARG001 - stands for the dossier in the cache's key
    assumptions: tuple[tuple[str, float], ...],
    as_of: dt.date | None,
    draws: int,
    seed: int | None,
) -> Results:
    return evaluate(_dossier, Scenario(dict(assumptions), as_of, draws, seed))
