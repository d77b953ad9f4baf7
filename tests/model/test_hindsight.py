"""A view of a past day knows nothing later: whatever is dated later may vanish without a trace."""

from __future__ import annotations

import datetime as dt

import pytest
from scipy import stats

from components.model import Scenario, deadline_record, evaluate, standing
from components.model.document import document
from tests.model.build import assumption, cell, made, no_deal
from tests.past import as_known

DAYS = [dt.date.fromisoformat(day) for day in ("2025-03-01", "2025-05-12", "2025-07-14", "2025-07-28", "2025-08-08")]
LATER = [dt.date.fromisoformat(day) for day in ("2025-08-09", "2025-08-10", "2025-08-20", "2025-12-01", "2026-06-30")]
RECORD = "us_russia_deadlines"


@pytest.mark.parametrize("day", [*DAYS, *LATER], ids=str)
def test_nothing_later_changes_any_output(builtin, day):
    past = as_known(builtin, day)
    assert len(past.timeline.events) < len(builtin.timeline.events)
    scenario = Scenario(as_of=day, draws=256)
    assert document(evaluate(past, scenario)) == document(evaluate(builtin, scenario))


@pytest.mark.parametrize("day", [*DAYS, dt.date(2025, 8, 20), dt.date(2026, 6, 30)], ids=str)
def test_nothing_later_changes_record_or_tracker(builtin, day):
    past = as_known(builtin, day)
    one, other = (deadline_record(dossier, RECORD, day) for dossier in (past, builtin))
    assert (one.mean, one.p10, one.p50, one.p90, one.enforced) == (
        other.mean,
        other.p10,
        other.p50,
        other.p90,
        other.enforced,
    )
    for item in past.timeline.ultimatums:
        full = next(ultimatum for ultimatum in builtin.timeline.ultimatums if ultimatum.id == item.id)
        early, late = standing(item, day), standing(full, day)
        assert (early.due_on, early.latest, early.days_left) == (late.due_on, late.latest, late.days_left)
        assert early.state == late.state


def test_what_happens_later_does_change_outputs(builtin):
    at = {day: document(evaluate(builtin, Scenario(as_of=day, draws=256))) for day in (DAYS[-1], dt.date(2025, 8, 20))}
    before, after = at.values()
    # The White House gives up asking for a ceasefire first.
    earlier, later = (found["issues"]["sequencing"]["weighted_mean"]["value"] for found in (before, after))
    assert later > earlier + 5
    assert after["issues"]["territory"]["weighted_mean"] == before["issues"]["territory"]["weighted_mean"]
    reserved = [found["issues"]["sequencing"]["reservations"]["trump_wh"]["value"] for found in (before, after)]
    assert reserved[0] != reserved[1]


def test_the_default_follows_the_record(builtin):
    found = [evaluate(builtin, Scenario(as_of=day, draws=8)).bands["deadline_enforcement"] for day in DAYS]
    # Jeffreys' posterior of 0 of 0 (the prior alone), 0 of 3, and 0 of 4 until the day on which the last falls due.
    for band, (k, n) in zip(found, [(0, 0), (0, 3), (0, 4), (0, 4), (0, 4)], strict=True):
        assert (band.p10, band.p50, band.p90) == pytest.approx(stats.beta.ppf([0.1, 0.5, 0.9], k + 0.5, n - k + 0.5))


def _dated():
    later = {"basis": "inferred", "refs": ["e1"]}
    since = [
        {"on": "2031-01-10", "p10": 60, "p50": 70, "p90": 80, **later},
        {"on": "2031-01-05", "p10": 20, "p50": 20, "p90": 20, **later},
    ]
    return made(
        [cell("a", "q", (30, 40, 50), since=since)],
        actors=[{"id": "a", "veto": True}],
        no_deal=[no_deal("a", "q", (30, 40, 50), moved_by={"x": 0}, since=since)],
        assumptions=[{**assumption("x", (30, 40, 50)), "since": since}],
    )


@pytest.mark.parametrize(
    ("day", "median"), [("2031-01-04", 40), ("2031-01-05", 20), ("2031-01-09", 20), ("2031-01-10", 70)]
)
def test_from_its_day_on_a_dated_value_stands(day, median):
    found = evaluate(_dated(), Scenario(as_of=dt.date.fromisoformat(day), draws=64))
    assert found.cells("q").position[0] == median
    assert found.bands["x"].p50 == median
    assert found.issues["q"].reservations["a"].expects == pytest.approx(median, abs=0.5)
    # Whoever moved the slider keeps what they set.
    assert evaluate(_dated(), Scenario({"x": 33}, as_of=dt.date.fromisoformat(day))).bands["x"].p50 == 33
