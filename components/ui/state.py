"""What the pages stand on: the dossier, the scenario assumed, and what follows from both."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.errors import StreamlitAPIException

from components.dossier import Dossier, load
from components.dossier.places import default
from components.figures import Context
from components.files import zipped
from components.model import evaluate
from components.ui import audit
from components.ui.defaults import AS_OF, dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.drawing.theme import Mode
    from components.model import Results, Scenario

_KEY = "parley_state"

_OPENED = "parley_opened"
_KEPT = ("tab", "parley_draft", audit.GREETED)
"""What outlives a change of dossier: where the reader is, what is half written, and that the sign-in is noted."""


@dataclass(frozen=True)
class Opened:
    """A dossier that somebody opened in the session, and that goes with it.

    Attributes
    ----------
    dossier : Dossier
        The negotiation.
    place : TemporaryDirectory
        Holds its ZIP, for packs, which another process makes.
    """

    dossier: Dossier
    place: TemporaryDirectory[str]

    @property
    def file(self) -> Path:
        """Its ZIP."""
        return Path(self.place.name, "dossier.zip")


Fingerprint = tuple[tuple[str, int, int], ...]


def opened() -> Opened | None:
    """Return the dossier that somebody opened in the session."""
    found: Opened | None = st.session_state.get(_OPENED)
    return found


def shown() -> Path:
    """Return where the dossier lies that the session shows."""
    found = opened()
    return found.file if found else default()


def open_dossier(files: Mapping[str, bytes]) -> None:
    """Let the session show another dossier, from its start; only a callback may do so.

    Parameters
    ----------
    files : mapping of str to bytes
        A sound dossier's files by name.
    """
    made = Opened(load(files), TemporaryDirectory(prefix="parley-dossier-"))
    made.file.write_bytes(zipped(files))
    _begin_anew(made.dossier)
    st.session_state[_OPENED] = made
    audit.note("open", made.dossier)


def close_dossier() -> None:
    """Let the session show the server's dossier again; only a callback may do so.

    Raises
    ------
    DossierError
        If it cannot be used any more.
    """
    st.session_state.pop(_OPENED)
    found = load_dossier(default())
    _begin_anew(found)
    audit.note("open", found)


def _begin_anew(dossier: Dossier) -> None:
    """Forget what was chosen and assumed: another dossier does not have it."""
    kept = {key: st.session_state[key] for key in _KEPT if key in st.session_state}
    st.session_state.clear()
    st.session_state.update(kept)
    for key in list(st.query_params):
        # A widget's own parameter follows the widget.
        with suppress(StreamlitAPIException):
            del st.query_params[key]
    if dates(dossier):
        st.session_state[AS_OF] = dossier.header.as_of


def load_dossier(path: Path) -> Dossier:
    """Return the dossier, read again once one of its files has changed.

    Raises
    ------
    DossierError
        If it cannot be used.
    """
    return _load(str(path), _fingerprint(path))


def dossier() -> Dossier:
    """Return the dossier that the session shows.

    Raises
    ------
    DossierError
        If it cannot be used.
    """
    found = opened()
    return found.dossier if found else load_dossier(default())


def enter(dossier: Dossier, scenario: Scenario) -> None:
    """Make dossier and scenario the ones that `current` returns.

    The session holds what follows from them: with many at once the common memory forgets it within one drawing.
    """
    st.session_state[_KEY] = evaluate(dossier, scenario)


def is_entered() -> bool:
    """Say whether the page has been drawn since the session's dossier changed."""
    return _KEY in st.session_state


def audited(act: audit.Act, **more: str) -> None:
    """Note what the visitor did to what the session shows; see `audit.note`."""
    results: Results = st.session_state[_KEY]
    audit.note(act, results.dossier, results.day, **more)


def current() -> Context:
    """Return what a page shows: dossier, scenario, results, and light or dark mode."""
    results: Results = st.session_state[_KEY]
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    return Context(results.dossier, results.scenario, results, mode)


def _fingerprint(path: Path) -> Fingerprint:
    # Streamlit reruns while an editor saves: a file may vanish between listing and looking.
    found: list[tuple[str, int, int]] = []
    for file in sorted([path, *path.glob("*"), *path.glob("*/*")]):
        with suppress(OSError):
            stat = file.stat()
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(path: str, fingerprint: Fingerprint) -> Dossier:  # noqa: ARG001 - part of the cache's key
    found = load(path)
    audit.note("load", found)
    return found
