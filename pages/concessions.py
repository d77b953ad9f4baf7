"""Concessions: what each option would mean on the ground, and who could accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.figures.concessions.acceptance_words import acceptance_words, best_offer
from components.figures.concessions.cases import NONE, differences
from components.figures.concessions.ledger import on_the_ground
from components.figures.concessions.map import told, views
from components.figures.concessions.nearest_deal_words import own_code
from components.model.own import OWN, encode, with_own
from components.model.territory import Case, cases
from components.ui.choice import choice
from components.ui.evidence import references
from components.ui.figure import show
from components.ui.own import current_own, editor, load
from components.ui.state import current
from components.ui.words import basis_text, plain

if TYPE_CHECKING:
    from collections.abc import Sequence


@st.fragment
def ground(cases_shown: Sequence[Case], **options: str) -> None:
    """Show the map of one case or two; another view, or a click on a part, redraws this alone."""
    if dossier.regions.present:
        named = {key: item.label for key, item in views(dossier).items()}
        options["view"] = choice("view", "Part of the map", named, kind="segments", is_labelled=False)
    clicked = show("concessions_map", on_select="rerun", **options)
    for words in told(dossier, cases_shown, day, clicked.selection if clicked else {}):
        st.info(plain(words), icon=":material/ads_click:")


def side_by_side(first: Case, second: Case) -> None:
    """List what sets two options apart, and each in words."""
    st.markdown("#### What sets them apart")
    for column, item, place in zip(st.columns(2), (first, second), (1, 2), strict=True):
        with column:
            st.markdown(f"**{plain(item.label)}**")
            statement(item)
            rows = [(row[0], row[place]) for row in differences(dossier, first, second)]
            st.markdown("\n".join(f"- {plain(what)}: {plain(how)}" for what, how in rows) or "No difference.")
            st.markdown(plain(on_the_ground(dossier, item, day)))
            st.markdown(plain(acceptance_words(context, item)))


def statement(item: Case) -> None:
    """Say what the source says of an option, with its basis."""
    said = item.reading or item.option
    basis = basis_text(said.basis)
    modality = f" · “{plain(item.option.modality)}”" if item.option.modality and item.reading is None else ""
    st.markdown(f"{plain(said.text or item.label)} ({basis}{modality})")


def nearest() -> None:
    """Show where a deal would be least far, and let the reader take it over."""
    show("nearest_deal")
    if (deal := context.results.nearest_deal) is not None:
        st.button(
            "Take over as my own option",
            on_click=load,
            args=(dossier, own_code(dossier, deal)),
            key="own-nearest",
            help="In whole points and without a word on land; replaces the option of your own, if there is one.",
        )


context = current()
dossier, day = context.dossier, context.results.day
own = current_own(dossier)
found = cases(dossier if own is None else with_own(dossier, own))
options = {key: item for key, item in found.items() if item.reading is None}
code = encode(own) if own else ""

st.title("What would each option mean on the ground, and who could accept it?")
st.markdown(plain(best_offer(context, [item for key, item in options.items() if key != OWN])))

first, second = st.columns(2)
with first:
    option = choice("option", "Option", {key: item.label for key, item in options.items()})
with second:
    compare = choice("compare", "Beside it", {NONE: "Nothing"} | {key: item.label for key, item in found.items()})
readings = {item.reading.id: item.reading.label for item in found.values() if item.reading and item.option.id == option}
reading = choice("reading", "Reading", {NONE: "As stated", **readings}, kind="segments") if readings else NONE
shown = found[option if reading == NONE else f"{option}:{reading}"]

beside = [] if compare == NONE else [found[compare]]
ground([shown, *beside], option=option, reading=reading, compare=compare, own=code)
if compare == NONE:
    statement(shown)
    st.markdown(plain(on_the_ground(dossier, shown, day)))
else:
    side_by_side(shown, found[compare])

show("concessions_acceptance", own=code)
show("concessions_ledger", option=option, reading=reading, compare=compare, own=code)
show("control_history")
nearest()

with st.expander("Your own option", icon=":material/edit:", expanded=own is not None):
    editor(dossier)

stated = dossier.options
if stated.present:
    with st.expander("What holds for every option, and what the source leaves out"):
        if stated.baseline is not None:
            st.markdown(f"Baseline: {plain(stated.baseline.text or stated.baseline.label)}")
        st.markdown("\n".join(f"- {plain(item)}" for item in stated.common))
        if stated.not_in_source:
            st.markdown("In no option, because the source does not name it:")
            st.markdown("\n".join(f"- {plain(item)}" for item in stated.not_in_source))
        references(shown.option.refs)
