"""Expected years against its closed form, with its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossier.nodes.probe import VALUES, assert_signs, node, value


@given(p=st.floats(0, 0.99), years=st.floats(0.25, 30))
def test_mean_years(p, years):
    stages = [node("a", "yearly", of="p"), node("b", "duration", of="t")]
    found = value("m", *stages, node("m", "mean_years", stages=["a", "b"]), p=p, t=years)
    assert found == (math.inf if p == 0 else pytest.approx(-1 / math.log1p(-p) + years))


@given(values=VALUES)
def test_inputs_move_it_as_it_says(values):
    assert_signs(node("m", "mean_years", stages=["r"]), values)
