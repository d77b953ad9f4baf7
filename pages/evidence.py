"""Evidence: what each number rests on, and how we know it."""

from __future__ import annotations

import streamlit as st

from components import wording
from components.dossier import usage
from components.figures.evidence import sentences_used
from components.ui import evidence_lists, figure, grounds
from components.ui.state import current
from components.ui.words import plain, quiet

context = current()
dossier, day = context.dossier, context.scenario.day(context.dossier)
view = grounds.Grounds(dossier, day)

st.title("Evidence")
st.markdown("What does each number rest on, and how do we know it?")
shown = [use for use in view.uses if use.page != usage.OWN_PAGE]
st.markdown(
    f"**{plain(sentences_used(usage.coverage(dossier, day)))}. Of {len(shown)} parts of the dossier, "
    f"{sum(use.basis == 'analyst_judgement' for use in shown)} are analyst judgement in what they say.**"
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

evidence_lists.open_reference(view)
figure.show("coverage")
evidence_lists.browse(view)
figure.show("probability_words")
evidence_lists.points(view)
