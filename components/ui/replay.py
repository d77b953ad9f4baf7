"""Replay: scrub, step or play the as-of day through the days on which something became known."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.model.known import moments
from components.ui.defaults import AS_OF, dates
from components.ui.state import current

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 2.0
"""Between two steps while playing: a page must be drawn and read in that time."""

_SCRUBBED = "replay-scrub"
_PLAYING = "parley_playing"
_STEPPED = "parley_stepped_at"


def controls() -> None:
    """Show a scrubber, step and play buttons, and a clear sign when one looks from another day than the dossier's."""
    context = current()
    dossier, day = context.dossier, context.results.day
    span = dates(dossier)
    days = [item for item in moments(dossier) if span and span[0] <= item <= span[1]]
    before = [item for item in days if item < day]
    after = [item for item in days if item > day]
    playing = bool(st.session_state.get(_PLAYING)) and bool(after)
    st.session_state[_PLAYING] = playing
    if len(days) > 1:
        st.session_state[_SCRUBBED] = day
        st.select_slider(
            "As-of day",
            # The day looked from may lie between two on which something became known.
            sorted({*days, day}),
            format_func=wording.date,
            key=_SCRUBBED,
            on_change=_scrub,
            label_visibility="collapsed",
        )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="replay"):
        _step("Step back", ":material/skip_previous:", before[-1:], "replay-back")
        label, icon = ("Stop", ":material/stop:") if playing else ("Play", ":material/play_arrow:")
        st.button(label, icon=icon, on_click=_toggle, disabled=not after, key="replay-play")
        _step("Step forward", ":material/skip_next:", after[:1], "replay-forward")
        st.markdown(f"As of **{wording.date(day)}**")
    if day != dossier.header.as_of:
        side = "before" if day < dossier.header.as_of else "after"
        with st.container(key="replay-sign"):
            st.warning(
                f"You look from {wording.date(day)}, {side} the source’s date ({wording.date(dossier.header.as_of)}). "
                "Nothing that became known later counts here.",
                icon=":material/history:",
            )
            st.button("Back to the source’s date", on_click=_go, args=(dossier.header.as_of,), key="replay-home")
    # Without run_every the browser stops asking; the fragment is called either way to keep its place.
    st.fragment(_tick, run_every=SECONDS if playing else None)(after[:1])


def _step(label: str, icon: str, target: Sequence[dt.date], key: str) -> None:
    help_text = f"To {wording.date(target[0])}" if target else "Nothing dated lies beyond"
    st.button(label, icon=icon, help=help_text, on_click=_go, args=tuple(target), disabled=not target, key=key)


def _scrub() -> None:
    _go(st.session_state[_SCRUBBED])


def _toggle() -> None:
    st.session_state[_PLAYING] = not st.session_state.get(_PLAYING, False)
    st.session_state[_STEPPED] = time.monotonic()


def _go(day: dt.date) -> None:
    st.session_state[_PLAYING] = False
    st.session_state[AS_OF] = day


def _tick(target: Sequence[dt.date]) -> None:
    """Move on once the time between two steps has passed; the page's own reruns do not count as ticks."""
    if not st.session_state.get(_PLAYING) or not target:
        return
    now = time.monotonic()
    if now - st.session_state.get(_STEPPED, now) < SECONDS * 0.8:
        return
    st.session_state[_STEPPED] = now
    st.session_state[AS_OF] = target[0]
    st.rerun()
