"""The script that Streamlit runs at every visit and change: head, assumptions, page, foot."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.dossier import DossierError
from components.ui import (
    address,
    as_of,
    assumed,
    audit,
    foot,
    front,
    navigation,
    panel,
    problems,
    state,
    turns,
    visitor,
)


def draw() -> None:
    """Draw the page that is asked for."""
    try:
        dossier = state.dossier()
    except DossierError as error:
        problems.show(error, state.shown())
        st.stop()
    st.html(Path(state.__file__).with_name("shell.css"))
    if st.context.theme.type == "dark":
        st.html(Path(state.__file__).with_name("dark.css"))
    page = st.navigation(navigation.pages(dossier), position="top")
    name = navigation.name(page, dossier)
    address.check(dossier, name)
    assumed.arrive(dossier)
    as_of.show(dossier)
    scenario = assumed.scenario(dossier)
    assumed.write(dossier, scenario)
    state.enter(dossier, scenario)
    audit.greet(dossier)
    front.begin(dossier, state.current().mode)
    panel.show(state.current().results, name)
    notes = st.container()
    address.begin(name)
    page.run()
    foot.foot()
    panel.sheet()
    with notes:
        address.tell()
    address.end()


st.set_page_config("Parley", "⚖️", layout="wide", initial_sidebar_state=340)
visitor.admit()
with turns.taken():
    draw()
