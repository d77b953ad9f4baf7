"""Briefing: what is likely now, what that rests on, and what would change it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import wording
from components.charts.theme import BASIS
from components.figures.briefing import (
    Line,
    deadlines,
    driver_text,
    lines,
    main_drivers,
    question,
    summary,
    turn_texts,
    unmoved,
)
from components.ui import figure, navigation, packing
from components.ui.state import current
from components.ui.words import plain, quiet

context = current()
dossier, results = context.dossier, context.results


def guide() -> None:
    """Say what the dashboard is, what the sliders do and where to go."""
    st.markdown(
        "Parley shows what follows from one source: who wants what, and how likely each outcome is. **Each slider is "
        "an assumption and starts at the source’s value.** Move one, and every page follows; the address keeps it."
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
        st.markdown(f"{number}. **{plain(item.title)}**: {plain(item.answer)}. {plain(item.movement)}{forms}")
        st.markdown(quiet(plain(item.ground)))


def bullets(heading: str, texts: list[str], note: str = "") -> None:
    """Show a heading with its list."""
    if texts:
        st.markdown(f"#### {heading}")
        st.markdown("\n".join(f"- {text}" for text in texts))
        if note:
            st.markdown(quiet(note))


st.title(plain(question(dossier)))
st.markdown(f"**{plain(summary(context))}**")
running = "; ".join(deadlines(dossier, results.day))
st.markdown(quiet(f"As of {wording.date(results.day)}. {running}"))

with st.container(border=True, key="guide", gap="xsmall"):
    guide()

left, right = st.columns([3, 2], gap="large")
with left:
    st.markdown("#### Key judgements")
    judged = lines(results)
    for place, item in enumerate(judged, 1):
        judgement(place, item)
    st.markdown(
        quiet(
            f"{unmoved(judged)} Number: every input at its most likely value. Band: the middle 80 % of outcomes over "
            "the inputs’ own bands. Words: ICD 203."
        )
    )
with right:
    bullets(
        "What matters most now",
        [
            f"{BASIS[found.assumption.basis].sign} **{plain(found.assumption.name)}**, "
            f"{plain(driver_text(dossier, found))}"
            for found in main_drivers(results)
        ],
        "The assumptions whose band moves an outcome furthest, the rest at their most likely values; without the "
        "horizon, which sets the question.",
    )
    bullets("What would change the answer", [plain(text) for text in turn_texts(results)])

if dossier.header.open_points:
    st.markdown("#### What the source does not say")
    texts = [f"- {quiet(plain(text))}" for text in dossier.header.open_points]
    half = (len(texts) + 1) // 2
    for column, part in zip(st.columns(2, gap="large"), (texts[:half], texts[half:]), strict=True):
        column.markdown("\n".join(part))

packing.panel(context)

if dossier.header.fan and dossier.header.horizon:
    figure.show("outcome_fan")

st.html(Path(packing.__file__).with_name("print.css"))
