"""What an output rests on, and the confidence that follows."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.grounds import Effect, confidence, rests_on, shares
from components.model.outputs import outputs
from components.model.uncertain import Ground, grounds
from tests.model.build import DAY, ask, assumption, made, node
from tests.model.small import SAID, additive, deal, q

BASES = ["stated", "inferred", "outside_source", "analyst_judgement"]


@given(
    st.lists(
        st.builds(Effect, st.one_of(st.floats(-0.05, 2), st.just(float("nan"))), st.sampled_from(BASES)),
    )
)
def test_shares_add_to_one(effects):
    found = shares(effects)
    counted = [effect for effect in effects if effect.total > 0]
    assert set(found) == {effect.basis for effect in counted}
    if counted:
        assert sum(found.values()) == pytest.approx(1)
        assert list(found.values()) == sorted(found.values(), reverse=True)


def test_shares_by_hand():
    found = shares(
        [Effect(0.3, "stated"), Effect(0.2, "analyst_judgement"), Effect(0.5, "stated"), Effect(-0.01, "inferred")]
    )
    assert found == {"stated": pytest.approx(0.8), "analyst_judgement": pytest.approx(0.2)}


@pytest.mark.parametrize(
    ("judged", "word"), [(0, "high"), (0.25, "high"), (0.26, "moderate"), (0.6, "moderate"), (0.61, "low"), (1, "low")]
)
def test_confidence_follows_from_what_rests_on_judgement(judged, word):
    assert confidence({"analyst_judgement": judged, "stated": 1 - judged}, 0.25, 0.6) == word


def test_of_an_output_without_spread_confidence_cannot_be_told():
    assert confidence({}, 0.25, 0.6) is None
    with pytest.raises(ValueError, match="must rise"):
        confidence({}, 0.6, 0.25)
    results = additive()
    found = rests_on(results, ask(results, "fixed"))
    assert (found.shares, found.confidence, found.judged) == ({}, None, 0)


def test_what_a_sum_rests_on():
    results = additive()
    found = rests_on(results, ask(results, "own"))
    # x, which is inferred, moves the index by 1 point a point; the index has a judged band of its own.
    said, own = (np.var(results.draws[key]) for key in ("x", "free"))
    own /= 4
    assert found.shares["inferred"] == pytest.approx(said / (said + own), abs=0.05)
    assert found.shares["analyst_judgement"] == pytest.approx(own / (said + own), abs=0.05)
    assert found.judged == found.shares["analyst_judgement"]
    rule = results.dossier.header.confidence
    assert found.confidence == confidence(found.shares, rule.high, rule.moderate)
    assert (found.high, found.moderate) == (rule.high, rule.moderate)


@pytest.mark.parametrize("name", ["builtin", "river", "minimal"])
def test_what_every_output_rests_on(request, name):
    dossier = request.getfixturevalue(name)
    results = evaluate(dossier, Scenario(draws=128))
    for output in outputs(dossier).values():
        found = rests_on(results, output)
        assert set(found.shares) <= set(BASES)
        assert sum(found.shares.values()) == pytest.approx(1 if np.ptp(output.draws(results)) else 0)
        assert found.confidence in (("high", "moderate", "low") if found.shares else (None,))


def test_a_slider_is_no_evidence(builtin):
    results = evaluate(builtin)
    moved = evaluate(builtin, Scenario({"us_leverage": 90, "horizon_months": 24}))
    for key in ("p_scaling_back", "p_meeting_held"):
        assert rests_on(moved, ask(moved, key)) == rests_on(results, ask(results, key))


def test_what_may_never_end_has_no_measure():
    dossier = made(
        assumptions=[assumption("p", 0, high=1), assumption("x", q(20, 50, 80))],
        nodes=[node("y", "yearly", of="p", links={"x": 2}), node("m", "mean_years", stages=["y"])],
    )
    results = evaluate(dossier)
    assert rests_on(results, ask(results, "m")) is None


def test_everything_uncertain_has_a_ground(builtin, river, minimal):
    for dossier in (builtin, river, minimal):
        source = evaluate(dossier).source
        assert set(source.scores) <= set(grounds(source))
        assert {item.basis for item in grounds(source).values()} <= set(BASES)


def test_a_band_of_its_own_basis_and_a_dated_one():
    said = {"on": DAY + dt.timedelta(days=5), **q(60, 70, 80), "basis": "outside_source", "refs": ["S2"]}
    dossier = deal()
    moved = made(assumptions=[assumption("x", q(20, 40, 80), since=[said], **{**SAID, "basis": "stated"})])
    early, late = (evaluate(moved, Scenario(as_of=DAY + dt.timedelta(days=days))).source for days in (4, 5))
    assert grounds(early)["x"] == Ground("assumption", "x", "stated")
    assert grounds(late)["x"] == Ground("assumption", "x", "outside_source")
    found = grounds(evaluate(dossier).source)
    assert found["a.q.expects"] == Ground("actor", "a", "inferred")
    assert found["a.q.position"] == Ground("actor", "a", "analyst_judgement")
