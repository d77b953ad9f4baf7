"""A chance between two others against its closed form, with its limits."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.dossier.nodes.probe import SLIDER, UNIT, VALUES, assert_signs, node, value


@given(x=SLIDER, p=UNIT)
def test_mix(x, p):
    fixed = node("q", "probability", default=0.8)
    by_assumption = node("m", "mix", weight="x", when_0="p", when_1="q")
    assert value("m", fixed, by_assumption, x=x, p=p) == pytest.approx((1 - x / 100) * p + x / 100 * 0.8)
    index = node("i", "index", default=25)
    by_index = node("m", "mix", weight="i", when_0="p", when_1="q")
    assert value("m", fixed, index, by_index, p=p) == pytest.approx(0.75 * p + 0.25 * 0.8)


def test_mix_divides_by_the_end_of_the_range():
    nodes = [node("q", "probability", default=1), node("m", "mix", weight="t", when_0="p", when_1="q")]
    assert value("m", *nodes, p=0, t=60) == 1
    assert value("m", *nodes, p=0, t=15) == 0.25


@given(values=VALUES)
def test_inputs_move_it_as_it_says(values):
    assert_signs(node("m", "mix", weight="x", when_0="p", when_1="q"), values)
