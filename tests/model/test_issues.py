"""The bargaining layer on whole dossiers: moments, invariances, vetoes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.dossier.nodes import Measure
from components.model import Scenario, evaluate
from components.model.bargaining import weighted_mean
from components.model.scores import DRAWS
from tests.model.build import cell, made, no_deal

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
    return np.array([result.weighted_median, result.condorcet_expected])


def _interval(result):
    mean = result.weighted_mean
    return np.array([mean.value, mean.p10, mean.p90, *result.model_error_80])


def _scaled(band, factor):
    return tuple(value * factor for value in band)


# ---- Draws ---------------------------------------------------------------------------------------------------


def test_certain_weights_leave_the_spread_of_the_positions():
    """A mean with shares s has the spread √Σ(s·spread)²; narrow bands in the middle of the scale are normal."""
    positions = [cell("a", "q", (48, 50, 52), 40, 50), cell("b", "q", (44, 50, 56), 90, 20)]
    share = np.array([40 * 50, 90 * 20]) / (40 * 50 + 90 * 20)
    found = _result(positions, draws=DRAWS).weighted_mean
    assert found.value == found.p50 == pytest.approx(50, abs=0.05)
    half = np.sqrt((share**2) @ np.array([2.0, 6.0]) ** 2)
    assert (found.p50 - found.p10, found.p90 - found.p50) == pytest.approx((half, half), rel=0.03)


def test_doubling_the_draws_moves_no_number(builtin):
    once, twice = evaluate(builtin), evaluate(builtin, Scenario(draws=2 * DRAWS))
    for key, result in once.issues.items():
        assert result.weighted_mean.value == pytest.approx(twice.issues[key].weighted_mean.value, abs=0.5), key
        for actor, item in result.reservations.items():
            assert item.value == pytest.approx(twice.issues[key].reservations[actor].value, abs=2), (key, actor)
    for item in builtin.nodes:
        if item.measure is Measure.PROBABILITY:
            assert once.value(item.id) == pytest.approx(twice.value(item.id), abs=0.01), item.id


def test_a_column_does_not_change_when_another_slider_moves(builtin):
    source, moved = evaluate(builtin), evaluate(builtin, Scenario({"us_leverage": 80}))
    for item in builtin.assumptions:
        same = np.array_equal(source.draws[item.id], moved.draws[item.id])
        assert same == (item.id != "us_leverage"), item.id
    assert source.source is moved.source


def test_the_outcome_in_each_draw_is_the_weighted_mean_of_that_draw(builtin):
    results = evaluate(builtin, Scenario({"us_leverage": 70}, draws=64))
    for issue in results.issues:
        cells = results.cells(issue)
        weight = cells.drawn("influence") * cells.drawn("salience")
        expected = weighted_mean(cells.drawn("position").T, weight.T)
        np.testing.assert_allclose(cells.outcome_draws, expected, rtol=1e-12)


# ---- Invariances ---------------------------------------------------------------------------------------------


@given(actors=ACTORS, factor=st.floats(0.01, 1))
@SOME
def test_scaling_all_influences_changes_nothing(actors, factor):
    # A band of influence would not only be scaled: it also leaves the end of the scale behind.
    certain = [(x, s, c[1]) for x, s, c in actors]
    plain = _result(_positions(certain))
    other = _result(_positions([(x, s, factor * c) for x, s, c in certain]))
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
    plain, other = (
        _result(positions, actors=each, issues=[ISSUE | {"status_quo": 30}]) for each in (listed[1:], listed)
    )
    assert other == plain


@given(actors=ACTORS, quo=st.integers(0, 100))
@SOME
def test_mirroring_the_scale_mirrors_the_outcome(actors, quo):
    points = [(x[1], s, c) for x, s, c in actors]
    mirrored = [(100 - x, s, c) for x, s, c in points]
    listed = [{"id": f"a{number}", "veto": True, "cost": 5} for number in range(len(actors))]
    issue, other_issue = ISSUE | {"status_quo": quo}, ISSUE | {"status_quo": 100 - quo}
    plain = _result(_positions(points), actors=listed, issues=[issue])
    other = _result(_positions(mirrored), actors=listed, issues=[other_issue])
    assert other.weighted_mean.value == pytest.approx(100 - plain.weighted_mean.value)
    assert other.condorcet_expected == pytest.approx(100 - plain.condorcet_expected, abs=1e-6)
    assert other.gap == (None if plain.gap is None else pytest.approx(plain.gap))
    if plain.agreement is not None:
        assert other.agreement == pytest.approx([100 - end for end in reversed(plain.agreement)])


@given(actors=ACTORS)
@SOME
def test_the_outcome_lies_in_the_hull(actors):
    result = _result(_positions(actors))
    medians = [x[1] for x, _, _ in actors]
    for point in _points(result):
        assert min(medians) - 1e-9 <= point <= max(medians) + 1e-9
    mean = result.weighted_mean
    assert 0 <= mean.p10 <= mean.p50 <= mean.p90 <= 100
    low, high = result.model_error_80
    assert 0 <= low <= high <= 100


@given(actors=ACTORS, new=st.tuples(BAND, WEIGHT, WEIGHT), status_quo=st.integers(0, 100))
@SOME
def test_a_further_veto_player_never_widens_the_range(actors, new, status_quo):
    positions = _positions([*actors, new])
    listed = [{"id": item["actor"], "veto": True} for item in positions]
    issues = [ISSUE | {"status_quo": status_quo}]
    wider = _result(positions, actors=[*listed[:-1], {"id": listed[-1]["id"]}], issues=issues)
    narrower = _result(positions, actors=listed, issues=issues)
    assert narrower.weighted_mean == wider.weighted_mean
    if wider.agreement is None:
        assert narrower.agreement is None
        assert narrower.gap >= wider.gap - 1e-9
    elif narrower.agreement is not None:
        assert wider.agreement[0] <= narrower.agreement[0] + 1e-9
        assert narrower.agreement[1] <= wider.agreement[1] + 1e-9


@given(actors=ACTORS)
@SOME
def test_levers_are_finite_differences(actors):
    certain = [(x[1], s[1], c[1]) for x, s, c in actors]
    plain = _result(_positions(certain))
    for number, (x, s, c) in enumerate(certain):
        by_position, by_weight = plain.levers[f"a{number}"]
        step = 1.0 if x < 99 else -1.0
        nearby = [*certain[:number], (x + step, s, c), *certain[number + 1 :]]
        moved = _result(_positions(nearby)).weighted_mean.value - plain.weighted_mean.value
        assert moved == pytest.approx(step * by_position, abs=1e-9)
        weaker = [*certain[:number], (x, s, c * (1 - 1e-6)), *certain[number + 1 :]]
        moved = _result(_positions(weaker)).weighted_mean.value - plain.weighted_mean.value
        assert moved == pytest.approx(-by_weight * c * s * 1e-6, rel=1e-3, abs=1e-9)


# ---- Reservation points --------------------------------------------------------------------------------------


def test_the_reservation_point_faces_the_other_veto_players(builtin):
    for issue, result in evaluate(builtin).issues.items():
        cells = evaluate(builtin).cells(issue)
        ideal = {actor.id: float(at) for actor, at in zip(cells.actors, cells.position, strict=True)}
        for actor, item in result.reservations.items():
            others = [at for key, at in ideal.items() if key != actor and builtin.actor(key).veto]
            if others:
                faced = item.low if sum(others) / len(others) < ideal[actor] else item.high
                assert item.value == faced, (issue, actor)


def test_a_draw_that_expects_more_than_its_ideal_point_does_not_switch_sides():
    dossier = made(
        [cell("a", "q", 97), cell("b", "q", 10)],
        actors=[{"id": "a", "veto": True, "cost": 6}, {"id": "b", "veto": True}],
        no_deal=[no_deal("a", "q", (80, 97, 99.5)), no_deal("b", "q", 50)],
    )
    found = evaluate(dossier).issues["q"].reservations["a"]
    # In no draw above the ideal point less what refusing costs.
    assert found.p10 < found.value == found.low < found.p90 <= 97 - 6 + 1e-9
