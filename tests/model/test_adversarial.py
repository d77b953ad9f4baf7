"""Dossiers made to break the model: nothing may be NaN, warn, or fail without naming its cause."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.document import document
from components.model.fan import fans
from components.model.good_cases import good_cases
from components.model.grounds import rests_on
from components.model.outputs import OutputError, outputs
from components.model.sensitivity import sobol, tornado
from components.model.thresholds import threshold
from components.model.trades import BEST
from tests.model.build import ask, assumption, cell, made, node
from tests.model.small import q

pytestmark = pytest.mark.filterwarnings("error")


def _numbers(value):
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _numbers(item)
    elif isinstance(value, float):
        yield value


def _sound(dossier, **values):
    found = document(evaluate(dossier, Scenario(values, draws=64)))
    assert all(math.isfinite(number) for number in _numbers(found))
    return json.loads(json.dumps(found, allow_nan=False))


def test_one_actor_on_one_issue():
    found = _sound(made([cell("a", "q", q(20, 30, 60), q(15, 20, 25), q(20, 50, 55))]))
    issue = found["issues"]["q"]
    assert issue["weighted_mean"]["value"] == pytest.approx(30, abs=0.5)
    assert issue["weighted_median"] == issue["condorcet"]["expected"] == 30
    assert issue["condorcet"]["shares"] == [[30, 1]]
    assert issue["levers"] == {"a": {"position": 1, "weight": 0}}
    assert (issue["range"], issue["gap"], issue["knife_edge"]) == (None, None, False)
    assert (found["outputs"], found["packages"], found["exchanges"]) == ({}, {}, [])


def test_an_issue_nobody_holds_a_cell_on_is_left_out():
    issues = [{"id": "q"}, {"id": "empty", "status_quo": 40}]
    dossier = made([cell("a", "q", 30), cell("b", "q", 60)], issues=issues)
    assert set(_sound(dossier)["issues"]) == {"q"}
    assert "issue.empty" not in outputs(dossier)


def test_a_dossier_without_positions_has_no_issues():
    found = _sound(made())
    assert (found["issues"], found["exchanges"]) == ({}, [])


@pytest.mark.parametrize("part", ["salience", "influence"])
def test_an_issue_without_weight_is_named(part):
    heard = [cell("a", "heard", 30), cell("b", "heard", 60)]
    silent = [cell("a", "silent", 30, **{part: 0}), cell("b", "silent", 60, **{part: 0})]
    with pytest.raises(ValueError, match="issue 'silent': all weights are zero"):
        document(evaluate(made([*heard, *silent]), Scenario(draws=64)))


def test_one_weight_is_enough():
    found = _sound(made([cell("a", "q", 30, 0, 50), cell("b", "q", 60)]))
    assert found["issues"]["q"]["weighted_mean"]["value"] == 60


def test_equal_positions():
    found = _sound(made([cell(f"a{n}", "q", 62.5, 10 * n + 5, 50) for n in range(5)]))
    mean = found["issues"]["q"]["weighted_mean"]
    assert list(mean.values()) == pytest.approx([62.5] * len(mean))
    assert found["exchanges"] == []


@pytest.mark.parametrize("end", ["min", "max"])
def test_every_assumption_at_an_end_of_its_range(builtin, river, end):
    for dossier in (builtin, river):
        _sound(dossier, **{item.id: getattr(item.range, end) for item in dossier.assumptions})


@given(corner=st.data())
@settings(max_examples=15)
def test_any_corner_of_the_sliders(builtin, corner):
    values = {item.id: corner.draw(st.sampled_from([item.range.min, item.range.max])) for item in builtin.assumptions}
    found = _sound(builtin, **values)["outputs"]
    assert all(number["p10"] is None or number["p10"] <= number["p90"] for number in found.values() if number["p90"])


@given(corner=st.data())
@settings(max_examples=5)
def test_analyses_at_any_corner_of_the_sliders(river, corner):
    values = {item.id: corner.draw(st.sampled_from([item.range.min, item.range.max])) for item in river.assumptions}
    results = evaluate(river, Scenario(values, draws=64))
    for output in outputs(river).values():
        assert all(math.isfinite(row.total) for row in sobol(results, output).indices)
        tornado(results, output)
        good_cases(results, output)
        for item in river.assumptions:
            found = threshold(results, output, item.id, 0.3).value
            assert found is None or item.range.min <= found <= item.range.max


@pytest.mark.parametrize("middle", [0, 1e-300, 1e-12, 1 - 1e-12, 1])
def test_probabilities_anchored_near_certainty(middle):
    dossier = made(
        assumptions=[
            assumption("x", q(20, 40, 80)),
            assumption("t", 6, low=0, high=36, kind="choice"),
            assumption("p", q(0, middle, 1), high=1),
        ],
        nodes=[
            node("q", "probability", default=q(0, middle, 1), links={"x": 1e6}),
            node("by", "probability", anchor={"from": "p"}, links={"x": 1e-6}),
            node("y", "yearly", of="p", links={"x": 50}),
            node("w", "within", rate="y", horizon="t"),
            node("s", "sequence", stages=["y", "y"], horizon="t"),
            node("m", "mean_years", stages=["y"]),
            node("n", "any", of=["q", "by", "s"]),
        ],
        header={"horizon": "t"},
    )
    for x in (0, 40, 100):
        found = _sound(dossier, x=x)["outputs"]
        for key in ("q", "by", "w", "s", "n"):
            assert 0 <= found[key]["p10"] <= found[key]["p90"] <= 1
        results = evaluate(dossier, Scenario({"x": x}, draws=64))
        for key in outputs(dossier):
            output = ask(results, key)
            assert all(math.isfinite(row.total) for row in sobol(results, output).indices)
            tornado(results, output)
            good_cases(results, output)
            rests_on(results, output)
        for fan in fans(results, ["w", "s", "n"]):
            assert np.all(np.diff(fan.value) >= -1e-15)


def test_many_actors_and_issues():
    rng = np.random.default_rng(0)
    bands = np.sort(rng.uniform(1, 100, (60 * 12, 3, 3)), axis=-1).tolist()
    positions = [
        cell(f"a{actor}", f"q{issue}", *(q(*band) for band in bands[12 * actor + issue]))
        for actor in range(60)
        for issue in range(12)
    ]
    dossier = made(positions)
    found = _sound(dossier)
    assert len(found["issues"]) == 12
    gains = [trade["gain"] for trade in found["exchanges"]]
    assert len(gains) == BEST
    assert gains == sorted(gains, reverse=True)
    results = evaluate(dossier, Scenario(draws=64))
    assert len(sobol(results, ask(results, "issue.q0")).indices) == 60


def test_four_files_are_enough(minimal):
    found = _sound(minimal)
    assert set(found["issues"]) == {"share", "dam"}
    assert (found["assumptions"], found["outputs"], found["packages"]) == ({}, {}, {})
    assert found["exchanges"]
    results = evaluate(minimal)
    assert tuple(outputs(minimal)) == ("issue.share", "issue.dam")
    assert tornado(results, ask(results, "issue.share")) == ()
    assert {row.ground.kind for row in sobol(results, ask(results, "issue.share")).indices} == {"actor"}
    with pytest.raises(ValueError, match="names no horizon"):
        fans(results, ["p"])
    with pytest.raises(OutputError, match=r"no output 'issue.shore'; did you mean 'issue.share'"):
        tornado(results, ask(results, "issue.shore"))
