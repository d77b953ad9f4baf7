"""The table and the handles that adjust actors: what is written moves cells, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from components.dossier import load
from components.figures import Context
from components.model import Scenario, evaluate
from components.ui import adjust, assumed
from components.ui.adjust import table
from tests.ui.conftest import ROOT

BUILT_IN, MINIMAL = (load(ROOT / place) for place in ("data", "tests/dossiers/minimal"))
ACTORS = tuple(actor.id for actor in BUILT_IN.actors if BUILT_IN.cell(actor.id, "territory"))


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the session's state, outside any app."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def context(dossier: Any = BUILT_IN, **parts: Any) -> Context:
    scenario = Scenario(draws=64, **parts)
    return Context(dossier, scenario, evaluate(dossier, scenario))


def write(session: dict[str, Any], *edits: tuple[str, str, float | None]) -> dict[str, float]:
    """Write into the table, and return the cells that stand afterwards."""
    rows: dict[int, dict[str, float | None]] = {}
    for actor, field, value in edits:
        rows.setdefault(ACTORS.index(actor), {})[field] = value
    session["table"] = {"edited_rows": rows}
    table._take(BUILT_IN, "territory", ACTORS, "table")
    return dict(assumed.scenario(BUILT_IN).cells)


def test_what_is_written_moves_its_cell(session):
    found = write(session, ("kremlin", "position", 60), ("ukraine", "cost", 5), ("kremlin", "salience", 20.5))
    assert found == {"kremlin.territory.position": 60, "ukraine.cost": 5, "kremlin.territory.salience": 20.5}
    assert not session[table._SAID]


def test_an_emptied_number_goes_back_to_the_source(session):
    write(session, ("kremlin", "position", 60))
    assert write(session, ("kremlin", "position", None)) == {}


def test_the_sources_own_number_is_no_change(session):
    assert write(session, ("kremlin", "position", 97)) == {}


def test_other_issues_keep_what_was_adjusted(session):
    assumed.adjust(BUILT_IN, {"kremlin.nato_enlargement.position": 50})
    found = write(session, ("kremlin", "position", 60))
    assert found == {"kremlin.nato_enlargement.position": 50, "kremlin.territory.position": 60}


def test_what_cannot_be_taken_is_said(session):
    edits = [(actor, "influence", 0.0) for actor in ACTORS]
    assert write(session, *edits) == {}
    (said,) = session[table._SAID]
    assert "nobody would have both salience and influence above 0" in said
    assert write(session, ("kremlin", "position", 101)) == {}
    assert "must lie between 0 and 100" in session[table._SAID][0]


def test_reset_leaves_other_issues_alone(session):
    assumed.adjust(BUILT_IN, {"kremlin.nato_enlargement.position": 50, "kremlin.territory.position": 60})
    adjust._reset(BUILT_IN, ["kremlin.territory.position"])
    assert dict(assumed.cells()) == {"kremlin.nato_enlargement.position": 50}


def test_the_table_tells_numbers_and_what_was_adjusted():
    looked = context(cells={"kremlin.territory.position": 60, "kremlin.cost": 20})
    found = table._frame(looked, [BUILT_IN.actor("kremlin")], table.shown(BUILT_IN, "territory"))
    assert found.loc["Kremlin", ["position", "salience", "cost"]].to_list() == [60, 88, 20]
    assert found.loc["Kremlin", "adjusted"] == "wants 97 → 60; cost of no deal 6 → 20"


def test_what_nothing_says_stays_empty():
    held = [actor for actor in MINIMAL.actors if MINIMAL.cell(actor.id, "share")]
    found = table._frame(context(MINIMAL), held, table.shown(MINIMAL, "share"))
    assert found["expects"].isna().all()
    assert (found["cost"] == 0).all()


def test_a_handle_stands_on_its_mark(monkeypatch: pytest.MonkeyPatch):
    sent: dict[str, Any] = {}
    monkeypatch.setattr(adjust, "_component", lambda **told: sent.update(told))
    looked = context(assumptions={"battlefield_confidence": 95}, cells={"kremlin.territory.expects": 60})
    adjust.handles(looked, "territory", "position")
    handles = {item["key"]: item for item in sent["data"]["handles"]}
    assert {item["row"] for item in handles.values()} == set(range(1, len(ACTORS) + 1))
    held = handles["kremlin.territory.expects"]
    drawn = looked.results.issues["territory"].reservations["kremlin"].expects
    assert (held["value"], held["start"]) == (60, 70)
    assert held["value"] + held["shift"] == pytest.approx(drawn)
    assert handles["kremlin.territory.position"]["shift"] == 0
