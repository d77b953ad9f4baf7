"""The outcome strip: what stands in front, always in view, live while a slider is dragged."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from components.ui import assumed, live, panel, state
from components.ui.component import component
from components.ui.strip.cells import cells

if TYPE_CHECKING:
    from components.dossier import Dossier

KEY: Final = "outcomes"

_component = component("strip", __file__)


def show() -> None:
    """Draw the strip, which `shell.css` keeps in view; the live parts of its page answer what it hears of a drag."""
    with st.container(key="strip"):
        _draw()


@live.part
def _draw() -> None:
    context = state.current()
    _component(
        key=KEY,
        data={"cells": [asdict(cell) for cell in cells(context.results)], "drawn": panel.taken()},
        on_dragged_change=partial(_drag, context.dossier),
    )


def _drag(dossier: Dossier) -> None:
    """Take over what is being dragged."""
    panel.take(dossier, st.session_state.get(KEY, {}).get("dragged"))
    state.enter(dossier, assumed.scenario(dossier))
