"""Briefing: what is likely now, what that rests on, and what would change it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import wording
from components.drawing.theme import BASIS
from components.figures.briefing.words import (
    Line,
    deadlines,
    driver_text,
    lines,
    main_drivers,
    moved,
    question,
    rule,
    starting_points,
    summary,
    to_watch,
    turn_texts,
    unmoved,
)
from components.figures.ultimatum.fan import fanned
from components.ui import figure, header, live, navigation, packing
from components.ui.state import current
from components.ui.words import plain, quiet

context = current()
dossier, results = context.dossier, context.results


def guide() -> None:
    """Say what the dashboard is, what the sliders do and where to go, until the reader closes it."""
    if st.session_state.get("guide-closed"):
        return
    with st.container(border=True, key="guide", gap="xsmall"):
        st.markdown(
            "Parley shows what follows from one source: who wants what, and how likely each outcome is. "
            f"Each slider is an assumption. {plain(starting_points(dossier))}"
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for spec in navigation.PAGES[1:]:
                if spec.is_shown(dossier):
                    navigation.link(spec.name, f"**{spec.title}**", dossier)
            st.space("stretch")
            close = st.session_state.__setitem__
            st.button("Close", key="close-guide", type="tertiary", on_click=close, args=("guide-closed", True))


def judgement(number: int, item: Line) -> None:
    """Show one key judgement; how sure it is, and why, once it is opened."""
    with st.expander(f"**{plain(item.title)}** {plain(item.likelihood)}", key=f"judgement-{number}"):
        st.markdown("\n".join(f"- {plain(text)}" for text in item.forms))
        st.markdown(quiet(plain(item.confidence)))
        if item.resolves:
            st.markdown(quiet(f"Counts as yes: {plain(item.resolves)}"))


def bullets(heading: str, texts: list[str], note: str = "") -> None:
    """Show a heading with its list."""
    if texts:
        with st.container(gap="xsmall"):
            st.markdown(f"#### {heading}")
            st.markdown("\n".join(f"- {text}" for text in texts))
            if note:
                st.markdown(quiet(note))


header.show(question(dossier), summary)

judged = lines(results)
with st.container(key="lead"):
    questions, drawn = st.columns([2, 3], gap="medium") if fanned(dossier) else (st.container(), None)
with questions, st.container(gap="xxsmall"):
    for place, item in enumerate(judged, 1):
        judgement(place, item)
    st.markdown(quiet(plain(" ".join(filter(None, (moved(context), unmoved(judged)))))))
    bullets("What to watch", [plain(text) for text in (*deadlines(dossier, results.day), *to_watch(results))])
if drawn:
    with drawn:
        live.part(figure.show)("outcomes")

left, right = st.columns(2, gap="large")
with left:
    bullets("What would change the answer", [plain(text) for text in turn_texts(results)])
with right:
    bullets(
        "Three assumptions that matter",
        [
            f"{BASIS[found.assumption.basis].sign} **{plain(found.assumption.name)}**, {plain(driver_text(found))}"
            for found in main_drivers(results)
        ],
    )
    packing.panel(context)

guide()

with st.expander("How to read this, and what the source does not say"):
    words = wording.YARDSTICK_NAMES[dossier.header.words]
    st.markdown(f"- Band: the middle 80 % of cases. Words: {words}. Confidence: {plain(rule(dossier))}.")
    st.markdown("\n".join(f"- {plain(text)}" for text in dossier.header.open_points))

st.html(Path(packing.__file__).with_name("print.css"))
