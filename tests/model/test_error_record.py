from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from components.model import error_record

GOLDEN = json.loads((Path(__file__).parent / "golden/deu3_benchmark.json").read_text(encoding="utf-8"))
DRAWS = hnp.arrays(np.float64, st.integers(1, 60), elements=st.floats(0, 100))


def test_record_is_the_published_benchmark():
    assert {str(k): v for k, v in error_record.ABSOLUTE_ERROR.items()} == GOLDEN["compromise_abs_error_quantiles"]
    assert GOLDEN["n"] == error_record.ISSUES
    mae = GOLDEN["mae"]
    published = [mae["compromise_weighted_mean"], mae["challenge_best_config"], mae["constant_50"]]
    assert list(error_record.MEAN_ABSOLUTE_ERROR.values()) == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95])
def test_without_input_uncertainty_the_interval_is_the_point_and_the_record(level):
    exact = [50 - error_record.ABSOLUTE_ERROR[level], 50 + error_record.ABSOLUTE_ERROR[level]]
    assert error_record.point_interval(50, level) == pytest.approx(np.clip(exact, 0, 100), abs=1e-9)
    assert error_record.interval(np.full(7, 50.0), level) == pytest.approx(np.clip(exact, 0, 100), abs=1e-9)


def test_interval_is_clipped_to_the_scale():
    np.testing.assert_allclose(error_record.interval(np.full(4, 95.0)), [95 - 36.997, 100], atol=1e-9)
    np.testing.assert_allclose(error_record.point_interval(np.array([5.0, 95.0]))[:, 0], [0, 58.003], atol=1e-9)


@given(draws=DRAWS)
def test_record_widens_the_interval_of_its_own_middle(draws):
    low, high = error_record.interval(draws)
    assert 0 <= low <= high <= 100
    assert low <= np.quantile(draws, 0.5, method="hazen") + 1e-9 <= high + 2e-9


@given(draws=DRAWS)
def test_mirrored_draws_mirror_the_interval(draws):
    low, high = error_record.interval(draws)
    np.testing.assert_allclose(error_record.interval(100 - draws), [100 - high, 100 - low], atol=1e-6)


def test_input_uncertainty_widens_the_interval():
    widths = [np.ptp(error_record.interval(50 + spread * np.linspace(-1, 1, 501))) for spread in (0, 10, 25, 40)]
    assert widths == sorted(widths)
    assert widths[-1] > widths[0] + 5


def test_interval_agrees_with_simulation():
    rng = np.random.default_rng(1)
    draws = rng.triangular(20, 55, 80, 4096)
    levels = rng.uniform(0, 1, 400_000)
    error = np.interp(levels, [0, *error_record.ABSOLUTE_ERROR, 1], [0, *error_record.ABSOLUTE_ERROR.values(), 100])
    simulated = rng.choice(draws, error.size) + rng.choice([-1, 1], error.size) * error
    expected = np.clip(np.quantile(simulated, [0.1, 0.9]), 0, 100)
    np.testing.assert_allclose(error_record.interval(draws), expected, atol=0.3)


def test_issues_keep_their_axis():
    draws = np.random.default_rng(2).uniform(0, 100, (300, 3))
    together = error_record.interval(draws)
    assert together.shape == (3, 2)
    for k in range(3):
        np.testing.assert_array_equal(together[k], error_record.interval(draws[:, k]))


@pytest.mark.parametrize("level", [-0.1, 1.1])
def test_impossible_levels_are_refused(level):
    with pytest.raises(ValueError, match="level"):
        error_record.interval(np.zeros(3), level)
    with pytest.raises(ValueError, match="level"):
        error_record.absolute_error(level)
