"""Threshold and deal space: closed forms on a made dossier, sanity on the built-in one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.thresholds import deal_space, threshold
from tests.model.build import ask, deal

pytestmark = pytest.mark.filterwarnings("error")


def test_threshold_where_the_closed_form_crosses(additive):
    found = threshold(additive, ask(additive, "i"), "x", 62)
    assert found.value == pytest.approx(50 + 100 * 12 / 30)
    assert found.rises
    falling = threshold(additive, ask(additive, "i"), "z", 45)
    assert falling.value == pytest.approx(60)
    assert not falling.rises


def test_no_value_does(additive):
    assert threshold(additive, ask(additive, "i"), "x", 90).value is None
    assert threshold(additive, ask(additive, "i"), "idle", 50.1).value is None


def test_threshold_at_the_end_of_the_range(additive):
    assert threshold(additive, ask(additive, "i"), "x", 65).value == pytest.approx(100)


@given(target=st.floats(0.01, 0.95))
@settings(max_examples=20)
def test_at_its_threshold_an_output_is_the_target(builtin, target):
    results = evaluate(builtin, Scenario(draws=8))
    for output, key in (("p_ceasefire", "written_commitment_requirement"), ("p_meeting_held", "horizon_months")):
        found = threshold(results, ask(results, output), key, target)
        if found.value is None:
            assert found.y.max() < target or found.y.min() > target
        else:
            assert ask(results, output).response(results, {key: np.array([found.value])})[0] == pytest.approx(
                target, abs=1e-6
            )


def test_threshold_of_endless_years(builtin):
    found = threshold(evaluate(builtin), ask(evaluate(builtin), "years_to_settlement"), "consent_probability", 20)
    assert 0 < found.value < 1
    assert not found.rises


def test_threshold_of_a_package_is_a_point_of_its_curve():
    results = evaluate(deal(), Scenario(draws=256))
    easy, hard = ask(results, "package.deal").response(results, {"y": np.array([0.0, 100.0])})
    assert easy > hard
    found = threshold(results, ask(results, "package.deal"), "y", (easy + hard) / 2)
    assert found.value in found.x
    assert not found.rises


def test_deal_space_is_the_response_on_a_grid(builtin):
    results = evaluate(builtin)
    space = deal_space(results, ask(results, "p_ceasefire"), "us_leverage", "consent_probability", points=4)
    assert space.value.shape == (4, 4)
    anew = evaluate(builtin, Scenario({"us_leverage": space.x[2], "consent_probability": space.y[1]}, draws=8))
    assert space.value[1, 2] == pytest.approx(anew.point["p_ceasefire"])
    with pytest.raises(ValueError, match="two different"):
        deal_space(results, ask(results, "p_ceasefire"), "us_leverage", "us_leverage")
    with pytest.raises(KeyError):
        deal_space(results, ask(results, "p_ceasefire"), "us_leverage", "other")
