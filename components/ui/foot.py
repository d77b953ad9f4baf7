"""The foot of every page: the source, said once, and what the page's style needs."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.exports import citation
from components.exports.stamp import state
from components.ui.state import current
from components.ui.words import plain, quiet


def foot() -> None:
    """Say as of when and from which source everything above is; each exported file says it for itself."""
    context = current()
    st.html(Path(__file__).with_name("page.css"))
    with st.container(key="foot"):
        st.markdown(quiet(plain(f"{state(context)} · Source: {citation(context)}")))
