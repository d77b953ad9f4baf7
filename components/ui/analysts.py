"""Several analysts: whose assumptions are compared, how much each counts, where they differ, and yours against all."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import streamlit as st

from components import wording
from components.exports.scenario import parse_scenario
from components.figures.assumptions.saved_sets import headline
from components.figures.assumptions.together import MOST, Together, together
from components.figures.assumptions.words import foremost, offered
from components.figures.core import FigureError
from components.model import ScenarioError
from components.model.outputs import output_of
from components.model.pooled import POOLS
from components.model.saved import SavedSet, to_text, under_names
from components.ui import keeping
from components.ui.figure import show as show_figure
from components.ui.keeping import read, tell_fit, told
from components.ui.state import current
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from components.figures import Context
    from components.store import Store

_WAYS: Final = dict(zip(POOLS, ("Mixed by weight", "Averaged by quantiles"), strict=True))
_HELP: Final = (
    "Mixed by weight, disagreement widens the pool’s band. Averaged by quantiles, the band is as wide as the "
    "analysts’ own are on average. Chances are the weighted mean either way."
)


def show() -> None:
    """Show the tab."""
    context = current()
    if not (context.dossier.assumptions and context.dossier.nodes):
        st.info("This dossier has no assumptions that move an outcome: analysts cannot differ on them.")
        return
    st.markdown("Each analyst’s saved scenario or file is one voice; “You” is what the sidebar says now.")
    chosen: list[SavedSet] = []
    keeping.kept(lambda store: chosen.extend(_from_store(store, context)))()
    chosen += _from_files(context)
    if not chosen:
        st.markdown(quiet("Nobody is chosen yet."))
        return
    if len(chosen) > MOST:
        st.warning(f"The first {MOST} are compared: more cannot be told apart in a chart.")
    sets = under_names(chosen[:MOST])
    weights, how, output = _counted(context, sets)
    text = to_text(context.dossier, sets)
    try:
        found = together(context, text, weights, how)
    except FigureError as error:
        st.warning(plain(str(error)))
        return
    _against(context, found)
    show_figure("analysts", analysts=text, weights=weights, pool=how, output=output)
    show_figure("analysts_outcomes", analysts=text, weights=weights, pool=how)


def _from_store(store: Store, context: Context) -> list[SavedSet]:
    listed = {item.scenario: item for item in store.scenarios.list(context.dossier.slug)}
    keys = st.multiselect(
        "Saved scenarios of analysts",
        list(listed),
        format_func=lambda key: told(listed[key]),
        key="analysts-saved",
        placeholder="Each stands for who saved it",
    )
    found = []
    for key in keys:
        item = listed[key]
        try:
            found.append(SavedSet(item.author or item.name, read(context.dossier, item)))
            tell_fit(context.dossier, item)
        except ScenarioError as error:
            st.warning(f"“{plain(item.name)}” cannot be used: {plain(str(error))}")
    return found


def _from_files(context: Context) -> list[SavedSet]:
    files = st.file_uploader(
        "Scenario files of analysts (YAML)", type=["yaml", "yml"], accept_multiple_files=True, key="analysts-files"
    )
    found = []
    for file in files:
        try:
            scenario, warnings = parse_scenario(file.name, file.getvalue(), context.dossier)
        except ScenarioError as error:
            st.warning(plain(str(error)))
            continue
        for warning in warnings:
            st.markdown(quiet(plain(warning)))
        found.append(SavedSet(PurePath(file.name).stem, scenario))
    return found


def _counted(context: Context, sets: list[SavedSet]) -> tuple[str, str, str]:
    """Let the user choose weights, the way to pool, and the outcome; return them as the figures' options."""
    weights = []
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for number, item in enumerate(sets):
            label = f"Weight of {plain(item.name)}"
            weights.append(st.number_input(label, 0.0, 100.0, 1.0, 0.5, key=f"weight-{number}", width=150))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        how = st.segmented_control(
            "Pool", POOLS, default=POOLS[0], required=True, format_func=_WAYS.__getitem__, key="pool", help=_HELP
        )
        named = offered(context.dossier)
        keys = list(named)
        start = keys.index(foremost(context))
        output = st.selectbox("Outcome", keys, index=start, format_func=named.__getitem__, key="analysts-output")
    return "~".join(f"{weight:g}" for weight in weights), how, output


def _against(context: Context, found: Together) -> None:
    """Say what the reader makes of each question, against the pool."""
    lines = []
    for key, name in headline(context).items():
        output = output_of(context.dossier, key)
        mine, pooled = context.results.outputs[key], found.pooled(key, chance=output.is_chance)
        yours = wording.quantity(mine.value, output.unit)
        theirs = wording.estimate(pooled.value, pooled.p10, pooled.p90, output.unit)
        lines.append(f"- {plain(name)}: you {plain(yours)}, all together {plain(theirs)}")
    with st.expander("Yours against all", expanded=True, icon=":material/group:"):
        st.markdown("\n".join(lines))
