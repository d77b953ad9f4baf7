"""A view of a past day knows nothing later: whatever is dated later may vanish without a trace."""

from __future__ import annotations

import datetime as dt

import pytest

from components.model import Scenario, deadline_record, evaluate, standing
from components.model.document import document
from components.model.fan import fans
from tests.model.build import band, cell, made

DAYS = [dt.date.fromisoformat(day) for day in ("2025-03-01", "2025-05-12", "2025-07-14", "2025-07-28", "2025-08-08")]
RECORD = "us_russia_deadlines"


def as_known(dossier, day):
    """Leave out of a dossier everything that was not known on a day."""
    timeline = dossier.timeline
    events = tuple(event for event in timeline.events if event.known_on <= day)
    known = {event.id for event in events}
    timeline = timeline.model_copy(
        update={
            "events": events,
            "ultimatums": tuple(_known(item, day) for item in timeline.ultimatums if item.set_on <= day),
            "forecasts": tuple(
                item.model_copy(update={"resolved_on": None, "happened": None, "outcome": None})
                if item.resolved_on is not None and item.resolved_on > day
                else item
                for item in timeline.forecasts
            ),
            "measures": (),
        }
    )
    cells = tuple(
        item.model_copy(update={"changes": tuple(change for change in item.changes if change.event in known)})
        for item in dossier.cells
    )
    control = tuple(row for row in dossier.control if row.date <= day)
    return dossier.model_copy(update={"timeline": timeline, "cells": cells, "control": control})


def _known(ultimatum, day):
    update = {"revisions": tuple(item for item in ultimatum.revisions if item.set_on <= day)}
    if ultimatum.resolved_on is None or ultimatum.resolved_on > day:
        update |= {"outcome": "open", "resolved_on": None, "outcome_text": None, "superseded_by": None, "score": None}
    return ultimatum.model_copy(update=update)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_later_changes_any_output(builtin, day):
    past = as_known(builtin, day)
    assert len(past.timeline.events) < len(builtin.timeline.events)
    scenario = Scenario(as_of=day, draws=256)
    assert document(evaluate(past, scenario)) == document(evaluate(builtin, scenario))
    some = [fans(evaluate(dossier, scenario), dossier.header.fan) for dossier in (past, builtin)]
    for one, other in zip(*some, strict=True):
        assert one.p90.tolist() == other.p90.tolist()


@pytest.mark.parametrize("day", [*DAYS, dt.date(2025, 8, 20), dt.date(2026, 6, 30)], ids=str)
def test_nothing_later_changes_record_or_tracker(builtin, day):
    past = as_known(builtin, day)
    one, other = (deadline_record(dossier, RECORD, day) for dossier in (past, builtin))
    assert (one.mean, one.low, one.high, one.enforced) == (other.mean, other.low, other.high, other.enforced)
    for item in past.timeline.ultimatums:
        full = next(ultimatum for ultimatum in builtin.timeline.ultimatums if ultimatum.id == item.id)
        early, late = standing(item, day), standing(full, day)
        assert (early.due_on, early.latest, early.days_left) == (late.due_on, late.latest, late.days_left)
        assert early.state == late.state


def test_what_happens_later_does_change_outputs(builtin):
    at = {day: document(evaluate(builtin, Scenario(as_of=day, draws=256))) for day in (DAYS[-1], dt.date(2025, 8, 20))}
    before, after = at.values()
    # The White House gives up asking for a ceasefire first.
    mean = "weighted_mean"
    assert after["issues"]["sequencing"][mean]["point"] > before["issues"]["sequencing"][mean]["point"] + 5
    assert after["issues"]["territory"][mean]["point"] == before["issues"]["territory"][mean]["point"]


def test_the_default_follows_the_record(builtin):
    modes = [evaluate(builtin, Scenario(as_of=day, draws=8)).bands["deadline_enforcement"].mode for day in DAYS]
    # Jeffreys' mean of 0 of 0 (the prior alone), 0 of 3, twice 0 of 4, and a half of 5.
    assert modes == pytest.approx([1 / 2, 1 / 8, 1 / 10, 1 / 10, 1 / 6])
    results = evaluate(builtin, Scenario(as_of=DAYS[0], draws=8))
    assert results.point["p_deadline_enforced"] == pytest.approx(0.5)  # at the default an output is its anchor


def _changing(**event):
    text = {"kind": "event", "track": "t", "label": "e", "text": "e"}
    changes = [
        {"event": "e1", "position": band((60, 70, 80)), "salience": 90, "basis": "inferred", "refs": ["e1"]},
        {"event": "e2", "position": 20, "basis": "inferred", "refs": ["e2"]},
    ]
    events = [{"id": "e1", "date": "2031-01-10", **text, **event}, {"id": "e2", "date": "2031-01-05", **text}]
    return made(
        [cell("a", "q", (30, 40, 50), 50, 50, kind="negotiating", changes=changes)],
        timeline={"tracks": [{"id": "t", "label": "t"}], "events": events},
    )


@pytest.mark.parametrize(
    ("day", "position", "salience"),
    [("2031-01-04", 40, 50), ("2031-01-05", 20, 50), ("2031-01-09", 20, 50), ("2031-01-10", 70, 90)],
)
def test_a_cell_stands_as_the_last_event_left_it(day, position, salience):
    cells = evaluate(_changing(), Scenario(as_of=dt.date.fromisoformat(day), draws=8)).cells("q")
    assert (cells.position[0], cells.salience[0]) == (position, salience)


def test_a_cell_changes_when_the_event_is_known():
    dossier = _changing(reported_on="2031-02-01")
    for day, position in (("2031-01-31", 20), ("2031-02-01", 70)):
        results = evaluate(dossier, Scenario(as_of=dt.date.fromisoformat(day), draws=8))
        assert results.issues["q"].weighted_mean.point == position
