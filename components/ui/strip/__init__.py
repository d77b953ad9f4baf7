"""The outcome strip: what stands in front, always in view, live while a slider is dragged."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

import streamlit as st

from components.ui import live
from components.ui.state import current
from components.ui.strip.cells import cells

_HERE: Final = Path(__file__).parent

_component = st.components.v2.component(
    "parley.strip",
    html=(_HERE / "strip.html").read_text("utf-8"),
    css=(_HERE / "strip.css").read_text("utf-8"),
    js=(_HERE / "strip.js").read_text("utf-8"),
)


def show() -> None:
    """Draw the strip; `components.ui.shell` keeps it in view."""
    with st.container(key="strip"):
        _draw()


@live.part
def _draw() -> None:
    found = cells(current().results)
    if found:
        _component(key="outcomes", data={"cells": [asdict(cell) for cell in found]})
