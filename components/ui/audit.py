"""Who did what, and when: a line of JSON an act, in the file that ``PARLEY_AUDIT`` names."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from components.ui import visitor
from components.ui.lines import append

if TYPE_CHECKING:
    from components.dossier import Dossier

FILE: Final = "PARLEY_AUDIT"
Act = Literal["sign-in", "load", "open", "import", "save", "change", "delete", "freeze", "pack"]
GREETED: Final = "parley_audited"
"""Key of whether the session's sign-in is noted."""


def note(act: Act, dossier: Dossier, as_of: dt.date | None = None, **more: str) -> None:
    """Note an act, where a file is named.

    Parameters
    ----------
    act : str
        What was done.
    dossier : Dossier
        To what.
    as_of : date, optional
        As of when; the dossier's own date where left out.
    **more : str
        What else tells it, such as the name of what was saved.
    """
    if not (file := os.environ.get(FILE)):
        return
    line = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "who": visitor.name() or "",
        "act": act,
        "dossier": dossier.digest,
        "as_of": str(as_of or dossier.header.as_of),
        "version": dossier.version,
        **more,
    }
    append(file, line)


def greet(dossier: Dossier) -> None:
    """Note once a session who signed in."""
    if visitor.name() and not st.session_state.get(GREETED):
        st.session_state[GREETED] = True
        note("sign-in", dossier)
