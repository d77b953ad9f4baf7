"""Where actors stand one by one, and how far any two are apart."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.results import Results
from components.model.stands import distances, empty_cells, stands
from tests.model.build import JUDGED, cell, made

SCORE = st.integers(0, 100)


def test_a_dated_position_stands_from_its_day_on():
    later = {"on": "2031-05-02", "p10": 50, "p50": 60, "p90": 70, **JUDGED}
    dossier = made([cell("a", "q", (10, 20, 30), since=[later]), cell("b", "q", 50)])
    for day, position, since in (("2031-05-01", (20, 10, 30), False), ("2031-05-02", (60, 50, 70), True)):
        results = Results(dossier, Scenario(as_of=dt.date.fromisoformat(day), draws=64))
        found = stands(results, "q")[0]
        assert (found.position, found.p10, found.p90) == position
        assert (found.since is not None) == since
        assert results.cells("q").position[0] == position[0]


def test_a_stand_has_the_reservation_point_of_the_issue(river):
    results = evaluate(river)
    for issue, result in results.issues.items():
        for stand in stands(results, issue):
            assert stand.reservation == result.reservations.get(stand.cell.actor)


@settings(max_examples=25)
@given(salience=SCORE, influence=SCORE)
def test_power_is_influence_times_salience(salience, influence):
    dossier = made([cell("a", "q", 20, salience, influence), cell("b", "q", 50)])
    found = stands(evaluate(dossier, Scenario(draws=2)), "q")[0]
    assert found.power == pytest.approx(influence * salience / 100)


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


def test_distances_are_those_of_the_ideal_points():
    dossier = made([cell("a", "q", 60), cell("b", "q", 50), cell("a", "r", 10), cell("b", "r", 40)])
    (apart,) = distances(evaluate(dossier, Scenario(draws=2)))
    assert apart.points == pytest.approx(20)


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


def test_a_position_that_somebody_moved_is_analyst_judgement(builtin):
    written = next(item for item in builtin.cells if item.basis != "analyst_judgement" and item.refs)
    key = f"{written.actor}.{written.issue}"
    for field, shown in (("position", ("analyst_judgement", ())), ("salience", (written.basis, written.refs))):
        moved = evaluate(builtin, Scenario(draws=2, cells={f"{key}.{field}": 41.0}))
        (stand,) = [item for item in stands(moved, written.issue) if item.cell.actor == written.actor]
        assert (stand.cell.basis, stand.cell.refs) == shown
