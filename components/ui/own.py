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
    from components.model.cases import Case

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


def switches(dossier: Dossier, shown: Case) -> None:
    """Draw a switch a region that stands as in the case shown; moving one makes the analyst's option of it.

    To be called before `editor`.
    """
    rules = _rules(dossier)
    with st.container(gap="xxsmall", key="switches"):
        for region in dossier.regions.regions:
            st.session_state[_region_key(region.id)] = shown.option.regions.get(region.id, NOT_STATED)
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(plain(region.label), width=96)
                st.segmented_control(
                    f"Who would hold {plain(region.label)}",
                    list(rules),
                    required=True,
                    format_func=lambda key: plain(rules[key]),
                    key=_region_key(region.id),
                    label_visibility="collapsed",
                    on_change=_switch,
                    args=(dossier, shown.option),
                )


def editor(dossier: Dossier) -> None:
    """Draw the widgets that set the option's name and its issues, and its text."""
    option, problems = decode(st.session_state.get(OWN, st.query_params.get(OWN, "")), dossier)
    if _NAME not in st.session_state:
        _fill(dossier, option)
    st.text_input("Name", key=_NAME, max_chars=MAX_NAME, placeholder=NAME, on_change=_write, args=(dossier,))
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
    st.button("Clear", on_click=load, args=(dossier, ""), disabled=not encode(option), key="own-clear")


def load(dossier: Dossier, text: str) -> None:
    """Take an option over as the analyst's own, and show it; to be called before the page is drawn again."""
    _store(text)
    _fill(dossier, decode(text, dossier)[0])


def _rules(dossier: Dossier) -> dict[str, str]:
    """Return what a switch offers: the sovereign side first, then the line, the others, and nothing said."""
    regions = dossier.regions
    names = {item.id: item.name or item.label for item in regions.sides}
    others = {key: name for key, name in names.items() if key != regions.sovereign}
    whole = {regions.sovereign: names[regions.sovereign]}
    return {**whole, LINE_OF_CONTROL: "Line", **others, NOT_STATED: "Open"}


def _fill(dossier: Dossier, option: Option) -> None:
    """Set the widgets to an option."""
    st.session_state[_NAME] = "" if option.label == NAME else option.label
    st.session_state[_ISSUES] = list(option.sets)
    for issue in dossier.issues:
        start = issue.status_quo.value if issue.status_quo else 50
        st.session_state[_issue_key(issue.id)] = round(option.sets.get(issue.id, start))


def _switch(dossier: Dossier, shown: Option) -> None:
    """Make the analyst's option of the one shown, with the land as the switches stand."""
    regions = {region.id: st.session_state[_region_key(region.id)] for region in dossier.regions.regions}
    load(dossier, encode(own_option(shown.label if shown.id == OWN else "", regions, shown.sets)))


def _write(dossier: Dossier) -> None:
    """Set the text to what the widgets of the editor say; the land stays."""
    sets: dict[str, float] = {}
    for issue in dossier.issues:
        if issue.id in st.session_state[_ISSUES]:
            if _issue_key(issue.id) not in st.session_state:
                st.session_state[_issue_key(issue.id)] = round(issue.status_quo.value if issue.status_quo else 50)
            sets[issue.id] = st.session_state[_issue_key(issue.id)]
    land = decode(st.session_state[OWN], dossier)[0].regions
    _store(encode(own_option(st.session_state[_NAME], land, sets)))


def _read(dossier: Dossier) -> None:
    """Set the widgets to what the text says."""
    load(dossier, st.session_state[OWN])


def _store(text: str) -> None:
    """Keep the option as text, and show it; without one, the page's own choice is shown again."""
    st.session_state[OWN] = text
    if text:
        st.session_state["option"] = OWN
    elif st.session_state.get("option") == OWN:
        del st.session_state["option"]


def _region_key(region: str) -> str:
    return f"own-region-{region}"


def _issue_key(issue: str) -> str:
    return f"own-issue-{issue}"
