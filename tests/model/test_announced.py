"""Dates announced add a step to a chance; whether the like were kept gives its size."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from components.model import Scenario, evaluate
from components.model.announced import announced_record
from components.model.fan import fans
from tests.model.build import DAY, JUDGED, assumption, band, made, node


def day(number):
    return DAY + dt.timedelta(days=number)


def date(key, on, announced=1, **more):
    return {"id": key, "label": key, "on": day(on), "announced_on": day(announced), **more}


def dossier(*dates, chance=(0.3, 0.5, 0.7), **header):
    return made(
        assumptions=[assumption("months", 6, low=0, high=36, kind="choice"), assumption("pull", (30, 50, 70))],
        nodes=[
            node("rate", "rate", default={**band(chance), "by_months": 6}, links={"pull": 2}),
            node("met", "within", rate="rate", horizon="months"),
        ],
        header={
            "horizon": "months",
            "questions": [{"node": "met", "asks": "?", "resolves": "so", "fan": True, **header}],
        },
        timeline={
            "scheduled": dates,
            "base_rates": [{"id": "kept", "label": "Kept", "counting_rule": "each", "basis": "analyst_judgement"}],
        },
    )


@given(chance=st.floats(0, 1), on=st.integers(2, 150))
@settings(max_examples=30)
def test_a_certain_chance_adds_a_point_mass(chance, on):
    plain = evaluate(dossier(), Scenario(as_of=day(1), draws=64))
    found = evaluate(dossier(date("d", on, node="met", chance=chance)), Scenario(as_of=day(1), draws=64))
    assert found.draws["met"] == pytest.approx(1 - (1 - chance) * (1 - plain.draws["met"]), abs=1e-12)


def test_the_fan_steps_on_the_date_and_only_there():
    results = evaluate(dossier(date("d", 31, node="met", chance=0.6)), Scenario(as_of=day(1), draws=64))
    (fan,) = fans(results, ["met"])
    at = dict(zip(fan.dates, fan.value.tolist(), strict=True))
    jump = at[day(31)] - at[day(30)]
    assert jump > 0.5
    assert max(np.diff([value for when, value in at.items() if when != day(31) and when < day(31)])) < jump / 5


@pytest.mark.parametrize(
    ("more", "looked"),
    [
        ({}, 0),  # not announced yet
        ({"cancelled_on": day(5)}, 5),
        ({"held": True, "resolved_on": day(5)}, 5),
        ({}, 10),  # the date itself is past
        ({}, 12),
    ],
)
def test_what_is_not_ahead_adds_nothing(more, looked):
    found, plain = (
        evaluate(item, Scenario(as_of=day(looked), draws=64))
        for item in (dossier(date("d", 10, node="met", chance=0.9, **more)), dossier())
    )
    assert found.value("met") == plain.value("met")


def test_on_the_source_s_own_date_what_it_does_not_know_adds_nothing():
    unknown = dossier(date("d", 10, announced=0, node="met", chance=0.9))
    assert evaluate(unknown, Scenario(draws=64)).value("met") == evaluate(dossier(), Scenario(draws=64)).value("met")
    assert evaluate(unknown, Scenario(as_of=day(1), draws=64)).value("met") > 0.9


def test_the_record_counts_what_was_settled_and_never_the_date_asked_about():
    past = [
        date(f"p{number}", number, 0, held=number % 2 == 0, resolved_on=day(number), record="kept")
        for number in (3, 4, 6)
    ]
    asked = date("d", 20, node="met", chance={"base_rate": "kept"}, record="kept", held=True, resolved_on=day(20))
    found = dossier(*past, asked)
    for looked, (k, n) in {2: (0, 0), 3: (0, 1), 5: (1, 2), 10: (2, 3)}.items():
        record = announced_record(found, "kept", day(looked), without="d")
        assert (record.kept, len(record.counted)) == (k, n)
        beta = stats.beta(k + 0.5, n - k + 0.5)
        assert (record.mean, record.p10, record.p90) == pytest.approx((beta.mean(), beta.ppf(0.1), beta.ppf(0.9)))
    results = evaluate(found, Scenario(as_of=day(10)))
    assert results.source.quantities["scheduled.d"].p50 == pytest.approx(stats.beta(2.5, 1.5).ppf(0.5))


@pytest.mark.parametrize("outcome", [True, False])
def test_an_answered_question_is_one_or_nought_from_its_day_on(outcome):
    found = dossier(resolved={"on": day(5), "outcome": outcome})
    before, after = (evaluate(found, Scenario(as_of=day(number), draws=64)) for number in (4, 5))
    assert 0 < before.value("met") < 1
    number = after.outputs["met"]
    assert (number.value, number.p10, number.p90) == (outcome, outcome, outcome)
    (fan,) = fans(after, ["met"])
    assert np.all(fan.value == outcome)


def test_a_judged_chance_says_what_it_rests_on():
    assert JUDGED["basis"] == dossier(date("d", 9, node="met", chance=0.5)).timeline.scheduled[0].basis
