from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from components.dossier.correlations import Pair
from components.model.scores import midpoints, scores

NAMES = [f"q{number}" for number in range(40)]
R = st.floats(-0.95, 0.95)


def test_every_column_holds_every_stratum_once():
    found = scores(NAMES, [Pair("q3", "q7", 0.6)])
    for column in found.values():
        np.testing.assert_array_equal(np.sort(column), midpoints(1024))
    assert midpoints(1024).mean() == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize("draws", [1, 2, 100, 1000, 1024])
def test_any_number_of_draws(draws):
    found = scores(NAMES[:3], draws=draws)
    assert all(column.shape == (draws,) and np.isfinite(column).all() for column in found.values())


def test_more_quantities_than_draws():
    found = scores(NAMES, draws=16)
    assert all(np.isfinite(column).all() for column in found.values())


def test_columns_are_fixed_by_names_and_seed():
    for name, column in scores(NAMES).items():
        np.testing.assert_array_equal(column, scores(NAMES)[name])
    assert np.any(scores(NAMES, seed=1)["q0"] != scores(NAMES, seed=0)["q0"])


@pytest.mark.parametrize("count", [1, 5, 31, 32, 33, 39])
def test_a_name_added_at_the_end_moves_no_other(count):
    fewer, more = scores(NAMES[:count]), scores(NAMES)
    for name in NAMES[:count]:
        np.testing.assert_array_equal(fewer[name], more[name])


def test_quantities_that_are_not_named_together_are_uncorrelated():
    names = [f"q{number}" for number in range(200)]
    correlation = np.corrcoef(list(scores(names).values())) - np.eye(len(names))
    assert np.abs(correlation).max() < 0.015


@given(r=R, seed=st.integers(0, 5))
@settings(max_examples=20)
def test_a_pair_is_correlated_as_it_says(r, seed):
    found = scores(NAMES, [Pair("q5", "q2", r)], seed=seed)
    assert np.corrcoef(found["q5"], found["q2"])[0, 1] == pytest.approx(r, abs=0.01)
    rank = stats.spearmanr(found["q5"], found["q2"]).statistic
    assert rank == pytest.approx(6 / np.pi * np.arcsin(r / 2), abs=0.03)
    others = [np.corrcoef(found["q5"], found[name])[0, 1] for name in NAMES if name not in ("q5", "q2")]
    assert np.abs(others).max() < 0.03


@given(entries=st.lists(st.floats(-1, 1), min_size=16, max_size=16), seed=st.integers(0, 3))
@settings(max_examples=20)
def test_a_group_is_correlated_as_it_says(entries, seed):
    loadings = np.reshape(entries, (4, 4)) + 0.1 * np.eye(4)
    covariance = loadings @ loadings.T + 0.01 * np.eye(4)
    matrix = covariance / np.sqrt(np.outer(np.diag(covariance), np.diag(covariance)))
    pairs = [Pair(f"q{i}", f"q{j}", float(matrix[i, j])) for i in range(4) for j in range(i)]
    found = scores(NAMES, pairs, seed=seed)
    ranks = stats.spearmanr([found[f"q{i}"] for i in range(4)], axis=1).statistic
    np.testing.assert_allclose(ranks, 6 / np.pi * np.arcsin(matrix / 2), atol=0.03)


def test_only_the_columns_that_are_named_change():
    plain, tied = scores(NAMES), scores(NAMES, [Pair("q5", "q2", 0.5)])
    assert [name for name in NAMES if np.any(plain[name] != tied[name])] == ["q5"]


@pytest.mark.parametrize("r", [1.0, -1.0])
def test_full_correlation(r):
    found = scores(NAMES, [Pair("q1", "q2", r)])
    np.testing.assert_allclose(found["q2"], r * found["q1"], atol=1e-12)
