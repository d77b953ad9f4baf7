from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model.surplus import binding, chances, joint, shares, worth

ISSUES, ACTORS, DRAWS = 3, 4, 5
CELLS = (ISSUES, ACTORS, DRAWS)
SEEDS = st.integers(0, 2**32 - 1)
TOLERANCE = st.floats(0.5, 20)


def _points(rng, shape):
    """Values 0–100, now and then a round one or an end."""
    return np.where(rng.random(shape) < 0.5, rng.uniform(0, 100, shape), rng.integers(0, 5, shape) * 25.0)


def _table(seed):
    """Position, share, expected, cost and a deal of a random small dossier, with gaps."""
    rng = np.random.default_rng(seed)
    stake = rng.random((ISSUES, ACTORS)) < 0.75
    position, salience, expected = (_points(rng, CELLS) for _ in range(3))
    return position, shares(salience, stake), expected, _points(rng, (ACTORS, DRAWS)) / 2, _points(rng, ISSUES)


def _cell(value):
    return np.full((1, 1, 1), float(value))


@given(SEEDS)
def test_worth_is_the_formula(seed):
    rng = np.random.default_rng(seed)
    stake = rng.random((ISSUES, ACTORS)) < 0.75
    position, salience, expected = (_points(rng, CELLS) for _ in range(3))
    cost, deal = _points(rng, (ACTORS, DRAWS)) / 2, _points(rng, ISSUES)
    found = worth(position, shares(salience, stake), expected, cost, deal)
    for a in range(ACTORS):
        for d in range(DRAWS):
            counted = [i for i in range(ISSUES) if stake[i, a] and salience[i, a, d] > 0]
            if not counted:
                assert (found.deal[a, d], found.no_deal[a, d]) == (1, pytest.approx(1 - cost[a, d] / 100))
                continue
            s, x, w = (cells[counted, a, d] for cells in (salience, position, expected))
            deal_worth = np.average(1 - np.abs(x - deal[counted]) / 100, weights=s)
            none_worth = np.average(1 - np.abs(x - w) / 100, weights=s) - cost[a, d] / 100
            assert found.deal[a, d] == pytest.approx(deal_worth, abs=1e-9)
            assert found.no_deal[a, d] == pytest.approx(none_worth, abs=1e-9)
            assert found.surplus[a, d] == pytest.approx(100 * (deal_worth - none_worth), abs=1e-6)


@given(SEEDS)
def test_shares_add_up_where_there_is_a_stake(seed):
    rng = np.random.default_rng(seed)
    salience, stake = _points(rng, CELLS), rng.random((ISSUES, ACTORS)) < 0.75
    found = shares(salience, stake)
    matters = np.any((salience > 0) & stake[..., None], axis=0)
    np.testing.assert_allclose(found.sum(axis=0), matters.astype(float))
    assert not found[~stake].any()


def test_closed_form_on_a_tiny_dossier():
    """Moscow wants 97, expects 68, loses 8 points by going on; offered 55 with a tolerance of 4 points."""
    found = worth(_cell(97), _cell(1), _cell(68), np.full((1, 1), 8.0), np.array([55.0]))
    assert found.surplus == pytest.approx(-5)
    assert chances(found.surplus, 4) == pytest.approx(1 / (1 + np.exp(5 / 4)), abs=1e-12)


def test_what_no_deal_gives_is_taken_evenly():
    found = worth(_cell(97), _cell(1), _cell(68), np.zeros((1, 1)), np.array([68.0]))
    assert chances(found.surplus, 4) == pytest.approx(0.5)


@given(table=SEEDS.map(_table), issue=st.integers(0, ISSUES - 1), step=st.floats(0, 1), tolerance=TOLERANCE)
def test_more_of_what_one_wants_is_never_taken_less_often(table, issue, step, tolerance):
    *cells, deal = table
    position = cells[0]
    for a in range(ACTORS):
        nearer = deal.copy()
        ideal = position[issue, a, 0]
        nearer[issue] = deal[issue] + step * (ideal - deal[issue])
        before = chances(worth(*cells, deal).surplus, tolerance)[a, 0]
        after = chances(worth(*cells, nearer).surplus, tolerance)[a, 0]
        assert after >= before - 1e-9


@given(table=SEEDS.map(_table), more=st.floats(0, 50), tolerance=TOLERANCE)
def test_what_costs_more_to_refuse_is_taken_more_often(table, more, tolerance):
    position, share, expected, cost, deal = table
    before = chances(worth(position, share, expected, cost, deal).surplus, tolerance)
    after = chances(worth(position, share, expected, cost + more, deal).surplus, tolerance)
    assert np.all(after >= before)


@given(table=SEEDS.map(_table), tolerance=TOLERANCE)
def test_no_one_is_moved_by_another(table, tolerance):
    """An actor's chance rests on its own cells and cost alone."""
    position, share, expected, cost, deal = table
    before = chances(worth(position, share, expected, cost, deal).surplus, tolerance)
    alone = chances(worth(position[:, :1], share[:, :1], expected[:, :1], cost[:1], deal).surplus, tolerance)
    np.testing.assert_array_equal(before[:1], alone)


@given(SEEDS.map(_table))
def test_leading_axes_are_kept(table):
    *cells, deal = table
    deals = np.stack([deal, 100 - deal])
    together = worth(*cells, deals)
    np.testing.assert_array_equal(together.surplus, [worth(*cells, one).surplus for one in deals])
    settings = [np.stack([part, part]) for part in cells]
    np.testing.assert_array_equal(worth(*settings, deal).surplus[1], together.surplus[0])


def test_a_certain_cell_broadcasts_over_draws():
    found = worth(_cell(97), _cell(1), np.linspace(60, 80, 7).reshape(1, 1, 7), np.zeros((1, 1)), np.array([70.0]))
    assert found.surplus.shape == found.no_deal.shape == (1, 7)


@given(SEEDS)
def test_joint_is_the_product_over_who_must_agree(seed):
    rng = np.random.default_rng(seed)
    taken, gate = rng.random((ACTORS, DRAWS)), rng.random(DRAWS)
    veto = np.array([True, False, True, False])
    np.testing.assert_allclose(joint(taken, veto, gate), taken[0] * taken[2] * gate)
    assert np.all(joint(taken, veto, gate) <= np.minimum(taken[0], gate) + 1e-15)


def test_faults_are_refused():
    with pytest.raises(ValueError, match="tolerance"):
        chances(np.zeros(3), 0)
    with pytest.raises(ValueError, match="gate"):
        joint(np.ones((1, 1)), np.array([True]), 1.5)


@given(table=SEEDS.map(_table), tolerance=TOLERANCE)
def test_the_binding_issue_is_the_one_that_regains_most(table, tolerance):
    position, share, expected, cost, deal = table
    position[:] = position[..., :1]
    surplus = worth(*table).surplus
    found = binding(position, share, surplus, deal, tolerance)
    before = chances(surplus, tolerance).mean(axis=-1)
    for a in range(ACTORS):
        for i in range(ISSUES):
            met = deal.copy()
            met[i] = position[i, a, 0]
            after = chances(worth(position, share, expected, cost, met).surplus, tolerance)[a].mean()
            assert found.regained[i, a] == pytest.approx(after - before[a], abs=1e-9)
        if found.issue[a] >= 0:
            assert found.regained[found.issue[a], a] == pytest.approx(found.regained[found.loss[:, a] > 0, a].max())
        else:
            assert not np.any(found.loss[:, a] > 0)
