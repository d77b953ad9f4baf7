"""What is known on a day, and not before."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from components.model.known import events_by, foremost_ultimatum, known_refs, moments, ultimatums_by

DAYS = [dt.date.fromisoformat(day) for day in ("2025-03-01", "2025-07-29", "2026-06-30")]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_events_are_known_from_the_day_they_are_reported_oldest_first(builtin, day):
    known = events_by(builtin, day)
    assert {item.id for item in known} == {item.id for item in builtin.timeline.events if item.known_on <= day}
    assert [item.date for item in known] == sorted(item.date for item in known)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_ultimatums_are_those_set_by_the_day_oldest_first(builtin, day):
    begun = [item.ultimatum.set_on for item in ultimatums_by(builtin, day)]
    assert begun == sorted(item.set_on for item in builtin.timeline.ultimatums if item.set_on <= day)


def test_between_two_moments_nothing_becomes_known(builtin):
    days, timeline = moments(builtin), builtin.timeline
    assert list(days) == sorted(set(days))
    assert {item.known_on for item in timeline.events} | {item.set_on for item in timeline.ultimatums} <= set(days)
    for measure in timeline.measures:
        assert all(set(measure.reached(one)) <= set(measure.reached(other)) for one, other in itertools.pairwise(days))
        assert len(measure.reached(days[-1])) == len({step.stage for step in measure.steps})


def test_references_to_later_events_are_left_out_and_none_is_given_twice(builtin):
    event = max(builtin.timeline.events, key=lambda item: item.known_on)
    refs = ("P1.S1", event.id, "P1.S1")
    assert known_refs(builtin, refs, event.known_on) == ("P1.S1", event.id)
    assert known_refs(builtin, refs, event.known_on - dt.timedelta(days=1)) == ("P1.S1",)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2025-03-01", None),
        ("2025-07-20", "us_fifty_days"),
        ("2025-08-08", "us_august"),
        ("2025-12-01", "us_thanksgiving"),
        ("2025-12-24", "us_christmas"),
    ],
)
def test_foremost_prefers_what_falls_due(builtin, day, found):
    item = foremost_ultimatum(builtin, dt.date.fromisoformat(day))
    assert (item.ultimatum.id if item else None) == found


def test_a_forecast_is_open_before_the_day_it_was_settled(builtin):
    settled = next(item for item in builtin.timeline.forecasts if item.happened is not None)
    assert settled.is_resolved(settled.resolved_on)
    assert not settled.is_resolved(settled.resolved_on - dt.timedelta(days=1))
