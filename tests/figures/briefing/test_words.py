"""What the Briefing says: words within their bands, movement in the right direction, open inputs told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from components.model.support import Support
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
    sentence,
    summary,
    turn_texts,
)
from components.model import Scenario, evaluate
from components.model.judgements import Judgement, judgement, judgements
from components.model.outputs import NodeOutput
from components.model.results import at_source
from tests.model.build import ask

ROOT = Path(__file__).parents[3]
DOSSIERS = {name: load(ROOT / name) for name in ("data", "tests/dossiers/river", "tests/dossiers/minimal")}
BUILT_IN = DOSSIERS["data"]
BASE = evaluate(BUILT_IN, Scenario(draws=256))
CORE = [item for item in BUILT_IN.assumptions if item.tier == "core" or item.id in BUILT_IN.header.sidebar]
BORDERS = sorted({edge for band in wording.LIKELIHOODS for edge in (band.low, band.high)})
chances = st.floats(0, 1) | st.builds(
    lambda edge, off: min(max(edge + off, 0), 1),
    st.sampled_from(BORDERS),
    st.floats(-1e-3, 1e-3) | st.floats(-1e-7, 1e-7),
)


def made(value, source=0.5):
    return Judgement(
        "p", "It happens", "probability", value, value, value, source, Support(), word=wording.likelihood(value)
    )


@given(chances, chances)
@example(0.5499999, 0.55)
@example(0.0499, 0.05)
@example(1e-9, 0.0)
def test_number_and_word_agree_at_and_around_every_border(value, source):
    item = made(value, source)
    assert line(item).answer.startswith(f"{item.word}, {wording.chance(value)} (")
    band = wording.likelihood_class(value)
    assert band.low - 0.01 <= value <= band.high + 0.01


@given(chances, chances)
def test_movement_has_the_direction_of_the_numbers(value, source):
    item = made(value, source)
    said = line(item).movement
    assert bool(said) == bool(item.direction)
    if said.startswith("Hardly changed"):
        assert wording.chance(value) == wording.chance(source)
    elif said:
        assert said.startswith({1: "Up from", -1: "Down from"}[item.direction])


@pytest.mark.parametrize("item", CORE, ids=[item.id for item in CORE])
def test_each_core_slider_changes_the_judgements_text_as_its_signs_say(item):
    said = set()
    for side, end in ((-1, item.range.min), (1, item.range.max)):
        results = evaluate(BUILT_IN, Scenario({item.id: end}, draws=64))
        source = at_source(results)
        text = " ".join(f"{found.movement} {' '.join(found.forms)}" for found in lines(results))
        said.add(text)
        for output, sign in item.signs.items():
            if not sign:
                continue
            movement = line(judgement(results, source, NodeOutput(results.dossier.node(output)))).movement
            moved = ("Up" if sign * side > 0 else "Down", "Hardly changed")
            assert movement == "" or movement.startswith(moved), output
    assert any("Up from" in text or "Down from" in text for text in said)
    assert len(said) == 2


@pytest.mark.parametrize("name", DOSSIERS)
def test_open_inputs_are_never_passed_over(name):
    for item in judgements(evaluate(DOSSIERS[name], Scenario(draws=64))):
        for one in (item, *item.forms):
            said = line(one).ground
            assert ("analyst judgement" in said and "analyst judgement: 0" not in said) == one.support.is_open


def test_holder_is_named():
    held = judgement(BASE, BASE, ask(BASE, "p_us_accepts_moscow_terms"))
    assert "the Kremlin believes" in line(held).title


def test_never_likelihood_and_confidence_in_one_sentence():
    words = [band.word for band in wording.LIKELIHOODS]
    texts = [sentence(item) for item in lines(BASE)] + list(turn_texts(BASE))
    for text in texts:
        for part in re.split(r"(?<=[.!?]) ", text):
            if any(word in part.lower() for word in words):
                # "Kremlin confidence" is what a party feels, not how sure the analyst is.
                assert "confidence" not in part.replace("Kremlin confidence", "")


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_dossier_has_its_summary_and_texts(name):
    dossier = DOSSIERS[name]
    scenario = Scenario(draws=64)
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    assert summary(context).endswith(".")
    assert all("\u00a0%" in driver_text(found) or "0" in driver_text(found) for found in main_drivers(context.results))
    assert all(text.endswith(".") for text in turn_texts(context.results))


def test_an_issue_without_agreement_is_no_forecast():
    item = judgement(BASE, BASE, ask(BASE, f"issue.{next(iter(BASE.issues))}"))
    assert "no forecast" in line(replace(item, gap=6.0, room=None)).answer
    assert "accepts 10–20" in line(replace(item, gap=None, room=(10.0, 20.0))).answer


def test_an_endless_wait_is_never():
    results = evaluate(BUILT_IN, Scenario({"consent_probability": 0.0}, draws=64))
    found = line(judgement(results, BASE, ask(results, "years_to_settlement")))
    assert found.answer.startswith("never")
    assert found.movement.startswith("Up from")


def test_running_deadlines_tell_the_days_left():
    dossier = DOSSIERS["tests/dossiers/river"]
    assert any("20 days left" in text for text in deadlines(dossier, dossier.header.as_of))
