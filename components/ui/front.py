"""What stands in front on a session's page: the charts that follow while a slider is dragged, ahead of the script.

The browser asks for them by the session's token; see `components.server.live`. The session itself learns of the values
once the slider is released.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.dossier import Dossier
    from components.drawing.theme import Mode
    from components.figures import Context, Figure

_KEY: Final = "parley_front"
TAKEN: Final = "parley_taken"
"""Key of the number of the panel's last message."""
_fronts: Final = WeakValueDictionary[str, "Front"]()
"""By token; the session holds each, and lets go of it as it ends."""


@dataclass(eq=False)
class Front:
    """What stands in front on the page that a session shows.

    Attributes
    ----------
    dossier : Dossier
        The dossier shown.
    mode : {"light", "dark"}
        Colours of its charts.
    charts : dict of str to (str, callable)
        By key: what kind of chart it is, and from what the page stands on to its figure.
    token : str
        By which the browser names it; nobody else can guess it.
    """

    dossier: Dossier
    mode: Mode
    charts: dict[str, tuple[str, Callable[[Context], Figure]]] = field(default_factory=dict)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def __post_init__(self) -> None:
        """Be found by the token for as long as the session holds it."""
        _fronts[self.token] = self


def begin(dossier: Dossier, mode: Mode) -> None:
    """Begin a page: nothing stands in front yet."""
    found: Front | None = st.session_state.get(_KEY)
    st.session_state[_KEY] = Front(dossier, mode, token=found.token) if found else Front(dossier, mode)


def put(key: str, label: str, rebuild: Callable[[Context], Figure]) -> None:
    """Let a chart of the page stand in front."""
    _current().charts[key] = (label, rebuild)


def token() -> str:
    """Return the session's token."""
    return _current().token


def find(token: str) -> Front | None:
    """Return what stands in front by its token; none where its session has ended."""
    return _fronts.get(token)


def taken() -> int | None:
    """Return the number of the panel's last message: what was said before it is stale."""
    found: int | None = st.session_state.get(TAKEN)
    return found


def _current() -> Front:
    found: Front = st.session_state[_KEY]
    return found
