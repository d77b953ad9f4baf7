"""At least one thing holds, against its closed form."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.dossier.nodes.probe import UNIT, VALUES, assert_signs, node, value


@given(p=UNIT, q=UNIT)
def test_any(p, q):
    fixed = node("q", "probability", default=q)
    assert value("n", fixed, node("n", "any", of=["p", "q"]), p=p) == pytest.approx(1 - (1 - p) * (1 - q))


@given(values=VALUES)
def test_inputs_move_it_as_it_says(values):
    assert_signs(node("n", "any", of=["p", "q"]), values)
