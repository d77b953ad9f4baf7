"""What the Briefing says: words within their bands, movement in the right direction, confidence apart and why."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components import wording
from components.dossier import load
from components.figures import Context
from components.figures.briefing.words import (
    deadlines,
    driver_text,
    line,
    lines,
    main_drivers,
    rule,
    sentence,
    starting_points,
    summary,
    turn_texts,
)
from components.model import Scenario, evaluate
from components.model.judgements import judgement, judgements
from components.model.outputs import NodeOutput
from tests.model.build import ask

ROOT = Path(__file__).parents[3]
DOSSIERS = {name: load(ROOT / name) for name in ("data", "tests/dossiers/river", "tests/dossiers/minimal")}
BUILT_IN = DOSSIERS["data"]
BASE = evaluate(BUILT_IN, Scenario(draws=256))
RIVER = DOSSIERS["tests/dossiers/river"]
CORE = [item for item in BUILT_IN.assumptions if item.tier == "core" or item.id in BUILT_IN.header.sidebar]
BORDERS = sorted({edge for band in wording.LIKELIHOODS["icd203"] for edge in (band.low, band.high)})
chances = st.floats(0, 1) | st.builds(
    lambda edge, off: min(max(edge + off, 0), 1),
    st.sampled_from(BORDERS),
    st.floats(-1e-3, 1e-3) | st.floats(-1e-7, 1e-7),
)
PART = judgements(BASE)[0]


def made(value, source=0.5):
    words = [wording.likelihood(p) for p in (value, source)]
    return replace(PART, value=value, p10=value, p90=value, source=source, word=words[0], source_word=words[1])


@given(chances, chances)
@example(0.5499999, 0.55)
@example(0.0499, 0.05)
@example(1e-9, 0.0)
def test_number_and_word_agree_at_and_around_every_border(value, source):
    item = made(value, source)
    answer = line(BUILT_IN, item).answer
    assert answer.lower().startswith(f"{item.word}, {wording.chance(value)} (")
    low, high = wording.likelihoods(value)[0].low, wording.likelihoods(value)[-1].high
    assert low - 0.01 <= value <= high + 0.01


@given(chances, chances)
def test_movement_has_the_direction_of_the_numbers(value, source):
    item = made(value, source)
    said = line(BUILT_IN, item).movement
    assert bool(said) == bool(item.direction)
    if said.startswith("hardly changed"):
        assert wording.chance(value) == wording.chance(source)
    elif said:
        assert said.startswith({1: "up from", -1: "down from"}[item.direction])


@pytest.mark.parametrize("item", [item for item in CORE if not item.is_choice], ids=lambda item: item.id)
def test_each_core_slider_changes_the_judgements_text_as_its_signs_say(item):
    said = set()
    for side, end in ((-1, item.range.min), (1, item.range.max)):
        results = evaluate(BUILT_IN, Scenario({item.id: end}, draws=64))
        text = " ".join(f"{found.movement} {' '.join(found.forms)}" for found in lines(results))
        said.add(text)
        for output, sign in item.signs.items():
            if not sign:
                continue
            movement = line(BUILT_IN, judgement(results, NodeOutput(BUILT_IN.node(output)))).movement
            moved = ("up" if sign * side > 0 else "down", "hardly changed")
            assert movement == "" or movement.startswith(moved), output
    assert any("up from" in text or "down from" in text for text in said)
    assert len(said) == 2


def test_the_dossiers_questions_are_answered_in_its_order():
    assert [item.title for item in lines(BASE)] == [item.asks for item in BUILT_IN.header.questions]


@pytest.mark.parametrize("name", DOSSIERS)
def test_confidence_is_told_with_what_it_rests_on(name):
    dossier = DOSSIERS[name]
    for item in judgements(evaluate(dossier, Scenario(draws=64))):
        said = line(dossier, item).confidence
        assert said.startswith(f"Confidence: {item.rests.confidence}. ")
        assert ("our judgement" in said) == (item.rests.judged >= 0.05)
        assert sum(float(share) for share in re.findall(r"(\d+)\u00a0% (?:our|inf|from|stat)", said)) <= 101


def test_the_sources_own_word_stands_beside_our_number():
    said = line(BUILT_IN, PART).confidence
    word = next(item for item in BUILT_IN.evidence.words if item.key == "cannot_be_ruled_out")
    assert f"“{word.words}” [{word.ref}]" in said
    assert f"{wording.chance(PART.source)} and the date {wording.date(PART.by)} are ours" in said


def test_holder_is_named():
    held = judgement(BASE, ask(BASE, "p_us_accepts_moscow_terms"))
    assert "the Kremlin believes" in line(BUILT_IN, held).title


def test_never_likelihood_and_confidence_in_one_sentence():
    words = [band.word for band in wording.LIKELIHOODS["icd203"]]
    texts = [sentence(item) for item in lines(BASE)] + list(turn_texts(BASE))
    for text in texts:
        for part in re.split(r"(?<=[.!?]) ", text):
            if any(word in part.lower() for word in words):
                # "Kremlin confidence" is what a party feels, not how sure the analyst is.
                assert "confidence" not in part.lower().replace("kremlin confidence", "")


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_dossier_has_its_summary_and_texts(name):
    dossier = DOSSIERS[name]
    scenario = Scenario(draws=64)
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    assert summary(context).endswith(".")
    assert rule(dossier).startswith("high where at most")
    assert all("\u00a0%" in driver_text(found) or "0" in driver_text(found) for found in main_drivers(context.results))
    assert all(text.endswith(".") for text in turn_texts(context.results))


def test_the_dossier_chooses_the_yardstick():
    header = BUILT_IN.header.model_copy(update={"words": "phia"})
    dossier = BUILT_IN.model_copy(update={"header": header})
    results = evaluate(dossier, Scenario(draws=64))
    for item, said in zip(judgements(results), lines(results), strict=True):
        assert said.answer.lower().startswith(wording.likelihood(item.value, "phia"))


def test_an_issue_without_agreement_is_no_forecast():
    item = judgement(BASE, ask(BASE, f"issue.{next(iter(BASE.issues))}"))
    assert "no forecast" in line(BUILT_IN, replace(item, gap=6.0, room=None)).answer
    assert "accepts 10–20" in line(BUILT_IN, replace(item, gap=None, room=(10.0, 20.0))).answer


def test_an_endless_wait_is_never():
    found = judgement(BASE, ask(BASE, "years_to_settlement"))
    endless = replace(found, value=math.inf, p10=4.0, p90=math.inf)
    assert line(BUILT_IN, endless).answer.startswith("never (4\u00a0years to never)")
    assert line(BUILT_IN, endless).movement.startswith("up from")


def test_sliders_are_counted_by_where_they_start():
    said = starting_points(BUILT_IN)
    counted = [int(number) for number in re.findall(r"\d+", said)]
    assert counted[0] == len(BUILT_IN.assumptions) == sum(counted[1:])
    assert f"{sum(item.basis == 'stated' for item in BUILT_IN.assumptions)} start from the source’s wording" in said
    assert starting_points(DOSSIERS["tests/dossiers/minimal"]) == ""


def test_what_says_itself_is_left_out():
    enforced = BUILT_IN.node("p_deadline_enforced")
    assert enforced.origin.source
    texts = turn_texts(BASE)
    assert not any(text.startswith(enforced.name) for text in texts)
    assert any(text.startswith(f"{BUILT_IN.node('p_meeting_held').name}:") for text in texts)


def test_deadlines_tell_the_days_left_and_what_was_done():
    assert any("20 days left" in text for text in deadlines(RIVER, RIVER.header.as_of))
    due, done = deadlines(BUILT_IN, BUILT_IN.header.as_of)
    assert "due today" in due
    assert done == "Done so far: Additional duty on India, ordered 6 Aug"
    day_before = dt.date(2025, 8, 5)
    assert not any(text.startswith("Done") for text in deadlines(BUILT_IN, day_before))
