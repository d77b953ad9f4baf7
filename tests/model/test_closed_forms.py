"""Acceptance, reservation points and ranges of tiny dossiers against what one can compute on paper."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import expit

from components.model import Scenario
from components.model.results import Results
from components.model.rooms import room
from tests.model.build import assumption, cell, made, no_deal, node

WHOLE = st.integers(0, 100).map(float)
COST = st.integers(0, 30).map(float)
WEIGHT = st.integers(1, 100).map(float)
TAU = st.sampled_from([1.0, 4.0, 12.0])
EXACT = 1e-6
PLAYER = st.tuples(WHOLE, WHOLE, COST)
SOME = settings(max_examples=50)


def _results(positions, **parts):
    return Results(made(positions, **parts), Scenario(draws=2))


def _on_one_issue(players, sets=None):
    """Each player: ideal point, what it expects without a deal, what that costs it."""
    names = [f"a{number}" for number in range(len(players))]
    return _results(
        [cell(name, "q", ideal) for name, (ideal, _, _) in zip(names, players, strict=True)],
        actors=[{"id": name, "veto": True, "cost": c} for name, (_, _, c) in zip(names, players, strict=True)],
        no_deal=[no_deal(name, "q", expects) for name, (_, expects, _) in zip(names, players, strict=True)],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": sets}}]} if sets is not None else {},
    )


@given(rows=st.lists(st.tuples(PLAYER, PLAYER, WEIGHT, WEIGHT), min_size=1, max_size=3), y=WHOLE, z=WHOLE, tau=TAU)
@SOME
def test_acceptance_over_two_issues(rows, y, z, tau):
    positions, expected, actors, chances = [], [], [], {}
    for number, ((x, w, cost), (u, v, _), s, t) in enumerate(rows):
        name = f"a{number}"
        positions += [cell(name, "q", x, s), cell(name, "r", u, t)]
        expected += [no_deal(name, "q", w), no_deal(name, "r", v)]
        actors.append({"id": name, "veto": True, "cost": cost})
        surplus = (s * (abs(x - w) - abs(x - y)) + t * (abs(u - v) - abs(u - z))) / (s + t) + cost
        chances[name] = expit(surplus / tau)
    found = _results(
        positions,
        actors=actors,
        no_deal=expected,
        header={"tolerance": {"points": tau, "basis": "analyst_judgement"}},
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": y, "r": z}}]},
    ).packages["deal"]
    assert {key: item.value for key, item in found.acceptance.items()} == pytest.approx(chances, abs=EXACT)
    assert found.joint.value == pytest.approx(np.prod(list(chances.values())), abs=EXACT)


@given(players=st.lists(PLAYER, min_size=2, max_size=4))
@SOME
def test_reservation_points_and_the_range(players):
    results = _on_one_issue(players)
    found = results.issues["q"]
    ends = [(max(x - abs(x - w) - c, 0), min(x + abs(x - w) + c, 100)) for x, w, c in players]
    for number, (low, high) in enumerate(ends):
        item = found.reservations[f"a{number}"]
        others = np.mean([x for place, (x, _, _) in enumerate(players) if place != number])
        assert (item.low, item.high) == (pytest.approx(low, abs=EXACT), pytest.approx(high, abs=EXACT))
        ideal = players[number][0]
        if others != ideal:
            assert item.value == pytest.approx(low if others < ideal else high, abs=EXACT)
    start, end = max(low for low, _ in ends), min(high for _, high in ends)
    assume(abs(start - end) > EXACT or start == end)
    if start <= end:
        assert found.agreement == pytest.approx((start, end), abs=EXACT)
        assert found.gap is None
        assert room(results, "q").kind == "range"
    else:
        assert found.agreement is None
        assert found.gap == pytest.approx(start - end, abs=EXACT)
        assert (room(results, "q").low, room(results, "q").high) == pytest.approx((end, start), abs=EXACT)


@given(players=st.lists(PLAYER, min_size=1, max_size=3), share=st.floats(0, 1))
@SOME
def test_inside_all_reservation_points_each_takes_it_more_often_than_not(players, share):
    found = _on_one_issue(players).issues["q"]
    assume(found.agreement is not None)
    low, high = found.agreement
    taken = _on_one_issue(players, sets=low + share * (high - low)).packages["deal"]
    assert all(item.value >= 0.5 - EXACT for item in taken.acceptance.values())


@given(ideals=st.lists(WHOLE, min_size=1, max_size=4), quo=WHOLE)
@SOME
def test_without_cost_or_expectation_the_status_quo_decides(ideals, quo):
    """Tsebelis' win set: whatever is no further from the ideal point than the status quo."""
    names = [f"a{number}" for number in range(len(ideals))]
    found = _results(
        [cell(name, "q", ideal) for name, ideal in zip(names, ideals, strict=True)],
        actors=[{"id": name, "veto": True} for name in names],
        issues=[{"id": "q", "status_quo": quo}],
    ).issues["q"]
    low = max(max(x - abs(x - quo), 0) for x in ideals)
    high = min(min(x + abs(x - quo), 100) for x in ideals)
    assert found.agreement == pytest.approx((low, high), abs=EXACT)
    assert low - EXACT <= quo <= high + EXACT


@pytest.mark.parametrize("x", [40, 10, 90, 100])
def test_an_assumption_moves_what_is_expected_by_points_across_its_band(x):
    dossier = made(
        [cell("a", "q", 97)],
        actors=[{"id": "a", "veto": True, "cost": "cost"}],
        no_deal=[no_deal("a", "q", 68, moved_by={"x": 20})],
        assumptions=[assumption("x", 40), assumption("y", 50)],
        nodes=[node("cost", "index", default=8, links={"y": 10})],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": 55}}]},
    )
    # A default of no width is measured on the whole range: 20 points across 100.
    found = Results(dossier, Scenario({"x": x}, draws=2))
    here = 68 + 20 * (x - 40) / 100
    assert found.issues["q"].reservations["a"].expects == pytest.approx(here)
    assert found.packages["deal"].acceptance["a"].value == pytest.approx(expit((97 - here - 42 + 8) / 4), abs=EXACT)


def test_who_says_nothing_of_no_deal_does_not_stand_in_the_way():
    found = _results(
        [cell("a", "q", 90), cell("b", "q", 10)],
        actors=[{"id": "a", "veto": True, "cost": 5}, {"id": "b", "veto": True}],
        no_deal=[no_deal("a", "q", 80)],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": 75}}]},
    )
    assert found.packages["deal"].joint.value == pytest.approx(0.5, abs=EXACT)
    assert found.packages["deal"].unheard == ("b",)
    assert set(found.issues["q"].reservations) == {"a"}
