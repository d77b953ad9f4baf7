"""Sets of assumptions: name them, load them, delete them, keep them in the address, and compare any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from components import wording
from components.figures.assumptions.saved_sets import columns_of, differences, outcomes
from components.model.saved import LENGTH, MOST, NAME_LENGTH, SavedSet, clean_name, from_text, to_text, under_names
from components.ui import address, assumed
from components.ui.figure import show
from components.ui.words import plain, quiet, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.figures import Context
    from components.model import Scenario

_KEY: Final = "sets"
_NAME: Final = "set-name"
_KEPT: Final = "parley_sets"


def saved(dossier: Dossier, scenario: Scenario) -> str:
    """Let the user save, load and delete sets; return those saved as text.

    Parameters
    ----------
    dossier : Dossier
        The dossier shown.
    scenario : Scenario
        What a new set would hold.
    """
    _arrive()
    sets, complaints = from_text(dossier, st.session_state[_KEY])
    _save(dossier, scenario, sets)
    for number, item in enumerate(sets):
        _offer(dossier, number, item)
    text = _as_text()
    for complaint in complaints:
        st.warning(plain(complaint), icon=":material/link_off:")
    if text:
        address.remember_choice(_KEY, text)
    return text


def compare(context: Context, saved: Sequence[SavedSet]) -> None:
    """Show sets side by side: the first few drawn, all of them in tables.

    Parameters
    ----------
    context : Context
        Dossier, and the values set now.
    saved : sequence of SavedSet
        Their names may be any text.
    """
    named = under_names(saved)
    columns = columns_of(context, named)
    show("saved_sets", sets=to_text(context.dossier, named[:MOST]))
    st.markdown("#### Outcomes: word, number, band, and points from the source")
    table(outcomes(context, columns))
    st.markdown("#### Assumptions in which they differ")
    table(differences(context, columns))


def _arrive() -> None:
    """Take the sets from the address, or those left behind when the page was last shown."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = st.query_params.get(_KEY, st.session_state.get(_KEPT, ""))[:LENGTH]


def _keep(dossier: Dossier, sets: Sequence[SavedSet]) -> None:
    st.session_state[_KEY] = st.session_state[_KEPT] = to_text(dossier, sets)


def _save(dossier: Dossier, scenario: Scenario, sets: Sequence[SavedSet]) -> None:
    full = len(sets) >= MOST
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Name of the set",
            key=_NAME,
            max_chars=NAME_LENGTH,
            placeholder=None if full else f"Set {len(sets) + 1}",
            disabled=full,
            width=260,
        )
        st.button(
            "Save the present values",
            icon=":material/bookmark_add:",
            on_click=_add,
            args=(dossier, scenario, sets),
            disabled=full,
            key="save-set",
        )
    if full:
        st.markdown(quiet(f"{MOST} sets fit side by side: delete one to save another."))


def _add(dossier: Dossier, scenario: Scenario, sets: Sequence[SavedSet]) -> None:
    names = [item.name for item in sets]
    free = next(name for number in range(1, MOST + 2) if (name := f"Set {number}") not in names)
    name = clean_name(st.session_state[_NAME]) or free
    # A name used again takes the present values.
    _keep(dossier, [*(item for item in sets if item.name != name), SavedSet(name, scenario)])
    st.session_state[_NAME] = ""


def _offer(dossier: Dossier, number: int, item: SavedSet) -> None:
    """Show one set with what can be done with it."""
    count, cells = len(item.scenario.changed(dossier)), len(item.scenario.moved(dossier))
    also = f", {wording.count(cells, 'cell')} adjusted" if cells else ""
    differs = f"{wording.count(count, 'assumption differs', 'assumptions differ')} from the source{also}"
    named, buttons = st.columns([3, 2], vertical_alignment="center")
    named.markdown(f"**{plain(item.name)}** {quiet(differs)}")
    with buttons, st.container(horizontal=True, gap="small"):
        st.button(
            "Load",
            icon=":material/upload:",
            help=f"Move the assumptions to “{plain(item.name)}”",
            on_click=assumed.put,
            args=(dossier, item.scenario),
            key=f"load-set-{number}",
        )
        with st.popover("Link", icon=":material/link:"):
            st.markdown(quiet("This address opens the dashboard with these values"))
            st.code(address.link(item.scenario.query(dossier)), language=None, wrap_lines=True)
        st.button(
            "Delete",
            icon=":material/delete:",
            help=f"Forget “{plain(item.name)}”",
            on_click=_forget,
            args=(dossier, item.name),
            key=f"delete-set-{number}",
        )


def _forget(dossier: Dossier, name: str) -> None:
    sets, _ = from_text(dossier, st.session_state[_KEY])
    _keep(dossier, [item for item in sets if item.name != name])


def _as_text() -> str:
    """Show the sets as one line that can be kept and pasted; it is what the address carries."""
    with st.expander("The sets as text", icon=":material/notes:"):
        text = st.text_area(
            "One set after the other, parted by semicolons",
            key=_KEY,
            bind="query-params",
            max_chars=LENGTH,
            help="Keep this line, or paste one that somebody sent: name: id=value, id=value; name: …",
        )
    st.session_state[_KEPT] = text or ""
    return text or ""
