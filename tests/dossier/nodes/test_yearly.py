"""A rate from the chance within a year against its closed form, with its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossier.nodes.probe import EFFECT, SLIDER, VALUES, assert_signs, node, value, z


@given(p=st.floats(0, 0.999), x=SLIDER, times=EFFECT)
def test_yearly(p, x, times):
    found = value("y", node("y", "yearly", of="p", links={"x": times}), p=p, x=x)
    assert found == pytest.approx(-math.log1p(-p) * times ** z(x))


def test_certain_within_a_year_is_a_finite_rate():
    rate, within = node("y", "yearly", of="p"), node("w", "within", rate="y", horizon="t")
    assert 20 < value("y", rate, p=1) < math.inf
    assert value("w", rate, within, p=1, t=12) == pytest.approx(1)
    assert value("w", rate, within, p=0, t=60) == 0


@given(times=EFFECT, values=VALUES)
def test_inputs_move_it_as_it_says(times, values):
    assert_signs(node("y", "yearly", of="p", links={"x": times}), values)
