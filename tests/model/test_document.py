"""``evaluate --json``: the shape that scripts rely on, and the same bytes every time."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
import sys

import pytest

from components.dossier.header import Resolution
from components.model import Scenario, evaluate
from components.model.document import document
from tests.model.build import assumption, made, node
from tests.model.conftest import ROOT

NUMBER = (int, float)
SUMMARY = {"value", "p10", "p50", "p90"}


@pytest.fixture(scope="module", params=["builtin", "river", "minimal"])
def dossier(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def found(dossier):
    return document(evaluate(dossier, Scenario(draws=512)))


def _pair(value):
    return isinstance(value, list) and len(value) == 2 and all(isinstance(end, NUMBER) for end in value)


def test_top_level(found, dossier):
    assert list(found) == [
        "dossier",
        "version",
        "as_of",
        "draws",
        "assumptions",
        "cells",
        "outputs",
        "issues",
        "packages",
        "nearest_deal",
        "hypotheses",
        "questions",
        "exchanges",
    ]
    assert (found["dossier"], found["version"]) == (dossier.slug, dossier.version)
    assert found["as_of"] == dossier.header.as_of.isoformat()
    assert found["draws"] == 512
    assert list(found["assumptions"]) == [item.id for item in dossier.assumptions]
    assert all(isinstance(value, NUMBER) for value in found["assumptions"].values())


def test_outputs(found, dossier):
    assert set(found["outputs"]) == {node.id for node in dossier.nodes}
    for key, output in found["outputs"].items():
        assert set(output) == SUMMARY
        assert all(value is None or isinstance(value, float) for value in output.values())
        if None not in output.values():
            assert output["p10"] <= output["p50"] <= output["p90"], key


def test_issues(found, dossier):
    held = {cell.issue for cell in dossier.cells}
    assert list(found["issues"]) == [issue.id for issue in dossier.issues if issue.id in held]
    for key, issue in found["issues"].items():
        assert set(issue) == {
            "range",
            "gap",
            "reservations",
            "weighted_mean",
            "model_error_80",
            "weighted_median",
            "condorcet",
            "levers",
            "knife_edge",
        }
        assert set(issue["weighted_mean"]) == SUMMARY
        for reserved in issue["reservations"].values():
            assert set(reserved) == {"value", "p10", "p90"}
            assert 0 <= reserved["p10"] <= reserved["value"] <= reserved["p90"] <= 100
        assert set(issue["condorcet"]) == {"expected", "shares"}
        assert all(_pair(share) for share in issue["condorcet"]["shares"])
        assert sum(share for _, share in issue["condorcet"]["shares"]) == pytest.approx(1)
        assert set(issue["levers"]) == {cell.actor for cell in dossier.cells if cell.issue == key}
        assert all(set(lever) == {"position", "weight"} for lever in issue["levers"].values())
        assert sum(lever["position"] for lever in issue["levers"].values()) == pytest.approx(1)
        low, high = issue["model_error_80"]
        assert 0 <= low <= issue["weighted_mean"]["value"] <= high <= 100
        assert issue["range"] is None or (_pair(issue["range"]) and issue["gap"] is None)
        assert issue["gap"] is None or issue["gap"] > 0
        assert isinstance(issue["knife_edge"], bool)


def test_packages(found, dossier):
    options = dossier.options.options
    assert list(found["packages"]) == [option.id for option in options if option.sets]
    for package in found["packages"].values():
        assert set(package) == {"acceptance", "joint"}
        chances = [*package["acceptance"].values(), package["joint"]]
        assert all(0 <= chance <= 1 for chance in chances)
        veto = [package["acceptance"][actor.id] for actor in dossier.veto_players if actor.id in package["acceptance"]]
        assert package["joint"] <= min(veto, default=1)


def test_exchanges(found, dossier):
    actors, issues = {actor.id for actor in dossier.actors}, {issue.id for issue in dossier.issues}
    gains = [trade["gain"] for trade in found["exchanges"]]
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)
    for trade in found["exchanges"]:
        assert list(trade) == ["i", "j", "i_moves_on", "j_moves_on", "gain", "outcomes", "externalities"]
        assert {trade["i"], trade["j"]} <= actors
        assert set(trade["outcomes"]) == {trade["i_moves_on"], trade["j_moves_on"]} <= issues
        assert all(_pair(outcome) for outcome in trade["outcomes"].values())
        assert set(trade["externalities"]) <= actors - {trade["i"], trade["j"]}
        assert all(0 <= value <= 100 for outcome in trade["outcomes"].values() for value in outcome)


def test_the_nearest_deal(found, dossier):
    deal = found["nearest_deal"]
    if deal is None:
        assert not found["issues"] or all(not issue["reservations"] for issue in found["issues"].values())
        return
    assert set(deal) == {"values", "surplus", "joint"}
    assert set(deal["values"]) <= set(found["issues"])
    assert set(deal["surplus"]) <= {actor.id for actor in dossier.veto_players}
    assert 0 <= deal["joint"] <= 1


def test_questions(found, dossier):
    assert [item["node"] for item in found["questions"]] == [item.node for item in dossier.header.questions]
    assert all(set(item) == {"node", "asks", "resolved"} for item in found["questions"])


def test_a_question_is_resolved_from_its_day_on(river):
    first, *rest = river.header.questions
    resolved = first.model_copy(update={"resolved": Resolution(on=dt.date(2031, 6, 1), outcome=True)})
    header = river.header.model_copy(update={"questions": (resolved, *rest)})
    dossier = river.model_copy(update={"header": header})
    for day, said in (("2031-05-31", None), ("2031-06-01", {"on": "2031-06-01", "outcome": True})):
        scenario = Scenario(as_of=dt.date.fromisoformat(day), draws=8)
        assert document(evaluate(dossier, scenario))["questions"][0]["resolved"] == said


def test_something_is_traded(builtin):
    exchanges = document(evaluate(builtin, Scenario(draws=8)))["exchanges"]
    assert exchanges
    # A trade between Washington and Moscow is priced for Kyiv and the Europeans wherever they hold a cell.
    between = [trade for trade in exchanges if {trade["i"], trade["j"]} == {"kremlin", "trump_wh"}]
    assert any({"ukraine", "european_partners"} <= set(trade["externalities"]) for trade in between)


def test_what_never_ends_is_null():
    dossier = made(
        assumptions=[assumption("chance", 0.5, high=1)],
        nodes=[node("r", "yearly", of="chance"), node("m", "mean_years", stages=["r"])],
    )
    found = document(evaluate(dossier, Scenario({"chance": 0}, draws=64)))
    assert found["outputs"]["m"] == dict.fromkeys(SUMMARY)
    assert found["outputs"]["r"]["value"] == 0


def test_a_gate_at_nought_lets_nothing_through(builtin):
    found = document(evaluate(builtin, Scenario({"exchange_in_deal": 0}, draws=512)))["packages"]
    assert found["whole_donbas_with_exchanges"]["joint"] == 0
    certain = document(evaluate(builtin, Scenario({"exchange_in_deal": 1}, draws=512)))["packages"]
    assert certain["whole_donbas_with_exchanges"]["joint"] > 0
    assert certain["whole_donbas_with_exchanges"]["acceptance"] == found["whole_donbas_with_exchanges"]["acceptance"]


def _digest(dossier, **values):
    text = json.dumps(document(evaluate(dossier, Scenario(values, draws=1024))))
    return hashlib.sha256(text.encode()).hexdigest()


SCRIPT = """
from tests.model.test_document import _digest
from components.dossier import load
print(_digest(load("data"), us_leverage=60))
"""


def test_the_same_bytes_twice_and_in_another_process(builtin):
    here = _digest(builtin, us_leverage=60)
    assert _digest(builtin, us_leverage=60) == here
    assert _digest(builtin, us_leverage=61) != here
    ran = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == here


def test_another_seed_is_another_sample_of_the_same(builtin):
    one, other = (evaluate(builtin, Scenario(seed=seed)).outputs["p_ceasefire"] for seed in (0, 1))
    assert one.value != other.value
    assert one.value == pytest.approx(other.value, abs=0.01)
