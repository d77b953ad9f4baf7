"""A probability against its closed form, with its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from tests.dossier.nodes.probe import EFFECT, SLIDER, UNIT, VALUES, assert_signs, node, value, z


@given(x=SLIDER, odds=EFFECT, mode=st.floats(0.01, 0.99))
def test_probability(x, odds, mode):
    found = value("q", node("q", "probability", default=(0, mode, 1), links={"x": odds}), x=x)
    assert found == pytest.approx(expit(logit(mode) + math.log(odds) * z(x)))


@pytest.mark.parametrize("mode", [0.0, 1.0])
def test_a_certain_probability_stays_certain(mode):
    assert value("q", node("q", "probability", default=mode, links={"x": 9.0}), x=100) == mode


@given(k=st.floats(-5, 5), mode=st.floats(0.01, 0.99))
def test_an_anchor_s_constant_adds_to_its_log_odds(k, mode):
    found = value("q", node("q", "probability", default=(0, mode, 1)), constants={"q": k})
    assert logit(found) == pytest.approx(logit(mode) + k)


@given(p=UNIT, x=SLIDER, odds=EFFECT)
def test_probability_from_an_assumption(p, x, odds):
    found = value("q", node("q", "probability", anchor={"from": "p"}, links={"x": odds}), p=p, x=x)
    raised = p * odds ** z(x)
    assert found == pytest.approx(raised / (raised + 1 - p))


@given(odds=EFFECT, values=VALUES)
def test_inputs_move_it_as_it_says(odds, values):
    assert_signs(node("q", "probability", anchor={"from": "p"}, links={"x": odds}), values)
