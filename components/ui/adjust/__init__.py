"""Adjusting what actors want, weigh, expect and bear: handles over the chart of an issue, and a table below it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from components.figures.actors.positions import ranked
from components.figures.actors.positions_actors_chart import LANE
from components.figures.actors.positions_chart import STEP
from components.model.entries import Entry, entries
from components.ui import assumed
from components.ui.adjust import table
from components.ui.component import component

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.figures import Context
    from components.model.stands import Stand

KEY: Final = "adjust"
STAGE: Final = "adjust-stage"
"""Key of the container that holds the chart and its handles."""

_component = component("handles", __file__)


def switch() -> bool:
    """Let the reader open what adjusts; say whether it is open."""
    return st.toggle(
        "Adjust",
        key=KEY,
        help="Move what actors want and expect in the chart, or any number of theirs in a table. Everything follows.",
    )


def handles(context: Context, issue: str, order: str) -> None:
    """Lay handles over the chart: what actors want, and what they expect without a deal.

    Parameters
    ----------
    context : Context
        Dossier and results.
    issue, order : str
        As the chart was drawn with.
    """
    known = entries(context.dossier)
    found = [
        _handle(context, known[key], stand, row)
        # The chart leaves its first row to the ends of the scale.
        for row, stand in enumerate(ranked(context, issue, order), 1)
        for key in (f"{stand.cell.id}.position", f"{stand.cell.id}.expects")
        if known[key].quantity in context.results.source.quantities
    ]
    _component(
        key="handles",
        data={"stage": f".st-key-{STAGE}", "label": "Handles of the chart above", "step": STEP, "handles": found},
    )


def _handle(context: Context, entry: Entry, stand: Stand, row: int) -> dict[str, Any]:
    value = context.results.source.band(entry.quantity).p50
    is_expected = entry.field == "expects"
    # Assumptions carry expectations on from where they are written: the handle stays on its mark.
    drawn = stand.reservation.expects if is_expected and stand.reservation else value
    return {
        "key": entry.key,
        "name": entry.label(context.dossier),
        "row": row,
        "lane": 0 if is_expected else -LANE,
        "isExpected": is_expected,
        "value": value,
        "start": entry.source(context.results.day),
        "shift": drawn - value,
    }


def numbers(context: Context, issue: str) -> None:
    """Show all numbers of an issue's actors as a table to write in, and a way back to the source."""
    table.show(context, issue)
    mine = [entry.key for entry in table.shown(context.dossier, issue) if entry.key in context.scenario.cells]
    st.button(
        "Back to the source’s numbers",
        icon=":material/undo:",
        disabled=not mine,
        on_click=partial(_reset, context.dossier, mine),
        key="adjust-reset",
        help="On this issue, with the costs of its actors.",
    )


def _reset(dossier: Dossier, keys: list[str]) -> None:
    assumed.adjust(dossier, {key: value for key, value in assumed.cells().items() if key not in keys})
