"""One number a quantity, and its band."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from components.model.number import number, numbers, quantiles, shown

DRAWS = hnp.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(2, 40)), elements=st.floats(0, 1))


@given(draws=DRAWS)
def test_quantiles_are_those_of_numpy(draws):
    np.testing.assert_allclose(quantiles(draws), np.quantile(draws, [0.1, 0.5, 0.9], axis=-1), atol=1e-12)


@given(draws=DRAWS)
def test_a_chance_is_the_mean_and_all_else_the_median(draws):
    for chance, expected in ((True, draws.mean(axis=-1)), (False, np.median(draws, axis=-1))):
        np.testing.assert_allclose([item.value for item in numbers(draws, chance=chance)], expected, atol=1e-12)
        np.testing.assert_allclose(shown(draws, chance=chance), expected, atol=1e-12)
        assert numbers(draws, chance=chance)[0] == number(draws[0], chance=chance)


@given(endless=st.integers(0, 20))
def test_between_a_number_and_infinity_nothing_is_interpolated(endless):
    draws = np.array([1.0] * (20 - endless) + [math.inf] * endless)
    found = number(draws, chance=False)
    assert {found.p10, found.p50, found.p90} <= {1.0, math.inf}
    assert found.p10 <= found.p50 <= found.p90
    assert math.isinf(found.p50) == (endless > 10)
