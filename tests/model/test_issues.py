"""The bargaining layer on whole dossiers: moments, invariances, vetoes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.dossier.nodes import Measure
from components.model import Scenario, evaluate
from components.model.bargaining import weighted_mean
from components.model.scenario import DRAWS
from tests.model.build import assumption, cell, made, node

SOME = settings(max_examples=40)
BAND = st.tuples(*[st.integers(0, 100)] * 3).map(lambda ends: tuple(sorted(map(float, ends))))
WEIGHT = st.tuples(*[st.integers(10, 100)] * 3).map(lambda ends: tuple(sorted(map(float, ends))))
ACTORS = st.lists(st.tuples(BAND, WEIGHT, WEIGHT), min_size=1, max_size=5)
ISSUE = {"id": "q"}


def _positions(actors):
    return [cell(f"a{number}", "q", *bands) for number, bands in enumerate(actors)]


def _result(positions, draws=256, **parts):
    return evaluate(made(positions, **parts), Scenario(draws=draws)).issues["q"]


def _points(result):
    return np.array([result.weighted_mean.point, result.weighted_median, result.condorcet_expected])


def _interval(result):
    mean = result.weighted_mean
    return np.array([mean.mean, mean.sd, mean.p10, mean.p50, mean.p90, *result.model_error_80])


def _scaled(band, factor):
    return tuple(value * factor for value in band)


# ---- Moments -------------------------------------------------------------------------------------------------


def test_mean_and_sd_in_closed_form():
    bands = [(10, 20, 60), (0, 80, 100), (55, 55, 90), (30, 30, 30)]
    weights = np.array([40 * 50, 90 * 20, 10 * 70, 60 * 60.0])
    positions = [
        cell(f"a{n}", "q", b, *w)
        for n, (b, w) in enumerate(zip(bands, [(40, 50), (90, 20), (10, 70), (60, 60)], strict=True))
    ]
    low, mode, high = np.array(bands).T
    share = weights / weights.sum()
    mean = share @ ((low + mode + high) / 3)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    found = _result(positions, draws=DRAWS).weighted_mean
    assert found.mean == pytest.approx(mean, rel=5e-3)
    assert found.sd == pytest.approx(np.sqrt(share**2 @ variance), rel=5e-3)


def _by_integration(cells, rng, size=400_000):
    """Mean and standard deviation of a weighted mean by plain Monte Carlo."""
    drawn = {
        part: np.array([_triangular(rng, getattr(item, part), size) for item in cells])
        for part in ("position", "salience", "influence")
    }
    weight = drawn["salience"] * drawn["influence"]
    outcome = (weight * drawn["position"]).sum(axis=0) / weight.sum(axis=0)
    return outcome.mean(), outcome.std()


def _triangular(rng, band, size):
    return np.full(size, band.mode) if band.width == 0 else rng.triangular(band.low, band.mode, band.high, size)


def test_mean_and_sd_with_uncertain_weights(builtin):
    results, rng = evaluate(builtin), np.random.default_rng(0)
    still = [issue for issue in results.issues if not any(item.moved_by for item in results.cells(issue).cells)]
    assert len(still) >= 3
    for issue in still:
        mean, sd = _by_integration(results.cells(issue).cells, rng)
        found = results.issues[issue].weighted_mean
        assert found.mean == pytest.approx(mean, rel=5e-3), issue
        assert found.sd == pytest.approx(sd, rel=5e-3), issue


def test_doubling_the_draws_moves_no_median(builtin):
    once, twice = evaluate(builtin), evaluate(builtin, Scenario(draws=2 * DRAWS))
    for key, result in once.issues.items():
        assert result.weighted_mean.p50 == pytest.approx(twice.issues[key].weighted_mean.p50, abs=0.5), key
    for item in builtin.nodes:
        one, two = once.outputs[item.id].p50, twice.outputs[item.id].p50
        # Half a point of the node's own scale: 0–100 for an index, 0–1 for a probability.
        point = {Measure.INDEX: 0.5, Measure.YEARS: 0.5, Measure.PROBABILITY: 0.005}.get(item.measure)
        if point:
            assert one == pytest.approx(two, abs=point), item.id


def test_a_column_does_not_change_when_another_slider_moves(builtin):
    source, moved = evaluate(builtin), evaluate(builtin, Scenario({"us_leverage": 80}))
    for item in builtin.assumptions:
        same = np.array_equal(source.draws[item.id], moved.draws[item.id])
        assert same == (item.id != "us_leverage"), item.id
    for key in ("sequencing", "security_architecture"):
        assert source.issues[key] == moved.issues[key]
    drawn = [results.cells("territory") for results in (source, moved)]
    np.testing.assert_array_equal(drawn[0].drawn("salience"), drawn[1].drawn("salience"))


def test_the_outcome_in_each_draw_is_the_weighted_mean_of_that_draw(builtin):
    results = evaluate(builtin, Scenario({"us_leverage": 70}, draws=64))
    for issue in results.issues:
        cells = results.cells(issue)
        expected = weighted_mean(cells.position_draws, cells.drawn("influence") * cells.drawn("salience"))
        np.testing.assert_allclose(cells.outcome_draws, expected, rtol=1e-12)


# ---- Invariances ---------------------------------------------------------------------------------------------


@given(actors=ACTORS, factor=st.floats(0.01, 1))
@SOME
def test_scaling_all_influences_changes_nothing(actors, factor):
    plain = _result(_positions(actors))
    other = _result(_positions([(x, s, _scaled(c, factor)) for x, s, c in actors]))
    np.testing.assert_allclose(_points(other), _points(plain), atol=1e-6)
    np.testing.assert_allclose(_interval(other), _interval(plain), atol=1e-6)
    assert other.knife_edge == plain.knife_edge


@given(actors=ACTORS)
@SOME
def test_a_duplicate_with_half_the_influence_each_changes_nothing(actors):
    (x, s, c), *rest = actors
    halved = (x, s, _scaled(c, 0.5))
    plain, other = _result(_positions(actors)), _result(_positions([halved, *rest, halved]))
    np.testing.assert_allclose(_points(other), _points(plain), atol=1e-6)
    assert other.levers["a0"][0] == pytest.approx(plain.levers["a0"][0] / 2)


@given(actors=ACTORS)
@SOME
def test_an_actor_without_cells_changes_nothing(actors):
    positions = _positions(actors)
    listed = [{"id": "observer", "veto": True}, *({"id": item["actor"], "veto": True} for item in positions)]
    plain, other = _result(positions, actors=listed[1:]), _result(positions, actors=listed)
    assert other == plain


@given(actors=ACTORS)
@SOME
def test_mirroring_the_scale_mirrors_the_outcome(actors):
    mirrored = [(tuple(100 - value for value in reversed(x)), s, c) for x, s, c in actors]
    listed = [{"id": f"a{number}", "veto": True} for number in range(len(actors))]
    issue, other_issue = ISSUE | {"status_quo": 30}, ISSUE | {"status_quo": 70}
    plain = _result(_positions(actors), actors=listed, issues=[issue])
    other = _result(_positions(mirrored), actors=listed, issues=[other_issue])
    assert other.weighted_mean.point == pytest.approx(100 - plain.weighted_mean.point)
    assert other.condorcet_expected == pytest.approx(100 - plain.condorcet_expected, abs=1e-6)
    assert other.gap == (None if plain.gap is None else pytest.approx(plain.gap))
    if plain.agreement_range is not None:
        assert other.agreement_range == pytest.approx([100 - end for end in reversed(plain.agreement_range)])


@given(actors=ACTORS)
@SOME
def test_the_outcome_lies_in_the_hull(actors):
    result = _result(_positions(actors))
    modes, ends = [x[1] for x, _, _ in actors], [value for x, _, _ in actors for value in x]
    for point in _points(result):
        assert min(modes) - 1e-9 <= point <= max(modes) + 1e-9
    mean = result.weighted_mean
    assert min(ends) - 1e-9 <= mean.p10 <= mean.p50 <= mean.p90 <= max(ends) + 1e-9
    low, high = result.model_error_80
    assert 0 <= low <= high <= 100


@given(actors=ACTORS, new=st.tuples(BAND, WEIGHT, WEIGHT), status_quo=st.integers(0, 100))
@SOME
def test_a_further_veto_player_never_widens_the_agreement_range(actors, new, status_quo):
    positions = _positions([*actors, new])
    listed = [{"id": item["actor"], "veto": True} for item in positions]
    issues = [ISSUE | {"status_quo": status_quo}]
    wider = _result(positions, actors=[*listed[:-1], {"id": listed[-1]["id"]}], issues=issues)
    narrower = _result(positions, actors=listed, issues=issues)
    assert narrower.weighted_mean == wider.weighted_mean
    if wider.agreement_range is None:
        assert narrower.agreement_range is None
        assert narrower.gap >= wider.gap
    elif narrower.agreement_range is not None:
        assert wider.agreement_range[0] <= narrower.agreement_range[0]
        assert narrower.agreement_range[1] <= wider.agreement_range[1]


@given(actors=ACTORS)
@SOME
def test_levers_are_finite_differences(actors):
    plain = _result(_positions(actors))
    for number, (x, s, c) in enumerate(actors):
        by_position, by_weight = plain.levers[f"a{number}"]
        step = 1.0 if x[1] < 99 else -1.0
        shifted = (
            (x[0], x[1] + step, max(x[2], x[1] + step)) if step > 0 else (min(x[0], x[1] + step), x[1] + step, x[2])
        )
        nearby = [*actors[:number], (shifted, s, c), *actors[number + 1 :]]
        moved = _result(_positions(nearby)).weighted_mean.point - plain.weighted_mean.point
        assert moved == pytest.approx(step * by_position, abs=1e-9)
        less = c[1] * (1 - 1e-6)
        weaker = [*actors[:number], (x, s, (min(c[0], less), less, c[2])), *actors[number + 1 :]]
        moved = _result(_positions(weaker)).weighted_mean.point - plain.weighted_mean.point
        assert moved == pytest.approx(-by_weight * c[1] * s[1] * 1e-6, rel=1e-3, abs=1e-9)


# ---- Vetoes and movers ---------------------------------------------------------------------------------------


def _vetoes(positions, **issue):
    listed = [{"id": item["actor"], "veto": True} for item in positions]
    result = _result(positions, actors=listed, issues=[ISSUE | issue])
    return result.agreement_range, result.gap


def test_agreement_gap_and_neither():
    apart = [cell("a", "q", 20), cell("b", "q", 80)]
    assert _vetoes(apart, status_quo=90) == ((70, 90), None)
    assert _vetoes(apart, status_quo=50) == ((50, 50), None)
    # Nothing to compare with: no range and no gap.
    assert _vetoes(apart) == (None, None)
    reserved = [cell("a", "q", 20, reservation=35), cell("b", "q", 80, reservation=60)]
    assert _vetoes(reserved) == (None, 25)
    assert _vetoes([reserved[0], cell("b", "q", 80, reservation=30)]) == ((30, 35), None)


def test_the_reservation_replaces_the_status_quo_of_its_holder_alone():
    positions = [cell("a", "q", 20, reservation=35), cell("b", "q", 80)]
    assert _vetoes(positions, status_quo=50) == (None, 15)


def test_only_negotiating_cells_move_and_all_the_way_across_the_band():
    positions = [
        cell("a", "q", (30, 40, 60)),
        cell("a", "q", (30, 50, 60), kind="negotiating", moved_by={"x": -20, "i": 10}),
        cell("b", "q", 10, moved_by={}),
    ]
    dossier = made(
        positions,
        assumptions=[assumption("x", (20, 40, 80))],
        nodes=[node("i", "index", default=(0, 50, 100), links={"x": 60})],
    )
    for x, index in ((40, 50), (70, 80), (100, 100)):
        cells = evaluate(dossier, Scenario({"x": x})).cells("q")
        expected = 50 - 20 * (x - 40) / 60 + 10 * (index - 50) / 100
        np.testing.assert_allclose(cells.position, [expected, 10])
        assert cells.cells[0].kind == "negotiating"
        assert cells.position_draws.min() >= 0
    drawn = evaluate(dossier).cells("q").position_draws[:, 0]
    assert (
        drawn.std()
        > evaluate(dossier, Scenario())
        .columns.triangular("cell:a.q.negotiating:position", dossier.cells[1].position)
        .std()
    )
