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


def controls() -> None:
    """Show a scrubber, step and play buttons, and a clear sign when one looks from another day than the dossier's.

    They stand beneath what they move, whose height changes from day to day; where there is room, `shell.css` puts the
    buttons beside its title, so that "Stop" does not run away.
    """
    context = current()
    dossier, day = context.dossier, context.results.day
    span = dates(dossier)
    days = [item for item in moments(dossier) if span and span[0] <= item <= span[1]]
    before = [item for item in days if item < day]
    after = [item for item in days if item > day]
    if not after:
        st.session_state[_PLAYING] = False
    playing = st.session_state.get(_PLAYING, False)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="replay"):
        _step("Step back", ":material/skip_previous:", before[-1:], "replay-back")
        label, icon = ("Stop", ":material/stop:") if playing else ("Play", ":material/play_arrow:")
        st.button(label, icon=icon, on_click=_play, args=(not playing,), disabled=not after, key="replay-play")
        _step("Step forward", ":material/skip_next:", after[:1], "replay-forward")
    if len(days) > 1:
        st.session_state[_SCRUBBED] = day
        st.select_slider(
            "As-of day",
            # The day looked from may lie between two on which something became known.
            sorted({*days, day}),
            format_func=wording.date,
            key=_SCRUBBED,
            on_change=_scrub,
            # While playing a browser may still hold the day before, and send it with the next click.
            disabled=playing,
            label_visibility="collapsed",
        )
    if day != dossier.header.as_of:
        side = "before" if day < dossier.header.as_of else "after"
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="replay-sign"):
            st.badge(
                f"{side} the source’s date",
                icon=":material/history:",
                color="orange",
                help=f"You look from {wording.date(day)}. Nothing that became known later counts here.",
            )
            home = f"Back to {wording.date(dossier.header.as_of)}"
            st.button(home, on_click=_go, args=(dossier.header.as_of,), key="replay-home")
    # Without run_every the browser stops asking; the fragment is called either way to keep its place.
    st.fragment(_tick, run_every=SECONDS if playing else None)(after[:1], time.monotonic())


def _step(label: str, icon: str, target: Sequence[dt.date], key: str) -> None:
    help_text = f"To {wording.date(target[0])}" if target else "Nothing dated lies beyond"
    st.button(label, icon=icon, help=help_text, on_click=_go, args=tuple(target), disabled=not target, key=key)


def _scrub() -> None:
    _go(st.session_state[_SCRUBBED])


def _play(is_on: bool) -> None:
    st.session_state[_PLAYING] = is_on


def _go(day: dt.date) -> None:
    st.session_state[_PLAYING] = False
    st.session_state[AS_OF] = day


def _tick(target: Sequence[dt.date], drawn: float) -> None:
    """Move on, unless the page with this was `drawn` only just: its own run is no tick, nor one that was under way."""
    if not (target and st.session_state.get(_PLAYING)) or time.monotonic() - drawn < SECONDS * 0.8:
        return
    st.session_state[AS_OF] = target[0]
    st.rerun()
