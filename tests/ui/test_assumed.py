"""What comes from outside is used only where it is a value of its assumption."""

from __future__ import annotations

import math

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some

from components.dossier import load
from components.model import Scenario
from components.ui import assumed, panel
from components.ui.address import complaints
from tests.ui.conftest import ROOT

BUILT_IN = load(ROOT / "data")
ITEMS = some.sampled_from(BUILT_IN.assumptions)
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
    scenario = Scenario({"us_leverage": 55, "deadline_enforcement": 0.8}, as_of=BUILT_IN.header.as_of)
    assumed.put(BUILT_IN, scenario)
    assert assumed.scenario(BUILT_IN) == scenario


def test_a_value_at_the_source_is_no_departure(session):
    assumed.hold(BUILT_IN, {"us_leverage": 35})
    assert assumed.scenario(BUILT_IN).assumptions == {}


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {"values": None},
        {"values": {"us_leverage": "x", "nobody": 3}, "asOf": "soon"},
        {"values": {"us_leverage": 1e9}, "asOf": 5},
        {"values": {"us_leverage": {"a": 1}}},
    ],
)
def test_a_forged_message_moves_nothing(session, message):
    session[panel.KEY] = {"moved": message}
    panel._move(BUILT_IN)
    assert assumed.scenario(BUILT_IN) == Scenario(as_of=BUILT_IN.header.as_of)


def test_a_message_sets_values_and_day(session):
    session[panel.KEY] = {"moved": {"values": {"us_leverage": 55}, "asOf": "2025-08-01", "number": 3}}
    panel._move(BUILT_IN)
    found = assumed.scenario(BUILT_IN)
    assert dict(found.assumptions) == {"us_leverage": 55}
    assert found.as_of.isoformat() == "2025-08-01"
