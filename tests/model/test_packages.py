"""Packages of a dossier: who takes them, and what they are worth beside no deal."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from components.model import Scenario, evaluate
from components.model.number import number
from components.model.outputs import PackageOutput
from components.model.packages import joint_draws
from tests.model.build import accepts, cell, deal, made, no_deal

pytestmark = pytest.mark.filterwarnings("error")


def _values(numbers):
    return {key: item.value for key, item in numbers.items()}


def test_package_on_a_dossier_written_out():
    dossier = made(
        [cell("a", "q", 20), cell("b", "q", 60), cell("c", "q", 90)],
        actors=[
            {"id": "a", "veto": True},
            {"id": "b", "veto": True, "cost": 3},
            {"id": "c"},
            {"id": "d", "veto": True},
        ],
        issues=[{"id": "q", "status_quo": 80}],
        no_deal=[no_deal("b", "q", 70)],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": 45}}, {"id": "none", "label": "None"}]},
    )
    ((name, found),) = evaluate(dossier, Scenario(draws=64)).packages.items()
    assert name == "deal"
    # a: 25 off against 60 without a deal; b: 15 against 10 and a cost of 3; c: 45 against 10, but has no veto.
    assert _values(found.acceptance) == pytest.approx({"a": expit(35 / 4), "b": expit(-2 / 4), "c": expit(-35 / 4)})
    assert _values(found.worth) == pytest.approx({"a": 75, "b": 85, "c": 55})
    assert _values(found.no_deal) == pytest.approx({"a": 40, "b": 87, "c": 90})
    assert _values(found.surplus) == pytest.approx({"a": 35, "b": -2, "c": -35})
    assert found.joint.value == pytest.approx(expit(35 / 4) * expit(-2 / 4))
    assert found.gate == 1
    assert found.binding == {"a": "q", "b": "q", "c": "q"}
    assert found.unheard == ("d",)


def test_an_assumption_moves_the_acceptance_of_its_own_side_alone():
    dossier = deal()
    source = evaluate(dossier).packages["deal"]
    for key, mine, other in (("x", "a", "b"), ("y", "b", "a")):
        low, high = (evaluate(dossier, Scenario({key: value})).packages["deal"] for value in (20, 80))
        assert low.acceptance[mine].value < source.acceptance[mine].value < high.acceptance[mine].value
        assert low.acceptance[other] == high.acceptance[other] == source.acceptance[other]


def test_joint_is_weighed_by_the_gate():
    plain = evaluate(deal(), Scenario(draws=512)).packages["deal"].joint.value
    assert 0 < plain < 1
    for gate in (0, 1):
        found = evaluate(deal(gate="open"), Scenario({"open": gate}, draws=512)).packages["deal"]
        assert (found.gate, found.joint.value) == (gate, pytest.approx(gate * plain))
    results = evaluate(deal(gate="open"), Scenario({"open": 0.25}, draws=512))
    option = results.dossier.option("deal")
    draws = joint_draws(results, option)
    assert results.packages["deal"].joint == number(draws, chance=True) == PackageOutput(option).number(results)
    assert 0.1 * plain < draws.mean() < 0.5 * plain


def test_a_reading_that_sets_more_is_another_package():
    reading = {"id": "A", "label": "A", "text": "a", "sets": {"q": 80}, "basis": "analyst_judgement"}
    silent = {"id": "B", "label": "B", "text": "b", "basis": "analyst_judgement"}
    found = evaluate(deal(readings=[reading, silent]), Scenario(draws=256)).packages["deal"]
    assert set(found.readings) == {"A"}
    assert found.readings["A"] == evaluate(deal(sets={"q": 80}), Scenario(draws=256)).packages["deal"]


def test_an_anchor_is_met_and_holds_for_every_option():
    """A constant in points of what no deal costs: acceptance of other options and reservation points carry it."""
    plain = deal()
    anchored = plain.model_copy(update={"nodes": (*plain.nodes, _anchored("b", 0.3))})
    before, after = evaluate(plain), evaluate(anchored)
    assert after.value("taken") == pytest.approx(0.3, abs=1e-6)
    assert after.packages["deal"].acceptance["b"].value == pytest.approx(0.3, abs=1e-6)
    assert after.packages["deal"].acceptance["a"] == before.packages["deal"].acceptance["a"]
    points = after.stakes.cost - before.stakes.cost
    assert np.ptp(points[1]) == pytest.approx(0, abs=1e-9)
    assert not points[[0, 2]].any()
    # b stands above the option: the dearer no deal is made for it, the further down it goes.
    low = [each.issues["q"].reservations["b"].low for each in (before, after)]
    assert low[1] > low[0]


def _anchored(by, value):
    return accepts("taken", "deal", by, ["cost"], anchor={"value": value, "basis": "analyst_judgement"})


def test_alone_the_gate_does_not_count_and_together_it_does():
    plain = deal(gate="open")
    nodes = (*plain.nodes, accepts("alone", "deal", "a", ["x"]), accepts("all_", "deal", "all", ["x", "cost", "open"]))
    found = evaluate(plain.model_copy(update={"nodes": nodes}))
    assert found.value("alone") == pytest.approx(found.packages["deal"].acceptance["a"].value)
    assert found.value("all_") == pytest.approx(found.packages["deal"].joint.value)


def test_the_nearest_deal_is_worth_what_it_is_as_a_package():
    """The same numbers as the option that somebody makes of it."""
    results = evaluate(deal(), Scenario(draws=256))
    near = results.nearest_deal
    assert near is not None
    same = evaluate(deal(sets=dict(near.values)), Scenario(draws=256)).packages["deal"]
    assert near.joint == same.joint
    for actor in near.surplus:
        assert near.surplus[actor] == same.surplus[actor]
        assert near.acceptance[actor] == same.acceptance[actor]
