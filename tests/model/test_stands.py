"""Where actors stand one by one, and how far any two are apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.stands import distances, empty_cells, stands
from tests.model.build import cell, made

SCORE = st.integers(0, 100)


def test_of_two_cells_the_negotiating_one_bargains():
    dossier = made([cell("a", "q", 20, kind="ideal"), cell("b", "q", 50), cell("a", "q", 60, kind="negotiating")])
    found = stands(evaluate(dossier, Scenario(draws=64)), "q")
    assert [(item.cell.actor, item.position, item.bargains) for item in found] == [
        ("a", 20, False),
        ("a", 60, True),
        ("b", 50, True),
    ]


@settings(max_examples=25)
@given(salience=SCORE, influence=SCORE)
def test_power_is_influence_times_salience(salience, influence):
    dossier = made([cell("a", "q", 20, salience, influence), cell("b", "q", 50)])
    found = stands(evaluate(dossier, Scenario(draws=2)), "q")[0]
    assert found.power == pytest.approx(influence * salience / 100)


def test_the_draws_lie_around_the_position(river):
    results = evaluate(river)
    for issue in results.issues:
        for item in stands(results, issue):
            assert 0 <= item.p10 <= item.p90 <= 100
            assert item.cell.position.width == 0 or item.p10 < item.p90


@settings(max_examples=50)
@given(st.lists(st.tuples(SCORE, SCORE, SCORE), min_size=1, max_size=4))
def test_distances_are_a_metric_over_common_issues(positions):
    dossier = made(
        [cell(actor, f"q{n}", at) for n, row in enumerate(positions) for actor, at in zip("abc", row, strict=True)]
    )
    found = {(item.a, item.b): item for item in distances(evaluate(dossier, Scenario(draws=2)))}
    apart = {pair: item.points for pair, item in found.items()}
    for (a, b), place in {("a", "b"): (0, 1), ("a", "c"): (0, 2), ("b", "c"): (1, 2)}.items():
        gaps = [abs(row[place[0]] - row[place[1]]) for row in positions]
        assert apart[a, b] == pytest.approx(sum(gaps) / len(gaps))
        assert found[a, b].issues == len(positions)
    assert apart["a", "c"] <= apart["a", "b"] + apart["b", "c"] + 1e-9
    assert list(apart.values()) == sorted(apart.values(), reverse=True)


def test_distances_are_those_of_the_positions_they_bargain_from():
    dossier = made([cell("a", "q", 20, kind="ideal"), cell("a", "q", 60, kind="negotiating"), cell("b", "q", 50)])
    (apart,) = distances(evaluate(dossier, Scenario(draws=2)))
    assert apart.points == pytest.approx(10)


def test_actors_without_a_common_issue_have_no_distance():
    found = distances(evaluate(made([cell("a", "q", 10), cell("b", "r", 90)]), Scenario(draws=2)))
    assert found == ()


def test_a_cell_is_empty_where_an_actor_heard_elsewhere_says_nothing():
    dossier = made(
        [cell("a", "q", 10), cell("b", "r", 90)],
        actors=[{"id": "a"}, {"id": "b"}, {"id": "silent"}, {"id": "told"}],
        empty=[{"actor": "told", "issues": ["r"], "why": "no stake"}, {"actor": "a", "issues": "*", "why": "unsaid"}],
    )
    assert list(empty_cells(dossier)) == [("a", "r", "unsaid"), ("b", "q", None), ("told", "r", "no stake")]
