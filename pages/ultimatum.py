"""Ultimatum: every deadline, what was threatened, what came of it, and how the view changed from day to day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.figures import REGISTRY
from components.figures.ultimatum.fan import fanned
from components.figures.ultimatum.forecast_record import VIEWS
from components.figures.ultimatum.record import PARTIAL, SOFT, default_partial, default_soft
from components.figures.ultimatum.tracker import ZOOMS
from components.figures.ultimatum.tracker_chart import SELECTION
from components.figures.ultimatum.words import FOLDED, answer, items, verdict
from components.model.known import deadline_rate, foremost_ultimatum
from components.ui import evidence, figure, header, replay, signposts
from components.ui.choice import choice
from components.ui.fold import fold
from components.ui.state import current
from components.ui.tabs import tabs
from components.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.figures.ultimatum.words import Details

MOVED = ("hypotheses", "indicators", "structures", "assumption_history")


def pick() -> None:
    """Take the item clicked in the tracker over into the list of items."""
    picked = figure.picked("ultimatum_tracker").get(SELECTION, [])
    if picked and picked[0].get("id") in items(dossier, day):
        st.session_state["item"] = picked[0]["id"]


def tracker() -> None:
    """Show the tracker, and with it what moves its day and its window."""
    with st.container(key="tracker"):
        above = st.container()
        replay.controls()
        zoom = choice("zoom", "Window", ZOOMS, kind="segments", is_labelled=False)
        with above:
            figure.show("ultimatum_tracker", on_select=pick, zoom=zoom)


def sources(item: Details) -> None:
    """Show what an event or ultimatum rests on."""
    st.markdown("  \n".join(f"**{name}:** {plain(text)}" for name, text in item.lines if name in FOLDED))
    evidence.references(item.refs)


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
        st.markdown("  \n".join(f"**{name}:** {plain(text)}" for name, text in item.lines if name not in FOLDED))
        fold("More, and sources", partial(sources, item), chosen, ":material/format_quote:")


def record() -> None:
    """Show what the record of deadlines says, by the reader's own rule of counting."""
    with st.container(horizontal=True, gap="large"):
        soft = choice("soft", "Soft remarks", SOFT, default=default_soft(context), kind="segments")
        partial = choice(
            "partial", "A measure in part counts", PARTIAL, default=default_partial(context), kind="segments"
        )
    figure.show("deadline_record", soft=soft, partial=partial)


def moved() -> None:
    """Show what moved the forecast, and let the reader suppose what has not been seen yet."""
    signposts.choose(dossier, day)
    all_of(MOVED)()


def scorecards() -> None:
    """Show what became of the source's statements, and of the model's own forecasts."""
    if timeline.forecasts:
        figure.show("scorecard")
    if fanned(dossier):
        view = choice("view", "The model’s forecasts", VIEWS, kind="segments", is_labelled=False)
        figure.show("forecast_record", view=view)


def all_of(names: tuple[str, ...]) -> Callable[[], None]:
    """Return what shows those of these figures that the dossier holds something for, one below the other."""

    def draw() -> None:
        for name in names:
            if REGISTRY[name].available(dossier):
                figure.show(name)

    return draw


context = current()
dossier, day = context.dossier, context.results.day
timeline = dossier.timeline

header.show("How seriously to take the deadline?", lambda _: answer(dossier, day))

left, right = st.columns([3, 2], gap="medium")
with right:
    if told := verdict(dossier, day):
        st.badge(plain(told), icon=":material/rule:", color="gray")
    details()
    if fanned(dossier):
        figure.lead("outcome_fan")
with left:
    tracker()

# A tab where the dossier holds something for it.
panels: dict[str, tuple[str, bool, Callable[[], None]]] = {
    "record": ("Record", deadline_rate(dossier) is not None, record),
    "moved": ("What moved the forecast", dossier.hypotheses.present, moved),
    "ladder": ("Threat ladder", bool(timeline.measures), all_of(("threat_ladder",))),
    "media": ("Media", dossier.media.present, all_of(("media_visibility",))),
    "scorecards": ("Scorecards", bool(timeline.forecasts or fanned(dossier)), scorecards),
}
tabs("tab", "Part", {key: (label, draw) for key, (label, has_ground, draw) in panels.items() if has_ground})
