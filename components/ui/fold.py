"""What is folded away, and built only once somebody opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable


@st.fragment
def fold(label: str, show: Callable[[], object], key: str, icon: str | None = None) -> None:
    """Offer a part that is built once it is opened; opening it redraws it alone.

    Parameters
    ----------
    label : str
        Markdown that stays in view.
    show : callable
        Draws the part.
    key : str
        Tells folded parts apart, and keeps one open that is.
    icon : str, optional
        As of ``st.expander``.
    """
    part = st.expander(label, key=f"fold-{key}", icon=icon, on_change="rerun")
    if part.open:
        with part:
            show()
