"""What of a timeline is known by a day."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from components.dossier import load
from components.dossier.chronicle import Forecast, TimelineFile


@pytest.fixture(scope="module")
def timeline() -> TimelineFile:
    return load(Path(__file__).parents[2] / "data").timeline


def test_events_are_known_from_the_day_they_are_reported_oldest_first(timeline):
    for day in timeline.moments:
        known = timeline.known(day)
        assert {item.id for item in known} == {item.id for item in timeline.events if item.known_on <= day}
        assert [item.date for item in known] == sorted(item.date for item in known)


def test_between_two_moments_nothing_becomes_known(timeline):
    moments = timeline.moments
    assert list(moments) == sorted(set(moments))
    told = {item.known_on for item in timeline.events} | {item.set_on for item in timeline.ultimatums}
    assert told <= set(moments)
    for measure in timeline.measures:
        before = [measure.reached(day) for day in moments]
        assert all(set(one) <= set(other) for one, other in itertools.pairwise(before))


def test_references_to_later_events_are_left_out_and_none_is_given_twice(timeline):
    event = max(timeline.events, key=lambda item: item.known_on)
    refs = ("P1.S1", event.id, "P1.S1")
    assert timeline.known_refs(refs, event.known_on) == ("P1.S1", event.id)
    assert timeline.known_refs(refs, event.known_on - dt.timedelta(days=1)) == ("P1.S1",)


def test_a_forecast_is_open_before_the_day_it_was_settled():
    day = dt.date(2031, 6, 10)
    settled = Forecast(id="f", ref="P1.S1", statement="s", word="w", resolved_on=day, happened=0)
    assert settled.is_resolved(day)
    assert not settled.is_resolved(day - dt.timedelta(days=1))
    assert not Forecast(id="f", ref="P1.S1", statement="s", word="w").is_resolved(day)
