"""A chance by the horizon against its closed form, with its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossier.nodes.probe import RATE, VALUES, assert_signs, node, value


@given(rate=RATE, months=st.floats(0, 60))
def test_within(rate, months):
    found = value("w", node("r", "rate", default=rate), node("w", "within", rate="r", horizon="t"), t=months)
    assert found == pytest.approx(1 - math.exp(-rate * months / 12), abs=1e-12)


@given(values=VALUES)
def test_inputs_move_it_as_it_says(values):
    assert_signs(node("w", "within", rate="r", horizon="t"), values)
