"""Parley: what follows from a negotiation's positions, deadlines and offers."""

from __future__ import annotations

import streamlit as st

from components.dossier import DossierError
from components.ui import address, navigation, problems, sidebar, state

st.set_page_config("Parley", "⚖️", layout="wide", initial_sidebar_state=320)
state.claim_pages()

try:
    dossier = state.load_dossier(state.folder())
except DossierError as error:
    problems.show(error, state.folder())
    st.stop()

address.check(dossier)
page = st.navigation(navigation.pages(dossier), position="top")
state.enter(dossier, sidebar.render(dossier))
notes = st.container()
address.forget_choices()
page.run()
with notes:
    address.tell()
