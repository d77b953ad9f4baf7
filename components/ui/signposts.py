"""Signposts to suppose: what would follow if one came, or did not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from components.model.hypotheses import watched
from components.model.scenario import SIGNPOSTS
from components.ui import assumed
from components.ui.words import plain

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier

_LABELS: Final = {True: "Suppose that these came", False: "Suppose that these did not come"}


def choose(dossier: Dossier, day: dt.date) -> None:
    """Let the reader suppose signposts of a day; nothing is shown where there is none to watch."""
    labels = {item.id: plain(item.label) for item in watched(dossier, day)}
    if not labels:
        return
    for column, (key, came) in zip(st.columns(2), SIGNPOSTS.items(), strict=True):
        st.session_state[_widget(key)] = [item for item in labels if assumed.supposed().get(item) is came]
        column.multiselect(
            _LABELS[came],
            list(labels),
            key=_widget(key),
            format_func=labels.__getitem__,
            placeholder="None",
            on_change=partial(_take, dossier, key, tuple(labels)),
        )


def _widget(key: str) -> str:
    return f"signposts-{key}"


def _take(dossier: Dossier, changed: str, offered: tuple[str, ...]) -> None:
    """Take over what was chosen; a signpost that came no longer did not come, and the other way round."""
    held = {key: value for key, value in assumed.supposed().items() if key not in offered}
    for key in sorted(SIGNPOSTS, key=lambda item: item == changed):
        held |= dict.fromkeys(st.session_state[_widget(key)], SIGNPOSTS[key])
    assumed.suppose(dossier, held)
