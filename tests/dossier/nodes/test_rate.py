"""A rate against its closed form, with its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from components.dossier.nodes.rate import RateBand
from tests.dossier.nodes.probe import EFFECT, SLIDER, VALUES, assert_signs, value, z
from tests.model.build import node


@given(x=SLIDER, times=EFFECT)
def test_rate(x, times):
    found = value("r", node("r", "rate", default=(0.1, 0.3, 0.6), links={"x": times}), x=x)
    assert found == pytest.approx(0.3 * times ** z(x))


def test_rate_from_probabilities_by_a_number_of_months():
    band = RateBand(low=0.6, mode=0.8, high=0.95, by_months=6).per_year()
    assert (band.low, band.mode, band.high) == pytest.approx([-2 * math.log(1 - p) for p in (0.6, 0.8, 0.95)])
    rate = node("r", "rate") | {"default": {"low": 0.6, "mode": 0.8, "high": 0.95, "by_months": 6}}
    within = node("w", "within", rate="r", horizon="t")
    assert value("w", rate, within, t=6) == pytest.approx(0.8)
    assert value("w", rate, within, t=12) == pytest.approx(1 - 0.2**2)


@given(times=EFFECT, values=VALUES)
def test_inputs_move_it_as_it_says(times, values):
    assert_signs(node("r", "rate", default=0.3, links={"x": times}), values)
