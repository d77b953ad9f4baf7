from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from components.model.scores import scores
from components.model.variance import crossings, indices, one_at_a_time, pages

NAMES = ["a", "b", "c"]


def _sets(names=NAMES, draws=1024):
    every = scores([*names, *(f"{name}'" for name in names)], draws=draws)
    return {name: every[name] for name in names}, {name: every[f"{name}'"] for name in names}


A, B = _sets()
GROUPS = [[name] for name in NAMES]


def test_the_first_page_is_the_headline():
    laid = pages(A, B, [["a", "b"], ["c"]])
    for name in NAMES:
        first, second, together, alone = laid[name].reshape(4, -1)
        np.testing.assert_array_equal(first, scores(NAMES)[name])
        np.testing.assert_array_equal(second, B[name])
        np.testing.assert_array_equal(together, B[name] if name in "ab" else A[name])
        np.testing.assert_array_equal(alone, B[name] if name == "c" else A[name])


@given(weights=st.tuples(*[st.floats(0.2, 3)] * 3), mean=st.floats(-100, 100))
@settings(max_examples=25)
def test_shares_of_a_sum_are_its_squares(weights, mean):
    laid = pages(A, B, GROUPS)
    found = indices(mean + sum(w * laid[name] for w, name in zip(weights, NAMES, strict=True)), 3)
    assert found is not None
    expected = np.square(weights) / np.sum(np.square(weights))
    np.testing.assert_allclose(found.first, expected, atol=0.03)
    np.testing.assert_allclose(found.total, expected, atol=0.03)
    assert np.all((found.total_interval[:, 0] <= found.total) & (found.total <= found.total_interval[:, 1]))


def test_ishigami():
    """The standard test function, with its indices in closed form (a = 7, b = 0.1)."""
    laid = {name: np.pi * (2 * ndtr(column) - 1) for name, column in pages(A, B, GROUPS).items()}
    outcome = np.sin(laid["a"]) + 7 * np.sin(laid["b"]) ** 2 + 0.1 * laid["c"] ** 4 * np.sin(laid["a"])
    found = indices(outcome, 3)
    assert found is not None
    np.testing.assert_allclose(found.first, [0.3139, 0.4424, 0], atol=0.06)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.04)


def test_a_group_counts_what_its_members_do_together():
    laid = pages(A, B, [["a", "b"], ["c"]])
    found = indices(laid["a"] * laid["b"], 2)
    assert found is not None
    np.testing.assert_allclose(found.total, [1, 0], atol=0.1)
    np.testing.assert_allclose(found.first, [1, 0], atol=0.1)


def test_an_output_that_does_not_answer_has_no_indices():
    assert indices(np.full(40, 3.0), 2) is None
    assert indices(np.full(40, np.inf), 2) is None


def test_settings_of_a_tornado():
    found = one_at_a_time(np.array([5.0, 50.0]), np.array([1.0, 40.0]), np.array([9.0, 60.0]))
    np.testing.assert_array_equal(found, [[1, 9, 5, 5, 5], [50, 50, 40, 60, 50]])


@given(slope=st.floats(0.1, 5), start=st.floats(-3, 3), level=st.floats(-2, 2))
def test_crossings_of_a_line(slope, start, level):
    at = np.linspace(0, 10, 21)
    found = crossings(at, start + slope * at, level)
    expected = (level - start) / slope
    if -1e-9 <= expected <= 10 + 1e-9:
        assert found == [pytest.approx(expected, abs=1e-9)] or abs(expected - round(2 * expected) / 2) < 1e-6
    else:
        assert found == []


def test_crossings_there_and_back():
    assert crossings(np.array([0.0, 1, 2, 3]), np.array([0.0, 2, 0, 1]), 1) == [0.5, 1.5, 3]
