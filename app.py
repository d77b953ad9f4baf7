"""Parley: what follows from a negotiation's positions, deadlines and offers."""

from __future__ import annotations

import streamlit as st

from components.dossier import DossierError
from components.ui import address, foot, navigation, problems, sidebar, state

st.set_page_config("Parley", "⚖️", layout="wide", initial_sidebar_state=320)
state.claim_pages()

try:
    dossier = state.load_dossier(state.folder())
except DossierError as error:
    problems.show(error, state.folder())
    st.stop()

address.check(dossier)
page = st.navigation(navigation.pages(dossier), position="top")
# A page first seen needs the sidebar's values from the address. Afterwards they are known, and the page comes first:
# a moved slider is answered by the chart, not by drawing all sliders again.
drawn = sidebar.is_drawn(dossier, page.url_path)
if not drawn:
    sidebar.render(dossier, page.url_path)
scenario = sidebar.scenario(dossier)
state.enter(dossier, scenario)
notes = st.container()
address.forget_choices()
try:
    page.run()
    foot.foot()
except Exception:
    if drawn:  # The way out of a state that a page cannot show.
        sidebar.render(dossier, page.url_path)
    raise
with notes:
    address.tell()
if drawn:
    sidebar.render(dossier, page.url_path)
if sidebar.scenario(dossier) != scenario:
    st.rerun()
