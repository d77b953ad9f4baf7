"""Nodes together: links, yardsticks, draws and order. Each kind alone is tested beside its class."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.special import expit

from components.model import Scenario, evaluate, network
from components.model.network import downstream, upstream
from tests.model.build import assumption, made, node


def _value(dossier, key, **values):
    return evaluate(dossier, Scenario(values, draws=2)).value(key)


def test_links_add_up_and_follow_chains():
    dossier = made(
        assumptions=[assumption("x", 40), assumption("p", 0.3, high=1)],
        nodes=[
            node("i", "index", default=50, links={"x": 30, "p": -10}),
            node("q", "probability", default=0.5, links={"i": 3.0}),
            node("r", "rate", default={"p10": 0.3, "p50": 0.3, "p90": 0.3, "by_months": 12}, links={"q": 2.0}),
        ],
    )
    # Without a band, the whole range is the yardstick: 100 points, or 1.
    index = 50 + 30 * (80 - 40) / 100 - 10 * (0.6 - 0.3)
    chance = expit(math.log(3) * (index - 50) / 100)
    assert _value(dossier, "i", x=80, p=0.6) == pytest.approx(index)
    assert _value(dossier, "q", x=80, p=0.6) == pytest.approx(chance)
    assert _value(dossier, "r", x=80, p=0.6) == pytest.approx(-math.log(0.7) * 2 ** (chance - 0.5))


def test_the_default_band_is_the_yardstick_wherever_the_slider_stands():
    dossier = made(assumptions=[assumption("x", (20, 40, 80))], nodes=[node("i", "index", default=50, links={"x": 30})])
    at = [evaluate(dossier, Scenario({"x": x})).value("i") for x in (10, 40, 70)]
    assert at == pytest.approx([50 + 30 * (x - 40) / 60 for x in (10, 40, 70)], abs=0.05)


def test_every_start_is_drawn_from_its_band():
    dossier = made(
        nodes=[
            node("q", "probability", default=(0.2, 0.5, 0.9)),
            node("r", "rate", default=(0.1, 0.3, 0.6)),
            node("i", "index", default=(10, 30, 60)),
        ]
    )
    found = evaluate(dossier).outputs
    for key, band in {"q": (0.2, 0.5, 0.9), "r": (0.1, 0.3, 0.6), "i": (10, 30, 60)}.items():
        assert (found[key].p10, found[key].p50, found[key].p90) == pytest.approx(band, rel=0.02)


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
        results = evaluate(
            made(assumptions=[assumption("x", (20, 40, 80)), assumption("t", 6, high=36)], nodes=nodes),
            Scenario({"x": x}, draws=64),
        )
        for key in ("q", "w", "s"):
            assert np.all((results.draws[key] >= 0) & (results.draws[key] <= 1))
        assert not np.isnan(results.draws["m"]).any()


def test_what_stands_behind_and_what_follows(builtin):
    for item in builtin.assumptions:
        for node_ in downstream(evaluate(builtin).source, item.id):
            _, behind = upstream(builtin, [node_.id])
            assert item.id in behind, (item.id, node_.id)
    nodes, _ = upstream(builtin, ["p_settlement"])
    assert [node_.id for node_ in nodes][-1] == "p_settlement"
    assert {"p_framework", "p_all_agree", "kremlin_cost"} <= {node_.id for node_ in nodes}


def test_only_what_a_slider_reaches_is_computed_anew(builtin):
    moved = evaluate(builtin, Scenario({"settlement_years": 5}))
    source = network.at_source(moved.source)
    reached = {node_.id for node_ in downstream(moved.source, "settlement_years")}
    anew = network.run(moved.source, moved.assumed)
    for node_ in builtin.nodes:
        np.testing.assert_array_equal(moved.draws[node_.id], np.broadcast_to(anew[node_.id], (1024,)))
        if node_.id not in reached:
            assert moved.draws[node_.id] is source[node_.id]


# ---- The story that the built-in network tells ---------------------------------------------------------------

MOSCOWS = [
    "us_leverage",
    "us_leverage_perceived",
    "kremlin_caution",
    "kremlin_endurance_years",
    "battlefield_confidence",
]
SUPPORT = "us_support_index"


def _moves(dossier, actor):
    """Everything that moves what an actor expects without a deal, or what that costs it."""
    keys = [key for item in dossier.no_deal if item.actor == actor.id for key in item.moved_by]
    nodes, assumptions = upstream(dossier, [*keys, *([actor.cost] if isinstance(actor.cost, str) else [])])
    return {node_.id for node_ in nodes} | assumptions


def test_what_moscow_believes_moves_moscow_alone(builtin):
    for actor in builtin.veto_players:
        moved_by = set(MOSCOWS) & _moves(builtin, actor)
        assert moved_by == (set(MOSCOWS) if actor.id == "kremlin" else set()), actor.id


def test_us_support_moves_kyiv_and_the_europeans(builtin):
    for name in ("ukraine", "european_partners"):
        assert SUPPORT in _moves(builtin, builtin.actor(name))


def test_nobody_shares_a_belief_but_through_a_link_that_names_why(builtin):
    """What moves two sides is a fact both see, or US support; wherever it enters, the dossier says on what ground."""
    seen = [_moves(builtin, actor) for actor in builtin.veto_players]
    shared = set.union(*(one & other for one, other in itertools.combinations(seen, 2)))
    assert shared == {SUPPORT, "base_exit_pressure", "congress_pressure", "deadline_enforcement"}
    for item in builtin.no_deal:
        assert item.refs or item.note or item.basis == "analyst_judgement" or not set(item.moved_by) & shared


def test_leverage_leaves_everybody_else_s_acceptance_as_it_is(builtin):
    source = evaluate(builtin)
    for key in MOSCOWS:
        if key in source.bands:
            limits = builtin.assumption(key).range
            for end in (limits.min, limits.max):
                moved = evaluate(builtin, Scenario({key: end}))
                for option, package in moved.packages.items():
                    before = source.packages[option].acceptance
                    changed = {actor for actor, chance in package.acceptance.items() if chance != before[actor]}
                    assert changed == {"kremlin"}, (key, end, option)


def test_forms_of_a_concession_add_up(builtin):
    keys = ["p_option_occupied_parts", "p_option_donbas_exchange", "p_other_concession", "p_no_concession"]
    for values in ({}, {"us_leverage": 100}, {"exchange_in_deal": 0}, {"battlefield_confidence": 0}):
        draws = evaluate(builtin, Scenario(values)).draws
        np.testing.assert_allclose(sum(draws[key] for key in keys), 1, atol=1e-9)


def test_paper_comes_first(builtin):
    for requirement, settled in itertools.product((0, 100), ({}, {"alignment": 100}, {"us_leverage": 100})):
        draws = evaluate(builtin, Scenario({"written_commitment_requirement": requirement, **settled})).draws
        assert np.all(draws["p_settlement"] <= draws["p_framework"] + 1e-12)
        if requirement == 100:
            np.testing.assert_allclose(draws["p_ceasefire"], draws["p_framework"], atol=1e-12)


def test_without_alignment_a_meeting_within_six_months_is_unlikely(builtin):
    assert evaluate(builtin, Scenario({"alignment": 0})).value("p_meeting_held") < 0.45


@pytest.mark.parametrize("key", ["p_ceasefire", "p_settlement"])
def test_every_core_assumption_moves_the_outcome(builtin, key):
    source = evaluate(builtin)
    for item in builtin.assumptions:
        if item.tier == "core" and not item.is_choice:
            band = source.bands[item.id]
            low, high = (evaluate(builtin, Scenario({item.id: at})).value(key) for at in (band.p10, band.p90))
            assert high != low, item.id
            sign = item.signs.get(key)
            assert not sign or sign * (high - low) > 0, item.id
