"""Evidence: what each number rests on, and how we know it."""

from __future__ import annotations

import streamlit as st

from components import wording
from components.dossier import usage
from components.figures.evidence.coverage_chart import SELECTION
from components.ui import evidence_lists, figure, grounds, header
from components.ui.state import current
from components.ui.words import plain, quiet

context = current()
dossier, day = context.dossier, context.scenario.day(context.dossier)
view = grounds.Grounds(dossier, day)


def taken_over() -> None:
    """Open the sentence that was clicked in the strip."""
    clicked = figure.picked("coverage").get(SELECTION, [])
    if clicked:
        st.session_state[grounds.REF] = clicked[0]["sentence"]


slot = header.show("What does each number rest on, and how do we know it?")
shown = [use for use in view.uses if not use.is_about_source]
# A size is given only where the source or another one says it; a direction may follow from the source all the same.
sizes = [use.basis in ("stated", "outside_source") for use in shown if use.numeric]
directions = [use.basis != "analyst_judgement" for use in shown if use.kind == "link"]
slot.markdown(
    f"Sources give {sum(sizes)} of {wording.count(len(sizes), 'number')} and the direction of {sum(directions)} of "
    f"{wording.count(len(directions), 'link')}; the rest is ours."
)
if day != dossier.header.as_of:
    st.markdown(
        quiet(
            f"The as-of date is {wording.date(day)}; the source speaks as of {wording.date(dossier.header.as_of)}. Its "
            "sentences stay listed whatever the date; later events, and sources that speak of nothing else, do not."
        )
    )
for use in usage.unsupported(dossier):
    st.warning(f"No reference and not marked as analyst judgement: {plain(use.kind)} {plain(use.label)}")

figure.show("coverage", on_select=taken_over)
evidence_lists.browse(view)
figure.show("probability_words")
evidence_lists.points(view)
