"""Something does not hold, against its closed form."""

from __future__ import annotations

from hypothesis import given

from tests.dossier.nodes.probe import UNIT, VALUES, assert_signs, node, value


@given(p=UNIT)
def test_not(p):
    assert value("n", node("n", "not", of="p"), p=p) == 1 - p


@given(values=VALUES)
def test_inputs_move_it_as_it_says(values):
    assert_signs(node("n", "not", of="p"), values)
