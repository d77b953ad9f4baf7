"""The model's record: forecasts of each month's first day against what came, scored."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components.model import Scenario, evaluate
from components.model.forecasts import OwnForecast, base_chance, calibration, forecasts, scores
from components.model.rates import log_score
from tests.model.build import JUDGED
from tests.model.test_announced import day, dossier

CHANCES = st.floats(0.001, 0.999)


def forecast(chance, came, base=0.3):
    return OwnForecast(None, day(0), day(9), chance, base, came)


def test_forecasts_are_made_on_the_source_s_date_and_each_first_of_a_month():
    made = forecasts(dossier(), day(95))
    assert [item.made_on for item in made] == [dt.date(2031, 5, 2), *(dt.date(2031, month, 1) for month in (6, 7, 8))]
    for item in made:
        found = dossier()
        assert item.chance == evaluate(found, Scenario(as_of=item.made_on)).value("met")
        assert item.came is None


def test_what_came_settles_forecasts_that_reach_to_it_and_ends_them():
    made = forecasts(dossier(resolved={"on": day(70), "outcome": True}), day(95))
    assert [(item.made_on.month, item.came) for item in made] == [(5, True), (6, True), (7, True)]
    early = forecasts(dossier(resolved={"on": day(70), "outcome": True}), day(60))
    assert [item.came for item in early] == [None] * len(early)


def test_what_did_not_come_in_time_is_settled_when_the_time_is_over():
    made = forecasts(dossier(), day(215))
    assert [item.came for item in made if item.until <= day(215)] == [False, False]
    assert {item.came for item in made if item.until > day(215)} == {None}


def test_nothing_is_foreseen_before_the_source():
    assert forecasts(dossier(), day(-1)) == ()


def test_a_base_rate_is_the_mean_of_a_poisson_rate():
    found = dossier(history={"times": 2, "years": 4, **JUDGED})
    (first, *_) = forecasts(found, day(1))
    assert first.base_rate == pytest.approx(stats.expon(scale=4 / 2.5).cdf(0.5))
    assert base_chance(found.header.questions[0].history, 0) == 0


@given(st.lists(st.tuples(CHANCES, st.booleans(), CHANCES), min_size=1, max_size=12))
def test_scores_by_hand(rows):
    made = [forecast(chance, came, base) for chance, came, base in rows]
    found = scores([*made, forecast(0.9, None)])
    given_to = [chance if came else 1 - chance for chance, came, _ in rows]
    assert found.count == len(rows)
    assert found.brier == pytest.approx(sum((1 - p) ** 2 for p in given_to) / len(rows))
    assert found.log == pytest.approx(-sum(map(math.log, given_to)) / len(rows))
    assert found.base_brier == pytest.approx(sum((base - came) ** 2 for _, came, base in rows) / len(rows))
    assert (found.even_brier, found.even_log) == pytest.approx((0.25, math.log(2)))


def test_without_a_base_rate_none_is_scored():
    found = scores([forecast(0.2, False), forecast(0.4, True, None)])
    assert (found.base_brier, found.base_log) == (None, None)
    assert scores([forecast(0.5, None)]) is None


def test_a_forecast_of_nought_that_comes_true_has_no_finite_logarithm():
    assert log_score([0.0], [1]) == math.inf
    with pytest.raises(ValueError, match="at least one"):
        log_score([], [])


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=20))
def test_calibration_counts_every_settled_forecast_once(rows):
    bins = calibration([forecast(chance, came) for chance, came in rows])
    assert sum(item.count for item in bins) == len(rows)
    assert sum(item.came for item in bins) == sum(came for _, came in rows)
    for item in bins:
        assert item.low <= item.mean <= item.high
        assert 0 <= item.came <= item.count
