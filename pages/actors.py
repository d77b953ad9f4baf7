"""Actors: who wants what, how much it matters to them, and what they could trade."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.figures.actors.goals import climbers
from components.figures.actors.matrix import why_empty
from components.figures.actors.positions import ORDERS
from components.figures.actors.pulls import pull_id
from components.figures.actors.trades import partners, traders
from components.figures.actors.words import RECORD, answer, name_of
from components.figures.actors.yardsticks import yardstick_words, yardsticks
from components.model.stands import distances
from components.ui import header, live, profile
from components.ui.choice import choice
from components.ui.figure import show
from components.ui.state import current
from components.ui.words import basis_text, plain, quiet

context = current()
dossier = context.dossier


def open_issue() -> None:
    """Show the issue whose cell was clicked in the matrix."""
    clicked = st.session_state["figure-actors_matrix-chart"].selection.get("cell", [])
    if clicked:
        st.session_state["issue"] = clicked[0]["issue"]


def names(actors: tuple[str, ...]) -> dict[str, str]:
    """Return actors' labels by id."""
    return {actor: dossier.actor(actor).label for actor in actors}


def issue_view() -> None:
    """Show where the actors stand on one issue."""
    issues = {key: dossier.issue(key).label for key in context.results.issues}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        issue = choice("issue", "Issue", issues)
        order = choice("order", "Rank actors by", {key: key for key in ORDERS}, kind="segments")
    live.part(show)("actors_positions", issue=issue, order=order)
    with st.expander("Other yardsticks: weighted mean, median, Condorcet check"):
        st.dataframe(yardsticks(context, issue), hide_index=True, key="yardsticks", alt="Other yardsticks, 0–100")
        st.markdown(quiet(plain(f"{yardstick_words(context, issue)} {RECORD}")))


def all_issues() -> None:
    """Show every actor on every issue, why cells are empty, and distances."""
    st.header("All issues at a glance")
    st.markdown(quiet("Click a cell to see its issue above, or choose the issue there."))
    show("actors_matrix", on_select=open_issue)
    with st.expander("Why a cell is empty"):
        empty = pd.DataFrame(why_empty(dossier), columns=["actor", "issue", "why empty"])
        empty = empty.rename(columns={"why empty": "why"})
        st.dataframe(empty, hide_index=True, key="matrix-empty", alt="Empty cells and their reasons")
    with st.expander("How far any two actors are apart"):
        columns = ["actor", "other actor", "mean distance (points, 0–100)", "issues both hold"]
        found = [
            (dossier.actor(pair.a).label, dossier.actor(pair.b).label, round(pair.points, 1), pair.issues)
            for pair in distances(context.results)
        ]
        apart = pd.DataFrame(found, columns=columns)
        st.dataframe(apart, hide_index=True, key="matrix-distances", alt="Distances between any two actors")
        st.markdown(quiet("Mean distance of what they want, over the issues on which both hold a position."))


def one_actor() -> None:
    """Show everything about a chosen actor."""
    st.header("Profile of an actor")
    actor = choice("actor", "Actor", names(tuple(actor.id for actor in dossier.actors)))
    profile.show(context, dossier.actor(actor))


def aims_and_pulls() -> None:
    """Show goals in their order, and who pulls on whom."""
    if able := climbers(context):
        st.header("Goals, from the floor up")
        actor = choice("ladder", "Actor", names(able)) if len(able) > 1 else able[0]
        show("goals_ladder", actor=actor)
    if found := {
        pull_id(pull): f"{name_of(dossier, pull.actor)}: {dossier.issue(pull.issue).label}"
        for pull in dossier.perceptions.pulls
    }:
        st.header("Pulled from both sides")
        show("domestic_pull", pull=choice("pull", "Who, and on what", found) if len(found) > 1 else next(iter(found)))


def readings() -> None:
    """Show tensions with their poles side by side, and perceptions."""
    if found := {tension.id: tension for tension in dossier.perceptions.tensions}:
        st.header("Readings the source keeps side by side")
        chosen = choice("tension", "Question", {key: item.label for key, item in found.items()})
        for column, pole in zip(st.columns(len(found[chosen].poles)), found[chosen].poles, strict=True):
            with column.container(border=True):
                st.markdown(f"**{plain(pole.label)}**")
                st.markdown(plain(pole.text))
                holder, refs = plain(name_of(dossier, pole.holder)), plain(", ".join(pole.refs))
                ground = (f"Holder: {holder}", basis_text(pole.basis), refs)
                st.markdown(quiet(" · ".join(part for part in ground if part)))
        show("leverage_poles", tension=chosen)
    if dossier.perceptions.perceptions:
        st.header("Perceptions")
        show("perceptions")


def exchanges() -> None:
    """Show what two actors could trade, and at whose price."""
    st.header("Trades and their price for others")
    able = traders(context)
    if not able:
        st.info("No two negotiating actors hold positions on two common issues, so nothing can be exchanged.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        one = choice("trader", "One actor", names(able))
        other = choice("partner", "The other actor", names(partners(context, one)))
    show("actors_trades", i=one, j=other)


header.show("Who wants what, and where is there room?", lambda now: answer(now) if now.results.issues else "")
if context.results.issues:
    issue_view()
    all_issues()
else:
    st.info("This dossier holds no positions, so no issue can be shown.")
one_actor()
aims_and_pulls()
readings()
exchanges()
