from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components.dossier.nodes.within import probability_within
from components.model import rates

CASES = json.loads((Path(__file__).parent / "golden/deadline_hazard.json").read_text(encoding="utf-8"))["cases"]
CONSTANT = [case for case in CASES if "n" in case]
VARYING = [case for case in CASES if "n" not in case]
PROBABILITY = st.floats(0, 0.999)
HORIZON = st.floats(0.01, 100)


@pytest.mark.parametrize("case", CONSTANT)
def test_published_constant_hazards(case):
    assert rates.daily_hazard(case["p_by_n"], case["n"]) == pytest.approx(case["h"], abs=1e-12)
    assert rates.probability_by_day([case["h"]] * case["n"])[-1] == pytest.approx(case["p_by_n"], abs=1e-12)
    rate = -math.log1p(-case["h"])
    assert probability_within(rate, case["n"]) == pytest.approx(case["p_by_n"], abs=1e-12)
    assert rates.rate_from_probability(case["p_by_n"], case["n"]) == pytest.approx(rate, abs=1e-12)


@pytest.mark.parametrize("case", VARYING)
def test_published_varying_hazard(case):
    assert rates.probability_by_day(case["h"])[-1] == pytest.approx(case["p_by_10"], abs=1e-12)


@given(p=PROBABILITY, horizon=HORIZON)
def test_rate_and_probability_are_inverse(p, horizon):
    assert probability_within(rates.rate_from_probability(p, horizon), horizon) == pytest.approx(p, abs=1e-9)


@given(p=PROBABILITY, horizon=HORIZON, longer=st.floats(1, 10))
def test_probability_never_falls_as_the_horizon_grows(p, horizon, longer):
    rate = rates.rate_from_probability(p, horizon)
    assert probability_within(rate, horizon * longer) >= probability_within(rate, horizon) - 1e-15


def test_certainty_is_an_infinite_rate_and_comes_back(recwarn):
    rate = rates.rate_from_probability([0, 1], 2.0)
    np.testing.assert_array_equal(rate, [0, np.inf])
    np.testing.assert_array_equal(probability_within(rate, 2.0), [0, 1])
    np.testing.assert_array_equal(probability_within(rate, 0.0), [0, 0])
    assert rates.daily_hazard(1, 10) == 1
    assert not recwarn


@pytest.mark.parametrize("convert", [rates.rate_from_probability, rates.daily_hazard])
def test_impossible_inputs_are_refused(convert):
    with pytest.raises(ValueError, match="between 0 and 1"):
        convert(1.2, 10)
    with pytest.raises(ValueError, match="horizon"):
        convert(0.5, 0)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (0, 6), (3, 10), (2.5, 7), (6, 6)])
def test_jeffreys_is_the_beta_posterior(k, n):
    posterior = rates.jeffreys(k, n)
    beta = stats.beta(k + 0.5, n - k + 0.5)
    assert posterior.mean == pytest.approx((k + 0.5) / (n + 1), abs=1e-12)
    for found, level in zip(posterior[1:], (0.1, 0.5, 0.9), strict=True):
        assert found == pytest.approx(beta.ppf(level), abs=1e-9)


def test_jeffreys_without_a_record_is_even():
    posterior = rates.jeffreys(0, 0)
    assert posterior.mean == 0.5
    assert posterior.p10 + posterior.p90 == pytest.approx(1)


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3)])
def test_jeffreys_refuses_more_successes_than_trials(k, n):
    with pytest.raises(ValueError, match="between 0 and trials"):
        rates.jeffreys(k, n)


def test_brier_score():
    assert rates.brier([0.8, 0.3], [1, 0]) == pytest.approx((0.04 + 0.09) / 2)
    assert rates.brier([1, 0], [1, 0]) == 0
    assert rates.brier([0.5], [1]) == 0.25


def test_brier_needs_a_resolved_forecast():
    with pytest.raises(ValueError, match="at least one"):
        rates.brier([], [])
