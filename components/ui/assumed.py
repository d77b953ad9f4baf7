"""What is assumed: held by the session, written into the address, checked whenever it comes from outside."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import written
from components.model import Scenario
from components.model.entries import entries, weighing
from components.model.scenario import SIGNPOSTS, listed, unlisted
from components.ui.defaults import AS_OF, dates, is_whole, slider_default

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from components.dossier import Assumption, Dossier

VALUES: Final = "parley_assumed"
"""Key of the session's values: what somebody moved, by assumption."""
CELLS: Final = "parley_cells"
"""Key of the session's cells: what somebody moved of actors, by name."""
_SUPPOSED: Final = "parley_signposts"
"""Key of the session's signposts: those taken to have come, or not to have come."""


def arrive(dossier: Dossier) -> None:
    """Take the values from the address where it rules: as a session begins, and on the way back or forward.

    Otherwise the session rules: a browser may send an address that its latest change has not reached yet.
    """
    run = get_script_run_ctx()
    if VALUES in st.session_state and not (run and run.is_history_navigation):
        return
    given = {item.id: st.query_params.get_all(item.id) for item in dossier.assumptions}
    hold(dossier, {key: texts[0] for key, texts in given.items() if len(texts) == 1})
    suppose(dossier, unlisted(dossier, {key: st.query_params.get(key, "") for key in SIGNPOSTS}))
    adjusted = {key: st.query_params.get_all(key) for key in entries(dossier)}
    adjust(dossier, {key: texts[0] for key, texts in adjusted.items() if len(texts) == 1})


def hold(dossier: Dossier, given: Mapping[str, Any]) -> None:
    """Let the session stand at some values; what is no value of its assumption is left out."""
    st.session_state[VALUES] = _values(dossier, given)


def adjust(dossier: Dossier, given: Mapping[str, Any]) -> None:
    """Let the session stand at some cells; what is no value of a cell is left out."""
    st.session_state[CELLS] = _cells(dossier, given)


def cells() -> Mapping[str, float]:
    """Return the cells that the session moved."""
    found: Mapping[str, float] = st.session_state.get(CELLS, {})
    return found


def suppose(dossier: Dossier, given: Mapping[str, Any]) -> None:
    """Let the session take signposts to have come, or not to have come; what is none of the dossier's is left out."""
    st.session_state[_SUPPOSED] = _signposts(dossier, given)


def supposed() -> Mapping[str, bool]:
    """Return the signposts that the session takes to have come, or not to have come."""
    found: Mapping[str, bool] = st.session_state.get(_SUPPOSED, {})
    return found


def _values(dossier: Dossier, given: Mapping[str, Any]) -> dict[str, float]:
    known = {item.id: value(item, given[item.id]) for item in dossier.assumptions if item.id in given}
    return {key: found for key, found in known.items() if found is not None}


def _cells(dossier: Dossier, given: Mapping[str, Any]) -> Mapping[str, float]:
    known = {key: cell(given[key]) for key in entries(dossier) if key in given}
    return weighing(dossier, {key: found for key, found in known.items() if found is not None})


def _signposts(dossier: Dossier, given: Mapping[str, Any]) -> dict[str, bool]:
    known = [item.id for item in dossier.hypotheses.signposts]
    return {key: given[key] for key in known if isinstance(given.get(key), bool)}


def value(item: Assumption, given: Any) -> float | None:
    """Return what is used of a value from outside, a number or its text; none where it cannot be used."""
    number = _within(given, item.range.min, item.range.max)
    return float(int(number)) if number is not None and is_whole(item) else number


def cell(given: Any) -> float | None:
    """Return what is used of a cell's value from outside; none where it cannot be used."""
    return _within(given, 0, 100)


def _within(given: Any, low: float, high: float) -> float | None:
    try:
        number = written.number(given) if isinstance(given, str) else float(given)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and low <= number <= high else None


def day(dossier: Dossier) -> dt.date:
    """Return the as-of date chosen; the dossier's own while none is."""
    chosen: dt.date | None = st.session_state.get(AS_OF) if dates(dossier) else None
    return chosen or dossier.header.as_of


def scenario(dossier: Dossier) -> Scenario:
    """Return the scenario the session stands for: the values that are not where the source puts them."""
    # Checked again, as the dossier may have been edited meanwhile.
    return stated(dossier, st.session_state.get(VALUES, {}), supposed(), cells(), day(dossier))


def stated(
    dossier: Dossier,
    values: Mapping[str, Any],
    signposts: Mapping[str, Any],
    adjusted: Mapping[str, Any],
    looked: dt.date,
) -> Scenario:
    """Return the scenario that values, signposts and cells stand for; what the dossier does not know is left out."""
    whole = Scenario(
        _values(dossier, values),
        as_of=_bounded(dossier, looked),
        signposts=_signposts(dossier, signposts),
        cells=_cells(dossier, adjusted),
    )
    moved = {key: found for key, found in whole.assumptions.items() if found != start(dossier, key, whole)}
    return replace(whole, assumptions=moved, cells={entry.key: at for entry, at in whole.moved(dossier).items()})


def start(dossier: Dossier, key: str, scenario: Scenario) -> float:
    """Return where an assumption's slider stands while nobody moves it: the day and the hypotheses carry it along."""
    item = dossier.assumption(key)
    return slider_default(item, scenario.source_band(dossier, item))


def put(dossier: Dossier, scenario: Scenario) -> None:
    """Move date and values to a scenario; only a callback may do so, before the date is drawn."""
    look_from(dossier, scenario.day(dossier))
    hold(dossier, scenario.assumptions)
    suppose(dossier, scenario.signposts)
    adjust(dossier, scenario.cells)


def look_from(dossier: Dossier, looked: dt.date) -> None:
    """Move the date; only a callback may do so, before it is drawn."""
    if dates(dossier):
        st.session_state[AS_OF] = _bounded(dossier, looked)


def _bounded(dossier: Dossier, looked: dt.date) -> dt.date:
    span = dates(dossier)
    return min(max(looked, span[0]), span[1]) if span else dossier.header.as_of


def write(dossier: Dossier, scenario: Scenario) -> None:
    """Let the address say what is assumed; values at the source's place are left out."""
    moved = {**scenario.assumptions, **scenario.cells}
    wanted = {key: f"{value:.10g}" for key, value in moved.items()} | listed(scenario.signposts)
    for key in (*(item.id for item in dossier.assumptions), *entries(dossier), *SIGNPOSTS):
        if st.query_params.get_all(key) != ([wanted[key]] if key in wanted else []):
            if key in wanted:
                st.query_params[key] = wanted[key]
            else:
                del st.query_params[key]
