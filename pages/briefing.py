"""Briefing: what is likely now, what that rests on, and what would change it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import wording
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
from components.ui import figure, header, packing
from components.ui.state import current
from components.ui.words import plain, quiet

context = current()
dossier, results = context.dossier, context.results


def guide() -> None:
    """Say what the dashboard is and what the sliders do, until the reader closes it."""
    if st.session_state.get("guide-closed"):
        return
    with st.container(border=True, key="guide"):
        said, closed = st.columns([12, 1], vertical_alignment="center")
        sliders = f" Each slider is an assumption. {plain(starting_points(dossier))}" if dossier.assumptions else ""
        said.markdown(
            ":small[Parley shows what follows from one source: who wants what, and how likely each outcome is."
            f"{sliders}]"
        )
        close = st.session_state.__setitem__
        closed.button("Close", key="close-guide", type="tertiary", on_click=close, args=("guide-closed", True))


def judgement(item: Line) -> list[str]:
    """Return the paragraphs that tell one key judgement: how sure it is, and why."""
    said = [f"**{plain(item.title)}** {plain(item.likelihood)}"]
    if item.forms:
        said.append("\n".join(f"- {plain(text)}" for text in item.forms))
    said.append(quiet(plain(item.confidence)))
    if item.resolves:
        said.append(quiet(f"Counts as yes: {plain(item.resolves)}"))
    return said


def judged() -> None:
    """Tell every key judgement, and which of them moved."""
    found = lines(results)
    said = [paragraph for item in found for paragraph in judgement(item)]
    if dossier.assumptions:
        said.append(quiet(plain(unmoved(found))))
    st.markdown("\n\n".join(said))


def bullets(heading: str, texts: list[str], note: str = "") -> None:
    """Show a heading with its list."""
    if texts:
        listed = "\n".join(f"- :small[{text}]" for text in texts)
        st.markdown("\n\n".join([f"#### {heading}", listed, *([quiet(note)] if note else [])]))


header.show(question(dossier), summary)

with st.container(key="lead"):
    if not dossier.header.questions:
        judged()
    elif fanned(dossier):
        for column, name in zip(st.columns([2, 3], gap="medium"), ("questions", "outcomes"), strict=True):
            with column:
                figure.lead(name)
    else:
        figure.lead("questions")

left, right = st.columns(2, gap="medium")
with left:
    if dossier.nodes:
        figure.show("drivers")
    else:
        bullets("Three assumptions that matter", [plain(driver_text(found)) for found in main_drivers(results)])
with right:
    watched = [plain(text) for text in (*deadlines(dossier, results.day), *to_watch(results))]
    bullets("What to watch", watched, plain(moved(context)))
    bullets("What would change the answer", [plain(text) for text in turn_texts(results)])
packing.panel(context)
guide()

sure, read = st.columns(2, gap="small") if dossier.header.questions else (None, st.container())
if sure:
    with sure, st.expander("How sure each answer is, and why"):
        judged()
with read, st.expander("How to read this, and what the source does not say"):
    words = wording.YARDSTICK_NAMES[dossier.header.words]
    read_so = f"Band: the middle 80 % of cases. Words: {words}. Confidence: {plain(rule(dossier))}."
    st.markdown("\n".join(f"- {text}" for text in (read_so, *map(plain, dossier.header.open_points))))

st.html(Path(packing.__file__).with_name("print.css"))
