"""Forecasts that somebody froze: what they hold, and how they are scored."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.forecasts import came, forecasts, scores
from components.model.frozen import MODEL, SOURCE, freeze, thawed, voices
from tests.model.test_announced import day, dossier

AT = "2031-05-02T12:00:00+00:00"


def frozen(found=None, scenario=None, **own):
    return freeze(evaluate(found or dossier(), scenario or Scenario()), "Ada", AT, own)


def test_the_present_numbers_of_open_questions_are_frozen():
    found = dossier()
    (item,) = [item for item in frozen(found, met=0.4) if item.question == "met"]
    assert item.model == item.source == evaluate(found).value("met")
    assert (item.own, item.made_on, item.author, item.at) == (0.4, found.header.as_of, "Ada", AT)
    monthly = forecasts(found, found.header.as_of)[0]
    assert (item.until, item.base_rate) == (monthly.until, monthly.base_rate)
    answered = dossier(resolved={"on": day(3), "outcome": True})
    assert [item for item in frozen(answered, Scenario(as_of=day(5))) if item.question == "met"] == []


@given(st.floats(0, 1) | st.none())
def test_what_is_written_down_is_read_back(own):
    for item in frozen():
        item = replace(item, own=own)
        assert thawed(json.loads(json.dumps(item.content()))) == item


@pytest.mark.parametrize("content", [{}, {"until": 3}, {"made_on": "soon", "until": None}])
def test_what_is_no_forecast_is_left_out(content):
    assert thawed(content) is None


def test_every_voice_is_scored_on_what_came():
    later = dossier(resolved={"on": day(9), "outcome": True})
    said = [*frozen(met=0.9), *(replace(item, author="Grace", own=0.2) for item in frozen())]
    strange = [replace(said[0], dossier="other"), replace(said[0], question="ghost")]
    found = voices([*said, *strange], later, day(20))
    assert set(found) == {MODEL, SOURCE, "Ada, own numbers", "Grace, own numbers"}
    asked = len(frozen())
    assert [len(made) for made in found.values()] == [2 * asked, 2 * asked, 1, asked]
    met = {voice: [item for item in made if item.question.node == "met"] for voice, made in found.items()}
    assert scores(met["Ada, own numbers"]).brier == pytest.approx(0.01)
    assert scores(met["Grace, own numbers"]).brier == pytest.approx(0.64)
    assert scores(voices(said, later, day(5))[MODEL]) is None, "what came later is not known yet"


def test_an_answer_after_the_last_day_came_too_late():
    question = dossier(resolved={"on": day(9), "outcome": True}).header.questions[0]
    assert came(question, day(8), day(8)) is False
    assert came(question, day(8), day(20)) is False
    assert came(question, day(9), day(20)) is True
    assert came(question, None, day(8)) is None
    assert came(question, None, day(9)) is True
