"""Dossiers made to break the model: nothing may be NaN, warn, or fail without naming its cause."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.dossier import load
from components.model import Scenario, evaluate
from components.model.document import document
from components.model.fan import fans
from components.model.outputs import OutputError, outputs
from components.model.sensitivity import sobol, tornado
from components.model.trades import BEST
from tests.model.build import ask, assumption, cell, made, node

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
    found = _sound(made([cell("a", "q", (20, 30, 70), (10, 20, 30), (5, 50, 60))]))
    issue = found["issues"]["q"]
    assert issue["weighted_mean"]["point"] == issue["weighted_median"] == issue["condorcet"]["expected"] == 30
    assert issue["condorcet"]["shares"] == [[30, 1]]
    assert issue["levers"] == {"a": {"position": 1, "weight": 0}}
    assert (issue["agreement_range"], issue["gap"], issue["knife_edge"]) == (None, None, False)
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
    assert found["issues"]["q"]["weighted_mean"]["point"] == 60


def test_equal_positions():
    found = _sound(made([cell(f"a{n}", "q", 62.5, 10 * n + 5, 50) for n in range(5)]))
    assert found["issues"]["q"]["weighted_mean"] == {
        "point": 62.5,
        "mean": 62.5,
        "sd": 0,
        "p10": 62.5,
        "p50": 62.5,
        "p90": 62.5,
    }
    assert found["exchanges"] == []


@pytest.mark.parametrize("end", ["min", "max"])
def test_every_assumption_at_an_end_of_its_range(builtin, end):
    values = {item.id: getattr(item.range, end) for item in builtin.assumptions}
    found = _sound(builtin, **values)
    endless = found["outputs"]["years_to_settlement"]["point"]
    assert (endless is None) == (end == "min")  # without consent there is no end


@given(corner=st.data())
@settings(max_examples=15)
def test_any_corner_of_the_sliders(builtin, corner):
    values = {item.id: corner.draw(st.sampled_from([item.range.min, item.range.max])) for item in builtin.assumptions}
    _sound(builtin, **values)


@pytest.mark.parametrize("mode", [0, 1e-300, 1e-12, 1 - 1e-12, 1])
def test_probabilities_anchored_near_certainty(mode):
    dossier = made(
        assumptions=[
            assumption("x", (20, 40, 80)),
            assumption("t", (3, 6, 12), low=0, high=36),
            assumption("p", (0, mode, 1), high=1),
        ],
        nodes=[
            node("q", "probability", default=(0, mode, 1), links={"x": 1e6}),
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
            assert all(math.isfinite(row.total) for row in sobol(results, ask(results, key), samples=16))
            tornado(results, ask(results, key))
        for fan in fans(results, ["w", "s", "n"]):
            assert np.all(np.diff(fan.point) >= -1e-15)


def test_many_actors_and_issues():
    rng = np.random.default_rng(0)
    bands = np.sort(rng.uniform(1, 100, (60 * 12, 3, 3)), axis=-1)
    positions = [
        cell(f"a{actor}", f"q{issue}", *(tuple(map(float, band)) for band in bands[12 * actor + issue]))
        for actor in range(60)
        for issue in range(12)
    ]
    found = _sound(made(positions))
    assert len(found["issues"]) == 12
    gains = [trade["gain"] for trade in found["exchanges"]]
    assert len(gains) == BEST
    assert gains == sorted(gains, reverse=True)


def test_four_files_are_enough(minimal):
    found = _sound(minimal)
    assert set(found["issues"]) == {"share", "dam"}
    assert (found["assumptions"], found["outputs"], found["packages"]) == ({}, {}, {})
    assert found["exchanges"]
    assert tuple(outputs(minimal)) == ("issue.share", "issue.dam")
    assert tornado(evaluate(minimal), ask(evaluate(minimal), "issue.share")) == ()
    assert sobol(evaluate(minimal), ask(evaluate(minimal), "issue.share")) == ()
    with pytest.raises(ValueError, match="names no horizon"):
        fans(evaluate(minimal), ["p"])
    with pytest.raises(OutputError, match=r"no output 'issue.shore'; did you mean 'issue.share'"):
        tornado(evaluate(minimal), ask(evaluate(minimal), "issue.shore"))


def test_a_dossier_from_files_with_an_issue_without_weight(tmp_path):
    files = {
        "dossier.yaml": "title: Made\nas_of: 2031-05-02\n",
        "actors.yaml": "actors:\n- {id: a, label: A}\n",
        "issues.yaml": "issues:\n- {id: quiet, label: Quiet, low: none, high: all}\n",
        "positions.yaml": (
            "positions:\n- {actor: a, issue: quiet, position: 5, salience: 0, influence: 9, basis: analyst_judgement}\n"
        ),
    }
    for name, text in files.items():
        Path(tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="issue 'quiet'"):
        document(evaluate(load(tmp_path)))
