"""The rule behind the good cases says what it holds, on steps of the sliders."""

from __future__ import annotations

import numpy as np
import pytest

from components.model import Scenario, evaluate
from components.model.good_cases import good_cases
from components.model.rule import MOST
from tests.model.build import ask, assumption, made, node
from tests.model.small import additive, dated, q


def _inside(results, limits):
    inside = np.ones(results.scenario.draws, dtype=bool)
    for limit in limits:
        drawn = results.draws[limit.assumption.id]
        inside &= drawn >= (-np.inf if limit.low is None else limit.low)
        inside &= drawn <= (np.inf if limit.high is None else limit.high)
    return inside


@pytest.mark.parametrize("moved", [{}, {"us_leverage": 70}])
def test_a_rule_holds_what_it_says(builtin, moved):
    results = evaluate(builtin, Scenario(moved))
    for item in builtin.header.questions:
        output = ask(results, item.node)
        rule = good_cases(results, output)
        inside, chance = _inside(results, rule.limits), output.draws(results)
        assert 1 <= len(rule.limits) <= MOST
        assert rule.mass == pytest.approx(inside.mean())
        assert rule.coverage == pytest.approx(chance[inside].sum() / chance.sum())
        assert rule.density == pytest.approx(chance[inside].mean())
        assert rule.base == pytest.approx(output.value(results))
        assert rule.density > rule.base
        for limit in rule.limits:
            assert not limit.assumption.is_choice
            assert (limit.low, limit.high) != (None, None)
            for end in (limit.low, limit.high):
                if end is not None:
                    steps = (end - limit.assumption.range.min) / limit.assumption.range.step
                    assert steps == pytest.approx(round(steps), abs=1e-6)
                    assert limit.assumption.range.min < end < limit.assumption.range.max


def test_the_assumption_that_decides_is_named():
    dossier = made(
        assumptions=[assumption("x", q(20, 50, 80)), assumption("y", q(20, 50, 80))],
        nodes=[node("p", "probability", default=0.3, links={"x": 1000, "y": 1.01})],
    )
    results = evaluate(dossier)
    (limit,) = good_cases(results, ask(results, "p")).limits
    assert (limit.assumption.id, limit.high) == ("x", None)
    assert 50 < limit.low < 80


def test_a_choice_is_in_no_rule():
    results = evaluate(dated())
    assert {limit.assumption.id for limit in good_cases(results, ask(results, "both")).limits} <= {
        "yearly",
        "years",
        "pull",
    }


def test_where_nothing_tells_the_good_cases_apart_there_is_no_rule():
    results = additive()
    assert good_cases(results, ask(results, "i")) is None
    sure = evaluate(
        made(
            assumptions=[assumption("x", q(20, 50, 80))], nodes=[node("p", "probability", default=0.3, links={"x": 1})]
        )
    )
    assert good_cases(sure, ask(sure, "p")) is None
