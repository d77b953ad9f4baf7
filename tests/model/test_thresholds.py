"""Thresholds and deal space are what the sliders give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.thresholds import deal_space, threshold
from tests.model.build import ask, assumption, made, node
from tests.model.small import additive, dated, deal, q

pytestmark = pytest.mark.filterwarnings("error")


def test_a_certain_line_is_crossed_where_it_should():
    results = evaluate(
        made(
            assumptions=[assumption("x", 40)],
            nodes=[
                node("i", "index", default=50, links={"x": 30}),
                node("down", "index", default=50, links={"x": -30}),
            ],
        )
    )
    up = threshold(results, ask(results, "i"), "x", 56)
    assert (up.value, up.rises) == (pytest.approx(60), True)
    down = threshold(results, ask(results, "down"), "x", 56)
    assert (down.value, down.rises) == (pytest.approx(20), False)
    assert (up.x[0], up.x[-1]) == (0, 100)
    np.testing.assert_allclose(up.y, 50 + 0.3 * (up.x - 40))
    assert threshold(results, ask(results, "i"), "x", 90).value is None


@given(target=st.floats(0.02, 0.5))
@settings(max_examples=10)
def test_at_the_threshold_the_slider_gives_the_target(builtin, target):
    results = evaluate(builtin, Scenario(draws=128))
    output = ask(results, "p_scaling_back")
    found = threshold(results, output, "battlefield_confidence", target)
    above = found.y >= target
    assert (found.value is None) == (above.all() or not above.any())
    if found.value is not None:
        there = evaluate(builtin, Scenario({"battlefield_confidence": found.value}, draws=128))
        assert output.value(there) == pytest.approx(target, abs=1e-4)
        assert not found.rises


def test_of_several_crossings_the_nearest_is_told():
    dossier = made(
        assumptions=[assumption("x", 20)],
        nodes=[
            node("up", "probability", default=0.5, links={"x": 1e6}),
            node("down", "probability", default=0.5, links={"x": 1e-6}),
            node("both", "all", of=["up", "down"]),
        ],
    )
    for median in (5, 35):
        results = evaluate(dossier, Scenario({"x": median}))
        found = threshold(results, ask(results, "both"), "x", 0.2)
        assert (found.value < 20) == (median < 20)
        assert found.rises == (median < 20)


def test_what_is_reached_only_where_a_range_ends_is_reached_there(river):
    """A chance within a year of nearly 1 stands for a rate without bound."""
    results = evaluate(river)
    output = ask(results, "p_pact")
    found = threshold(results, output, "yearly_consent", 0.5)
    assert found.value == pytest.approx(1, abs=1e-6)
    assert output.value(evaluate(river, Scenario({"yearly_consent": 1}))) >= 0.5


def test_an_endless_duration_is_crossed_at_the_grid():
    results = evaluate(
        made(
            assumptions=[assumption("p", q(0.2, 0.4, 0.6), high=1)],
            nodes=[node("y", "yearly", of="p"), node("m", "mean_years", stages=["y"])],
        )
    )
    found = threshold(results, ask(results, "m"), "p", 1e9)
    assert 0 < found.value < 0.03
    assert not found.rises


def test_a_choice_may_have_a_threshold():
    results = evaluate(dated())
    found = threshold(results, ask(results, "soon"), "months", 0.5)
    anew = evaluate(results.dossier, Scenario({"months": found.value}))
    assert anew.outputs["soon"].value == pytest.approx(0.5, abs=1e-4)


def test_a_deal_space_is_what_evaluating_anew_gives(builtin):
    results = evaluate(builtin, Scenario(draws=128))
    for key in ("p_ceasefire", "package.whole_donbas_with_exchanges"):
        output = ask(results, key)
        space = deal_space(results, output, "us_leverage", "exchange_in_deal", points=4)
        assert space.value.shape == (4, 4)
        for row, column in ((1, 2), (3, 0)):
            moved = {"us_leverage": space.x[column], "exchange_in_deal": space.y[row]}
            anew = evaluate(builtin, Scenario(moved, draws=128))
            assert space.value[row, column] == pytest.approx(output.value(anew), rel=1e-9)


def test_a_deal_space_of_a_median_and_of_what_nothing_moves():
    results = additive()
    space = deal_space(results, ask(results, "i"), "x", "y", points=3)
    # The index is cut off at its ends.
    assert np.all(np.diff(space.value, axis=0) >= 0)
    assert np.all(np.diff(space.value, axis=1) > 0)
    flat = deal_space(results, ask(results, "fixed"), "x", "y", points=3)
    assert np.ptp(flat.value) == 0
    found = evaluate(deal())
    assert deal_space(found, ask(found, "package.deal"), "x", "idle", points=3).value.shape == (3, 3)


def test_a_deal_space_needs_two_assumptions():
    results = additive()
    with pytest.raises(ValueError, match="two different"):
        deal_space(results, ask(results, "i"), "x", "x")
    with pytest.raises(KeyError):
        deal_space(results, ask(results, "i"), "x", "other")
