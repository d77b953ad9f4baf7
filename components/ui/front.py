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

from components.figures import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.dossier import Dossier
    from components.drawing.theme import Mode
    from components.figures import Context, Figure
    from components.model import Scenario

_KEY: Final = "parley_front"
TAKEN: Final = "parley_taken"
"""Key of the number of the panel's last message."""
_fronts: Final = WeakValueDictionary[str, "Front"]()
"""By token; the session holds each, and lets go of it as it ends."""


@dataclass(frozen=True)
class Lead:
    """A chart in front.

    Attributes
    ----------
    name, options : str, mapping of str to str
        Of its figure.
    """

    name: str
    options: Mapping[str, str]


@dataclass(eq=False)
class Front:
    """What stands in front on the page that a session shows.

    Attributes
    ----------
    dossier : Dossier
        The dossier shown.
    mode : {"light", "dark"}
        Colours of its charts.
    leads : dict of str to Lead
        Its charts, by key.
    token : str
        By which the browser names it; nobody else can guess it.
    """

    dossier: Dossier
    mode: Mode
    leads: dict[str, Lead] = field(default_factory=dict)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    _made: dict[str, tuple[Lead, Scenario, Mode, Figure]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Be found by the token for as long as the session holds it."""
        _fronts[self.token] = self

    def figure(self, key: str, lead: Lead, context: Context) -> Figure:
        """Return the figure of a chart in front; what was drawn ahead of the page need not be made again for it.

        Which chart is said by whoever asks: the page may begin anew while it is answered.

        Raises
        ------
        FigureError
            If it cannot be drawn.
        """
        made = self._made.get(key)
        if made and made[:3] == (lead, context.scenario, context.mode):
            return made[3]
        found = build(lead.name, context, **lead.options)
        self._made[key] = (lead, context.scenario, context.mode, found)
        return found


def begin(dossier: Dossier, mode: Mode) -> None:
    """Begin a page: nothing stands in front yet."""
    found: Front | None = st.session_state.get(_KEY)
    if found is None or found.dossier is not dossier:
        found = st.session_state[_KEY] = Front(dossier, mode)
    found.mode, found.leads = mode, {}


def put(key: str, lead: Lead) -> None:
    """Let a chart of the page stand in front."""
    current().leads[key] = lead


def find(token: str) -> Front | None:
    """Return what stands in front by its token; none where its session has ended."""
    return _fronts.get(token)


def taken() -> int | None:
    """Return the number of the panel's last message: what was said before it is stale."""
    found: int | None = st.session_state.get(TAKEN)
    return found


def current() -> Front:
    """Return what stands in front on the session's page."""
    found: Front = st.session_state[_KEY]
    return found
