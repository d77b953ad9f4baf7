"""What was seen moves the weights of hypotheses by the closed form, and the assumptions with them."""

from __future__ import annotations

import datetime as dt
import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.dossier import load
from components.dossier.hypotheses import LIKELIHOOD, HypothesesFile
from components.model import Scenario, evaluate
from components.model.document import document
from components.model.fan import fans
from components.model.hypotheses import Supposed, event_shifts, evidence, history, posterior, prior, watched
from components.model.quantities import C, Quantity
from tests.model.build import DAY, JUDGED, assumption, made, node
from tests.model.conftest import ROOT
from tests.past import with_parts

WORDS = st.sampled_from(list(LIKELIHOOD))
NAMES = ("h", "k", "m")
LATE = DAY + dt.timedelta(days=100)


def told(number, expected, day=DAY + dt.timedelta(days=1), **more):
    """Return an event that tells hypotheses apart."""
    said = {"because": "why"} if expected else {}
    base = {"id": f"e{number}", "date": day, "kind": "event", "track": "t", "label": f"E{number}", "text": "It came."}
    return {**base, "expected_under": expected, **said, **more}


def tiny(events=(), weights=(50, 30, 20), damping=0.5, signposts=(), shift=0.8, **timeline):
    """Return a dossier with three hypotheses that move one assumption, and an outcome that follows from it."""
    readings = HypothesesFile.model_validate(
        {
            "damping": {"value": damping, **JUDGED},
            "hypotheses": [
                {"id": key, "label": key, "weight": weight, "shifts": {"x": shift * (place - 1)}, **JUDGED}
                for place, (key, weight) in enumerate(zip(NAMES, weights, strict=True))
            ],
            "signposts": signposts,
        }
    )
    return made(
        assumptions=[assumption("x", (30, 50, 70)), *readings.weights],
        nodes=[node("i", "index", default=(40, 50, 60), links={"x": 20})],
        hypotheses=readings,
        timeline={"tracks": [{"id": "t", "label": "T"}], "events": events, **timeline},
    )


EXPECTED = st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=3)


@given(
    events=st.lists(EXPECTED, max_size=6),
    weights=st.tuples(*[st.floats(0.1, 100)] * 3),
    damping=st.floats(0, 1),
)
@settings(max_examples=60)
def test_weights_follow_the_closed_form(events, weights, damping):
    dossier = tiny([told(place, item) for place, item in enumerate(events)], weights, damping)
    raw = [
        weight * math.prod(LIKELIHOOD[item.get(key, "neutral")] for item in events) ** damping
        for key, weight in zip(NAMES, weights, strict=True)
    ]
    found = posterior(dossier, LATE)
    assert [found[key] for key in NAMES] == pytest.approx([value / sum(raw) for value in raw], abs=1e-9)


@given(events=st.lists(EXPECTED, min_size=2, max_size=5), data=st.data())
@settings(max_examples=30)
def test_the_order_of_events_does_not_matter(events, data):
    rows = [told(place, item, DAY + dt.timedelta(days=1 + place % 2)) for place, item in enumerate(events)]
    other = data.draw(st.permutations(rows))
    assert posterior(tiny(rows), LATE) == posterior(tiny(other), LATE)


def test_an_assumption_moves_by_the_weights_times_the_shifts():
    dossier = tiny([told(0, {"h": "unexpected", "m": "strongly_expected"})])
    after = posterior(dossier, LATE)
    shift = sum((after[key] - before) * 0.8 * (place - 1) for place, (key, before) in enumerate(prior(dossier).items()))
    band = evaluate(dossier, Scenario(as_of=LATE)).bands["x"]
    expected = Quantity(30, 50, 70).values([shift - C, shift, shift + C])
    assert [band.p10, band.p50, band.p90] == pytest.approx(expected.tolist(), abs=1e-9)
    assert shift > 0.1
    assert evaluate(dossier, Scenario(as_of=LATE)).value("i") > evaluate(dossier).value("i") + 1


def test_without_evidence_nothing_moves_and_neutral_says_nothing():
    neutral = tiny([told(0, dict.fromkeys(NAMES, "neutral")), told(1, {})])
    days = [DAY - dt.timedelta(days=3), DAY, LATE]
    one, *others = [evaluate(neutral, Scenario(as_of=day)) for day in days]
    for other in others:
        assert other.source.weights == pytest.approx(dict(one.source.weights), abs=1e-12)
        assert document(other)["outputs"] == document(one)["outputs"]


def test_up_to_the_source_s_date_only_what_it_knows_counts():
    dossier = tiny([told(0, {"h": "expected"}, DAY, in_source="yes"), told(1, {"k": "expected"}, DAY)])
    assert [item.id for item in evidence(dossier, DAY)] == ["e0"]
    assert {item.id for item in evidence(dossier, DAY + dt.timedelta(days=1))} == {"e0", "e1"}


def test_what_is_reported_later_counts_later():
    dossier = tiny([told(0, {"h": "expected"}, reported_on=LATE)])
    assert not evidence(dossier, LATE - dt.timedelta(days=1))
    assert evidence(dossier, LATE)


SIGNPOST = {"id": "s", "label": "S", "expected_under": {"h": "strongly_expected", "k": "unexpected"}, "because": "why"}


def test_a_signpost_ticked_and_unticked_leaves_no_trace():
    dossier = tiny(signposts=[SIGNPOST])
    before = evaluate(dossier)
    seen, missed = (evaluate(dossier, Scenario(signposts={"s": came})) for came in (True, False))
    assert seen.source.weights["h"] > before.source.weights["h"] > missed.source.weights["h"]
    assert seen.value("i") != before.value("i") != missed.value("i")
    assert document(evaluate(dossier, Scenario(signposts={}))) == document(before)
    raw = [50 * 4**0.5, 30 * 0.5**0.5, 20]
    assert seen.source.weights["h"] == pytest.approx(raw[0] / sum(raw), abs=1e-9)
    raw = [50 * 0.25**0.5, 30 * 2**0.5, 20]
    assert missed.source.weights["h"] == pytest.approx(raw[0] / sum(raw), abs=1e-9)


def test_a_signpost_that_refers_to_what_came_later_is_not_named_before():
    dossier = tiny([told(0, {})], signposts=[{**SIGNPOST, "refs": ["e0"]}])
    assert not watched(dossier, DAY)
    assert watched(dossier, LATE)


def test_a_weight_moved_moves_what_stands_at_the_source_and_nothing_that_somebody_set():
    dossier = tiny()
    moved = evaluate(dossier, Scenario({"weight.m": 90}))
    assert moved.bands["x"].p50 > 50
    assert evaluate(dossier, Scenario({"weight.m": 90, "x": 42})).bands["x"].p50 == 42
    assert evaluate(dossier, Scenario({"weight.h": 50})).bands["x"].p50 == 50
    assert moved.scenario.changed(dossier) == (dossier.assumption("weight.m"),)


def test_steps_say_what_each_event_did():
    dossier = tiny([told(0, {"h": "expected"}), told(1, {"m": "strongly_expected", "h": "unexpected"}), told(2, {})])
    found = event_shifts(dossier, LATE)
    assert [step.event.id for step in found] == ["e1", "e0"]
    assert [step.towards for step in found] == ["m", "h"]
    assert all(step.after == posterior(dossier, LATE) for step in found)
    without = posterior(tiny([told(0, {"h": "expected"})]), LATE)
    assert found[0].before == pytest.approx(dict(without), abs=1e-12)


def test_history_ends_in_the_weights_of_the_day():
    dossier = tiny([told(place, {"h": "expected"}, DAY + dt.timedelta(days=place)) for place in range(3)])
    supposed = Supposed((("k", 80.0),))
    found = history(dossier, LATE, supposed)
    assert [day for day, _ in found] == [DAY, DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=2), LATE]
    assert found[-1][1] == posterior(dossier, LATE, supposed)
    for day, weights in found[:-1]:
        assert weights == posterior(dossier, day, supposed)


# ---- The built-in dossier ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def august():
    return load(ROOT / "data")


def _values(dossier, day):
    results = evaluate(dossier, Scenario(as_of=dt.date.fromisoformat(day)))
    return {item.node: results.value(item.node) for item in dossier.header.questions}


def test_events_move_the_headline_as_they_say(august):
    days = (
        "2025-08-08",
        "2025-08-09",
        "2025-08-16",
        "2025-08-22",
        "2025-10-23",
        "2025-12-01",
        "2026-03-01",
        "2026-07-01",
    )
    at = [_values(august, day) for day in days]
    # Alaska is announced; it ends without a text; terms are reported; sanctions; a plan; and then nothing signed.
    signs = (1, -1, 1, -1, 1, -1, -1)
    for (one, other), sign in zip(itertools.pairwise(at), signs, strict=True):
        for key in ("p_scaling_back", "p_framework", "p_ceasefire"):
            assert sign * (other[key] - one[key]) > 0.001, (key, sign)
    assert at[0]["p_meeting_held"] < at[1]["p_meeting_held"] < at[2]["p_meeting_held"] == 1


def test_a_meeting_within_the_week_is_likely_once_it_is_announced(august):
    results = evaluate(august, Scenario(as_of=dt.date(2025, 8, 10)))
    (fan,) = fans(results, ["p_meeting_held"])
    by = {day: value for day, value in zip(fan.dates, fan.value, strict=True) if day <= dt.date(2025, 8, 16)}
    assert max(by) == dt.date(2025, 8, 15)
    assert by[dt.date(2025, 8, 15)] > 0.5 > by[dt.date(2025, 8, 14)]
    later = document(evaluate(august, Scenario(as_of=dt.date(2025, 8, 20))))
    asked = {item["node"]: item["resolved"] for item in later["questions"]}
    assert asked["p_meeting_held"] == {"on": "2025-08-15", "outcome": True}
    assert later["outputs"]["p_meeting_held"]["value"] == 1


def test_with_nothing_to_learn_from_only_the_record_moves_a_number(august):
    timeline = august.timeline.model_copy(
        update={
            "events": tuple(item.model_copy(update={"expected_under": {}}) for item in august.timeline.events),
            "scheduled": (),
            "ultimatums": (),
        }
    )
    undated = {
        name: tuple(item.model_copy(update={"since": ()}) for item in getattr(august, name))
        for name in ("cells", "no_deal", "assumptions")
    }
    questions = tuple(item.model_copy(update={"resolved": None}) for item in august.header.questions)
    header = august.header.model_copy(update={"questions": questions})
    still = with_parts(august, timeline=timeline, header=header, **undated)
    days = [dt.date.fromisoformat(day) for day in ("2025-07-15", "2025-08-08", "2025-08-16", "2026-07-01")]
    one, *others = [document(evaluate(still, Scenario(as_of=day, draws=256))) for day in days]
    for other in others:
        assert {**other, "as_of": one["as_of"]} == one


def test_enough_is_said_to_learn_from(august):
    after = [item for item in evidence(august, dt.date(2026, 8, 1)) if item.known_on > august.header.as_of]
    assert len(after) >= 25
    assert all(item.because for item in after)
    assert not evidence(august, august.header.as_of)
    assert len(august.hypotheses.signposts) >= 8
