"""The outcome strip: what stands in front, always in view, live while a slider is dragged."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import streamlit as st

from components.ui import front, state
from components.ui.component import component
from components.ui.strip.cells import cells

KEY: Final = "outcomes"

_component = component("strip", __file__)


def show() -> None:
    """Draw the strip, which `shell.css` keeps in view; it hears what `server.live` answers to a drag."""
    with st.container(key="strip"):
        _component(
            key=KEY,
            data={"cells": [asdict(cell) for cell in cells(state.current().results)], "taken": front.taken()},
        )
