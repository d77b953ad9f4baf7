"""Drivers, tornado, Sobol and fan: closed forms on made dossiers, sanity on the built-in one."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from components.model import Results, Scenario, evaluate
from components.model.fan import fans
from components.model.outputs import OutputError, outputs
from components.model.sensitivity import sobol, tornado
from tests.model.build import ask, assumption, deal, made, node

pytestmark = pytest.mark.filterwarnings("error")


# ---- Drivers and response ------------------------------------------------------------------------------------


def test_drivers_are_what_an_output_depends_on(additive, builtin):
    assert ask(additive, "i").assumptions(additive) == ("x", "y", "z")
    assert ask(additive, "fixed").assumptions(additive) == ()
    found = evaluate(deal(gate="open"), Scenario(draws=64))
    assert ask(found, "issue.q").assumptions(found) == ("x", "idle")
    assert ask(found, "package.deal").assumptions(found) == ("x", "y", "open")
    results = evaluate(builtin)
    assert "exchange_in_deal" in ask(results, "package.whole_donbas_with_exchanges").assumptions(results)
    assert "exchange_in_deal" not in ask(results, "package.occupied_parts_of_four").assumptions(results)


def test_no_other_assumption_moves_an_output(builtin):
    results = evaluate(builtin, Scenario(draws=64))
    for output in outputs(builtin):
        behind = ask(results, output).assumptions(results)
        for item in builtin.assumptions:
            if item.id not in behind:
                at = ask(results, output).response(results, {item.id: np.array([item.range.min, item.range.max])})
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
    found = {output: ask(results, output).response(results, {"us_leverage": values}) for output in asked}
    for number, value in enumerate(values):
        anew = evaluate(builtin, Scenario({"alignment": 55, "us_leverage": value}, draws=256))
        for output in asked[:3]:
            assert found[output][number] == pytest.approx(anew.point[output])
        assert found["issue.territory"][number] == pytest.approx(anew.issues["territory"].weighted_mean.point)
        assert found[asked[4]][number] == pytest.approx(anew.packages["occupied_parts_of_four"].joint)


def test_an_unknown_output_is_told_with_the_nearest(builtin):
    with pytest.raises(OutputError, match="did you mean 'p_ceasefire'"):
        ask(evaluate(builtin), "p_ceasfire")


def test_every_output_has_label_and_unit(builtin, river, minimal):
    for dossier in (builtin, river, minimal):
        for key, output in outputs(dossier).items():
            assert output.label
            assert output.unit in ("probability", "index 0–100", "years") or dossier.node(key).unit


# ---- Tornado and Sobol ---------------------------------------------------------------------------------------


def test_tornado_written_out(additive):
    bars = tornado(additive, ask(additive, "i"))
    assert [bar.assumption for bar in bars] == ["x", "y", "z"]
    assert [(bar.at_low, bar.at_high) for bar in bars] == [
        (pytest.approx(35), pytest.approx(65)),
        (pytest.approx(40), pytest.approx(60)),
        (pytest.approx(51), pytest.approx(41)),
    ]
    assert {bar.base for bar in bars} == {50}
    assert tornado(additive, ask(additive, "fixed")) == ()


def test_sobol_of_a_sum_is_the_share_of_variance(additive):
    found = {row.assumption: row for row in sobol(additive, ask(additive, "i"), samples=2048)}
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
    assert sobol(additive, ask(additive, "fixed")) == ()
    (only,) = sobol(additive, ask(additive, "alone"))
    assert (only.assumption, only.first, only.total, only.total_low) == ("y", 1, 1, 1)
    whole, nothing = sobol(additive, ask(additive, "cut"), samples=64)
    assert whole.total == pytest.approx(1, abs=0.2)
    assert nothing.total == pytest.approx(0, abs=1e-6)


def test_sobol_leaves_out_what_is_known_and_what_never_ends(builtin):
    results = evaluate(builtin, Scenario({"consent_probability": 0}))
    assert sobol(evaluate(builtin), ask(evaluate(builtin), "years_to_settlement"), samples=16)
    assert np.isinf(ask(results, "years_to_settlement").response(results, {})).all()
    dossier = made(
        assumptions=[assumption("p", 0, high=1)],
        nodes=[node("y", "yearly", of="p"), node("m", "mean_years", stages=["y"])],
    )
    assert sobol(evaluate(dossier), ask(evaluate(dossier), "m")) == ()


def test_sobol_of_a_product_has_interactions():
    dossier = made(
        assumptions=[assumption("p", (0, 0.5, 1), high=1), assumption("q", (0, 0.5, 1), high=1)],
        nodes=[node("both", "all", of=["p", "q"])],
    )
    rows = sobol(evaluate(dossier), ask(evaluate(dossier), "both"), samples=1024)
    # f = pq with E = ½, V = 1/24 each: first = ¼V, interaction = V².
    variance = 2 * (1 / 24) / 4 + (1 / 24) ** 2
    for row in rows:
        assert row.first == pytest.approx(1 / 96 / variance, abs=0.03)
        assert row.total == pytest.approx((1 / 96 + 1 / 576) / variance, abs=0.03)


def test_every_output_has_its_analyses(builtin, river):
    for dossier in (builtin, river):
        results = evaluate(dossier, Scenario(draws=64))
        for output in outputs(dossier):
            bars, rows = tornado(results, ask(results, output)), sobol(results, ask(results, output), samples=16)
            assert {row.assumption for row in rows} <= {bar.assumption for bar in bars}
            assert [row.total for row in rows] == sorted((row.total for row in rows), reverse=True)
            assert all(math.isfinite(row.first) and math.isfinite(row.total_high) for row in rows)


def test_the_same_indices_twice(builtin):
    results = evaluate(builtin)
    again = Results(builtin, Scenario())
    assert sobol(results, ask(results, "p_ceasefire"), samples=64) == sobol(
        again, ask(again, "p_ceasefire"), samples=64
    )


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
