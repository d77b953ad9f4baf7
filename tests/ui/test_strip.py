"""Cells of the outcome strip say what the model says."""

from __future__ import annotations

import datetime as dt

import pytest

from components import wording
from components.dossier import load
from components.dossier.header import Resolution
from components.model import Scenario, evaluate
from components.model.judgements import in_front
from components.model.outputs import NodeOutput
from components.ui.strip.cells import cells
from tests.model.build import cell, made, no_deal
from tests.ui.conftest import ROOT

DOSSIERS = [load(ROOT / place) for place in ("data", "tests/dossiers/river", "tests/dossiers/minimal")]
BUILT_IN = DOSSIERS[0]


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda item: item.slug)
def test_every_outcome_in_front_has_a_cell_with_its_number(dossier):
    results = evaluate(dossier)
    for output, shown in zip(in_front(dossier), cells(results), strict=True):
        if isinstance(output, NodeOutput):
            assert shown.number == wording.quantity(output.value(results), output.unit)
        assert shown.change == ""
        if shown.now is not None:
            assert 0 <= shown.low <= shown.high <= 100
            assert shown.now == shown.source


@pytest.mark.parametrize(
    ("expects", "veto", "shown"),
    [
        # Each accepts what it would like down to what it expects without a deal.
        ((40, 60), (True, True), ("40–60", "of 100", "accepted by all")),
        ((70, 30), (True, True), ("no overlap", "40\N{NO-BREAK SPACE}points apart", "")),
        ((40, None), (True, True), ("40–100", "of 100", "accepted by all heard")),
        ((40, 60), (False, False), ("50", "50", "")),
    ],
)
def test_where_somebody_must_agree_an_issue_shows_what_all_accept(expects, veto, shown):
    dossier = made(
        [cell(key, "q", at) for key, at, said in zip("ab", (100, 0), expects, strict=True) if said is not None],
        actors=[{"id": key, "veto": has} for key, has in zip("ab", veto, strict=True)],
        no_deal=[no_deal(key, "q", at) for key, at in zip("ab", expects, strict=True) if at is not None],
    )
    (found,) = cells(evaluate(dossier, Scenario(draws=64)))
    assert (found.number, found.band, found.word) == shown
    assert (found.now is None) == any(veto)


def test_a_moved_assumption_shows_sign_and_points():
    before, after = (cells(evaluate(BUILT_IN, Scenario(moved))) for moved in ({}, {"us_leverage": 90}))
    for old, new in zip(before, after, strict=True):
        assert new.source == old.now
        difference = new.now - old.now
        if abs(difference) < 1e-5:
            assert new.change == ""
        else:
            assert new.change.startswith("▲" if difference > 0 else "▼")
            # The difference of the two numbers that stand there.
            assert new.change[2:] == (
                f"{abs(round(new.now) - round(old.now))}" if round(new.now) != round(old.now) else "<1"
            )


@pytest.mark.parametrize(("outcome", "word"), [(True, "happened"), (False, "did not happen")])
def test_a_resolved_question_says_what_came_to_pass_from_that_day_on(outcome, word):
    on = dt.date(2025, 8, 15)
    first, *rest = (item.model_copy(update={"resolved": None}) for item in BUILT_IN.header.questions)
    answered = first.model_copy(update={"resolved": Resolution(on=on, outcome=outcome)})
    header = BUILT_IN.header.model_copy(update={"questions": (answered, *rest)})
    dossier = BUILT_IN.model_copy(update={"header": header})
    assert cells(evaluate(dossier))[0].resolved == ""
    then = cells(evaluate(dossier, Scenario(as_of=on)))
    assert then[0].resolved.startswith(word)
    assert "15 Aug 2025" in then[0].resolved
    assert not any(cell.resolved for cell in then[1:])
