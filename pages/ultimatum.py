"""Ultimatum: every deadline, what was threatened, what came of it, and how the view changed from day to day."""

from __future__ import annotations

import streamlit as st

from components import wording
from components.figures.ultimatum.fan import fanned
from components.figures.ultimatum.record import PARTIAL, SOFT, default_partial, default_soft
from components.figures.ultimatum.tracker import ZOOMS
from components.figures.ultimatum.tracker_chart import SELECTION
from components.figures.ultimatum.words import answer, items
from components.model.known import deadline_rate, foremost_ultimatum
from components.ui import evidence, figure, replay
from components.ui.choice import choice
from components.ui.state import current
from components.ui.words import plain

TRACKER = "figure-ultimatum_tracker-chart"


def pick() -> None:
    """Take the item clicked in the tracker over into the list of items."""
    picked = st.session_state[TRACKER]["selection"].get(SELECTION) or []
    if picked and picked[0].get("id") in items(dossier, day):
        st.session_state["item"] = picked[0]["id"]


def details() -> None:
    """Show the chosen event or ultimatum with its source."""
    known = items(dossier, day)
    if not known:
        st.caption("Nothing dated is known by this day.")
        return
    first = foremost_ultimatum(dossier, day)
    chosen = choice(
        "item",
        "Event or ultimatum, newest first (or select one in the chart)",
        {key: f"{wording.date(item.date)} · {item.label}" for key, item in known.items()},
        default=first.ultimatum.id if first else None,
    )
    item = known[chosen]
    with st.container(border=True, key="item-details"):
        st.markdown(f"##### {plain(item.label)}")
        st.markdown("  \n".join(f"**{name}:** {plain(text)}" for name, text in item.lines))
        with st.expander("Sources", icon=":material/format_quote:"):
            evidence.references(item.refs)


context = current()
dossier, day = context.dossier, context.results.day

st.title("How seriously to take the deadline?")
st.markdown(f"**{plain(answer(dossier, day))}**")
replay.controls()

zoom = choice("zoom", "Window", ZOOMS, kind="segments")
figure.show("ultimatum_tracker", on_select=pick, zoom=zoom)
details()

if fanned(dossier):
    figure.show("outcome_fan")

if deadline_rate(dossier):
    st.subheader("What the record says")
    with st.container(horizontal=True, gap="large"):
        soft = choice("soft", "Soft remarks", SOFT, default=default_soft(context), kind="segments")
        partial = choice(
            "partial", "A measure in part counts", PARTIAL, default=default_partial(context), kind="segments"
        )
    figure.show("deadline_record", soft=soft, partial=partial)

if dossier.timeline.measures:
    st.subheader("What was threatened, and who is heard")
    figure.show("threat_ladder")
if dossier.media.present:
    figure.show("media_visibility")
if dossier.timeline.forecasts:
    st.subheader("What the source foresaw")
    figure.show("scorecard")
