"""Tornado and Sobol: closed forms on made dossiers, and what holds of every output of the real ones."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Results, Scenario, evaluate
from components.model.outputs import OutputError, outputs
from components.model.sensitivity import movers, sobol, tornado
from tests.model.build import ask, assumption, made, node
from tests.model.small import additive, dated, deal, product, q

pytestmark = pytest.mark.filterwarnings("error")


# ---- What an output depends on -------------------------------------------------------------------------------


def test_an_output_depends_on_what_it_is_computed_from(builtin):
    results = additive()
    assert ask(results, "i").uncertain(results) == ("x", "y", "z")
    assert ask(results, "fixed").uncertain(results) == ()
    found = evaluate(deal(gate="open"), Scenario(draws=64))
    assert ask(found, "issue.q").uncertain(found) == ()
    assert ask(found, "package.deal").uncertain(found) == ("x", "y", "open")
    results = evaluate(builtin)
    assert "exchange_in_deal" in ask(results, "package.whole_donbas_with_exchanges").uncertain(results)
    assert "exchange_in_deal" not in ask(results, "package.occupied_parts_of_four").uncertain(results)


def test_no_other_assumption_moves_an_output(builtin, river):
    for dossier in (builtin, river):
        results = evaluate(dossier, Scenario(draws=64))
        for output in outputs(dossier).values():
            behind = output.assumptions(results)
            for item in dossier.assumptions:
                if item.id not in behind:
                    at = output.response(results, {item.id: np.array([item.range.min, item.range.max])})
                    assert at[0] == at[1], (output, item.id)


def test_response_is_what_evaluating_anew_gives(builtin):
    results = evaluate(builtin, Scenario({"alignment": 55}, draws=256))
    values = np.array([0.0, 35.0, 90.0])
    asked = ("p_ceasefire", "years_to_settlement", "kremlin_caution", "package.occupied_parts_of_four")
    asked = [key for key in asked if key in outputs(builtin)]
    for key in asked:
        found = ask(results, key).response(results, {"us_leverage": values})
        for number, value in enumerate(values):
            anew = evaluate(builtin, Scenario({"alignment": 55, "us_leverage": value}, draws=256))
            assert found[number] == pytest.approx(ask(anew, key).value(anew), rel=1e-9)


def test_an_unknown_output_is_told_with_the_nearest(builtin):
    with pytest.raises(OutputError, match="did you mean 'p_ceasefire'"):
        ask(evaluate(builtin), "p_ceasfire")


def test_every_output_has_label_and_unit(builtin, river, minimal):
    for dossier in (builtin, river, minimal):
        for key, output in outputs(dossier).items():
            assert output.label
            assert output.unit in ("probability", "index 0–100", "years") or dossier.node(key).unit


# ---- Tornado -------------------------------------------------------------------------------------------------


def test_tornado_written_out():
    results = additive()
    bars = tornado(results, ask(results, "i"))
    assert [bar.assumption for bar in bars] == ["x", "y", "z"]
    assert [(bar.p10, bar.p90) for bar in bars] == [(40, 60), (30, 50), (20, 40)]
    # Half of a link's points on either side of the middle.
    assert [bar.at_p90 - bar.at_p10 for bar in bars] == [pytest.approx(size, abs=0.4) for size in (20, 10, -5)]
    assert {bar.base for bar in bars} == {results.outputs["i"].value}
    assert tornado(results, ask(results, "fixed")) == ()


@given(corner=st.data())
@settings(max_examples=6)
def test_a_bar_ends_at_the_numbers_that_its_slider_gives(builtin, corner):
    moved = corner.draw(st.fixed_dictionaries({"us_leverage": st.floats(0, 100), "alignment": st.floats(0, 100)}))
    scenario = Scenario(moved, draws=128)
    results = evaluate(builtin, scenario)
    for key in ("p_settlement", "p_scaling_back"):
        output = ask(results, key)
        for bar in corner.draw(st.permutations(tornado(results, output)))[:3]:
            assert bar.base == output.value(results)
            for place, value in ((bar.p10, bar.at_p10), (bar.p90, bar.at_p90)):
                there = evaluate(builtin, Scenario({**moved, bar.assumption: place}, draws=128))
                assert value == pytest.approx(output.value(there), rel=1e-9)


def test_movers_leave_out_what_moves_nothing():
    results = evaluate(
        made(
            assumptions=[assumption("x", q(1, 2, 3)), assumption("sure", 5)],
            nodes=[node("i", "index", default=50, links={"x": 1e-12, "sure": 30})],
        )
    )
    assert len(tornado(results, ask(results, "i"))) == 2
    assert movers(results, ask(results, "i")) == ()


# ---- Sobol ---------------------------------------------------------------------------------------------------


def test_sobol_of_a_sum_is_the_share_of_variance():
    results = additive()
    found = {row.ground.id: row for row in sobol(results, ask(results, "i")).indices}
    variance = {key: (points * np.std(results.draws[key])) ** 2 for key, points in (("x", 1), ("y", 0.5), ("z", 0.25))}
    for key, row in found.items():
        share = variance[key] / sum(variance.values())
        assert row.first == pytest.approx(share, abs=0.04)
        assert row.total == pytest.approx(share, abs=0.04)
        assert row.first_low <= row.first <= row.first_high
        assert row.total_low <= row.total <= row.total_high
    assert list(found) == ["x", "y", "z"]


def test_a_nodes_own_level_and_an_actors_stakes_make_an_output_uncertain():
    results = additive()
    assert {(row.ground.kind, row.ground.id) for row in sobol(results, ask(results, "own")).indices} == {
        ("assumption", "x"),
        ("node", "own"),
    }
    found = evaluate(deal())
    rows = sobol(found, ask(found, "package.deal")).indices
    assert {(row.ground.kind, row.ground.id, row.ground.basis) for row in rows} == {
        ("assumption", "x", "analyst_judgement"),
        ("assumption", "y", "analyst_judgement"),
        ("node", "burden", "analyst_judgement"),
        ("actor", "a", "analyst_judgement"),
        ("actor", "a", "inferred"),
        ("actor", "b", "analyst_judgement"),
    }
    assert all(row.ground.label(found.dossier) for row in rows)


def test_sobol_where_there_is_little_to_share():
    results = additive()
    assert sobol(results, ask(results, "fixed")).indices == ()
    (only,) = sobol(results, ask(results, "alone")).indices
    assert (only.ground.id, only.first, only.total, only.total_low) == ("y", 1, 1, 1)
    endless = evaluate(
        made(
            assumptions=[assumption("p", 0, high=1), assumption("x", q(20, 50, 80))],
            nodes=[node("y", "yearly", of="p", links={"x": 2}), node("m", "mean_years", stages=["y"])],
        )
    )
    assert np.isinf(endless.outputs["m"].value)
    assert sobol(endless, ask(endless, "m")).indices == ()


def test_sobol_of_a_product_has_interactions():
    results = product()
    v = np.var(results.draws["p"])
    variance = 2 * v / 4 + v**2
    for row in sobol(results, ask(results, "both")).indices:
        assert row.first == pytest.approx(v / 4 / variance, abs=0.05)
        assert row.total == pytest.approx((v / 4 + v**2) / variance, abs=0.05)
        assert row.total > row.first


def test_correlated_quantities_are_taken_apart_as_if_independent():
    apart = product()
    together = product(correlations=[{"of": ["p", "q"], "r": 0.8, "basis": "analyst_judgement"}])
    assert together.draws["both"].std() > apart.draws["both"].std()
    one, other = (sobol(results, ask(results, "both")) for results in (apart, together))
    assert (one.as_if_independent, other.as_if_independent) == (False, True)
    assert one.indices == other.indices
    assert one.indices


def test_a_correlation_with_what_is_not_behind_an_output_does_not_matter():
    dossier = deal().model_copy(
        update={
            "correlations": made(
                correlations=[{"of": ["x", "idle"], "r": 0.5, "basis": "analyst_judgement"}]
            ).correlations
        }
    )
    results = evaluate(dossier)
    assert not sobol(results, ask(results, "package.deal")).as_if_independent


@pytest.mark.parametrize("name", ["builtin", "river"])
def test_every_output_has_its_analyses(request, name):
    dossier = request.getfixturevalue(name)
    results = evaluate(dossier, Scenario(draws=128))
    choices = {item.id for item in dossier.assumptions if item.is_choice}
    assert choices
    for output in outputs(dossier).values():
        bars, rows = tornado(results, output), sobol(results, output).indices
        assert {row.ground.id for row in rows if row.ground.kind == "assumption"} <= {bar.assumption for bar in bars}
        assert choices.isdisjoint(bar.assumption for bar in bars)
        assert [row.total for row in rows] == sorted((row.total for row in rows), reverse=True)
        assert all(math.isfinite(row.first) and math.isfinite(row.total_high) for row in rows)


def test_totals_are_at_least_firsts(builtin, river):
    for dossier in (builtin, river):
        results = evaluate(dossier)
        for item in dossier.header.questions:
            for row in sobol(results, ask(results, item.node)).indices:
                # Up to the estimators' own error.
                assert row.total >= row.first - 0.03, (item.node, row)


def test_a_choice_is_no_part_of_an_analysis():
    results = evaluate(dated())
    output = ask(results, "both")
    assert "months" in output.assumptions(results)
    assert {bar.assumption for bar in tornado(results, output)} == {"yearly", "years", "pull"}
    assert {row.ground.id for row in sobol(results, output).indices} == {"yearly", "years", "pull"}


def test_the_same_indices_twice(builtin):
    results = evaluate(builtin)
    again = Results(builtin, Scenario())
    assert sobol(results, ask(results, "p_ceasefire")) == sobol(again, ask(again, "p_ceasefire"))
