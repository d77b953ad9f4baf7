"""Pools of several analysts' distributions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from components.model.number import number
from components.model.pooled import POOLS, pool
from components.model.scores import midpoints

N = 512
NORMAL = midpoints(N)
WEIGHT = st.floats(0.1, 10)
HOW = pytest.mark.parametrize("how", POOLS)


@HOW
@given(st.floats(-5, 5), st.floats(0.1, 3), st.integers(1, 4))
def test_those_who_agree_are_pooled_to_what_they_say(how, mean, spread, count):
    draws = mean + spread * NORMAL
    alone, found = number(draws, chance=False), pool([draws] * count, [1.0] * count, how, chance=False)
    step = spread * 8 / N
    assert (found.p10, found.p50, found.p90) == pytest.approx((alone.p10, alone.p50, alone.p90), abs=step)


@HOW
@given(st.lists(st.tuples(st.floats(0, 1), WEIGHT), min_size=1, max_size=5))
def test_a_pooled_chance_is_the_weighted_mean(how, analysts):
    draws = [np.full(N, chance) for chance, _ in analysts]
    weights = [weight for _, weight in analysts]
    wanted = sum(chance * weight for chance, weight in analysts) / sum(weights)
    assert pool(draws, weights, how, chance=True).value == pytest.approx(wanted)


@given(st.floats(0, 6), WEIGHT)
def test_averaged_quantiles_of_normals_are_a_normal_of_mean_mean_and_mean_spread(distance, weight):
    draws = [NORMAL, distance + 2 * NORMAL]
    share = weight / (1 + weight)
    found = pool(draws, [1, weight], "quantiles", chance=False)
    for value, z in ((found.p10, ndtri(0.1)), (found.p50, 0.0), (found.p90, ndtri(0.9))):
        assert value == pytest.approx(share * distance + (1 + share) * z, abs=0.05)


def test_the_linear_pool_of_two_points_is_where_its_distribution_says():
    draws = [np.zeros(N), np.ones(N)]
    for weight, median in ((0.2, 0.0), (0.8, 1.0)):
        found = pool(draws, [1 - weight, weight], "weights", chance=False)
        assert (found.p10, found.p50, found.p90) == (0.0, median, 1.0)


@given(st.floats(0.5, 6))
def test_disagreement_widens_the_linear_pool_alone(distance):
    draws = [NORMAL, distance + NORMAL]
    mixed, averaged = (pool(draws, [1, 1], how, chance=False) for how in POOLS)
    assert mixed.p90 - mixed.p10 > averaged.p90 - averaged.p10
    assert mixed.p50 == pytest.approx(averaged.p50, abs=0.1)


@HOW
def test_who_has_no_weight_takes_no_part_and_order_does_not_matter(how):
    draws = [NORMAL, 3 + NORMAL, np.full(N, math.inf)]
    assert pool(draws, [1, 3, 0], how, chance=False) == pool(draws[:2], [2, 6], how, chance=False)
    forth, back = pool(draws[:2], [1, 3], how, chance=False), pool(draws[1::-1], [3, 1], how, chance=False)
    assert (forth.p10, forth.p50, forth.p90) == pytest.approx((back.p10, back.p50, back.p90))


def test_what_never_comes_for_one_half_never_comes_in_the_upper_half():
    found = pool([NORMAL, np.full(N, math.inf)], [1, 1], "weights", chance=False)
    assert math.isfinite(found.p10)
    assert found.p90 == math.inf


@pytest.mark.parametrize("weights", [[], [1], [1, -1], [0, 0], [1, math.nan]])
def test_weights_that_cannot_be_used_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        pool([NORMAL, NORMAL], weights, "weights", chance=False)
