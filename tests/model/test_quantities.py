from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import integrate, stats

from components.model.quantities import MARGIN, C, Quantity
from components.model.scores import midpoints

Z = midpoints(1024)
WIDE = np.linspace(-6, 6, 1201)


@st.composite
def quantities(draw):
    """Any legal band, ends and equal quantiles included."""
    start = draw(st.sampled_from([0.0, -50.0, 1.0]))
    width = draw(st.sampled_from([1.0, 36.0, 100.0]))
    point = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0]))
    p10, p50, p90 = sorted(draw(st.tuples(point, point, point)))
    return Quantity(*(min(start + width * share, start + width) for share in (p10, p50, p90)), start, start + width)


SHARE = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0]))


def _at(quantity, share):
    return min(quantity.low + share * (quantity.high - quantity.low), quantity.high)


@given(quantity=quantities())
@example(quantity=Quantity(85, 97, 100))
@example(quantity=Quantity(0, 0, 10))
@example(quantity=Quantity(0, 50, 100))
@example(quantity=Quantity(50, 50, 60))
@example(quantity=Quantity(0, 100, 100))
def test_what_is_read_is_what_is_drawn(quantity):
    drawn = quantity.values(Z)
    read = [quantity.p10, quantity.p50, quantity.p90]
    point = (quantity.high - quantity.low) / 100
    np.testing.assert_allclose(np.quantile(drawn, [0.1, 0.5, 0.9]), read, atol=0.5 * point)
    np.testing.assert_allclose(quantity.values([-C, 0, C]), read, atol=1e-9 * 100 * point)


@given(quantity=quantities(), share=SHARE)
def test_draws_stay_in_the_range_and_rise_with_the_score(quantity, share):
    drawn = quantity.values(WIDE, _at(quantity, share))
    assert np.isfinite(drawn).all()
    assert quantity.low <= drawn.min()
    assert drawn.max() <= quantity.high
    assert np.all(np.diff(drawn) >= 0)


@given(quantity=quantities(), share=SHARE)
def test_a_slider_sets_the_median_and_the_band_is_what_is_drawn(quantity, share):
    at = _at(quantity, share)
    point = (quantity.high - quantity.low) / 100
    band = quantity.band(at)
    assert band.p50 == pytest.approx(at, abs=1e-7 * point)
    np.testing.assert_allclose(quantity.values([-C, 0, C], at), band, atol=1e-7 * point)
    np.testing.assert_allclose(np.quantile(quantity.values(Z, at), [0.1, 0.5, 0.9]), band, atol=0.6 * point)


@given(quantity=quantities(), shares=st.tuples(SHARE, SHARE).map(sorted))
def test_no_draw_falls_when_the_slider_rises(quantity, shares):
    below, above = (quantity.values(WIDE, _at(quantity, share)) for share in shares)
    assert np.all(above >= below - 1e-9 * (quantity.high - quantity.low))


@given(quantity=quantities())
def test_the_band_narrows_toward_the_ends(quantity):
    at = np.linspace(quantity.low, quantity.high, 201)
    band = quantity.band(at)
    width = band.p90 - band.p10
    peak = int(np.argmax(width))
    tolerance = 1e-9 * (quantity.high - quantity.low)
    # The dossier's own median at an end is as wide as it says; everywhere else an end is certain.
    inner = slice(1, -1)
    assert np.all(np.diff(width[inner][: max(peak, 1)]) >= -tolerance)
    assert np.all(np.diff(width[inner][max(peak - 1, 0) :]) <= tolerance)
    for end, place in ((quantity.low, 0), (quantity.high, -1)):
        if end != quantity.p50:
            assert width[place] == 0
            assert np.all(quantity.values(Z, end) == end)


@given(quantity=quantities())
def test_a_slider_at_the_default_changes_nothing(quantity):
    np.testing.assert_array_equal(quantity.values(Z, quantity.p50), quantity.values(Z))
    np.testing.assert_array_equal(quantity.moved(quantity.probits(Z)), quantity.values(Z))


@given(quantity=quantities(), value=st.floats(0, 100))
def test_a_certain_number_stays_certain(quantity, value):
    drawn = Quantity(value, value, value).values(Z)
    assert np.all(drawn == value)
    assert np.all(Quantity(7, 7, 7).values(Z, value) == value)


@given(quantity=quantities(), z=st.floats(-3, 3))
def test_the_score_of_a_value_draws_it(quantity, z):
    value = quantity.values(z)
    again = quantity.values(np.clip(quantity.score(value), -8, 8))
    assert again == pytest.approx(value, abs=1e-6 * (quantity.high - quantity.low))


def test_scores_where_none_or_many_draw_the_value():
    assert np.all(np.isnan(Quantity(10, 20, 30).score([-1, 101, np.nan])))
    np.testing.assert_array_equal(Quantity(10, 20, 30).score([0, 100]), [-np.inf, np.inf])
    np.testing.assert_array_equal(Quantity(7, 7, 7).score([6, 7, 8]), [-np.inf, np.inf, np.inf])
    np.testing.assert_allclose(Quantity(50, 50, 60).score([49, 50, 60]), [-np.inf, 0, C])
    np.testing.assert_allclose(Quantity(40, 50, 50).score([40, 50, 60]), [-C, np.inf, np.inf])


def test_settings_broadcast_against_draws():
    quantity, at = Quantity(18, 35, 58), np.array([0.0, 20.0, 35.0, 100.0])
    together = quantity.values(Z, at[:, None])
    np.testing.assert_array_equal(together, [quantity.values(Z, one) for one in at])


# --- the distribution itself, by other ways -----------------------------------------------------------------------


def test_a_uniform_band_is_uniform():
    """Hadlock and Bickel: J-QPD-B contains the uniform distribution."""
    np.testing.assert_allclose(Quantity(10, 50, 90).values(WIDE), 100 * stats.norm.cdf(WIDE), atol=1e-9)


@given(mid=st.floats(-1, 1), arm=st.floats(0.05, 1))
def test_an_even_band_is_normal_on_the_probit_scale(mid, arm):
    band = stats.norm.cdf([mid - arm, mid, mid + arm])
    drawn = Quantity(*map(float, band), 0, 1).values(WIDE)
    np.testing.assert_allclose(drawn, stats.norm.cdf(mid + arm / C * WIDE), atol=1e-9)


def test_moments_published_for_a_triplet():
    """(0.32, 0.40, 0.60) on 0–1: mean, variance, skewness and kurtosis as the R package rjqpd prints them."""
    quantity = Quantity(0.32, 0.40, 0.60, 0, 1)

    def moment(power, about=0.0):
        return integrate.quad(lambda z: (float(quantity.values(z)) - about) ** power * stats.norm.pdf(z), -9, 9)[0]

    # The package integrates numerically; its figures lie a little low, the more the higher the moment.
    mean, variance = moment(1), moment(2, moment(1))
    assert mean == pytest.approx(0.4350185, rel=1e-4)
    assert variance == pytest.approx(0.01604665, rel=1e-3)
    assert moment(3, mean) / variance**1.5 == pytest.approx(1.69221, rel=5e-3)
    assert moment(4, mean) / variance**2 == pytest.approx(6.464129, rel=5e-3)


@given(
    mid=st.floats(-1, 1),
    arms=st.tuples(st.floats(0.1, 1), st.floats(0.1, 1)).filter(lambda arms: 1.05 < max(arms) / min(arms) < 4.9),
)
def test_the_curve_is_a_johnson_distribution(mid, arms):
    """W is linear in the sinh and cosh of δz: Johnson's SU, here parametrised about its median, not a quantile."""
    low, high = mid - arms[0], mid + arms[1]
    quantity = Quantity(*map(float, stats.norm.cdf([low, mid, high])), 0, 1)
    # W(z) = B + p·sinh(δz) + q·(cosh(δz) − 1): the even part at ±c gives q, the odd part p; δ follows from the third
    # condition of the system, that the curve's centre lies at −n·c.
    even, odd = (arms[1] - arms[0]) / 2, (arms[1] + arms[0]) / 2
    n = np.sign(arms[1] - arms[0])
    delta = np.arccosh(odd / min(arms)) / C
    p, q = odd / np.sinh(delta * C), even / (np.cosh(delta * C) - 1)
    assert n * q / p == pytest.approx(np.tanh(delta * C))
    expected = mid + p * np.sinh(delta * WIDE) + q * (np.cosh(delta * WIDE) - 1)
    np.testing.assert_allclose(quantity.values(WIDE), stats.norm.cdf(expected), atol=1e-6)


def test_a_band_at_an_end_holds_its_mass_there():
    drawn = Quantity(85, 97, 100).values(Z)
    assert np.mean(drawn == 100) == pytest.approx(0.1, abs=1 / 1024)
    assert np.mean(Quantity(0, 0, 10).values(Z) == 0) == pytest.approx(0.5, abs=1 / 1024)
    assert Quantity(0, 0, 10).values(Z).mean() < 5
    # Away from the ends nothing reaches beyond the range.
    assert Quantity(1, 50, 99).values(10 * Z).max() <= 100
    assert 0 < MARGIN < 0.05


@pytest.mark.parametrize(
    "band", [(3, 2, 4), (-1, 2, 3), (1, 2, 101), (1, 2, float("nan")), (1, 2, 3, 5, 5), (1, 2, 3, 0, float("inf"))]
)
def test_bands_that_are_none(band):
    with pytest.raises(ValueError, match="p10 ≤ p50"):
        Quantity(*band)
