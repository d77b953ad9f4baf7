"""Tabs of a page, of which only the open one is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.ui import navigation
from components.ui.choice import arrive, keep

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
    asked = arrive(key, label, named, next(iter(named)))
    if asked is not None:
        st.session_state[key] = named[asked]
    drawn = st.tabs(list(named.values()), key=key, on_change="rerun")
    for place, (tab, (panel, (_, show))) in enumerate(zip(drawn, panels.items(), strict=True)):
        if tab.open:
            keep(key, panel if place else None)
            with tab:
                show()
