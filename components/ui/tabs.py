"""Tabs of a page, of which only the open one is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.ui import address, navigation
from components.ui.choice import arrive

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def tabs(key: str, label: str, panels: Mapping[str, tuple[str, Callable[[], None]]]) -> None:
    """Show several parts in the same place; only the one that is open is built.

    Parameters
    ----------
    key : str
        Name in the address; must stand in the page's ``selections`` in `components.ui.navigation`.
    label : str
        What is chosen, for complaints about an address.
    panels : mapping of str to (str, callable)
        Id → words on the tab, and what shows the part; nothing is shown without any.
    """
    if key not in navigation.selection_keys():
        raise KeyError(key)
    if not panels:
        return
    named = {panel: title for panel, (title, _) in panels.items()}
    arrive(key, label, named)
    if st.session_state.get(key) in named:
        st.session_state[key] = named[st.session_state[key]]
    drawn = st.tabs(list(named.values()), key=key, on_change="rerun", bind="query-params")
    for place, (tab, (title, show)) in enumerate(zip(drawn, panels.values(), strict=True)):
        if tab.open:
            address.remember_choice(key, title if place else None)
            with tab:
                show()
