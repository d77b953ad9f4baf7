"""The forecast journal: freeze the present numbers or one's own beside them, and see how they fared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from components import wording
from components.model.forecasts import OwnForecast, calibration, came, scores
from components.model.frozen import Frozen, freeze, open_questions, thawed, voices
from components.model.results import at_source
from components.store import StoreError
from components.ui import keeping
from components.ui.keeping import attempted, when
from components.ui.state import audited, current
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.header import Question
    from components.figures import Context
    from components.store import Link, Store

_OWN: Final = "forecast-{}"


def show(store: Store) -> None:
    """Show the tab."""
    context = current()
    dossier = context.dossier
    if not dossier.header.questions:
        st.info("This dossier asks no question: there is nothing to forecast.")
        return
    if (by := keeping.author()) is not None:
        _ask(store, context, by)
    links = store.forecasts.links()
    found = [(link, item) for link in links if (item := thawed(link.content)) and item.dossier == dossier.slug]
    if found:
        _scored(voices([item for _, item in found], dossier, context.results.day))
        _listed(dossier, context.results.day, found)
    _chain(store, links)


def _ask(store: Store, context: Context, by: str) -> None:
    """Show each open question with the numbers of source and model, and a box for one's own."""
    results, before = context.results, at_source(context.results)
    asked = open_questions(context.dossier, results.day)
    if not asked:
        st.info("No question that asks for a chance is open on the as-of date; look from an earlier day to forecast.")
        return
    for question in asked:
        words, numbers = st.columns([4, 3.4], vertical_alignment="center")
        words.markdown(plain(question.asks))
        # In one line even on a phone.
        with numbers.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{quiet('Source')} {wording.chance(before.value(question.node))}", width=96)
            st.markdown(f"{quiet('Now')} **{wording.chance(results.value(question.node))}**", width=86)
            st.number_input(
                f"Your own chance in %: {plain(question.asks)}",
                min_value=0.0,
                max_value=100.0,
                value=None,
                step=1.0,
                format="%g",
                placeholder="Your %",
                label_visibility="collapsed",
                key=_OWN.format(question.node),
                width=142,
            )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Freeze these forecasts",
            icon=":material/ac_unit:",
            on_click=_freeze,
            args=(store, context, asked, by),
            key="freeze",
        )
        st.markdown(quiet("With your name and the time; nobody can change or delete them later."), width="content")


@attempted
def _freeze(store: Store, context: Context, asked: Sequence[Question], by: str) -> None:
    if not by.strip():
        raise StoreError("your name is needed beside a forecast, and cannot be added later")
    given = {item.node: st.session_state.get(_OWN.format(item.node)) for item in asked}
    own = {node: chance / 100 for node, chance in given.items() if chance is not None}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    store.forecasts.append([item.content() for item in freeze(context.results, by, now, own)])
    audited("freeze")
    for item in asked:
        st.session_state[_OWN.format(item.node)] = None


def _scored(made: Mapping[str, Sequence[OwnForecast]]) -> None:
    st.markdown("#### How they fared")
    rows, bins = [], []
    for voice, items in made.items():
        if found := scores(items):
            rows.append(
                {
                    "Whose": voice,
                    "Settled": found.count,
                    "Brier": wording.number(found.brier, 2),
                    "Log": wording.number(found.log, 2),
                    "Brier of the base rate": "none known"
                    if found.base_brier is None
                    else wording.number(found.base_brier, 2),
                    "Brier of always 50 %": wording.number(found.even_brier, 2),
                }
            )
        bins += [
            {
                "Whose": voice,
                "Said": wording.chances(part.low, part.high, exact=True),
                "On average": wording.chance(part.mean),
                "Came true": f"{part.came} of {part.count}",
            }
            for part in calibration(items)
        ]
    if not rows:
        st.markdown(quiet("None is settled yet: scores come once a question is answered or its time is over."))
        return
    st.markdown(quiet("Less is better: 0 is perfect. Only what was known on the as-of date counts."))
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="journal-scores", alt="Scores by who gave the forecasts")
    with st.expander("Calibration: what was said against what came"):
        st.dataframe(pd.DataFrame(bins), hide_index=True, key="journal-bins", alt="Calibration by who gave them")


def _listed(dossier: Dossier, day: dt.date, found: Sequence[tuple[Link, Frozen]]) -> None:
    st.markdown("#### What was frozen")
    asked = {item.node: item for item in dossier.header.questions}
    rows = []
    for link, item in reversed(found):
        question = asked.get(item.question)
        outcome = came(question, item.until, day) if question else None
        rows.append(
            {
                "No.": link.number,
                "Frozen": when(item.at),
                "By": item.author,
                "Question": question.asks if question else item.question,
                "As of": wording.date(item.made_on),
                "Until": wording.date(item.until) if item.until else "no date",
                "Own": "none" if item.own is None else wording.chance(item.own, exact=True),
                "Model": wording.chance(item.model),
                "Source": wording.chance(item.source),
                "Came": {True: "yes", False: "no", None: "open"}[outcome],
            }
        )
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, key="journal", alt="Every frozen forecast of this dossier, newest first"
    )


def _chain(store: Store, links: Sequence[Link]) -> None:
    """Say whether anybody tampered with the journal."""
    if not links:
        st.markdown(quiet("Nothing was frozen yet."))
    elif number := store.forecasts.broken():
        st.error(f"Row {number} of the journal was changed or is missing: what follows it cannot be trusted.")
    else:
        count = wording.count(len(links), "row")
        st.markdown(quiet(f"The chain holds: {count}. Note its last hash to prove that later: {links[-1].hash[:16]}"))
