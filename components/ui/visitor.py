"""Who visits: whoever reaches the server, or who signed in where that is asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

import streamlit as st
from streamlit import config
from streamlit.auth_util import get_secrets_auth_section
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.ui.words import plain, quiet

DEFAULT: Final = "default"
"""What Streamlit calls the provider that stands in the section itself."""
OPEN: Final = "PARLEY_OPEN"
"""Environment variable: 1 lets everybody read."""


def admit() -> None:
    """Go on for who signed in, where people sign in at all; everybody else sees how to, and nothing more."""
    if get_secrets_auth_section():
        if not st.user.get("is_logged_in"):
            st.title("Parley")
            st.markdown("This dashboard is for people who have signed in.")
            for provider in providers():
                label = "Sign in" if provider == DEFAULT else f"Sign in with {plain(provider)}"
                st.button(label, on_click=st.login, args=(provider,), key=f"sign-in-{provider}")
            st.stop()
    elif config.get_option("server.trustedUserHeaders") and name() is None:
        st.title("Parley")
        st.markdown("This dashboard is reached through the site's sign-in. Open it by the address you were given.")
        st.stop()


def providers() -> tuple[str, ...]:
    """Return where people can sign in: Streamlit's default, providers with a section of their own name, or both."""
    section = get_secrets_auth_section()
    named = (key for key, value in section.items() if isinstance(value, Mapping) and "client_id" in value)
    found = (DEFAULT,) if "client_id" in section else ()
    return (*found, *named) or (DEFAULT,)


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
