from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model.reservation import Limits, bargaining_range, faces_down, limits, reversion

GOLDEN = Path(__file__).parent / "golden"
CELLS = (4, 6)
SEEDS = st.integers(0, 2**32 - 1)


def _points(rng, *, gaps=False):
    """Values 0–100, now and then a round one, an end or a gap."""
    values = np.where(rng.random(CELLS) < 0.5, rng.uniform(0, 100, CELLS), rng.integers(0, 5, CELLS) * 25.0)
    return np.where(gaps & (rng.random(CELLS) < 0.3), np.nan, values)


def facing(limits, position, toward):
    return np.where(faces_down(limits, position, toward), limits.low, limits.high)


def _column(*values):
    return np.array(values, dtype=float)[:, None]


@pytest.mark.parametrize("case", json.loads((GOLDEN / "veto_win_sets.json").read_text())["unanimity"])
def test_without_cost_and_expectation_it_is_the_win_set(case):
    ideals = _column(*case["veto_ideals"])
    quo = np.full(ideals.shape, float(case["status_quo"]))
    found = bargaining_range(limits(ideals, quo, np.zeros(ideals.shape)), np.ones(len(ideals), dtype=bool))
    assert [found.low[0], found.high[0]] == case["unanimity_win_set"]
    assert found.gap[0] == 0


@pytest.mark.parametrize("case", json.loads((GOLDEN / "nash_two_party.json").read_text())["cases"])
def test_two_parties_with_a_value_of_no_deal(case):
    """The golden disagreement utilities, reached by what is expected of the issue and, half, by a cost."""
    ideals = np.array([case["A_ideal"], case["B_ideal"]], dtype=float)
    lost = 100 * (1 - np.array([case["A_disagreement_utility"], case["B_disagreement_utility"]]))
    cost = lost / 2
    # Expected as far from the ideal as half of what no deal loses, on the side where there is room.
    expected = np.where(ideals >= lost / 2, ideals - lost / 2, ideals + lost / 2)
    found = limits(ideals[:, None], expected[:, None], cost[:, None])
    reserved = facing(found, ideals[:, None], ideals[::-1, None])[:, 0]
    np.testing.assert_allclose(reserved, [case["A_reservation"], case["B_reservation"]], atol=1e-6)
    between = bargaining_range(found, np.array([True, True]))
    if case["zopa"] is None:
        assert np.isnan(between.low[0])
        assert between.gap[0] == pytest.approx(case["gap_if_none"], abs=1e-6)
        assert (between.floor[0], between.ceiling[0]) == (1, 0)
    else:
        np.testing.assert_allclose([between.low[0], between.high[0]], case["zopa"], atol=1e-6)


@given(seed=SEEDS, y=st.floats(0, 100))
def test_what_lies_within_is_worth_no_less_than_no_deal(seed, y):
    rng = np.random.default_rng(seed)
    x, w, cost = _points(rng), _points(rng), _points(rng) / 3
    found = limits(x, w, cost)
    surplus = np.abs(x - w) + cost - np.abs(x - y)
    inside = (found.low <= y) & (y <= found.high)
    assert np.all(inside[surplus > 1e-9])
    assert not np.any(inside[surplus < -1e-9])
    assert np.all((found.low >= 0) & (found.high <= 100) & (found.low <= x) & (x <= found.high))


@given(seed=SEEDS, more=st.floats(0, 40))
def test_what_costs_more_to_refuse_widens_what_is_accepted(seed, more):
    rng = np.random.default_rng(seed)
    x, w = _points(rng, gaps=True), _points(rng)
    narrow, wide = limits(x, w, np.zeros(CELLS)), limits(x, w, np.full(CELLS, more))
    held = ~np.isnan(x)
    assert np.all(wide.low[held] <= narrow.low[held])
    assert np.all(wide.high[held] >= narrow.high[held])
    assert np.all(np.isnan(wide.low) == ~held)


@given(SEEDS)
def test_the_range_is_where_all_overlap(seed):
    rng = np.random.default_rng(seed)
    low, veto = _points(rng, gaps=True), rng.random(CELLS[0]) < 0.7
    given_ = Limits(low, np.where(np.isnan(low), np.nan, np.minimum(low + _points(rng), 100)))
    missing = np.isnan(low)
    found = bargaining_range(given_, veto)
    for draw in range(CELLS[1]):
        who = [a for a in range(CELLS[0]) if veto[a] and not missing[a, draw]]
        if not who:
            assert np.isnan(found.gap[draw])
            assert found.floor[draw] == found.ceiling[draw] == -1
            continue
        start, end = max(given_.low[a, draw] for a in who), min(given_.high[a, draw] for a in who)
        assert given_.low[found.floor[draw], draw] == start
        assert given_.high[found.ceiling[draw], draw] == end
        if start <= end:
            assert (found.low[draw], found.high[draw], found.gap[draw]) == (start, end, 0)
        elif start > end + 1e-6:
            assert np.isnan(found.low[draw])
            assert found.gap[draw] == start - end


def test_an_ideal_inside_has_two_reservation_points():
    found = limits(_column(60.0), _column(70.0), _column(5.0))
    assert (found.low[0, 0], found.high[0, 0]) == (45, 75)
    assert facing(found, _column(60.0), _column(90.0))[0, 0] == 75
    assert facing(found, _column(60.0), _column(10.0))[0, 0] == 45
    ends = limits(_column(90.0), _column(70.0), _column(5.0))
    assert facing(ends, _column(90.0), _column(90.0))[0, 0] == 65


def test_medians_and_draws_take_the_same_way():
    draws = np.linspace(60, 80, 11)[None]
    found = limits(np.full((1, 1), 97.0), draws, np.full((1, 1), 8.0))
    middle = limits(np.full((1, 1), 97.0), np.full((1, 1), 70.0), np.full((1, 1), 8.0))
    assert np.median(found.low) == pytest.approx(middle.low[0, 0])


def test_reversion_is_the_weighted_mean_of_expectations():
    expected = np.array([[60.0, 70.0, np.nan], [np.nan, np.nan, np.nan], [40.0, 50.0, 60.0]])
    weight = np.array([[1.0, 3.0, 100.0], [1.0, 1.0, 1.0], [np.nan, 0.0, 0.0]])
    np.testing.assert_allclose(reversion(expected, weight, np.array([1.0, 38.0, 12.0])), [67.5, 38, 12])
