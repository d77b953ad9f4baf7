from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model.rule import MOST, Condition, find, measured
from components.model.scores import scores

DRAWS = 512
SEEDS = st.integers(0, 2**32 - 1)


def _uniform(assumptions, draws=DRAWS):
    """Quasi-random values 0–100."""
    columns = np.array(list(scores([f"q{number}" for number in range(assumptions)], draws=draws).values()))
    return 100 * (np.argsort(np.argsort(columns, axis=1), axis=1) + 0.5) / draws


X = _uniform(12)


def test_a_planted_box_is_found():
    good = (X[3] < 40) & (X[7] > 55)
    rule = find(X, np.where(good, 0.9, 0.02))
    assert {condition.row for condition in rule.conditions} == {3, 7}
    limits = {condition.row: condition for condition in rule.conditions}
    assert limits[3].low == -np.inf
    assert limits[3].high == pytest.approx(40, abs=3)
    assert limits[7].low == pytest.approx(55, abs=3)
    assert limits[7].high == np.inf
    assert rule.mass == pytest.approx(0.18, abs=0.03)
    assert rule.density > 0.8
    assert rule.coverage > 0.85


def test_the_condition_that_adds_most_comes_first():
    rule = find(X, ((X[0] > 50) & (X[1] > 15)).astype(float))
    assert [condition.row for condition in rule.conditions] == [0, 1]


def test_a_band_within_is_one_condition():
    rule = find(X, ((X[2] > 30) & (X[2] < 60)).astype(float))
    (condition,) = rule.conditions
    assert condition.row == 2
    assert (condition.low, condition.high) == pytest.approx((30, 60), abs=3)


def test_nothing_to_tell_apart_is_no_rule():
    for outcome in (np.zeros(DRAWS), np.ones(DRAWS), np.full(DRAWS, 0.3)):
        rule = find(X, outcome)
        assert rule.conditions == ()
        assert rule.mass == rule.coverage == 1
        assert rule.density == rule.base == pytest.approx(outcome[0])
    assert find(np.empty((0, 8)), np.ones(8)).conditions == ()
    assert find(np.full((2, 8), 5.0), np.arange(8.0)).conditions == ()


@given(seed=SEEDS)
@settings(max_examples=15)
def test_a_rule_holds_what_it_says(seed):
    rng = np.random.default_rng(seed)
    # Logistic outcomes of a few assumptions, some of them with many draws at one value.
    x = np.where(rng.random((12, 1)) < 0.3, np.clip(X, 20, 70), X)
    y = 1 / (1 + np.exp(-(rng.normal(0, 0.05, 12) @ x - rng.uniform(-3, 3))))
    rule = find(x, y)
    assert len(rule.conditions) <= MOST
    inside = np.ones(DRAWS, dtype=bool)
    for row, low, high in rule.conditions:
        inside &= (x[row] >= low) & (x[row] <= high)
    assert rule.mass == inside.mean()
    assert rule.coverage == pytest.approx(y[inside].sum() / y.sum())
    assert rule.density == pytest.approx(y[inside].mean())
    assert rule.base == pytest.approx(y.mean())
    assert rule.density >= rule.base - 1e-12
    assert rule == find(x, y)


@given(order=st.permutations(range(12)))
@settings(max_examples=8)
def test_the_order_of_assumptions_does_not_matter(order):
    outcome = 1 / (1 + np.exp(-(0.1 * X[4] - 0.06 * X[9] - 3)))
    there = {condition._replace(row=order[condition.row]) for condition in find(X[order], outcome).conditions}
    assert there == set(find(X, outcome).conditions)


def test_rounded_thresholds_are_measured_anew():
    outcome = (X[3] < 40).astype(float)
    assert measured(X, outcome, [Condition(3, -np.inf, 40.0)]).density == 1
    half = measured(X, outcome, [Condition(3, -np.inf, 20.0)])
    assert half.coverage == pytest.approx(0.5, abs=0.01)
    assert measured(X, outcome, [Condition(3, 200.0, np.inf)]).density == 0
