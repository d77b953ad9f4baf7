"""Key judgements follow the sliders as their signs say, and say what the source leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.dossier import load
from components.model import Scenario, evaluate
from components.model.judgements import in_front, judgement, judgements
from components.model.movers import EVEN, drivers, turns
from components.model.outputs import NodeOutput
from components.model.results import at_source
from components.model.support import ancestors, support

ROOT = Path(__file__).parents[2]
BUILT_IN = load(ROOT / "data")
RIVER = load(ROOT / "tests/dossiers/river")
MINIMAL = load(ROOT / "tests/dossiers/minimal")
BASE = evaluate(BUILT_IN, Scenario(draws=256))
SIGNED = [(item, output, sign) for item in BUILT_IN.assumptions for output, sign in item.signs.items() if sign]


def at(assumption, end):
    return evaluate(BUILT_IN, Scenario({assumption.id: getattr(assumption.range, end)}, draws=256))


@pytest.mark.parametrize("end", ["min", "max"])
@pytest.mark.parametrize(("item", "output", "sign"), SIGNED, ids=[f"{i.id}-{o}" for i, o, _ in SIGNED])
def test_a_slider_at_its_end_moves_a_judgement_as_its_sign_says(item, output, sign, end):
    side = 1 if end == "max" else -1
    if getattr(item.range, end) == BASE.bands[item.id].mode:
        pytest.skip("the source stands at this end")
    found = judgement(at(item, end), BASE, NodeOutput(BUILT_IN.node(output)))
    assert found.direction in (0, sign * side)
    assert (found.value - found.source) * sign * side >= 0


def test_three_to_five_stand_in_front():
    for dossier, count in ((BUILT_IN, 5), (RIVER, 3), (MINIMAL, 2)):
        assert len(judgements(evaluate(dossier, Scenario(draws=64)))) == count


def test_without_a_network_issues_are_judged():
    found = judgements(evaluate(MINIMAL, Scenario(draws=64)))
    assert [item.output.key for item in found] == ["issue.share", "issue.dam"]
    assert all(item.word is None and item.support.is_open for item in found)


def test_the_source_is_evaluated_for_the_same_day():
    day = BUILT_IN.header.as_of.replace(month=7)
    moved = evaluate(BUILT_IN, Scenario({"us_leverage": 55}, as_of=day, draws=64))
    assert at_source(moved).day == day
    assert all(not item.direction for item in judgements(evaluate(BUILT_IN, Scenario(as_of=day, draws=64))))


def test_the_band_of_a_dated_judgement_leaves_the_horizons_own_band_out():
    dated = next(item for item in judgements(BASE) if item.by)
    assert dated.p90 < BASE.outputs[dated.output.id].p90


@pytest.mark.parametrize("dossier", [BUILT_IN, RIVER], ids=["built-in", "river"])
def test_whatever_lies_open_behind_a_node_is_told(dossier):
    nodes = {node.id: node for node in dossier.nodes}
    assumptions = {item.id: item for item in dossier.assumptions}

    def is_open(key, seen=()):
        """Walk every path back to an assumption, anchor or link that is analyst judgement."""
        if key in assumptions:
            return assumptions[key].basis == "analyst_judgement"
        node = nodes[key]
        links = [link.basis for link in node.joined]
        return "analyst_judgement" in links or any(is_open(item.id) for item in node.inputs)

    for output in (*(item.key for item in in_front(dossier)), *nodes):
        if output in nodes and is_open(output):
            assert support(dossier, output).is_open, output


def test_an_anchor_without_word_or_source_is_open():
    level = {ground.id: ground for ground in support(BUILT_IN, "p_ceasefire").level}
    assert level["pause_rate"].basis == "analyst_judgement"
    assert support(BUILT_IN, "p_concession_offered").level[0].word


def test_options_are_forms_of_the_judgement_they_follow_from():
    forms = {item.output.key: [form.output.key for form in item.forms] for item in judgements(BASE)}
    assert forms["p_concession_offered"] == [
        option.output
        for option in BUILT_IN.options.options
        if "p_concession_offered" in ancestors(BUILT_IN, option.output)
    ]
    assert forms["p_meeting_held"] == []


def test_drivers_are_the_greatest_swings_without_horizon_and_self():
    found = drivers(BASE)
    assert len(found) == 3
    assert [item.swing for item in found] == sorted((item.swing for item in found), reverse=True)
    assert "horizon_months" not in [item.assumption.id for item in found]
    assert ("deadline_enforcement", "p_deadline_enforced") not in [(x.assumption.id, x.output.key) for x in found]
    for item in found:
        low = evaluate(BUILT_IN, Scenario({item.assumption.id: item.low}, draws=2)).point[item.output.id]
        assert low == pytest.approx(item.at_low)


def test_a_turn_carries_the_probability_across_even_odds():
    found = {item.output.key: item for item in turns(BASE)}
    turning = found["p_concession_offered"]
    there = evaluate(BUILT_IN, Scenario({turning.assumption.id: turning.value}, draws=2))
    assert there.point["p_concession_offered"] == pytest.approx(EVEN, abs=1e-6)


def test_where_nothing_turns_no_value_in_any_range_does():
    found = next(item for item in turns(BASE) if item.assumption is None)
    reached = []
    for item in BUILT_IN.assumptions:
        if item.id != BUILT_IN.header.horizon:
            ends = (item.range.min, item.range.max)
            reached += [evaluate(BUILT_IN, Scenario({item.id: end}, draws=2)).point[found.output.id] for end in ends]
    assert all((value < EVEN) == (found.now < EVEN) for value in reached)
    assert found.reach == pytest.approx(min(reached) if found.now >= EVEN else max(reached))


def test_without_assumptions_there_is_nothing_to_move():
    results = evaluate(MINIMAL, Scenario(draws=64))
    assert drivers(results) == ()
    assert turns(results) == ()
