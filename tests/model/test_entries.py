"""Cells that somebody moves: what they are called, what they do to draws, and that moving them back leaves no trace."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import Scenario, ScenarioError, evaluate
from components.model.document import document
from components.model.entries import entries, moved
from components.model.network import constants_of
from components.model.outputs import output_of
from components.model.pages import Design
from components.model.results import at_source
from components.model.stands import stands
from tests.model.build import DAY, JUDGED, cell, deal, made, no_deal
from tests.model.strategies import small_dossiers

PLACES = st.sampled_from([0.0, 100.0]) | st.floats(0, 100)
POINTS = st.integers(0, 100).map(float)


def everywhere(dossier) -> st.SearchStrategy[dict[str, float]]:
    """Some entries anywhere, with nothing taken off the weights of any issue."""
    able = [key for key, item in entries(dossier).items() if item.field not in ("salience", "influence")]
    heavy = [key for key, item in entries(dossier).items() if item.field in ("salience", "influence")]
    return st.builds(
        lambda one, other: {**one, **other},
        st.dictionaries(st.sampled_from(able), PLACES, max_size=4),
        st.dictionaries(st.sampled_from(heavy), st.floats(1, 100), max_size=3),
    )


def told(dossier, cells: dict[str, float]) -> dict:
    return document(evaluate(dossier, Scenario(cells=cells, draws=64)))


def test_names_what_the_dossier_holds_and_implies():
    held = entries(deal())
    actors, fields = ("a", "b", "bystander"), ("position", "salience", "influence", "expects")
    on = {f"{actor}.q.{field}" for actor in actors for field in fields}
    assert set(held) == on | {f"{actor}.cost" for actor in actors}
    assert held["b.q.expects"].written.p50 == 48
    assert held["b.cost"].quantity == "cost"
    assert held["a.cost"].written.p90 == 0


def test_leaves_empty_cells_alone():
    dossier = made([cell("a", "q", 10), cell("b", "p", 20)], issues=[{"id": "q"}, {"id": "p", "status_quo": 30}])
    assert entries(dossier)["b.p.expects"].source(DAY) == 30
    assert entries(dossier)["a.q.expects"].source(DAY) is None
    assert not any(key.startswith("a.p") for key in entries(dossier))


def test_whoever_moves_what_nothing_says_states_it():
    dossier = made(
        [cell("a", "q", 100), cell("b", "q", 0)],
        actors=[{"id": "a", "veto": True}, {"id": "b", "veto": True}],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": 50}}]},
    )
    assert evaluate(dossier).issues["q"].reservations == {}
    stated = evaluate(dossier, Scenario(cells={"a.q.expects": 60, "b.q.expects": 45}))
    held = stated.issues["q"].reservations
    assert {actor: item.value for actor, item in held.items()} == {"a": 60, "b": 45}
    assert stated.issues["q"].gap == 15
    assert stated.packages["deal"].joint.value < evaluate(dossier).packages["deal"].joint.value
    assert stated.scenario.departs(dossier)
    assert at_source(stated) is evaluate(dossier)
    output = output_of(dossier, "package.deal")
    assert Design(stated, output).pages([]).shape == (2, 512)


@given(st.data())
def test_a_cell_at_the_source_is_no_change_and_order_none_either(data):
    dossier = data.draw(small_dossiers())
    cells = data.draw(everywhere(dossier))
    same = {
        key: value
        for key, item in entries(dossier).items()
        if key not in cells and (value := item.source(DAY)) is not None
    }
    found = told(dossier, cells)
    assert told(dossier, dict(reversed(cells.items()))) == found
    assert told(dossier, {**same, **cells}) == found
    assert Scenario(cells=cells) == Scenario(cells=dict(reversed(cells.items())))
    assert hash(Scenario(cells=cells)) == hash(Scenario(cells=dict(reversed(cells.items()))))


@given(st.data())
def test_moved_back_leaves_no_trace(data):
    dossier = data.draw(small_dossiers())
    before = told(dossier, {})
    told(dossier, data.draw(everywhere(dossier)))
    back = {key: value for key, item in entries(dossier).items() if (value := item.source(DAY)) is not None}
    assert told(dossier, back) == before
    assert not Scenario(cells=back).departs(dossier)
    assert Scenario(cells=back).query(dossier) == {}


@given(st.data())
def test_only_what_was_moved_is_drawn_anew(data):
    dossier = data.draw(small_dossiers())
    plain, cells = evaluate(dossier), data.draw(everywhere(dossier))
    after = evaluate(dossier, Scenario(cells=cells))
    quantities = {entry.quantity for entry in after.scenario.moved(dossier)}
    for key, draws in after.source.start.items():
        assert (draws is plain.source.start.get(key)) == (key not in quantities)
    assert constants_of(after.source) == constants_of(plain.source)
    assert after.source.scales == plain.source.scales
    assert at_source(after) is plain


@given(st.data())
def test_the_band_goes_along_and_stays_on_the_scale(data):
    dossier = data.draw(small_dossiers())
    said = [(key, item) for key, item in entries(dossier).items() if item.written]
    key, item = data.draw(st.sampled_from(said))
    value = data.draw(st.floats(1, 100))
    found = evaluate(dossier, Scenario(cells={key: value})).source
    before, after = item.band(DAY), found.band(item.quantity)
    assert after.p50 == value or value == pytest.approx(before.p50, abs=1e-9)
    assert after.p10 == pytest.approx(max(value - (before.p50 - before.p10), 0))
    assert after.p90 == pytest.approx(min(value + (before.p90 - before.p50), 100))
    draws = found.start[item.quantity]
    assert 0 <= draws.min() <= draws.max() <= 100
    if before.p10 == before.p90:
        assert np.ptp(draws) == 0


@given(st.lists(POINTS, min_size=1, max_size=9), POINTS, PLACES, PLACES)
def test_draws_are_monotone_in_the_value(values, start, one, other):
    low, high = sorted((one, other))
    assert np.all(moved(np.array(values), start, low) <= moved(np.array(values), start, high))


@given(st.data())
def test_monotone_where_the_model_says_so(data):
    dossier = data.draw(small_dossiers())
    low, high = sorted(data.draw(st.tuples(PLACES, PLACES)))
    positions = [key for key, item in entries(dossier).items() if item.field == "position"]
    key = data.draw(st.sampled_from(positions))
    actor, issue, _ = key.split(".")
    less, more = (evaluate(dossier, Scenario(cells={key: value})) for value in (low, high))
    assert np.all(less.cells(issue).outcome_draws <= more.cells(issue).outcome_draws + 1e-9)
    cheap, dear = (evaluate(dossier, Scenario(cells={f"{actor}.cost": value})) for value in (low, high))
    for option in ("deal",):
        taken = [found.packages[option].acceptance for found in (cheap, dear)]
        assert all(taken[0][who].value <= taken[1][who].value + 1e-9 for who in taken[0])


@given(POINTS, POINTS)
def test_who_expects_more_of_what_it_wants_is_harder_to_win(one, other):
    dossier = made(
        [cell("a", "q", 100), cell("b", "q", 0)],
        actors=[{"id": "a", "veto": True}, {"id": "b"}],
        no_deal=[no_deal("a", "q", 40)],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": 50}}]},
    )
    low, high = sorted((one, other))
    less, more = (evaluate(dossier, Scenario(cells={"a.q.expects": value})) for value in (low, high))
    assert more.packages["deal"].joint.value <= less.packages["deal"].joint.value + 1e-12


def test_closed_form_of_a_moved_expectation_and_cost():
    dossier = made(
        [cell("a", "q", 100)],
        actors=[{"id": "a", "veto": True}],
        issues=[{"id": "q", "status_quo": 70}],
    )
    held = evaluate(dossier, Scenario(cells={"a.q.expects": 60, "a.cost": 5, "a.q.position": 90})).issues["q"]
    # |x − y| ≤ |x − w| + cost: 90 − (30 + 5).
    assert held.reservations["a"].value == pytest.approx(55)
    assert held.reservations["a"].expects == 60


def test_a_stand_tells_what_holds():
    found = evaluate(deal(), Scenario(cells={"a.q.position": 30, "a.q.salience": 80, "a.q.influence": 20}))
    stand = stands(found, "q")[0]
    assert (stand.p10, stand.position, stand.p90) == (22, 30, 40)
    assert (stand.salience, stand.influence, stand.power) == (80, 20, 16)


def test_a_dated_position_is_the_source_on_its_day():
    later = DAY.replace(year=DAY.year + 1)
    since = [{"on": later, "p10": 30, "p50": 40, "p90": 50, **JUDGED}]
    dossier = made([cell("a", "q", 10, since=since), cell("b", "q", 90)])
    cells = {"a.q.position": 40}
    assert Scenario(cells=cells).departs(dossier)
    assert not Scenario(cells=cells, as_of=later).departs(dossier)


def test_a_node_that_says_a_cost_moves_with_it():
    plain, moved_cost = (evaluate(deal(), Scenario(cells=cells)) for cells in ({}, {"b.cost": 30}))
    assert moved_cost.outputs["cost"].p50 == pytest.approx(plain.outputs["cost"].p50 + 24)
    assert moved_cost.packages["deal"].acceptance["b"].value > plain.packages["deal"].acceptance["b"].value


def test_draws_in_which_nobody_weighs_take_the_medians():
    dossier = made([cell("a", "q", 20, (5, 50, 95)), cell("b", "q", 80, (5, 50, 95))])
    found = evaluate(dossier, Scenario(cells={"a.q.salience": 1, "b.q.salience": 1})).issues["q"]
    assert 20 <= found.weighted_mean.value <= 80


def test_document_lists_what_was_moved():
    dossier = deal()
    assert told(dossier, {"a.q.position": 10, "b.q.position": 60})["cells"] == {"b.q.position": 60}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"a.q.positon": 5}, "unknown cell a.q.positon; did you mean 'a.q.position'?"),
        ({"zzz": 5}, "write it as ACTOR.ISSUE.position"),
        ({"a.q.position": 101}, "a.q.position must lie between 0 and 100, not 101"),
        ({"a.q.position": float("nan")}, "must lie between 0 and 100"),
        ({"a.p.position": 5}, "a holds no position on p"),
        ({"a.q.salience": 0, "c.q.influence": 0}, "nobody on q would have both salience and influence above 0"),
    ],
)
def test_says_what_to_write_instead(cells, said):
    dossier = made(
        [cell("a", "q", 5), cell("c", "q", 5), cell("b", "p", 5)],
        issues=[{"id": "q"}, {"id": "p"}],
    )
    with pytest.raises(ScenarioError, match=said.replace("?", r"\?").replace("'", "'")):
        evaluate(dossier, Scenario(cells=cells))
