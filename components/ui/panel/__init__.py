"""The assumption panel: one component that holds all assumptions, in the sidebar and on phones at the bottom."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from components import written
from components.model.judgements import in_front
from components.model.memory import remembered
from components.model.outputs import NodeOutput
from components.model.results import at_source
from components.ui import assumed, front, state
from components.ui.component import component
from components.ui.panel.rows import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.dossier import Dossier
    from components.model import Results, Scenario
    from components.model.source import Source

KEY: Final = "panel"

_component = component("panel", __file__, "tab", "row", "panel")


def show(results: Results, page: str) -> None:
    """Draw the panel into the sidebar.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    page : str
        Page that is shown.
    """
    if not _has_ground(results.dossier):
        return
    with st.sidebar:
        _component(
            key=KEY,
            data=_told(results, page),
            on_moved_change=partial(_move, results.dossier),
        )


def sheet() -> None:
    """Draw the panel's sheet for phones."""
    if _has_ground(state.current().dossier):
        _component(key="panel-sheet", data={"view": "sheet"})


def _has_ground(dossier: Dossier) -> bool:
    """Say whether there is anything to move: assumptions, or cells, whose changes the panel undoes."""
    return bool(dossier.assumptions or dossier.cells)


def _told(results: Results, page: str) -> dict[str, Any]:
    """Return what the panel is told."""
    dossier, source = results.dossier, at_source(results)
    return {
        "view": "panel",
        "taken": front.taken(),
        "live": front.current().token,
        "dossier": f"{dossier.slug} {dossier.version}",
        "rows": _rows(results.source, page),
        "values": dict(results.scenario.assumptions),
        "signposts": dict(results.scenario.signposts),
        "cells": dict(results.scenario.cells),
        "asOf": results.day.isoformat(),
        "sourceDay": dossier.header.as_of.isoformat(),
        "presets": [
            {"label": item.label, "text": item.text or "", "values": _moved(dossier, item.sets, results.scenario)}
            for item in dossier.header.presets
        ],
        "outcomes": [
            {"id": output.key, "label": output.node.name, "base": 100 * output.value(source)}
            for output in in_front(dossier)
            if isinstance(output, NodeOutput) and output.is_chance
        ],
    }


@remembered
def _rows(source: Source, page: str) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows(source, page)]


def _moved(dossier: Dossier, sets: Mapping[str, float], scenario: Scenario) -> dict[str, float]:
    """Return values that are not where the source puts them anyway."""
    return {key: value for key, value in sets.items() if value != assumed.start(dossier, key, scenario)}


def _move(dossier: Dossier) -> None:
    """Take over what was set; the whole page follows."""
    take(dossier, st.session_state.get(KEY, {}).get("moved"))


def is_message(given: Any) -> bool:
    """Say whether something from the browser is a message of the panel's kind; its values are another matter."""
    return isinstance(given, dict) and isinstance(given.get("values"), dict) and isinstance(given.get("number"), int)


def read(dossier: Dossier, message: Mapping[str, Any]) -> Scenario:
    """Return the scenario that a message asks for; what cannot be used is left out."""
    signposts, cells = (given if isinstance(given := message.get(key), dict) else {} for key in ("signposts", "cells"))
    return assumed.stated(dossier, message["values"], signposts, cells, _day(message) or dossier.header.as_of)


def take(dossier: Dossier, message: Any) -> None:
    """Check a message from the browser, and let the session stand where it says."""
    if not is_message(message):
        return
    st.session_state[front.TAKEN] = message["number"]
    assumed.hold(dossier, message["values"])
    if isinstance(signposts := message.get("signposts"), dict):
        assumed.suppose(dossier, signposts)
    if isinstance(cells := message.get("cells"), dict):
        assumed.adjust(dossier, cells)
    if (looked := _day(message)) and looked != assumed.day(dossier):
        assumed.look_from(dossier, looked)


def _day(message: Mapping[str, Any]) -> dt.date | None:
    with suppress(KeyError, TypeError, ValueError):
        return written.date(message["asOf"])
    return None
