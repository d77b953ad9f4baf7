"""Sobol indices against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from components.model.scores import scores
from components.model.variance import indices

DRAWS = 1024
EVERY = scores([f"{name}{page}" for page in "AB" for name in "abc"], draws=DRAWS)
A, B = (np.stack([EVERY[f"{name}{page}"] for name in "abc"]) for page in "AB")


def _pages(function, groups=((0,), (1,), (2,))):
    """Evaluate a function of three scores on A, on B, and on A with each group from B."""
    mixed = [np.where(np.isin(np.arange(3), group)[:, None], B, A) for group in groups]
    return np.stack([function(*page) for page in (A, B, *mixed)])


@given(weights=st.tuples(*[st.floats(0.2, 3)] * 3), mean=st.floats(-100, 100))
@settings(max_examples=25)
def test_shares_of_a_sum_are_its_squares(weights, mean):
    found = indices(_pages(lambda *scores: mean + sum(w * z for w, z in zip(weights, scores, strict=True))))
    assert found is not None
    expected = np.square(weights) / np.sum(np.square(weights))
    np.testing.assert_allclose(found.first, expected, atol=0.03)
    np.testing.assert_allclose(found.total, expected, atol=0.03)
    assert np.all((found.total_interval[:, 0] <= found.total) & (found.total <= found.total_interval[:, 1]))


def test_ishigami():
    """The standard test function, with its indices in closed form (a = 7, b = 0.1)."""

    def ishigami(*scores):
        a, b, c = (np.pi * (2 * ndtr(z) - 1) for z in scores)
        return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)

    found = indices(_pages(ishigami))
    assert found is not None
    np.testing.assert_allclose(found.first, [0.3139, 0.4424, 0], atol=0.06)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.04)


def test_a_group_counts_what_its_members_do_together():
    found = indices(_pages(lambda a, b, _: a * b, groups=((0, 1), (2,))))
    assert found is not None
    np.testing.assert_allclose(found.total, [1, 0], atol=0.1)
    np.testing.assert_allclose(found.first, [1, 0], atol=0.1)


def test_an_output_that_does_not_answer_has_no_indices():
    assert indices(np.full((4, 10), 3.0)) is None
    assert indices(np.full((4, 10), np.inf)) is None


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_intervals_for_the_same_seed(seed):
    pages = _pages(lambda a, b, c: a + b * c)
    for one, other in zip(indices(pages, seed=seed), indices(pages, seed=seed), strict=True):
        np.testing.assert_array_equal(one, other)
