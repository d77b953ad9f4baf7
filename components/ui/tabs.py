"""Tabs of a page, of which only the open one is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from components.ui import address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TAB: Final = "tab"
"""Name in the address; must stand in the page's ``selections`` in `components.ui.navigation`."""


def tabs(panels: Mapping[str, Callable[[], None]]) -> None:
    """Show what a page holds beyond its first screen.

    Parameters
    ----------
    panels : mapping of str to callable
        Label → what draws the tab. The open one is kept in address and permalinks.
    """
    if not panels:
        return
    for number, (place, label) in enumerate(
        zip(st.tabs(list(panels), key=TAB, on_change="rerun", bind="query-params"), panels, strict=True)
    ):
        if place.open:
            address.remember_choice(TAB, label if number else None)
            with place:
                panels[label]()
