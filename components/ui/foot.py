"""The foot of every page: the source, said once."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.exports import citation
from components.exports.stamp import state
from components.ui.state import current
from components.ui.words import plain, quiet

NAMED: Final = 6
"""Changes that the foot names; the sidebar marks every one, and files name all."""


def foot() -> None:
    """Say as of when and from which source everything above is; each exported file says it for itself."""
    context = current()
    with st.container(key="foot"):
        st.markdown(quiet(plain(f"{state(context, NAMED)} · Source: {citation(context)}")))
