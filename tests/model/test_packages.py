"""Packages of a dossier: who accepts them, at one setting and at many."""

from __future__ import annotations

import numpy as np
import pytest

from components.model import Scenario, evaluate
from components.model.outputs import PackageOutput
from tests.model.build import cell, deal, made

pytestmark = pytest.mark.filterwarnings("error")


def deal_of(results):
    return PackageOutput(next(option for option in results.dossier.options.options if option.id == "deal"))


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
    dossier = deal()
    found = evaluate(dossier, Scenario({"y": 100})).packages["deal"]
    easy = evaluate(dossier, Scenario({"y": 0})).packages["deal"]
    assert found.acceptance["b"] < easy.acceptance["b"]
    assert found.acceptance["a"] == easy.acceptance["a"]


def test_joint_is_weighed_by_the_gate():
    plain = evaluate(deal(), Scenario(draws=512)).packages["deal"].joint
    assert 0 < plain < 1
    for gate in (0, 0.25, 1):
        found = evaluate(deal(gate="open"), Scenario({"open": gate}, draws=512)).packages["deal"]
        assert (found.gate, found.joint) == (gate, pytest.approx(gate * plain))
        results = evaluate(deal(gate="open"), Scenario(draws=512))
        swept = deal_of(results).acceptance(results, {"open": np.array([gate])}, draws=512)
        assert swept == pytest.approx([gate * plain])


def test_what_is_set_exactly_has_no_band():
    results = evaluate(deal(), Scenario(draws=512))
    settings_ = {"x": np.array([60.0]), "y": np.array([50.0])}
    travelling, exact = (
        deal_of(results).acceptance(results, settings_, draws=512, exact=exact) for exact in (False, True)
    )
    assert travelling != exact
    assert travelling == pytest.approx(
        [evaluate(deal(), Scenario({"x": 60, "y": 50}, draws=512)).packages["deal"].joint]
    )


def test_a_reading_that_sets_more_is_another_package():
    reading = {"id": "A", "label": "A", "text": "a", "sets": {"q": 80}, "basis": "analyst_judgement"}
    silent = {"id": "B", "label": "B", "text": "b", "basis": "analyst_judgement"}
    found = evaluate(deal(readings=[reading, silent]), Scenario(draws=256)).packages["deal"]
    assert set(found.readings) == {"A"}
    assert found.readings["A"] == evaluate(deal(sets={"q": 80}), Scenario(draws=256)).packages["deal"]


def test_many_settings_of_a_package_are_those_of_each():
    results = evaluate(deal(gate="open"), Scenario(draws=16))
    values = {"x": np.linspace(0, 100, 1030), "open": np.linspace(0, 1, 1030)}
    found = deal_of(results).acceptance(results, values, draws=16)
    for number in (0, 1023, 1024, 1029):
        one = {key: value[number : number + 1] for key, value in values.items()}
        assert deal_of(results).acceptance(results, one, draws=16) == found[number]
