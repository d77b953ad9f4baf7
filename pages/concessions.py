"""Concessions: what each option would mean on the ground, and who could accept it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components.figures.concessions.acceptance_words import acceptance_words, best_offer, in_short
from components.figures.concessions.cases import NONE, differences, most_changing
from components.figures.concessions.ledger import on_the_ground
from components.figures.concessions.map import told, views
from components.figures.concessions.nearest_deal_words import own_code
from components.model.cases import Case, cases
from components.model.own import OWN, encode, with_own
from components.ui import header
from components.ui.choice import choice
from components.ui.evidence import references
from components.ui.figure import again, lead, picked, show
from components.ui.own import current_own, editor, load, switches
from components.ui.state import current
from components.ui.tabs import tabs
from components.ui.words import basis_text, plain, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@st.fragment
def ground(cases_shown: Sequence[Case], slot: str = "", **options: str) -> None:
    """Show the map of one case or two; another view, or a click on a part, redraws this alone."""
    above = st.container()
    if dossier.regions.present and not slot:
        named = {key: item.label for key, item in views(dossier).items()}
        options["view"] = choice("view", "Part of the map", named, kind="segments", is_labelled=False)
    with above:
        show("concessions_map", slot=slot, on_select=again, **options)
    for words in told(dossier, cases_shown, day, picked("concessions_map", slot)):
        st.info(plain(words), icon=":material/ads_click:")


def pick() -> tuple[str, str]:
    """Let the reader choose an option and, where it has any, a reading of it."""
    short = [in_short(context, item) for item in options.values()]
    chosen = choice(
        "option",
        "Option",
        {key: item.label for key, item in options.items()},
        default=most_changing(dossier),
        kind="list",
        captions=[plain(words) for words in short],
    )
    mine = [item.reading for item in found.values() if item.reading and item.option.id == chosen]
    if not mine:
        return chosen, NONE
    named = {NONE: "As stated", **{item.id: item.label for item in mine}}
    return chosen, choice("reading", "Reading", named, is_labelled=False)


def statement(item: Case) -> None:
    """Say what the source says of an option, with its basis."""
    said = item.reading or item.option
    basis = basis_text(said.basis)
    modality = f" · “{plain(item.option.modality)}”" if item.option.modality and item.reading is None else ""
    st.markdown(f"{plain(said.text or item.label)} · {basis}{modality}")


def ledger() -> None:
    """Show who would hold what of each region, in figures."""
    statement(shown)
    show("concessions_ledger", option=option, reading=reading, own=code)


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


def side_by_side() -> None:
    """Show the option beside another: the land, what sets them apart, and who could accept each."""
    others = {key: item.label for key, item in found.items() if key != shown.key}
    if not others:
        st.markdown("There is no other option.")
        return
    compare = choice("compare", f"Beside “{plain(shown.label)}”", others)
    second = found[compare]
    ground([shown, second], slot="beside", option=option, reading=reading, compare=compare, own=code)
    for column, item, place in zip(st.columns(2), (shown, second), (1, 2), strict=True):
        with column:
            st.markdown(f"**{plain(item.label)}**")
            statement(item)
            rows = [(row[0], row[place]) for row in differences(dossier, shown, second)]
            st.markdown("\n".join(f"- {plain(what)}: {plain(how)}" for what, how in rows) or "No difference.")
            st.markdown(plain(on_the_ground(dossier, item, day)))
            st.markdown(plain(acceptance_words(context, item)))
    show("concessions_acceptance", slot="all", own=code)


def what_holds() -> None:
    """Say what holds for every option, and what the source leaves out."""
    stated = dossier.options
    if stated.baseline is not None:
        st.markdown(f"Baseline: {plain(stated.baseline.text or stated.baseline.label)}")
    st.markdown("\n".join(f"- {plain(item)}" for item in stated.common))
    if stated.not_in_source:
        st.markdown("In no option, because the source does not name it:")
        st.markdown("\n".join(f"- {plain(item)}" for item in stated.not_in_source))
    references(shown.option.refs)


context = current()
dossier, day = context.dossier, context.results.day
own = current_own(dossier)
found = cases(dossier if own is None else with_own(dossier, own))
options = {key: item for key, item in found.items() if item.reading is None}
code = encode(own) if own else ""

header.show(
    "What would each option mean on the ground, and who could accept it?",
    lambda now: best_offer(now, [item for key, item in options.items() if key != OWN]),
)

left, right = st.columns([3, 2], gap="medium")
with right:
    option, reading = pick()
    lead("concessions_acceptance", option=option, reading=reading, own=code)
shown = found[option if reading == NONE else f"{option}:{reading}"]
with left:
    ground([shown], option=option, reading=reading, own=code)
    with st.expander("What changes hands, in words"):
        st.markdown(plain(on_the_ground(dossier, shown, day)))
with right:
    if dossier.regions.present:
        st.markdown("**Who would hold each region?** A switch makes an option of your own.")
        switches(dossier, shown)
    with st.popover("Name and issue values of your own option", icon=":material/edit:"):
        st.markdown(quiet("The switches move land. Acceptance follows the issue values, which you set here."))
        editor(dossier)

panels: dict[str, tuple[str, Callable[[], None]]] = {
    "ledger": ("Ledger", ledger),
    "history": ("History", partial(show, "control_history")),
    "nearest": ("Nearest deal", nearest),
    "beside": ("Side by side", side_by_side),
    "common": ("What holds for every option", what_holds),
}
tabs("tab", "Part", panels)
