"""Nodes together: links, yardsticks, draws and order. Each kind alone is tested beside its class."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import expit

from components.model import Scenario, evaluate
from components.model.network import downstream, upstream
from tests.dossier.nodes.probe import P, T, X, value, z
from tests.model.build import assumption, made, node


def test_links_add_up_and_follow_chains():
    nodes = [
        node("i", "index", default=(0, 50, 100), links={"x": 30, "p": -10}),
        node("q", "probability", default=(0.2, 0.5, 0.8), links={"i": 3.0}),
        node("r", "rate", default=(0.5, 1, 2), links={"q": 2.0}),
    ]
    index = 50 + 30 * z(80) - 10 * (0.6 - 0.3) / 0.5
    chance = expit(math.log(3) * (index - 50) / 100)
    assert value("r", *nodes, x=80, p=0.6) == pytest.approx(2 ** ((chance - 0.5) / 0.6))


def test_a_default_without_width_is_measured_on_its_range():
    dossier = made(
        assumptions=[assumption("x", 40)],
        nodes=[
            node("i", "index", default=(0, 50, 100), links={"x": 50}),
            node("q", "probability", default=(0.2, 0.5, 0.8), links={"x": 4.0}),
        ],
    )
    assert evaluate(dossier, Scenario({"x": 60})).point["i"] == pytest.approx(60)
    assert evaluate(dossier).point["i"] == 50
    assert evaluate(dossier).outputs["i"].p90 == 50
    assert evaluate(dossier, Scenario({"x": 90})).point["q"] == pytest.approx(expit(math.log(4) / 2))


def test_the_default_band_is_the_yardstick_wherever_the_slider_stands():
    dossier = made(assumptions=[X], nodes=[node("i", "index", default=(0, 50, 100), links={"x": 30})])
    at = [evaluate(dossier, Scenario({"x": x})).point["i"] for x in (10, 40, 70)]
    assert np.diff(at) == pytest.approx([15, 15])


def test_in_the_draws_a_start_comes_from_its_band_and_an_index_from_its_mode():
    dossier = made(
        nodes=[
            node("q", "probability", default=(0.2, 0.5, 0.9)),
            node("r", "rate", default=(0.1, 0.3, 0.6)),
            node("i", "index", default=(10, 30, 60)),
        ]
    )
    draws = evaluate(dossier).draws
    assert draws["q"].mean() == pytest.approx((0.2 + 0.5 + 0.9) / 3, rel=1e-3)
    assert draws["r"].mean() == pytest.approx(1 / 3, rel=1e-3)
    assert np.all(draws["i"] == 30)


@pytest.mark.parametrize("effect", [1e-300, 1e300])
def test_no_effect_is_too_large(effect):
    nodes = [
        node("q", "probability", default=(1e-12, 1e-9, 1 - 1e-12), links={"x": effect}),
        node("r", "rate", default=(1e-9, 1e5, 1e6), links={"x": effect}),
        node("w", "within", rate="r", horizon="t"),
        node("s", "sequence", stages=["r", "r"], horizon="t"),
        node("m", "mean_years", stages=["r"]),
    ]
    for x in (0, 40, 100):
        results = evaluate(made(assumptions=[X, P, T], nodes=nodes), Scenario({"x": x}, draws=64))
        for key in ("q", "w", "s"):
            assert np.all((results.draws[key] >= 0) & (results.draws[key] <= 1))
        assert not np.isnan(results.draws["m"]).any()


def test_what_stands_behind_and_what_follows(builtin):
    nodes, assumptions = upstream(builtin, ["p_settlement"])
    assert {item.id for item in nodes} == {"consent_rate", "drafting_rate", "p_settlement"}
    assert assumptions == {
        "concession_reversibility",
        "consent_probability",
        "horizon_months",
        "settlement_years",
        "written_commitment_requirement",
    }
    assert {item.id for item in downstream(builtin, "consent_probability")} == {
        "consent_rate",
        "years_to_settlement",
        "p_settlement",
        "p_any_pause",
        "p_ceasefire",
        "p_continue_fighting",
    }
