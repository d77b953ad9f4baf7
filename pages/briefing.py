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
    question,
    rule,
    starting_points,
    summary,
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
    """Say what the dashboard is, what the sliders do and where to go."""
    st.markdown(
        "Parley shows what follows from one source: who wants what, and how likely each outcome is. Each slider is an "
        f"assumption. {plain(starting_points(dossier))} Move one, and every page follows; the address keeps it."
    )
    shown = [spec for spec in navigation.PAGES[1:] if spec.is_shown(dossier)]
    for column, spec in zip(st.columns(max(len(shown), 1)), shown, strict=False):
        with column, st.container(gap="xxsmall"):
            navigation.link(spec.name, f"**{spec.title}**", dossier)
            st.markdown(quiet(spec.help))


def judgement(number: int, item: Line) -> None:
    """Show one key judgement."""
    with st.container(gap="xxsmall", key=f"judgement-{number}"):
        forms = "".join(f"\n    - {plain(text)}" for text in item.forms)
        st.markdown(f"{number}. **{plain(item.title)}** {plain(item.likelihood)}{forms}")
        st.markdown(quiet(plain(item.confidence)))


def bullets(heading: str, texts: list[str], note: str = "") -> None:
    """Show a heading with its list."""
    if texts:
        st.markdown(f"#### {heading}")
        st.markdown("\n".join(f"- {text}" for text in texts))
        if note:
            st.markdown(quiet(note))


header.show(question(dossier), summary)
if due := deadlines(dossier, results.day):
    st.markdown(quiet(plain(". ".join(due))))

with st.container(border=True, key="guide", gap="xsmall"):
    guide()

left, right = st.columns([3, 2], gap="large")
with left:
    st.markdown("#### Key judgements")
    judged = lines(results)
    for place, item in enumerate(judged, 1):
        judgement(place, item)
    words = wording.YARDSTICK_NAMES[dossier.header.words]
    notes = f"{unmoved(judged)} Band: the middle 80 % of cases. Words: {words}. Confidence: {rule(dossier)}."
    st.markdown(quiet(notes))
with right:
    bullets(
        "What matters most now",
        [
            f"{BASIS[found.assumption.basis].sign} **{plain(found.assumption.name)}**, {plain(driver_text(found))}"
            for found in main_drivers(results)
        ],
        "The assumptions whose band moves an outcome furthest, all else as it stands.",
    )
    bullets("What would change the answer", [plain(text) for text in turn_texts(results)])

if dossier.header.open_points:
    st.markdown("#### What the source does not say")
    texts = [f"- {quiet(plain(text))}" for text in dossier.header.open_points]
    half = (len(texts) + 1) // 2
    for column, part in zip(st.columns(2, gap="large"), (texts[:half], texts[half:]), strict=True):
        column.markdown("\n".join(part))

packing.panel(context)

if fanned(dossier):
    live.part(figure.show)("outcome_fan")

st.html(Path(packing.__file__).with_name("print.css"))
