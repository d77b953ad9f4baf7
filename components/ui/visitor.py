"""Who visits: whoever reaches the server, or who signed in where that is asked for."""

from __future__ import annotations

import os
from typing import Final

import streamlit as st
from streamlit import config
from streamlit.auth_util import get_secrets_auth_section
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.ui.words import plain, quiet

OPEN: Final = "PARLEY_OPEN"
"""Environment variable: 1 lets everybody read."""


def admit() -> None:
    """Go on for who signed in, where people sign in at all; everybody else sees how to, and nothing more."""
    if get_secrets_auth_section():
        if not st.user.is_logged_in:
            st.title("Parley")
            st.markdown("This dashboard is for people who have signed in.")
            st.button("Sign in", type="primary", on_click=st.login)
            st.stop()
    elif config.get_option("server.trustedUserHeaders") and name() is None:
        st.title("Parley")
        st.markdown("This dashboard is reached through the site's sign-in. Open it by the address you were given.")
        st.stop()


def name() -> str | None:
    """Return what the visitor is called at sign-in, or none where nobody signed in."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None  # The server itself, at start.
    passed_on = config.get_option("server.trustedUserHeaders").values()
    return next((str(st.user[key]) for key in (*passed_on, "email", "name", "sub") if st.user.get(key)), None)


def may_write() -> bool:
    """Say whether the visitor may keep something: whoever signed in, or everybody where only this machine gets in."""
    return name() is not None or os.environ.get(OPEN) != "1"


def leave() -> None:
    """Say who signed in, and let them sign out where they signed in here; a site's own sign-in has its own way."""
    if (signed := name()) is None:
        return
    st.markdown(quiet(f"Signed in as {plain(signed)}"))
    if get_secrets_auth_section():
        st.button("Sign out", icon=":material/logout:", on_click=st.logout)
