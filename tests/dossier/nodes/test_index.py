"""An index against its closed form, with its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossier.nodes.probe import SLIDER, VALUES, assert_signs, node, value, z


@given(x=SLIDER, points=st.floats(-300, 300))
def test_index(x, points):
    found = value("i", node("i", "index", default=(10, 30, 60), links={"x": points}), x=x)
    assert found == pytest.approx(min(max(30 + points * z(x), 0), 100))


@given(points=st.floats(-9, 9), values=VALUES)
def test_inputs_move_it_as_it_says(points, values):
    assert_signs(node("i", "index", default=(10, 30, 60), links={"x": points}), values)
