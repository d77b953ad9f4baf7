from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model.nearest import nearest
from components.model.surplus import shares, worth

SEEDS = st.integers(0, 2**32 - 1)
VETO = np.array([True, True, True, False])


def _table(seed, issues=2, actors=4):
    """Cells on a grid of five points, so that a grid search can find the optimum or stay just below it."""
    rng = np.random.default_rng(seed)
    position = rng.integers(0, 21, (issues, actors)) * 5.0
    position[rng.random(position.shape) < 0.15] = np.nan
    salience = rng.integers(0, 5, (issues, actors)) * 25.0
    expected = rng.integers(0, 21, (issues, actors)) * 5.0
    return position, salience, expected, rng.integers(0, 4, actors) * 5.0


def _surplus(table, deal):
    position, salience, expected, cost = (part[..., None] for part in table)
    stake = ~np.isnan(position[..., 0])
    share = shares(salience, stake)
    surplus = worth(np.nan_to_num(position), share, expected, cost, deal).surplus[..., 0]
    return np.where(share.sum(axis=(0, -1)) > 0, surplus, np.nan)


def _least(table, deal):
    return np.nanmin(np.where(VETO, _surplus(table, deal), np.nan), axis=-1)


@given(seed=SEEDS)
@settings(max_examples=40)
def test_no_deal_on_a_grid_is_better(seed):
    table = _table(seed)
    found = nearest(*table, VETO)
    if found is None:
        assert np.all(np.isnan(_surplus(table, np.array([50.0, 50.0]))[VETO]))
        return
    grid = np.array(list(itertools.product(np.linspace(0, 100, 41), repeat=2)))
    best = _least(table, grid).max()
    assert found.least >= best - 1e-5
    # Half a step of the grid in both issues costs no one more than half a step.
    assert found.least <= best + 1.25
    deal = np.where(np.isnan(found.deal), 50.0, found.deal)
    assert _least(table, deal) == pytest.approx(found.least, abs=1e-6)
    np.testing.assert_allclose(found.surplus[VETO], _surplus(table, deal)[VETO], atol=1e-6)
    # Nothing is left on the table: no grid point is as good for the least and better in sum.
    sums = np.nansum(np.where(VETO, _surplus(table, grid), 0.0), axis=-1)
    assert np.nansum(found.surplus[VETO]) >= sums[_least(table, grid) >= found.least - 1e-9].max(initial=-1e9) - 1e-4


@given(seed=SEEDS, at=st.integers(0, 20))
@settings(max_examples=20)
def test_fixed_issues_stay(seed, at):
    table = _table(seed)
    found = nearest(*table, VETO, np.array([5.0 * at, np.nan]))
    if found is None:
        return
    assert np.isnan(found.deal[0]) or found.deal[0] == pytest.approx(5 * at)
    grid = np.column_stack([np.full(101, 5.0 * at), np.linspace(0, 100, 101)])
    assert found.least >= _least(table, grid).max() - 1e-5


def test_two_sides_and_one_issue_meet_in_the_middle_of_their_range():
    """A at 0 takes up to 70, B at 100 down to 60: the nearest deal is 65, which leaves both 5 points."""
    found = nearest(np.array([[0.0, 100.0]]), np.ones((1, 2)), np.array([[70.0, 60.0]]), np.zeros(2), np.ones(2, bool))
    assert found is not None
    np.testing.assert_allclose(found.deal, [65], atol=1e-6)
    np.testing.assert_allclose(found.surplus, [5, 5], atol=1e-6)
    np.testing.assert_allclose(found.gives, [[65, 35]], atol=1e-6)
    np.testing.assert_array_equal(found.most, [[0, 0], [-1, -1]])


def test_each_gives_where_it_cares_less():
    """Two issues, opposite ideals, opposite saliences: each gets what matters to it and gives the other."""
    position = np.array([[0.0, 100.0], [0.0, 100.0], [50.0, 50.0]])
    salience = np.array([[90.0, 10.0], [10.0, 90.0], [10.0, 10.0]])
    found = nearest(position, salience, np.full((3, 2), 50.0), np.zeros(2), np.ones(2, bool))
    assert found is not None
    np.testing.assert_allclose(found.deal, [0, 100, 50], atol=1e-6)
    np.testing.assert_array_equal(found.most, [[1, 0], [-1, -1]])


def test_nobody_has_a_stake():
    nothing = np.full((2, 2), np.nan)
    assert nearest(nothing, nothing, nothing, np.zeros(2), np.ones(2, bool)) is None
    assert nearest(np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)), np.zeros(1), np.zeros(1, bool)) is None
