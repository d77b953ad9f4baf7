"""Tornado, Sobol, threshold, deal space and fan: closed forms on made dossiers, sanity on the built-in one."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.fan import fans
from components.model.response import OutputError, acceptance, drivers, label, outputs, response, unit
from components.model.sensitivity import deal_space, sobol, threshold, tornado
from tests.model.build import assumption, cell, made, node

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def additive():
    """An index that adds up three assumptions, and one that nothing answers to."""
    names = {"x": (0, 50, 100), "y": (20, 40, 60), "z": (0, 10, 100), "idle": (0, 50, 100)}
    return evaluate(
        made(
            assumptions=[assumption(key, default) for key, default in names.items()],
            nodes=[
                node("i", "index", default=(0, 50, 100), links={"x": 30, "y": 20, "z": -10}),
                node("alone", "index", default=(0, 50, 100), links={"y": 20}),
                node("cut", "index", default=(0, 0, 100), links={"x": 90, "z": 1e-9}),
                node("fixed", "index", default=(0, 50, 100)),
            ],
        )
    )


def _deal(**more):
    """Two veto players on one issue, one of them moved by x; the other compares with a node that y moves."""
    positions = [
        cell("a", "q", (0, 10, 20), kind="negotiating", moved_by={"x": 40}),
        cell("b", "q", (70, 80, 95)),
        cell("bystander", "q", 50, kind="negotiating", moved_by={"idle": 5}),
    ]
    actors = [{"id": "a", "veto": True}, {"id": "b", "veto": True, "no_deal": "worth"}, {"id": "bystander"}]
    option = {"id": "deal", "label": "Deal", "sets": {"q": 45}, **more}
    return made(
        positions,
        actors=actors,
        issues=[{"id": "q", "status_quo": 90}],
        assumptions=[
            assumption("x", (20, 40, 80)),
            assumption("y", (0, 50, 100)),
            assumption("idle", (0, 50, 100)),
            assumption("open", (0.1, 0.4, 0.8), high=1),
        ],
        nodes=[node("worth", "index", default=(40, 55, 80), links={"y": 30})],
        options={"options": [option]},
    )


# ---- Drivers and response ------------------------------------------------------------------------------------


def test_drivers_are_what_an_output_depends_on(additive, builtin):
    assert drivers(additive, "i") == ("x", "y", "z")
    assert drivers(additive, "fixed") == ()
    deal = evaluate(_deal(gate="open"), Scenario(draws=64))
    assert drivers(deal, "issue.q") == ("x", "idle")
    assert drivers(deal, "package.deal") == ("x", "y", "open")
    results = evaluate(builtin)
    assert "exchange_in_deal" in drivers(results, "package.whole_donbas_with_exchanges")
    assert "exchange_in_deal" not in drivers(results, "package.occupied_parts_of_four")


def test_no_other_assumption_moves_an_output(builtin):
    results = evaluate(builtin, Scenario(draws=64))
    for output in outputs(builtin):
        behind = drivers(results, output)
        for item in builtin.assumptions:
            if item.id not in behind:
                at = response(results, output, {item.id: np.array([item.range.min, item.range.max])})
                assert at[0] == at[1], (output, item.id)


def test_response_is_what_evaluating_anew_gives(builtin):
    results = evaluate(builtin, Scenario({"alignment": 55}, draws=256))
    values = np.array([0.0, 35.0, 90.0])
    asked = (
        "p_ceasefire",
        "kremlin_no_deal",
        "years_to_settlement",
        "issue.territory",
        "package.occupied_parts_of_four",
    )
    found = {output: response(results, output, {"us_leverage": values}) for output in asked}
    for number, value in enumerate(values):
        anew = evaluate(builtin, Scenario({"alignment": 55, "us_leverage": value}, draws=256))
        for output in asked[:3]:
            assert found[output][number] == pytest.approx(anew.point[output])
        assert found["issue.territory"][number] == pytest.approx(anew.issues["territory"].weighted_mean.point)
        assert found[asked[4]][number] == pytest.approx(anew.packages["occupied_parts_of_four"].joint)


def test_an_unknown_output_is_told_with_the_nearest(builtin):
    with pytest.raises(OutputError, match="did you mean 'p_ceasefire'"):
        response(evaluate(builtin), "p_ceasfire", {})


def test_every_output_has_label_and_unit(builtin, river, minimal):
    for dossier in (builtin, river, minimal):
        for output in outputs(dossier):
            assert label(dossier, output)
            assert unit(dossier, output) in ("probability", "index 0–100", "years") or dossier.node(output).unit


# ---- Tornado and Sobol ---------------------------------------------------------------------------------------


def test_tornado_written_out(additive):
    bars = tornado(additive, "i")
    assert [bar.assumption for bar in bars] == ["x", "y", "z"]
    assert [(bar.at_low, bar.at_high) for bar in bars] == [
        (pytest.approx(35), pytest.approx(65)),
        (pytest.approx(40), pytest.approx(60)),
        (pytest.approx(51), pytest.approx(41)),
    ]
    assert {bar.base for bar in bars} == {50}
    assert tornado(additive, "fixed") == ()


def test_sobol_of_a_sum_is_the_share_of_variance(additive):
    found = {row.assumption: row for row in sobol(additive, "i", samples=2048)}
    # Variance of a triangular over (low, mode, high) times the points across its band, squared.
    shape = {"x": (0, 0.5, 1, 30), "y": (0, 0.5, 1, 20), "z": (0, 0.1, 1, 10)}
    variance = {
        key: (a * a + m * m + b * b - a * m - a * b - m * b) / 18 * p * p for key, (a, m, b, p) in shape.items()
    }
    for key, row in found.items():
        share = variance[key] / sum(variance.values())
        assert row.first == pytest.approx(share, abs=0.03)
        assert row.total == pytest.approx(share, abs=0.03)
        assert row.first_low <= row.first <= row.first_high
        assert row.total_low <= row.total <= row.total_high
        assert row.first_low <= share <= row.first_high
    assert list(found) == ["x", "y", "z"]


def test_sobol_where_there_is_little_to_share(additive):
    assert sobol(additive, "fixed") == ()
    (only,) = sobol(additive, "alone")
    assert (only.assumption, only.first, only.total, only.total_low) == ("y", 1, 1, 1)
    whole, nothing = sobol(additive, "cut", samples=64)
    assert whole.total == pytest.approx(1, abs=0.2)
    assert nothing.total == pytest.approx(0, abs=1e-6)


def test_sobol_leaves_out_what_is_known_and_what_never_ends(builtin):
    results = evaluate(builtin, Scenario({"consent_probability": 0}))
    assert sobol(evaluate(builtin), "years_to_settlement", samples=16)
    assert np.isinf(response(results, "years_to_settlement", {})).all()
    dossier = made(
        assumptions=[assumption("p", 0, high=1)],
        nodes=[node("y", "yearly", of="p"), node("m", "mean_years", stages=["y"])],
    )
    assert sobol(evaluate(dossier), "m") == ()


def test_sobol_of_a_product_has_interactions():
    dossier = made(
        assumptions=[assumption("p", (0, 0.5, 1), high=1), assumption("q", (0, 0.5, 1), high=1)],
        nodes=[node("both", "all", of=["p", "q"])],
    )
    rows = sobol(evaluate(dossier), "both", samples=1024)
    # f = pq with E = ½, V = 1/24 each: first = ¼V, interaction = V².
    variance = 2 * (1 / 24) / 4 + (1 / 24) ** 2
    for row in rows:
        assert row.first == pytest.approx(1 / 96 / variance, abs=0.03)
        assert row.total == pytest.approx((1 / 96 + 1 / 576) / variance, abs=0.03)


def test_every_output_has_its_analyses(builtin, river):
    for dossier in (builtin, river):
        results = evaluate(dossier, Scenario(draws=64))
        for output in outputs(dossier):
            bars, rows = tornado(results, output), sobol(results, output, samples=16)
            assert {row.assumption for row in rows} <= {bar.assumption for bar in bars}
            assert [row.total for row in rows] == sorted((row.total for row in rows), reverse=True)
            assert all(math.isfinite(row.first) and math.isfinite(row.total_high) for row in rows)


def test_the_same_indices_twice(builtin):
    results = evaluate(builtin)
    assert sobol(results, "p_ceasefire", samples=64) == sobol(evaluate(builtin), "p_ceasefire", samples=64)


# ---- Threshold and deal space --------------------------------------------------------------------------------


def test_threshold_where_the_closed_form_crosses(additive):
    found = threshold(additive, "i", "x", 62)
    assert found.value == pytest.approx(50 + 100 * 12 / 30)
    assert found.rises
    falling = threshold(additive, "i", "z", 45)
    assert falling.value == pytest.approx(60)
    assert not falling.rises


def test_no_value_does(additive):
    assert threshold(additive, "i", "x", 90).value is None
    assert threshold(additive, "i", "idle", 50.1).value is None


def test_threshold_at_the_end_of_the_range(additive):
    assert threshold(additive, "i", "x", 65).value == pytest.approx(100)


@given(target=st.floats(0.01, 0.95))
@settings(max_examples=20)
def test_at_its_threshold_an_output_is_the_target(builtin, target):
    results = evaluate(builtin, Scenario(draws=8))
    for output, key in (("p_ceasefire", "written_commitment_requirement"), ("p_meeting_held", "horizon_months")):
        found = threshold(results, output, key, target)
        if found.value is None:
            assert found.y.max() < target or found.y.min() > target
        else:
            assert response(results, output, {key: np.array([found.value])})[0] == pytest.approx(target, abs=1e-6)


def test_threshold_of_endless_years(builtin):
    found = threshold(evaluate(builtin), "years_to_settlement", "consent_probability", 20)
    assert 0 < found.value < 1
    assert not found.rises


def test_threshold_of_a_package_is_a_point_of_its_curve():
    results = evaluate(_deal(), Scenario(draws=256))
    easy, hard = response(results, "package.deal", {"y": np.array([0.0, 100.0])})
    assert easy > hard
    found = threshold(results, "package.deal", "y", (easy + hard) / 2)
    assert found.value in found.x
    assert not found.rises


def test_deal_space_is_the_response_on_a_grid(builtin):
    results = evaluate(builtin)
    space = deal_space(results, "p_ceasefire", "us_leverage", "consent_probability", points=4)
    assert space.value.shape == (4, 4)
    anew = evaluate(builtin, Scenario({"us_leverage": space.x[2], "consent_probability": space.y[1]}, draws=8))
    assert space.value[1, 2] == pytest.approx(anew.point["p_ceasefire"])
    with pytest.raises(ValueError, match="two different"):
        deal_space(results, "p_ceasefire", "us_leverage", "us_leverage")
    with pytest.raises(KeyError):
        deal_space(results, "p_ceasefire", "us_leverage", "other")


# ---- Packages ------------------------------------------------------------------------------------------------


def test_package_on_a_dossier_written_out():
    dossier = made(
        [cell("a", "q", 20), cell("b", "q", 60), cell("c", "q", 90)],
        actors=[{"id": "a", "veto": True}, {"id": "b", "veto": True}, {"id": "c"}, {"id": "d", "veto": True}],
        issues=[{"id": "q", "status_quo": 80}],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": 45}}, {"id": "none", "label": "None"}]},
    )
    ((name, found),) = evaluate(dossier, Scenario(draws=64)).packages.items()
    assert name == "deal"
    # a: 25 off against 60 without a deal; b: 15 against 20; c: 45 against 10, but has no veto.
    assert found.acceptance == {"a": 1, "b": 1, "c": 0}
    assert (found.joint, found.gate) == (1, 1)
    assert found.binding == {"a": None, "b": None, "c": "q"}
    assert found.unheard == ("d",)


def test_the_worth_of_no_deal_replaces_the_status_quo():
    dossier = _deal()
    found = evaluate(dossier, Scenario({"y": 100})).packages["deal"]
    easy = evaluate(dossier, Scenario({"y": 0})).packages["deal"]
    assert found.acceptance["b"] < easy.acceptance["b"]
    assert found.acceptance["a"] == easy.acceptance["a"]


def test_joint_is_weighed_by_the_gate():
    plain = evaluate(_deal(), Scenario(draws=512)).packages["deal"].joint
    assert 0 < plain < 1
    for gate in (0, 0.25, 1):
        found = evaluate(_deal(gate="open"), Scenario({"open": gate}, draws=512)).packages["deal"]
        assert (found.gate, found.joint) == (gate, pytest.approx(gate * plain))
        results = evaluate(_deal(gate="open"), Scenario(draws=512))
        swept = acceptance(results, "package.deal", {"open": np.array([gate])}, draws=512)
        assert swept == pytest.approx([gate * plain])


def test_what_is_set_exactly_has_no_band():
    results = evaluate(_deal(), Scenario(draws=512))
    settings_ = {"x": np.array([60.0]), "y": np.array([50.0])}
    travelling, exact = (
        acceptance(results, "package.deal", settings_, draws=512, exact=exact) for exact in (False, True)
    )
    assert travelling != exact
    assert travelling == pytest.approx(
        [evaluate(_deal(), Scenario({"x": 60, "y": 50}, draws=512)).packages["deal"].joint]
    )


def test_a_reading_that_sets_more_is_another_package():
    reading = {"id": "A", "label": "A", "text": "a", "sets": {"q": 80}, "basis": "analyst_judgement"}
    silent = {"id": "B", "label": "B", "text": "b", "basis": "analyst_judgement"}
    found = evaluate(_deal(readings=[reading, silent]), Scenario(draws=256)).packages["deal"]
    assert set(found.readings) == {"A"}
    assert found.readings["A"] == evaluate(_deal(sets={"q": 80}), Scenario(draws=256)).packages["deal"]


def test_many_settings_of_a_package_are_those_of_each():
    results = evaluate(_deal(gate="open"), Scenario(draws=16))
    values = {"x": np.linspace(0, 100, 1030), "open": np.linspace(0, 1, 1030)}
    found = acceptance(results, "package.deal", values, draws=16)
    for number in (0, 1023, 1024, 1029):
        one = {key: value[number : number + 1] for key, value in values.items()}
        assert acceptance(results, "package.deal", one, draws=16) == found[number]


# ---- Fan -----------------------------------------------------------------------------------------------------


def test_fan_starts_at_nothing_and_ends_at_the_horizon(builtin):
    for months in (1, 6, 36):
        results = evaluate(builtin, Scenario({"horizon_months": months}, draws=256))
        for fan in fans(results, builtin.header.fan, points=7):
            assert fan.dates[0] == builtin.header.as_of
            assert abs((fan.dates[-1] - fan.dates[0]).days - months * 365.25 / 12) <= 0.5
            assert fan.point[0] == fan.p90[0] == 0
            assert fan.point[-1] == pytest.approx(results.point[fan.output])
            assert np.all(np.diff([fan.p10, fan.p50, fan.p90], axis=0) >= 0)
            assert np.all(np.diff(fan.p50) >= 0)


def test_fan_is_what_each_horizon_gives(builtin):
    results = evaluate(builtin, Scenario({"horizon_months": 12}, draws=256))
    (fan,) = fans(results, ["p_ceasefire"], points=3)
    anew = evaluate(builtin, Scenario({"horizon_months": 6}, draws=256))
    assert fan.point[1] == pytest.approx(anew.point["p_ceasefire"])
    # The date is given, so the horizon's own band does not widen the fan.
    assert fan.p90[1] - fan.p10[1] < anew.outputs["p_ceasefire"].p90 - anew.outputs["p_ceasefire"].p10


def test_an_output_without_a_date_is_flat(builtin):
    (fan,) = fans(evaluate(builtin, Scenario(draws=64)), ["p_concession_offered"], points=3)
    assert np.ptp(fan.point) == np.ptp(fan.p10) == 0
    assert fan.dates[0] == dt.date(2025, 8, 8)
