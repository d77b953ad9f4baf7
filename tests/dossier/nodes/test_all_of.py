"""Everything holds, against its closed form."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.dossier.nodes.probe import UNIT, VALUES, assert_signs, node, value


@given(p=UNIT, q=UNIT)
def test_all(p, q):
    fixed = node("q", "probability", default=q)
    assert value("n", fixed, node("n", "all", of=["p", "q"]), p=p) == pytest.approx(p * q)


@given(values=VALUES)
def test_inputs_move_it_as_it_says(values):
    assert_signs(node("n", "all", of=["p", "q"]), values)
