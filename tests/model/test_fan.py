"""A fan is what each horizon gives, and ends at the number shown everywhere."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from components.model import Scenario, evaluate
from components.model.fan import fans, horizon_end
from tests.model.small import additive, dated

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize("months", [1, 6, 36])
@pytest.mark.parametrize("name", ["builtin", "river"])
def test_a_fan_starts_at_nothing_and_ends_at_the_headline(request, name, months):
    dossier = request.getfixturevalue(name)
    results = evaluate(dossier, Scenario({"horizon_months": months}))
    asked = [item.node for item in dossier.header.questions if item.fan]
    assert asked
    for fan in fans(results, asked, points=7):
        shown = results.outputs[fan.output]
        assert fan.dates[0] == dossier.header.as_of
        assert abs((fan.dates[-1] - fan.dates[0]).days - months * 365.25 / 12) <= 0.5
        assert fan.dates[-1] == horizon_end(results)
        assert (fan.value[-1], fan.p10[-1], fan.p50[-1], fan.p90[-1]) == (shown.value, shown.p10, shown.p50, shown.p90)
        assert np.all(np.diff([fan.p10, fan.p50, fan.p90], axis=0) >= 0)
        assert np.all(np.diff([fan.value, fan.p10, fan.p50, fan.p90], axis=1) >= 0)


def test_a_fan_is_what_each_horizon_gives():
    results = evaluate(dated(), Scenario({"months": 12}))
    for fan in fans(results, ["soon", "both"], points=3):
        anew = evaluate(results.dossier, Scenario({"months": 6})).outputs[fan.output]
        assert (fan.value[0], fan.p90[0]) == (0, 0)
        assert fan.value[1] == pytest.approx(anew.value)
        assert fan.p10[1] == pytest.approx(anew.p10)
        assert fan.p90[1] == pytest.approx(anew.p90)


def test_an_output_without_a_date_is_flat(builtin):
    results = evaluate(builtin, Scenario(draws=64))
    (fan,) = fans(results, ["p_scaling_back"], points=3)
    assert np.ptp(fan.value) == np.ptp(fan.p10) == 0
    assert fan.value[0] == results.outputs["p_scaling_back"].value
    assert fan.dates[0] == dt.date(2025, 8, 8)


def test_without_a_horizon_there_is_no_fan():
    with pytest.raises(ValueError, match="names no horizon"):
        fans(additive(), ["i"])
    assert horizon_end(additive()) is None
