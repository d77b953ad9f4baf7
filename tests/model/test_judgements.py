"""Key judgements answer the dossier's questions, follow the sliders as its signs say, and say what they rest on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.dossier import load
from components.model import Scenario, evaluate
from components.model.grounds import rests_on
from components.model.judgements import judgements
from components.model.movers import EVEN, drivers, turns
from components.model.outputs import NodeOutput
from components.model.results import at_source
from components.model.sensitivity import tornado
from tests.model.small import dated

ROOT = Path(__file__).parents[2]
DOSSIERS = {"builtin": load(ROOT / "data"), "river": load(ROOT / "tests/dossiers/river")}
BUILT_IN = DOSSIERS["builtin"]
MINIMAL = load(ROOT / "tests/dossiers/minimal")
BASE = evaluate(BUILT_IN, Scenario(draws=256))
SIGNED = [
    pytest.param(name, item, output, sign, id=f"{name}-{item.id}-{output}")
    for name, dossier in DOSSIERS.items()
    for item in dossier.assumptions
    for output, sign in item.signs.items()
    if sign
]


@pytest.mark.parametrize(("name", "item", "output", "sign"), SIGNED)
def test_a_slider_moves_an_outcome_as_its_sign_says_over_the_whole_range(name, item, output, sign):
    results = evaluate(DOSSIERS[name])
    places = np.linspace(item.range.min, item.range.max, 9)
    found = NodeOutput(DOSSIERS[name].node(output)).response(results, {item.id: places})
    # What never comes at one end comes after endless years on both sides of it.
    steps = np.diff(np.where(np.isinf(found), 1e9, found)) * sign
    assert np.all(steps >= -1e-9)
    assert steps.sum() > 0


@pytest.mark.parametrize("name", DOSSIERS)
def test_questions_are_answered_in_their_order(name):
    dossier = DOSSIERS[name]
    found = judgements(evaluate(dossier, Scenario(draws=64)))
    assert [item.output.id for item in found] == [item.node for item in dossier.header.questions]
    assert tuple(item.question for item in found) == dossier.header.questions


def test_a_judgement_is_the_number_shown_everywhere():
    source, moved = BASE, evaluate(BUILT_IN, Scenario({"us_leverage": 80}, draws=256))
    for item in judgements(moved):
        shown = moved.outputs[item.output.id]
        assert (item.value, item.p10, item.p90) == (shown.value, shown.p10, shown.p90)
        assert item.source == source.outputs[item.output.id].value
        assert item.direction == np.sign(item.value - item.source)
        assert item.rests == rests_on(source, item.output)
    assert any(item.direction for item in judgements(moved))
    assert not any(item.direction for item in judgements(source))


def test_without_questions_issues_are_judged():
    found = judgements(evaluate(MINIMAL, Scenario(draws=64)))
    assert [item.output.key for item in found] == ["issue.share", "issue.dam"]
    assert all(item.word is None and item.question is None for item in found)
    assert all(item.rests.shares == {"analyst_judgement": 1} and item.rests.confidence == "low" for item in found)


def test_the_source_is_evaluated_for_the_same_day():
    day = BUILT_IN.header.as_of.replace(month=7)
    moved = evaluate(BUILT_IN, Scenario({"us_leverage": 55}, as_of=day, draws=64))
    assert at_source(moved).day == day
    assert all(not item.direction for item in judgements(evaluate(BUILT_IN, Scenario(as_of=day, draws=64))))


def test_a_judgement_with_a_horizon_says_by_when():
    found = {item.output.id: item for item in judgements(evaluate(dated(), Scenario({"months": 12})))}
    assert (found["soon"].by - dated().header.as_of).days == pytest.approx(365.25, abs=1)
    (waiting,) = (item for item in judgements(BASE) if item.output.id == "p_scaling_back")
    assert waiting.by is None


def test_forms_are_the_options_under_the_umbrella_and_add_up_to_it():
    forms = {item.output.id: item.forms for item in judgements(BASE)}
    whole = BUILT_IN.options.umbrella.output
    assert [form.output.id for form in forms[whole]] == [
        option.output for option in BUILT_IN.options.options if option.output and option.sets
    ]
    assert sum(form.value for form in forms[whole]) == pytest.approx(BASE.outputs[whole].value)
    assert all(not found for key, found in forms.items() if key != whole)


def test_without_an_umbrella_a_form_follows_from_its_judgement():
    alone = BUILT_IN.options.model_copy(update={"umbrella": None})
    results = evaluate(BUILT_IN.model_copy(update={"options": alone}), Scenario(draws=64))
    forms = {item.output.id: [form.output.id for form in item.forms] for item in judgements(results)}
    assert forms["p_scaling_back"] == ["p_no_concession"]


@pytest.mark.parametrize("name", DOSSIERS)
def test_drivers_are_the_greatest_swings_of_the_tornados(name):
    results = evaluate(DOSSIERS[name], Scenario(draws=256))
    found = drivers(results)
    assert len(found) == 3
    assert [item.swing for item in found] == sorted((item.swing for item in found), reverse=True)
    assert not any(item.assumption.is_choice for item in found)
    for item in found:
        bar = next(bar for bar in tornado(results, item.output) if bar.assumption == item.assumption.id)
        assert (item.p10, item.p90, item.base) == (bar.p10, bar.p90, bar.base)
        assert (item.at_p10, item.at_p90) == (pytest.approx(bar.at_p10), pytest.approx(bar.at_p90))
    greatest = max(
        bar.swing
        for item in DOSSIERS[name].header.questions
        for output in [NodeOutput(DOSSIERS[name].node(item.node))]
        if output.is_chance
        for bar in tornado(results, output)
        if not any(given.key == "anchor" and given.id == bar.assumption for given in output.node.inputs)
    )
    assert found[0].swing == pytest.approx(greatest)


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_turn_carries_the_probability_across_even_odds(name):
    results = evaluate(DOSSIERS[name], Scenario(draws=256))
    turning = [item for item in turns(results) if item.assumption]
    assert turning
    for item in turning:
        there = evaluate(DOSSIERS[name], Scenario({item.assumption.id: item.value}, draws=256))
        assert item.output.value(there) == pytest.approx(EVEN, abs=4e-3)
        assert item.p50 == results.bands[item.assumption.id].p50


def test_where_nothing_turns_no_end_of_any_range_does():
    found = [item for item in turns(BASE) if item.assumption is None]
    assert found
    for turn in found:
        reached = [turn.now]
        for item in BUILT_IN.assumptions:
            if not item.is_choice:
                ends = np.array([item.range.min, item.range.max])
                reached += turn.output.response(BASE, {item.id: ends}).tolist()
        assert all((value < EVEN) == (turn.now < EVEN) for value in reached)
        assert turn.reach == pytest.approx(min(reached) if turn.now >= EVEN else max(reached))


def test_a_choice_turns_nothing():
    results = evaluate(dated())
    assert all(item.assumption is None or item.assumption.id != "months" for item in turns(results))
    assert {item.assumption.id for item in drivers(results)} <= {"yearly", "years", "pull"}


def test_without_assumptions_there_is_nothing_to_move():
    results = evaluate(MINIMAL, Scenario(draws=64))
    assert drivers(results) == ()
    assert turns(results) == ()
