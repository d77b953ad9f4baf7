"""Actors: who wants what, how much it matters to them, and what they could trade."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.figures.actors.goals import climbers
from components.figures.actors.matrix import why_empty
from components.figures.actors.positions import ORDERS
from components.figures.actors.pulls import pull_id
from components.figures.actors.trades import partners, traders
from components.figures.actors.words import RECORD, ROOM, answer, name_of, rooms_in_brief
from components.figures.actors.yardsticks import yardstick_words, yardsticks
from components.model.stands import distances
from components.ui import adjust, header, profile
from components.ui.choice import choice
from components.ui.figure import lead, picked, show
from components.ui.state import current
from components.ui.tabs import tabs
from components.ui.words import basis_text, plain, quiet

context = current()
dossier = context.dossier


def taken_over() -> None:
    """Show issue and actor of the cell that was clicked in the matrix."""
    clicked = picked("actors_matrix").get("cell", [])
    for key in ("issue", "actor") if clicked else ():
        if clicked[0].get(key):
            st.session_state[key] = clicked[0][key]


def names(actors: tuple[str, ...]) -> dict[str, str]:
    """Return actors' labels by id."""
    return {actor: dossier.actor(actor).label for actor in actors}


def issue_view() -> str:
    """Let the reader choose an issue, show where the actors stand on it, and return it."""
    issues = {key: dossier.issue(key).label for key in context.results.issues}
    rooms = rooms_in_brief(context)
    with st.container(key="lead"):
        left, right = st.columns([1, 3], gap="medium")
    with left:
        told = [plain(rooms[key]) for key in issues]
        issue = choice("issue", "Issue", issues, kind="list", captions=told, help=ROOM)
    with right:
        drawn = st.container(key=adjust.STAGE)
        with st.container(horizontal=True, vertical_alignment="center"):
            order = choice(
                "order", "Rank actors by", {key: f"by {key}" for key in ORDERS}, kind="segments", is_labelled=False
            )
            is_adjusted = adjust.switch()
        with drawn:
            lead("actors_positions", issue=issue, order=order)
            if is_adjusted:
                adjust.handles(context, issue, order)
        if is_adjusted:
            adjust.numbers(context, issue)
    return issue


def everybody(issue: str) -> None:
    """Show the card of an actor, and every actor on every issue beside it."""
    left, right = st.columns([1, 3], gap="medium")
    with right:
        show("actors_matrix", on_select=taken_over)
    with left:
        actor = choice("actor", "Actor", names(tuple(actor.id for actor in dossier.actors)))
        profile.card(context, dossier.actor(actor), issue)


def whole_profile() -> None:
    """Show everything about the chosen actor."""
    profile.show(context, dossier.actor(st.session_state["actor"]))


def aims_and_pulls() -> None:
    """Show goals in their order, and who pulls on whom."""
    if able := climbers(context):
        show("goals_ladder", actor=choice("ladder", "Actor", names(able)) if len(able) > 1 else able[0])
    if pulls:
        show("domestic_pull", pull=choice("pull", "Who, and on what", pulls) if len(pulls) > 1 else next(iter(pulls)))


def readings() -> None:
    """Show tensions with their poles side by side."""
    chosen = choice("tension", "Question", {item.id: item.label for item in tensions})
    poles = next(item for item in tensions if item.id == chosen).poles
    for column, pole in zip(st.columns(len(poles)), poles, strict=True):
        with column.container(border=True):
            st.markdown(f"**{plain(pole.label)}**")
            st.markdown(plain(pole.text))
            holder, refs = plain(name_of(dossier, pole.holder)), plain(", ".join(pole.refs))
            ground = (f"Holder: {holder}", basis_text(pole.basis), refs)
            st.markdown(quiet(" · ".join(part for part in ground if part)))
    show("leverage_poles", tension=chosen)


def perceived() -> None:
    """Show who sees what in whom."""
    show("perceptions")


def exchanges() -> None:
    """Show what two actors could trade, and at whose price."""
    able = traders(context)
    if not able:
        st.info("No two negotiating actors hold positions on two common issues, so nothing can be exchanged.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        one = choice("trader", "One actor", names(able))
        other = choice("partner", "The other actor", names(partners(context, one)))
    show("actors_trades", i=one, j=other)


def other_yardsticks() -> None:
    """Show what models of cooperative decisions make of the issue, why cells are empty, and distances."""
    issue = st.session_state["issue"]
    st.markdown(f"**{plain(dossier.issue(issue).label)}**: weighted mean, median and Condorcet check")
    st.dataframe(yardsticks(context, issue), hide_index=True, key="yardsticks", alt="Other yardsticks, 0–100")
    st.markdown(quiet(plain(f"{yardstick_words(context, issue)} {RECORD}")))
    with st.expander("How far any two actors are apart"):
        columns = ["actor", "other actor", "mean distance (points, 0–100)", "issues both hold"]
        found = [
            (dossier.actor(pair.a).label, dossier.actor(pair.b).label, round(pair.points, 1), pair.issues)
            for pair in distances(context.results)
        ]
        apart = pd.DataFrame(found, columns=columns)
        st.dataframe(apart, hide_index=True, key="matrix-distances", alt="Distances between any two actors")
        st.markdown(quiet("Mean distance of what they want, over the issues on which both hold a position."))
    with st.expander("Why a cell is empty"):
        empty = pd.DataFrame(why_empty(dossier), columns=["actor", "issue", "why empty"])
        empty = empty.rename(columns={"why empty": "why"})
        st.dataframe(empty, hide_index=True, key="matrix-empty", alt="Empty cells and their reasons")


tensions = dossier.perceptions.tensions
pulls = {
    pull_id(pull): f"{name_of(dossier, pull.actor)}: {dossier.issue(pull.issue).label}"
    for pull in dossier.perceptions.pulls
}

header.show("Who wants what, and where is there room?", lambda now: answer(now) if now.results.issues else "")
if context.results.issues:
    everybody(issue_view())
else:
    st.info("This dossier holds no positions, so no issue can be shown.")
    choice("actor", "Actor", names(tuple(actor.id for actor in dossier.actors)))

panels = {"aims": ("Goals and pulls", aims_and_pulls)} if climbers(context) or pulls else {}
panels["profile"] = ("Profile", whole_profile)
if tensions:
    panels["poles"] = ("Leverage poles", readings)
if dossier.perceptions.perceptions:
    panels["perceptions"] = ("Perceptions", perceived)
panels["trades"] = ("Trades", exchanges)
if context.results.issues:
    panels["yardsticks"] = ("Other yardsticks", other_yardsticks)
tabs("tab", "Part", panels)
