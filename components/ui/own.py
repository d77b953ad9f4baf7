"""The analyst's own option: set with widgets, carried by the address as one short text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.dossier.territory import LINE_OF_CONTROL, NOT_STATED
from components.model.own import MAX_NAME, NAME, OWN, decode, encode, own_option
from components.ui import address
from components.ui.words import plain

if TYPE_CHECKING:
    from components.dossier import Dossier, Option

_NAME, _ISSUES = "own-name", "own-issues"


def current_own(dossier: Dossier) -> Option | None:
    """Return the analyst's option; ``None`` where none is set.

    To be called before anything is drawn from it. What the address asks for in vain is reported once.
    """
    arriving = OWN not in st.session_state
    text = st.query_params.get(OWN, "") if arriving else st.session_state[OWN]
    option, problems = decode(text, dossier)
    if arriving:
        for problem in problems:
            address.complain(f"**{OWN}**: {plain(problem)}; that part is left out")
    if not encode(option):
        return None
    address.remember_choice(OWN, encode(option))
    return option


def editor(dossier: Dossier) -> None:
    """Draw the widgets that set the option: who holds what, values of issues, name, and its text."""
    option, problems = decode(st.session_state.get(OWN, st.query_params.get(OWN, "")), dossier)
    if _NAME not in st.session_state:
        _fill(dossier, option)
    st.text_input("Name", key=_NAME, max_chars=MAX_NAME, placeholder=NAME, on_change=_write, args=(dossier,))
    rules = _rules(dossier)
    regions = dossier.regions.regions
    for column, region in zip(st.columns(max(1, len(regions))), regions, strict=False):
        with column:
            st.selectbox(
                plain(region.label),
                list(rules),
                format_func=lambda rule: rules[rule],
                key=_region_key(region.id),
                on_change=_write,
                args=(dossier,),
            )
    labels = {issue.id: issue.label for issue in dossier.issues}
    st.multiselect(
        "Issues it sets",
        list(labels),
        format_func=lambda issue: labels.get(issue, issue),
        key=_ISSUES,
        on_change=_write,
        args=(dossier,),
        help="What is not set stays open: veto players judge the option by the issues it sets.",
    )
    for issue in dossier.issues:
        if issue.id in st.session_state[_ISSUES]:
            st.slider(
                f"{plain(issue.label)} (0: {plain(issue.low)}; 100: {plain(issue.high)})",
                0,
                100,
                step=1,
                key=_issue_key(issue.id),
                on_change=_write,
                args=(dossier,),
            )
    st.text_input(
        "The option as text, as links and the command line carry it",
        key=OWN,
        bind="query-params",
        max_chars=2000,
        on_change=_read,
        args=(dossier,),
        help="region~holder~issue~value~name. Empty: no option of your own.",
    )
    for problem in problems:
        st.warning(plain(problem))
    st.button("Clear", on_click=_clear, args=(dossier,), disabled=not encode(option), key="own-clear")


def load(dossier: Dossier, text: str) -> None:
    """Take an option over as the analyst's own, and show it; to be called before the page is drawn again."""
    st.session_state[OWN] = text
    st.session_state["option"] = OWN
    _read(dossier)


def _rules(dossier: Dossier) -> dict[str, str]:
    sides = dossier.regions.sides
    whole = {item.id: f"The whole to {item.name or item.label}" for item in sides}
    return {LINE_OF_CONTROL: "As the line of control runs", **whole, NOT_STATED: "Not stated"}


def _fill(dossier: Dossier, option: Option) -> None:
    """Set the widgets to an option."""
    st.session_state[_NAME] = "" if option.label == NAME else option.label
    for region in dossier.regions.regions:
        st.session_state[_region_key(region.id)] = option.regions[region.id]
    st.session_state[_ISSUES] = list(option.sets)
    for issue in dossier.issues:
        start = issue.status_quo.value if issue.status_quo else 50
        st.session_state[_issue_key(issue.id)] = round(option.sets.get(issue.id, start))


def _write(dossier: Dossier) -> None:
    """Set the text to what the widgets say."""
    places = [region.id for region in dossier.regions.regions]
    regions = {place: st.session_state[_region_key(place)] for place in places}
    sets: dict[str, float] = {}
    for issue in dossier.issues:
        if issue.id in st.session_state[_ISSUES]:
            if _issue_key(issue.id) not in st.session_state:
                st.session_state[_issue_key(issue.id)] = round(issue.status_quo.value if issue.status_quo else 50)
            sets[issue.id] = st.session_state[_issue_key(issue.id)]
    st.session_state[OWN] = encode(own_option(st.session_state[_NAME], regions, sets))


def _read(dossier: Dossier) -> None:
    """Set the widgets to what the text says."""
    _fill(dossier, decode(st.session_state[OWN], dossier)[0])


def _clear(dossier: Dossier) -> None:
    st.session_state[OWN] = ""
    _read(dossier)


def _region_key(region: str) -> str:
    return f"own-region-{region}"


def _issue_key(issue: str) -> str:
    return f"own-issue-{issue}"
