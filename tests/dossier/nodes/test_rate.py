"""A rate against its closed form, with its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dossier.nodes.rate import RateBand
from tests.dossier.nodes.probe import EFFECT, SLIDER, VALUES, assert_signs, node, value, z


@given(x=SLIDER, times=EFFECT)
def test_rate(x, times):
    found = value("r", node("r", "rate", default=(0.1, 0.3, 0.6), links={"x": times}), x=x)
    assert found == pytest.approx(0.3 * times ** z(x))


def test_rate_from_probabilities_by_a_number_of_months():
    band = RateBand(p10=0.6, p50=0.8, p90=0.95, by_months=6).per_year()
    assert (band.p10, band.p50, band.p90) == pytest.approx([-2 * math.log(1 - p) for p in (0.6, 0.8, 0.95)])
    rate = node("r", "rate") | {"default": {"p10": 0.6, "p50": 0.8, "p90": 0.95, "by_months": 6}}
    within = node("w", "within", rate="r", horizon="t")
    assert value("w", rate, within, t=6) == pytest.approx(0.8)
    assert value("w", rate, within, t=12) == pytest.approx(1 - 0.2**2)


@given(p50=st.floats(1e-6, 1e4), spread=st.floats(1, 10))
def test_a_rate_is_drawn_as_chances_that_stand_for_it(p50, spread):
    """Rates have no upper end; whatever their size, the chances drawn for them say the same."""
    band = RateBand(p10=p50 / spread, p50=p50, p90=p50 * spread)
    chances = band.chances()
    for chance, rate in zip((chances.p10, chances.p50, chances.p90), (band.p10, band.p50, band.p90), strict=True):
        assert -math.log1p(-chance) / band.years == pytest.approx(rate, rel=1e-9)


@given(k=st.floats(-5, 5), times=EFFECT, x=SLIDER)
def test_an_anchor_s_constant_multiplies_it(k, times, x):
    found = value("r", node("r", "rate", default=(0.1, 0.3, 0.6), links={"x": times}), constants={"r": k}, x=x)
    assert found == pytest.approx(0.3 * math.exp(k) * times ** z(x))


@given(times=EFFECT, values=VALUES)
def test_inputs_move_it_as_it_says(times, values):
    assert_signs(node("r", "rate", default=0.3, links={"x": times}), values)
