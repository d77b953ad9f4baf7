"""Parley: the server's entry. What a page shows is made by the script that it names."""

from __future__ import annotations

import streamlit as st

from components import server

server.check_address()
server.check_sign_in()
app = st.App(server.SCRIPT, lifespan=server.lifespan, routes=server.routes(), middleware=server.middleware())
