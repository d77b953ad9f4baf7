"""What comes from outside is used only where it is a value of its assumption."""

from __future__ import annotations

import math

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some

from components.dossier import load
from components.model import Scenario
from components.model.entries import entries
from components.ui import assumed, panel
from components.ui.address import complaints
from tests.ui.conftest import ROOT

BUILT_IN = load(ROOT / "data")
ITEMS = some.sampled_from(BUILT_IN.assumptions)
CELL = "kremlin.territory.position"
NUMBERS = some.floats() | some.floats(-1, 101) | some.integers(-10, 110)


@pytest.fixture
def session(monkeypatch):
    """Return the session's state, outside any app."""
    kept: dict = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


@given(ITEMS, NUMBERS | NUMBERS.map(str) | some.text() | some.none() | some.lists(NUMBERS))
def test_a_value_lies_in_its_range_or_is_none(item, value):
    used = assumed.value(item, value)
    if used is None:
        return
    assert item.range.min <= used <= item.range.max
    assert math.isfinite(used)
    assert abs(used - float(value)) < 1


@given(ITEMS, NUMBERS.map(str) | some.text())
def test_the_user_is_told_of_every_value_that_is_not_used(item, text):
    told = list(complaints(BUILT_IN, {item.id: [text]}, ()))
    assert (assumed.value(item, text) is None) == any("the source’s value is used" in words for words in told)


def test_what_is_put_is_what_stands(session):
    values = {"us_leverage": 55, "deadline_enforcement": 0.8}
    scenario = Scenario(values, as_of=BUILT_IN.header.as_of, cells={CELL: 40})
    assumed.put(BUILT_IN, scenario)
    assert assumed.scenario(BUILT_IN) == scenario


def test_a_value_at_the_source_is_no_departure(session):
    assumed.hold(BUILT_IN, {"us_leverage": 35})
    assert assumed.scenario(BUILT_IN).assumptions == {}


@given(some.sampled_from([*entries(BUILT_IN)]), NUMBERS.map(str) | some.text())
def test_the_user_is_told_of_every_cell_that_is_not_used(key, text):
    told = list(complaints(BUILT_IN, {key: [text]}, ()))
    assert (assumed.cell(text) is None) == any("the source’s value is used" in words for words in told)


def test_a_link_that_takes_all_weights_off_an_issue_is_told(session):
    idle = {f"{cell.id}.influence": "0" for cell in BUILT_IN.cells if cell.issue == "territory"}
    (told,) = complaints(BUILT_IN, {key: [text] for key, text in idle.items()}, ())
    assert "nobody would have both salience and influence above 0" in told
    assumed.adjust(BUILT_IN, {**idle, CELL: "40"})
    assert dict(assumed.scenario(BUILT_IN).cells) == {CELL: 40}


def test_an_unknown_cell_is_told_with_the_likely_one():
    (told,) = complaints(BUILT_IN, {"kremlin.teritory.position": ["40"]}, ())
    assert "kremlin.territory.position" in told


def test_a_cell_at_the_source_is_no_departure(session):
    assumed.adjust(BUILT_IN, {CELL: 97, "ukraine.cost": 5})
    assert dict(assumed.scenario(BUILT_IN).cells) == {"ukraine.cost": 5}


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {"values": None},
        {"values": {"us_leverage": "x", "nobody": 3}, "asOf": "soon"},
        {"values": {"us_leverage": 1e9}, "asOf": 5},
        {"values": {"us_leverage": {"a": 1}}},
        {"values": {}, "cells": [CELL]},
        {"values": {}, "cells": {CELL: "x", "nobody.territory.position": 3, "kremlin.territory.salience": None}},
    ],
)
def test_a_forged_message_moves_nothing(session, message):
    session[panel.KEY] = {"moved": message}
    panel._move(BUILT_IN)
    assert assumed.scenario(BUILT_IN) == Scenario(as_of=BUILT_IN.header.as_of)


def test_a_message_sets_values_and_day(session):
    moved = {"values": {"us_leverage": 55}, "cells": {CELL: 40}, "asOf": "2025-08-01", "number": 3}
    session[panel.KEY] = {"moved": moved}
    panel._move(BUILT_IN)
    found = assumed.scenario(BUILT_IN)
    assert dict(found.assumptions) == {"us_leverage": 55}
    assert dict(found.cells) == {CELL: 40}
    assert found.as_of.isoformat() == "2025-08-01"
