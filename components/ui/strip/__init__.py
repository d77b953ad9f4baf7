"""The outcome strip: what stands in front, always in view, live while a slider is dragged."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from components.ui import live
from components.ui.component import component
from components.ui.state import current
from components.ui.strip.cells import cells

_component = component("strip", __file__)


def show() -> None:
    """Draw the strip; `components.ui.shell` keeps it in view."""
    with st.container(key="strip"):
        _draw()


@live.part
def _draw() -> None:
    found = cells(current().results)
    if found:
        _component(key="outcomes", data={"cells": [asdict(cell) for cell in found]})
