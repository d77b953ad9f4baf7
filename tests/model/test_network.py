"""Each kind of node against its closed form, with its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from components.dossier.mechanism import RateBand
from components.model import Scenario, evaluate
from components.model.network import both_stages_within, downstream, rates_of, upstream
from tests.model.build import assumption, made, node

UNIT = st.floats(0, 1)
RATE = st.floats(0, 50) | st.sampled_from([0.0, 1e-12, 1e-6, 1e3])
YEARS = st.floats(0, 30)
EFFECT = st.floats(0.05, 20)
SLIDER = st.floats(0, 100)

X = assumption("x", (20, 40, 80))
P = assumption("p", (0.1, 0.3, 0.6), high=1)
T = assumption("t", (3, 6, 12), low=0, high=60)


def _value(target, *nodes, **values):
    """Point value of a node, the other nodes and x, p, t around it."""
    dossier = made(assumptions=[X, P, T], nodes=nodes)
    return evaluate(dossier, Scenario(values)).point[target]


def _z(x):
    return (x - 40) / 60


@given(x=SLIDER, points=st.floats(-300, 300))
def test_index(x, points):
    found = _value("i", node("i", "index", default=(10, 30, 60), links={"x": points}), x=x)
    assert found == pytest.approx(min(max(30 + points * _z(x), 0), 100))


@given(x=SLIDER, odds=EFFECT, mode=st.floats(0.01, 0.99))
def test_probability(x, odds, mode):
    found = _value("q", node("q", "probability", default=(0, mode, 1), links={"x": odds}), x=x)
    assert found == pytest.approx(expit(logit(mode) + math.log(odds) * _z(x)))


@pytest.mark.parametrize("mode", [0.0, 1.0])
def test_a_certain_probability_stays_certain(mode):
    assert _value("q", node("q", "probability", default=mode, links={"x": 9.0}), x=100) == mode


@given(p=UNIT, x=SLIDER, odds=EFFECT)
def test_probability_from_an_assumption(p, x, odds):
    found = _value("q", node("q", "probability", anchor={"from": "p"}, links={"x": odds}), p=p, x=x)
    raised = p * odds ** _z(x)
    assert found == pytest.approx(raised / (raised + 1 - p))


@given(x=SLIDER, times=EFFECT)
def test_rate(x, times):
    found = _value("r", node("r", "rate", default=(0.1, 0.3, 0.6), links={"x": times}), x=x)
    assert found == pytest.approx(0.3 * times ** _z(x))


def test_rate_from_probabilities_by_a_number_of_months():
    band = rates_of(RateBand(low=0.6, mode=0.8, high=0.95, by_months=6))
    assert (band.low, band.mode, band.high) == pytest.approx([-2 * math.log(1 - p) for p in (0.6, 0.8, 0.95)])
    rate = node("r", "rate") | {"default": {"low": 0.6, "mode": 0.8, "high": 0.95, "by_months": 6}}
    within = node("w", "within", rate="r", horizon="t")
    assert _value("w", rate, within, t=6) == pytest.approx(0.8)
    assert _value("w", rate, within, t=12) == pytest.approx(1 - 0.2**2)


@given(p=st.floats(0, 0.999), x=SLIDER, times=EFFECT)
def test_yearly(p, x, times):
    found = _value("y", node("y", "yearly", of="p", links={"x": times}), p=p, x=x)
    assert found == pytest.approx(-math.log1p(-p) * times ** _z(x))


def test_certain_within_a_year_is_a_finite_rate():
    rate, within = node("y", "yearly", of="p"), node("w", "within", rate="y", horizon="t")
    assert 20 < _value("y", rate, p=1) < math.inf
    assert _value("w", rate, within, p=1, t=12) == pytest.approx(1)
    assert _value("w", rate, within, p=0, t=60) == 0


@given(years=st.floats(0.01, 60), x=SLIDER, times=EFFECT)
def test_duration(years, x, times):
    found = _value("d", node("d", "duration", of="t", links={"x": times}), t=years, x=x)
    assert found == pytest.approx(times ** _z(x) / years)


def test_no_time_at_all_is_a_finite_rate():
    assert math.isfinite(_value("d", node("d", "duration", of="t"), t=0))


@given(rate=RATE, months=st.floats(0, 60))
def test_within(rate, months):
    found = _value("w", node("r", "rate", default=rate), node("w", "within", rate="r", horizon="t"), t=months)
    assert found == pytest.approx(1 - math.exp(-rate * months / 12), abs=1e-12)


@given(a=st.floats(0.01, 20), b=st.floats(0.01, 20), years=YEARS)
def test_sequence(a, b, years):
    found = both_stages_within(np.array(a), np.array(b), np.array(years))
    if abs(a - b) > 0.01 * (a + b):
        closed = 1 - (b * math.exp(-a * years) - a * math.exp(-b * years)) / (b - a)
    else:
        # Near a = b the closed form divides by almost nothing: integrate the first stage's date instead.
        grid = (np.arange(100_000) + 0.5) / 100_000 * years
        closed = np.mean(a * np.exp(-a * grid) * -np.expm1(-b * (years - grid))) * years
    assert found == pytest.approx(closed, abs=1e-5)


@given(rate=RATE, years=YEARS)
def test_sequence_of_equal_rates(rate, years):
    found = both_stages_within(np.array(rate), np.array(rate), np.array(years))
    assert found == pytest.approx(1 - (1 + rate * years) * math.exp(-rate * years), abs=1e-12)
    near = both_stages_within(np.array(rate), np.array(rate * (1 + 1e-9)), np.array(years))
    assert near == pytest.approx(found, abs=1e-7)


@given(a=RATE, b=RATE, years=YEARS)
def test_sequence_has_no_order_and_no_more_chance_than_either_stage(a, b, years):
    found = both_stages_within(np.array(a), np.array(b), np.array(years))
    assert found == both_stages_within(np.array(b), np.array(a), np.array(years))
    assert -1e-12 <= found <= min(1 - math.exp(-a * years), 1 - math.exp(-b * years)) + 1e-12
    if a == 0 or b == 0:
        assert found == 0


def test_sequence_of_a_quick_and_a_slow_stage_is_the_slow_one():
    found = both_stages_within(np.array(1e9), np.array(0.5), np.array(2.0))
    assert found == pytest.approx(1 - math.exp(-1))


@given(p=st.floats(0, 0.99), years=st.floats(0.25, 30))
def test_mean_years(p, years):
    stages = [node("a", "yearly", of="p"), node("b", "duration", of="t")]
    found = _value("m", *stages, node("m", "mean_years", stages=["a", "b"]), p=p, t=years)
    assert found == (math.inf if p == 0 else pytest.approx(-1 / math.log1p(-p) + years))


@given(x=SLIDER, p=UNIT)
def test_mix(x, p):
    fixed = node("q", "probability", default=0.8)
    by_assumption = node("m", "mix", weight="x", when_0="p", when_1="q")
    assert _value("m", fixed, by_assumption, x=x, p=p) == pytest.approx((1 - x / 100) * p + x / 100 * 0.8)
    index = node("i", "index", default=25)
    by_index = node("m", "mix", weight="i", when_0="p", when_1="q")
    assert _value("m", fixed, index, by_index, p=p) == pytest.approx(0.75 * p + 0.25 * 0.8)


def test_mix_divides_by_the_end_of_the_range():
    nodes = [node("q", "probability", default=1), node("m", "mix", weight="t", when_0="p", when_1="q")]
    assert _value("m", *nodes, p=0, t=60) == 1
    assert _value("m", *nodes, p=0, t=15) == 0.25


@given(p=UNIT, q=UNIT)
def test_all_any_not(p, q):
    fixed = node("q", "probability", default=q)
    assert _value("n", fixed, node("n", "all", of=["p", "q"]), p=p) == pytest.approx(p * q)
    assert _value("n", fixed, node("n", "any", of=["p", "q"]), p=p) == pytest.approx(1 - (1 - p) * (1 - q))
    assert _value("n", node("n", "not", of="p"), p=p) == 1 - p


def test_links_add_up_and_follow_chains():
    nodes = [
        node("i", "index", default=(0, 50, 100), links={"x": 30, "p": -10}),
        node("q", "probability", default=(0.2, 0.5, 0.8), links={"i": 3.0}),
        node("r", "rate", default=(0.5, 1, 2), links={"q": 2.0}),
    ]
    index = 50 + 30 * _z(80) - 10 * (0.6 - 0.3) / 0.5
    chance = expit(math.log(3) * (index - 50) / 100)
    assert _value("r", *nodes, x=80, p=0.6) == pytest.approx(2 ** ((chance - 0.5) / 0.6))


def test_a_default_without_width_is_measured_on_its_range():
    dossier = made(
        assumptions=[assumption("x", 40)],
        nodes=[
            node("i", "index", default=(0, 50, 100), links={"x": 50}),
            node("q", "probability", default=(0.2, 0.5, 0.8), links={"x": 4.0}),
        ],
    )
    assert evaluate(dossier, Scenario({"x": 60})).point["i"] == pytest.approx(60)
    assert evaluate(dossier).point["i"] == 50
    assert evaluate(dossier).outputs["i"].p90 == 50
    assert evaluate(dossier, Scenario({"x": 90})).point["q"] == pytest.approx(expit(math.log(4) / 2))


def test_the_default_band_is_the_yardstick_wherever_the_slider_stands():
    dossier = made(assumptions=[X], nodes=[node("i", "index", default=(0, 50, 100), links={"x": 30})])
    at = [evaluate(dossier, Scenario({"x": x})).point["i"] for x in (10, 40, 70)]
    assert np.diff(at) == pytest.approx([15, 15])


def test_in_the_draws_a_start_comes_from_its_band_and_an_index_from_its_mode():
    dossier = made(
        nodes=[
            node("q", "probability", default=(0.2, 0.5, 0.9)),
            node("r", "rate", default=(0.1, 0.3, 0.6)),
            node("i", "index", default=(10, 30, 60)),
        ]
    )
    draws = evaluate(dossier).draws
    assert draws["q"].mean() == pytest.approx((0.2 + 0.5 + 0.9) / 3, rel=1e-3)
    assert draws["r"].mean() == pytest.approx(1 / 3, rel=1e-3)
    assert np.all(draws["i"] == 30)


@pytest.mark.parametrize("effect", [1e-300, 1e300])
def test_no_effect_is_too_large(effect):
    nodes = [
        node("q", "probability", default=(1e-12, 1e-9, 1 - 1e-12), links={"x": effect}),
        node("r", "rate", default=(1e-9, 1e5, 1e6), links={"x": effect}),
        node("w", "within", rate="r", horizon="t"),
        node("s", "sequence", stages=["r", "r"], horizon="t"),
        node("m", "mean_years", stages=["r"]),
    ]
    for x in (0, 40, 100):
        results = evaluate(made(assumptions=[X, P, T], nodes=nodes), Scenario({"x": x}, draws=64))
        for key in ("q", "w", "s"):
            assert np.all((results.draws[key] >= 0) & (results.draws[key] <= 1))
        assert not np.isnan(results.draws["m"]).any()


def test_what_stands_behind_and_what_follows(builtin):
    nodes, assumptions = upstream(builtin, ["p_settlement"])
    assert {item.id for item in nodes} == {"consent_rate", "drafting_rate", "p_settlement"}
    assert assumptions == {
        "concession_reversibility",
        "consent_probability",
        "horizon_months",
        "settlement_years",
        "written_commitment_requirement",
    }
    assert {item.id for item in downstream(builtin, "consent_probability")} == {
        "consent_rate",
        "years_to_settlement",
        "p_settlement",
        "p_any_pause",
        "p_ceasefire",
        "p_continue_fighting",
    }
