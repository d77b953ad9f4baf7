from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.model import bargaining as b

ACTOR = st.tuples(st.integers(0, 100), st.integers(1, 100), st.integers(1, 100))
ACTORS = st.lists(ACTOR, min_size=1, max_size=8).map(lambda rows: np.array(rows, dtype=float).T)
FACTOR = st.floats(1e-3, 1e3)


def _weight(influence, salience):
    return b.exercised_power(influence, salience)


def _outcomes(position, weight):
    c = b.condorcet(position, weight)
    return np.array([b.weighted_mean(position, weight), b.weighted_median(position, weight), c.expected])


def test_closed_form():
    position, weight = np.array([0.0, 50.0, 100.0]), np.array([1.0, 2.0, 5.0])
    assert b.weighted_mean(position, weight) == pytest.approx(75)
    assert b.weighted_median(position, weight) == 100
    levers = b.levers(position, weight)
    np.testing.assert_allclose(levers.position, [1 / 8, 2 / 8, 5 / 8])
    np.testing.assert_allclose(levers.weight, [-75 / 8, -25 / 8, 25 / 8])


def test_median_is_the_smallest_position_that_reaches_half():
    assert b.weighted_median(np.array([90.0, 10.0]), np.array([1.0, 1.0])) == 10
    assert b.weighted_median(np.array([10.0, 20.0, 30.0]), np.array([0.1, 0.2, 0.3])) == 20


def test_condorcet_of_two_blocs():
    # V = [[½, .7], [.3, ½]] has the dominant eigenvector (√.7, √.3).
    result = b.condorcet(np.array([0.0, 100.0]), np.array([7.0, 3.0]))
    shares = np.sqrt([0.7, 0.3]) / np.sqrt([0.7, 0.3]).sum()
    np.testing.assert_allclose(result.shares, shares)
    assert result.expected == pytest.approx(100 * shares[1])


def test_condorcet_shares_solve_the_eigenproblem_written_out():
    position, weight = np.array([0.0, 40.0, 50.0, 100.0, 40.0]), np.array([3.0, 1.0, 4.0, 2.0, 2.5])
    result = b.condorcet(position, weight)
    np.testing.assert_array_equal(result.positions, [0, 40, 50, 100])
    pairwise = np.zeros((4, 4))
    for row, one in enumerate(result.positions):
        for column, other in enumerate(result.positions):
            for x, w in zip(position, weight, strict=True):
                near, far = abs(x - one), abs(x - other)
                pairwise[row, column] += w / weight.sum() * (0.5 if near == far else near < far)
    grown = pairwise @ result.shares
    np.testing.assert_allclose(grown / grown.sum(), result.shares, atol=1e-12)
    assert result.shares.min() > 0


def test_single_actor_is_the_outcome(recwarn):
    position, weight = np.array([37.0]), np.array([4.0])
    np.testing.assert_allclose(_outcomes(position, weight), 37)
    assert not b.knife_edge(position, weight)
    assert not recwarn


def test_equal_positions_are_the_outcome(recwarn):
    position, weight = np.full(5, 62.5), np.arange(1.0, 6.0)
    np.testing.assert_allclose(_outcomes(position, weight), 62.5)
    np.testing.assert_allclose(b.levers(position, weight).weight, 0, atol=1e-12)
    assert not b.knife_edge(position, weight)
    assert not recwarn


@given(actors=ACTORS)
def test_outcomes_lie_in_the_hull(actors):
    position, salience, influence = actors
    outcomes = _outcomes(position, _weight(influence, salience))
    assert np.all(outcomes >= position.min() - 1e-9)
    assert np.all(outcomes <= position.max() + 1e-9)


@given(actors=ACTORS, factor=FACTOR)
def test_scaling_all_influences_changes_nothing(actors, factor):
    position, salience, influence = actors
    weight = _weight(influence, salience)
    np.testing.assert_allclose(_outcomes(position, weight * factor), _outcomes(position, weight), atol=1e-6)
    assert b.knife_edge(position, weight * factor) == b.knife_edge(position, weight)


@given(actors=ACTORS)
def test_splitting_an_actor_in_two_halves_changes_nothing(actors):
    position, salience, influence = actors
    halved = influence.copy()
    halved[0] /= 2
    weight = _weight(np.append(halved, halved[0]), np.append(salience, salience[0]))
    split = _outcomes(np.append(position, position[0]), weight)
    np.testing.assert_allclose(split, _outcomes(position, _weight(influence, salience)), atol=1e-6)


@given(actors=ACTORS, place=st.integers(0, 8))
def test_an_actor_without_a_cell_changes_nothing(actors, place):
    position, salience, influence = actors
    plain = _weight(influence, salience)
    place = min(place, position.size)
    wider = np.insert(actors, place, np.nan, axis=1)
    wider[2, place] = 90  # influence without position or salience
    weight = _weight(wider[2], wider[1])
    np.testing.assert_allclose(_outcomes(wider[0], weight), _outcomes(position, plain), atol=1e-9)
    assert b.knife_edge(wider[0], weight) == b.knife_edge(position, plain)
    for wide, narrow in zip(b.levers(wider[0], weight), b.levers(position, plain), strict=True):
        assert np.isnan(wide[place])
        np.testing.assert_allclose(np.delete(wide, place), narrow, atol=1e-12)


@given(actors=ACTORS)
def test_mirrored_scale_mirrors_the_outcome(actors):
    position, salience, influence = actors
    weight = _weight(influence, salience)
    mean, median, expected = _outcomes(position, weight)
    mirrored = _outcomes(100 - position, weight)
    np.testing.assert_allclose(mirrored[[0, 2]], [100 - mean, 100 - expected], atol=1e-6)
    # A weight split exactly in half has a lower and an upper median; the lower one is taken.
    assert 100 - mirrored[1] >= median
    if weight[position <= median].sum() != weight[position > median].sum():
        assert 100 - mirrored[1] == median


@given(actors=ACTORS)
def test_levers_are_the_finite_differences(actors):
    position, salience, influence = actors
    weight = _weight(influence, salience)
    levers = b.levers(position, weight)
    assert levers.position.sum() == pytest.approx(1)
    for k in range(position.size):
        step = np.zeros(position.size)
        step[k] = 1e-4 * weight[k]
        up, down = b.weighted_mean(position, weight + step), b.weighted_mean(position, weight - step)
        assert levers.weight[k] == pytest.approx((up - down) / (2 * step[k]), rel=1e-4, abs=1e-6)
        step[k] = 0.5
        up, down = b.weighted_mean(position + step, weight), b.weighted_mean(position - step, weight)
        assert levers.position[k] == pytest.approx(up - down, abs=1e-9)


@given(actors=ACTORS)
def test_knife_edge_is_what_trying_every_weight_finds(actors):
    position, salience, influence = actors
    weight = _weight(influence, salience)
    median = b.weighted_median(position, weight)
    slack = weight.sum() - 2 * max(weight[position < median].sum(), weight[position > median].sum())
    assume(abs(0.05 * weight.max() - slack) > 1e-9 * weight.sum())  # not on the edge itself
    changed = weight * (1 + np.concatenate([np.diag(s * np.full(weight.size, 0.05)) for s in (1, -1)]))
    moved = b.weighted_median(np.broadcast_to(position, changed.shape), changed) != median
    assert b.knife_edge(position, weight) == moved.any()


def test_knife_edge_near_and_far():
    position = np.array([10.0, 50.0, 90.0])
    assert b.knife_edge(position, np.array([50.0, 1.0, 49.0]))
    assert not b.knife_edge(position, np.array([30.0, 40.0, 30.0]))


def test_draws_and_issues_are_kept():
    rng = np.random.default_rng(0)
    position, weight = rng.uniform(0, 100, (20, 3, 5)), rng.uniform(0, 1, (20, 3, 5))
    position[:, 1, 4] = np.nan
    for function in (b.weighted_mean, b.weighted_median, b.knife_edge):
        together = function(position, weight)
        assert together.shape == (20, 3)
        assert together[6, 1] == pytest.approx(function(position[6, 1], weight[6, 1]))
    assert b.levers(position, weight).position.shape == (20, 3, 5)


@pytest.mark.parametrize("function", [b.weighted_mean, b.weighted_median, b.levers, b.knife_edge])
def test_no_weight_names_the_issue(function):
    position, weight = np.full((2, 3, 4), 50.0), np.ones((2, 3, 4))
    weight[1, 2] = 0
    with pytest.raises(ValueError, match="issue 'security': all weights are zero"):
        function(position, weight, issue=["territory", "trade", "security"])
    with pytest.raises(ValueError, match="issue 'territory': all weights are zero"):
        function(np.full(4, np.nan), np.ones(4), issue="territory")


def test_condorcet_without_weight_names_the_issue():
    with pytest.raises(ValueError, match="issue 'territory': all weights are zero"):
        b.condorcet(np.array([10.0, 20.0]), np.zeros(2), issue="territory")


def test_negative_weight_is_refused():
    with pytest.raises(ValueError, match="negative"):
        b.weighted_mean(np.array([10.0, 20.0]), np.array([2.0, -1.0]))
