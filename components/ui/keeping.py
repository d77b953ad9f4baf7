"""The store behind the Workbench: which one it is, who writes into it, and what is said when it fails."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Final, Literal, ParamSpec

import streamlit as st

from components import wording
from components.exports.manifest import ManifestError
from components.exports.scenario import parse_scenario, scenario_yaml
from components.model import Scenario, ScenarioError
from components.store import OFF, Draft, Saved, Store, StoreError, default_url, open_store
from components.ui import turns, visitor
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.figures import Context

PLACE: Final = "PARLEY_STORE"
"""Name, in environment and secrets, of the store's address; "off" keeps nothing."""
_TYPED: Final = re.compile(r"saved-(name|note)|forecast-.+|weight-\d+")
"""Keys of what is typed."""
_AUTHOR: Final = "author"
_KEPT: Final = "parley_author"
_SAID: Final = "parley_keeping_failed"
_ELSE: Final = "Everything else works: links and briefing packs hold your values too."

P = ParamSpec("P")


def kept(draw: Callable[[Store], None]) -> Callable[[], None]:
    """Return what draws a part that needs the store; without one that can be used it says so in words."""
    return partial(_draw, draw)


def standing() -> Literal["off", "ok", "not reachable"]:
    """Return how the store stands, for a probe."""
    if _url() == OFF:
        return "off"
    try:
        _opened(_url()).scenarios.list("")
    except StoreError:
        return "not reachable"
    return "ok"


def _url() -> str:
    return os.environ.get(PLACE) or _secret() or default_url()


def _draw(draw: Callable[[Store], None]) -> None:
    if (url := _url()) == OFF:
        st.info(f"Nothing is kept here: the store is switched off. {_ELSE}", icon=":material/inventory_2:")
        return
    try:
        with turns.aside():
            store = _opened(url)
        if said := st.session_state.pop(_SAID, ""):
            st.error(f"Not done: {plain(said)}.")
        # A store may be slow, or gone.
        with turns.aside():
            draw(store)
    except StoreError as error:
        st.warning(f"Nothing can be kept here: {plain(str(error))}. {_ELSE}", icon=":material/cloud_off:")


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(url)


def _secret() -> str:
    try:
        return str(st.secrets.get(PLACE, ""))
    except FileNotFoundError:
        return ""


def hold() -> None:
    """Hold what was typed, while another part of the page is shown: Streamlit forgets what is not drawn."""
    for key in filter(_TYPED.fullmatch, map(str, st.session_state)):
        st.session_state[key] = st.session_state[key]


def attempted(do: Callable[P, None]) -> Callable[P, None]:
    """Return a callback whose failure is told when the page is drawn next."""

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            do(*args, **kwargs)
        except (StoreError, ScenarioError, ManifestError) as error:
            st.session_state[_SAID] = str(error).rstrip(".")

    return done


def author() -> str | None:
    """Return who writes: who signed in, or a name that is asked for once a session; none where the visitor may not."""
    if not visitor.may_write():
        st.markdown(quiet("Everybody may read here. Keeping something needs sign-in, which this server has not."))
        return None
    if signed := visitor.name():
        st.markdown(quiet(f"Kept under your name: {plain(signed)}"))
        return signed
    if _AUTHOR not in st.session_state:
        st.session_state[_AUTHOR] = st.session_state.get(_KEPT, "")
    name = st.text_input("Your name", key=_AUTHOR, max_chars=80, placeholder="Stands beside what you keep", width=260)
    st.session_state[_KEPT] = name
    return name


def draft(context: Context, scenario: Scenario, name: str, note: str, by: str) -> Draft:
    """Return a scenario as it is kept.

    Parameters
    ----------
    context : Context
        Names the dossier.
    scenario : Scenario
        What is kept.
    name, note, by : str
        Free texts: what it is called, why it was made, and by whom.
    """
    dossier = context.dossier
    return Draft(name, note, by, dossier.slug, dossier.digest, scenario_yaml(dossier, scenario))


def read(dossier: Dossier, item: Draft) -> Scenario:
    """Return what a saved scenario holds; `ScenarioError` where it does not fit the dossier."""
    return parse_scenario(item.name, item.content.encode(), dossier)[0]


def tell_fit(dossier: Dossier, item: Draft) -> None:
    """Say where a saved scenario was made for another version of the dossier, and what of it is left out."""
    for warning in parse_scenario(item.name, item.content.encode(), dossier)[1]:
        st.markdown(quiet(f":material/edit: {plain(warning)}"))


def told(item: Saved) -> str:
    """Return a saved scenario in a few words."""
    return f"{item.name} · {item.author or 'no name'} · {when(item.saved_at)}"


def when(at: str) -> str:
    """Return when something was kept."""
    return wording.moment(dt.datetime.fromisoformat(at))
