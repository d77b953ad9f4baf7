"""Two stages by the horizon against its closed form, with its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dossier.nodes.sequence import both_stages_within
from tests.dossier.nodes.probe import RATE, VALUES, YEARS, assert_signs, node


@given(a=st.floats(0.01, 20), b=st.floats(0.01, 20), years=YEARS)
def test_sequence(a, b, years):
    found = both_stages_within(np.array(a), np.array(b), np.array(years))
    if abs(a - b) > 0.01 * (a + b):
        closed = 1 - (b * math.exp(-a * years) - a * math.exp(-b * years)) / (b - a)
    else:
        # Near a = b the closed form divides by almost nothing: integrate the first stage's date instead.
        grid = (np.arange(100_000) + 0.5) / 100_000 * years
        closed = np.mean(a * np.exp(-a * grid) * -np.expm1(-b * (years - grid))) * years
    assert found == pytest.approx(closed, abs=1e-5)


@given(rate=RATE, years=YEARS)
def test_sequence_of_equal_rates(rate, years):
    found = both_stages_within(np.array(rate), np.array(rate), np.array(years))
    assert found == pytest.approx(1 - (1 + rate * years) * math.exp(-rate * years), abs=1e-12)
    near = both_stages_within(np.array(rate), np.array(rate * (1 + 1e-9)), np.array(years))
    assert near == pytest.approx(found, abs=1e-7)


@given(a=RATE, b=RATE, years=YEARS)
def test_sequence_has_no_order_and_no_more_chance_than_either_stage(a, b, years):
    found = both_stages_within(np.array(a), np.array(b), np.array(years))
    assert found == both_stages_within(np.array(b), np.array(a), np.array(years))
    assert -1e-12 <= found <= min(1 - math.exp(-a * years), 1 - math.exp(-b * years)) + 1e-12
    if a == 0 or b == 0:
        assert found == 0


def test_sequence_of_a_quick_and_a_slow_stage_is_the_slow_one():
    found = both_stages_within(np.array(1e9), np.array(0.5), np.array(2.0))
    assert found == pytest.approx(1 - math.exp(-1))


@given(values=VALUES)
def test_inputs_move_it_as_it_says(values):
    assert_signs(node("s", "sequence", stages=["r", "q"], horizon="t"), values)
