from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components.dossier.types import Band
from components.model.draws import BLOCK, Columns, column_names, triangular
from components.model.scenario import DRAWS

ENDS = st.tuples(*[st.floats(-1e3, 1e3)] * 3).map(sorted).filter(lambda ends: ends[2] - ends[0] > 1e-3)
UNIFORM = (np.arange(999) + 0.5) / 999


def _band(low, mode, high):
    return Band(low=low, mode=mode, high=high)


@given(ends=ENDS)
def test_triangular_is_the_quantile_function(ends):
    low, mode, high = ends
    values = triangular(UNIFORM, _band(low, mode, high))
    expected = stats.triang.ppf(UNIFORM, (mode - low) / (high - low), loc=low, scale=high - low)
    np.testing.assert_allclose(values, expected, atol=1e-9 * max(1, abs(low), abs(high)))
    assert low <= values.min()
    assert values.max() <= high
    assert np.all(np.diff(values) >= 0)


@given(ends=ENDS, up=st.tuples(*[st.floats(0, 100)] * 3).map(sorted))
def test_no_draw_falls_when_its_band_rises(ends, up):
    low, mode, high = ends
    risen = sorted([low + up[0], mode + up[0], high + up[0]])
    assert np.all(triangular(UNIFORM, _band(*risen)) >= triangular(UNIFORM, _band(*ends)) - 1e-9)


@pytest.mark.parametrize("ends", [(0, 50, 100), (10, 10, 40), (20, 90, 90), (62, 77, 92)])
def test_moments_of_a_column(ends):
    low, mode, high = ends
    drawn = Columns(["x"], DRAWS, 0).triangular("x", _band(*ends))
    assert drawn.mean() == pytest.approx((low + mode + high) / 3, rel=1e-3)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert drawn.std() == pytest.approx(np.sqrt(variance), rel=2e-3)


def test_a_band_of_no_width_is_a_number():
    assert np.all(Columns(["x"], 64, 0).triangular("x", _band(7, 7, 7)) == 7)


def test_columns_stand_alone_and_repeat():
    names = [f"q{number}" for number in range(2 * BLOCK + 10)]
    columns, again = Columns(names, DRAWS, 3), Columns(names, DRAWS, 3)
    unit = _band(0, 0.5, 1)
    drawn = np.array([columns.triangular(name, unit) for name in names])
    np.testing.assert_array_equal(drawn, [again.triangular(name, unit) for name in reversed(names)][::-1])
    # Beyond a block the columns are the same numbers in another order, and as unrelated as any two.
    np.testing.assert_array_equal(np.sort(drawn[5]), np.sort(drawn[5 + BLOCK]))
    correlation = np.corrcoef(drawn) - np.eye(len(names))
    assert np.abs(correlation).max() < 0.25
    assert np.abs(correlation).mean() < 0.015


def test_seed_and_number_of_draws_matter():
    unit = _band(0, 0.5, 1)
    plain = Columns(["x"], 100, 0).triangular("x", unit)
    assert plain.shape == (100,)
    assert not np.array_equal(plain, Columns(["x"], 100, 1).triangular("x", unit))


def test_an_unknown_quantity_is_a_key_error():
    with pytest.raises(KeyError):
        Columns(["x"], 8, 0).triangular("y", _band(0, 1, 2))


def test_columns_do_not_follow_the_order_of_the_files(builtin):
    shuffled = builtin.model_copy(
        update={"assumptions": builtin.assumptions[::-1], "cells": builtin.cells[::-1], "actors": builtin.actors[::-1]}
    )
    assert column_names(shuffled) == column_names(builtin)
    assert len(set(column_names(builtin))) == len(column_names(builtin))
