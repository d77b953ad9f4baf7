from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model.surplus import binding, chances, expectations, joint, worth

ISSUES, ACTORS, DRAWS = 3, 4, 5
CELLS = (ISSUES, ACTORS, DRAWS)
SEEDS = st.integers(0, 2**32 - 1)
TOLERANCE = st.floats(0.5, 20)


def _points(rng, shape, *, gaps=False):
    """Values 0–100, now and then a round one, an end or a gap."""
    values = np.where(rng.random(shape) < 0.5, rng.uniform(0, 100, shape), rng.integers(0, 5, shape) * 25.0)
    return np.where(gaps & (rng.random(shape) < 0.2), np.nan, values)


def _table(seed):
    """Position, salience, expected, cost and a deal of a random small dossier, with gaps."""
    rng = np.random.default_rng(seed)
    gaps = _points(rng, CELLS, gaps=True), _points(rng, CELLS), _points(rng, CELLS, gaps=True)
    return (*gaps, _points(rng, (ACTORS, DRAWS)) / 2, _points(rng, ISSUES, gaps=True))


def _cell(value):
    return np.full((1, 1, 1), float(value))


@given(SEEDS.map(_table))
def test_worth_is_the_formula(table):
    position, salience, expected, cost, deal = table
    found = worth(*table)
    for a in range(ACTORS):
        for d in range(DRAWS):
            counted = [
                i
                for i in range(ISSUES)
                if not np.isnan([position[i, a, d], expected[i, a, d], deal[i]]).any() and salience[i, a, d] > 0
            ]
            if not counted:
                assert np.isnan(found.deal[a, d])
                assert np.isnan(found.no_deal[a, d])
                continue
            s, x, w = (cells[counted, a, d] for cells in (salience, position, expected))
            deal_worth = np.average(1 - np.abs(x - deal[counted]) / 100, weights=s)
            none_worth = np.average(1 - np.abs(x - w) / 100, weights=s) - cost[a, d] / 100
            assert found.deal[a, d] == pytest.approx(deal_worth, abs=1e-9)
            assert found.no_deal[a, d] == pytest.approx(none_worth, abs=1e-9)
            assert found.surplus[a, d] == pytest.approx(100 * (deal_worth - none_worth), abs=1e-6)


def test_closed_form_on_a_tiny_dossier():
    """Moscow wants 97, expects 68, loses 8 points by going on; offered 55 with a tolerance of 4 points."""
    found = worth(_cell(97), _cell(88), _cell(68), np.full((1, 1), 8.0), np.array([55.0]))
    assert found.surplus == pytest.approx(-5)
    assert chances(found.surplus, 4) == pytest.approx(1 / (1 + np.exp(5 / 4)), abs=1e-12)


def test_what_no_deal_gives_is_taken_evenly():
    found = worth(_cell(97), _cell(88), _cell(68), np.zeros((1, 1)), np.array([68.0]))
    assert chances(found.surplus, 4) == pytest.approx(0.5)


@given(table=SEEDS.map(_table), issue=st.integers(0, ISSUES - 1), share=st.floats(0, 1), tolerance=TOLERANCE)
def test_more_of_what_one_wants_is_never_taken_less_often(table, issue, share, tolerance):
    *cells, deal = table
    position = cells[0]
    for a in range(ACTORS):
        nearer = deal.copy()
        ideal = position[issue, a, 0]
        nearer[issue] = deal[issue] + share * (ideal - deal[issue])
        if np.isnan(nearer[issue]):
            continue
        before = chances(worth(*cells, deal).surplus, tolerance)[a, 0]
        after = chances(worth(*cells, nearer).surplus, tolerance)[a, 0]
        assert np.isnan(before) or after >= before - 1e-9


@given(table=SEEDS.map(_table), more=st.floats(0, 50), tolerance=TOLERANCE)
def test_what_costs_more_to_refuse_is_taken_more_often(table, more, tolerance):
    position, salience, expected, cost, deal = table
    before = chances(worth(position, salience, expected, cost, deal).surplus, tolerance)
    after = chances(worth(position, salience, expected, cost + more, deal).surplus, tolerance)
    assert np.all((after >= before - 1e-9) | np.isnan(before))


@given(table=SEEDS.map(_table), tolerance=TOLERANCE)
def test_no_one_is_moved_by_another(table, tolerance):
    """An actor's chance rests on its own cells and cost alone."""
    position, salience, expected, cost, deal = table
    before = chances(worth(position, salience, expected, cost, deal).surplus, tolerance)
    alone = chances(worth(position[:, :1], salience[:, :1], expected[:, :1], cost[:1], deal).surplus, tolerance)
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
    found = worth(_cell(97), _cell(88), np.linspace(60, 80, 7).reshape(1, 1, 7), np.zeros((1, 1)), np.array([70.0]))
    assert found.deal.shape == found.no_deal.shape == found.surplus.shape == (1, 7)


def test_expectations_fall_back_on_the_status_quo():
    given_ = np.array([[[60.0], [np.nan]], [[np.nan], [np.nan]]])
    np.testing.assert_array_equal(expectations(given_, np.array([57.0, np.nan]))[..., 0], [[60, 57], [np.nan, np.nan]])


@given(SEEDS)
def test_joint_is_the_product_over_who_must_agree(seed):
    rng = np.random.default_rng(seed)
    taken, gate = rng.random((ACTORS, DRAWS)), rng.random(DRAWS)
    veto = np.array([True, False, True, False])
    np.testing.assert_allclose(joint(taken, veto, gate), taken[0] * taken[2] * gate)
    without = taken.copy()
    without[2] = np.nan
    np.testing.assert_allclose(joint(without, veto, gate), taken[0] * gate)
    assert np.all(joint(taken, veto, gate) <= np.minimum(taken[0], gate) + 1e-15)


def test_faults_are_refused():
    with pytest.raises(ValueError, match="tolerance"):
        chances(np.zeros(3), 0)
    with pytest.raises(ValueError, match="gate"):
        joint(np.ones((1, 1)), np.array([True]), 1.5)


@given(table=SEEDS.map(_table), tolerance=TOLERANCE)
def test_the_binding_issue_is_the_one_that_regains_most(table, tolerance):
    # A gap is one of the dossier: it is there in every draw.
    position, salience, expected, cost, deal = (part.copy() for part in table)
    position[:] = position[..., :1]
    expected[np.isnan(expected[..., 0])] = np.nan
    expected[np.isnan(expected) & ~np.isnan(expected[..., :1])] = 50
    found = binding(position, salience, expected, cost, deal, tolerance)
    for a in range(ACTORS):
        before = chances(worth(position, salience, expected, cost, deal).surplus, tolerance)[a]
        for i in range(ISSUES):
            if np.isnan(found.regained[i, a]):
                continue
            met = deal.copy()
            met[i] = position[i, a, 0]
            after = chances(worth(position, salience, expected, cost, met).surplus, tolerance)[a]
            if not np.isnan(before).any():
                assert found.regained[i, a] == pytest.approx(np.mean(after) - np.mean(before), abs=1e-9)
        if found.issue[a] >= 0:
            assert found.regained[found.issue[a], a] == pytest.approx(np.nanmax(found.regained[:, a]))
            assert found.loss[found.issue[a], a] > 0
        else:
            assert not np.any(np.nan_to_num(found.loss[:, a]) > 0)
