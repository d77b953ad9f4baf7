from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from components.model import acceptance as p

NAN = np.nan
# Two issues, three actors; the third has a cell on the second issue only.
POSITION = np.array([[[0.0, 100.0, NAN], [40.0, 80.0, 50.0]]])
SALIENCE = np.array([[[30.0, 10.0, NAN], [10.0, 30.0, 20.0]]])
STATUS_QUO = np.array([50.0, 50.0])
CELLS = hnp.arrays(np.float64, (12, 3, 2), elements=st.floats(0, 100))


def test_utility_written_out():
    package = np.array([20.0, 60.0])
    expected = [(30 * 0.8 + 10 * 0.8) / 40, (10 * 0.2 + 30 * 0.8) / 40, 0.9]
    np.testing.assert_allclose(p.utility(POSITION, SALIENCE, package), [expected])


def test_only_issues_the_package_sets_count():
    np.testing.assert_allclose(p.utility(POSITION, SALIENCE, np.array([20.0, NAN])), [[0.8, 0.2, NAN]])


def test_threshold_is_no_deal_or_the_status_quo_on_the_same_issues():
    package = np.array([20.0, NAN])
    np.testing.assert_allclose(p.no_deal_value(POSITION, SALIENCE, package, STATUS_QUO), [[0.5, 0.5, NAN]])
    no_deal = np.array([[0.7, NAN, 0.4]])
    np.testing.assert_allclose(p.no_deal_value(POSITION, SALIENCE, package, STATUS_QUO, no_deal), [[0.7, 0.5, 0.4]])


def test_acceptance_is_the_share_of_draws():
    utility = np.array([[0.6, 0.9], [0.4, 0.9], [0.5, 0.1], [0.7, 0.9]])
    result = p.acceptance(utility, np.array([[0.5, 0.5]]), np.array([True, True]))
    np.testing.assert_allclose(result.actors, [0.75, 0.75])
    assert result.joint == 0.5
    assert p.acceptance(utility, np.array([[0.5, 0.5]]), np.array([False, True])).joint == 0.75


def test_gate_multiplies_the_draws_it_holds_in():
    utility, least, veto = np.array([[0.6], [0.4]]), np.array([[0.5]]), np.array([True])
    assert p.acceptance(utility, least, veto, np.array([0.3, 1.0])).joint == pytest.approx(0.15)
    assert p.acceptance(utility, least, veto, 0.0).joint == 0
    assert p.acceptance(utility, least, veto, np.array([0.0, 0.0])).actors[0] == 0.5
    with pytest.raises(ValueError, match="gate"):
        p.acceptance(utility, least, veto, 1.5)


def test_an_actor_without_a_stake_is_empty_and_blocks_nothing(recwarn):
    package = np.array([0.0, NAN])
    utility = p.utility(POSITION, SALIENCE, package)
    least = p.no_deal_value(POSITION, SALIENCE, package, STATUS_QUO)
    result = p.acceptance(utility, least, np.array([True, False, True]))
    np.testing.assert_array_equal(result.actors, [1, 0, NAN])
    assert result.joint == 1
    assert not recwarn


def test_the_status_quo_itself_is_accepted_by_all():
    least = p.no_deal_value(POSITION, SALIENCE, STATUS_QUO, STATUS_QUO)
    utility = p.utility(POSITION, SALIENCE, STATUS_QUO)
    assert p.acceptance(utility, least, np.full(3, fill_value=True)) == (pytest.approx([1, 1, 1]), 1)


def test_a_package_that_sets_nothing_is_no_one_s_stake(recwarn):
    nothing = np.full(2, NAN)
    utility = p.utility(POSITION, SALIENCE, nothing)
    least = p.no_deal_value(POSITION, SALIENCE, nothing, STATUS_QUO)
    assert np.isnan(p.acceptance(utility, least, np.full(3, fill_value=True)).actors).all()
    np.testing.assert_array_equal(p.binding(POSITION, SALIENCE, nothing, least).issue, [-1, -1, -1])
    assert not recwarn


def test_binding_issue_is_the_one_whose_concession_wins_the_actor():
    package = np.array([20.0, 60.0])
    least = np.array([[0.9, 0.9, 0.95]])  # utilities 0.8, 0.65, 0.9
    result = p.binding(POSITION, SALIENCE, package, least)
    np.testing.assert_allclose(result.loss, [[0.15, 0.2, NAN], [0.05, 0.15, 0.1]])
    np.testing.assert_array_equal(result.regained, [[1, 0, NAN], [0, 0, 1]])
    # No single concession wins the second actor: its greatest loss is named.
    np.testing.assert_array_equal(result.issue, [0, 0, 1])


def test_nothing_binds_where_an_actor_accepts_or_refuses_everything(recwarn):
    met = p.binding(POSITION, SALIENCE, np.array([0.0, 40.0]), np.array([[0.9, 0.0, 0.95]]))
    np.testing.assert_array_equal(met.issue, [-1, -1, 1])
    refused = p.binding(POSITION, SALIENCE, np.array([0.0, 40.0]), np.array([[1.5, 1.5, NAN]]))
    np.testing.assert_array_equal(refused.issue, [-1, 1, -1])
    assert not recwarn


@given(position=CELLS, salience=CELLS, package=hnp.arrays(np.float64, 3, elements=st.floats(0, 100)))
def test_utilities_and_shares_are_fractions(position, salience, package):
    utility = p.utility(position, salience, package)
    stake = salience.sum(axis=1) > 0
    assert np.all(np.isnan(utility) == ~stake)
    assert np.all((utility[stake] >= -1e-12) & (utility[stake] <= 1 + 1e-12))
    result = p.acceptance(utility, np.full((12, 2), 0.5), np.array([True, True]))
    shares = result.actors[~np.isnan(result.actors)]
    assert np.all((shares >= 0) & (shares <= 1))
    assert result.joint <= np.nanmin([1, *(shares if stake.all() else [])]) + 1e-12


@given(position=CELLS, salience=CELLS, package=hnp.arrays(np.float64, 3, elements=st.floats(0, 100)))
def test_meeting_a_position_never_costs_acceptance(position, salience, package):
    result = p.binding(position, salience, package, np.full((12, 2), 0.6))
    assert np.all(np.nan_to_num(result.regained) >= 0)
    assert np.all((result.issue >= -1) & (result.issue < 3))


@given(position=CELLS, salience=CELLS, package=hnp.arrays(np.float64, 3, elements=st.floats(0, 100)))
def test_mirrored_scale_changes_no_utility(position, salience, package):
    plain = p.utility(position, salience, package)
    np.testing.assert_allclose(p.utility(100 - position, salience, 100 - package), plain, atol=1e-9)
