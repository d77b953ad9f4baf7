"""A rate from expected years against its closed form, with its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossier.nodes.probe import EFFECT, SLIDER, VALUES, assert_signs, node, value, z


@given(years=st.floats(0.01, 60), x=SLIDER, times=EFFECT)
def test_duration(years, x, times):
    found = value("d", node("d", "duration", of="t", links={"x": times}), t=years, x=x)
    assert found == pytest.approx(times ** z(x) / years)


def test_no_time_at_all_is_a_finite_rate():
    assert math.isfinite(value("d", node("d", "duration", of="t"), t=0))


@given(times=EFFECT, values=VALUES)
def test_inputs_move_it_as_it_says(times, values):
    assert_signs(node("d", "duration", of="t", links={"x": times}), values)
