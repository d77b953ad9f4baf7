"""What the built-in dossier must show in every corner of its sliders."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from components.dossier import load
from components.model import Scenario, evaluate
from components.model.network import downstream
from components.model.results import Results
from tests.model.conftest import ROOT
from tests.model.strategies import sliders

DOSSIER = load(ROOT / "data")
ROUNDING = 1e-12
FORMS = ("p_option_occupied_parts", "p_option_donbas_exchange", "p_other_concession", "p_no_concession")
HORIZON = DOSSIER.header.horizon
SLIDERS = sliders(DOSSIER)
# A failing state of forty sliders takes minutes to shrink, and reads no better then.
ANYWHERE = settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
TWO = st.lists(st.floats(0, 100), min_size=2, max_size=2).map(sorted)


def _everywhere(values, **more):
    """Values of every node in each of the draws."""
    return Results(DOSSIER, Scenario({**values, **more}, draws=32)).draws


@given(values=SLIDERS)
@ANYWHERE
def test_nothing_leaves_its_scale(values):
    for key, value in _everywhere(values).items():
        assert not np.isnan(value).any(), key
        if key.startswith("p_"):
            assert np.all((value >= 0) & (value <= 1)), key


@given(values=SLIDERS)
@ANYWHERE
def test_the_forms_of_a_concession_exhaust_the_case(values):
    found = _everywhere(values)
    np.testing.assert_allclose(sum(found[key] for key in FORMS), 1, atol=1e-9)


@given(values=SLIDERS)
@ANYWHERE
def test_without_exchanges_no_donbas_option(values):
    results = Results(DOSSIER, Scenario({**values, "exchange_in_deal": 0}, draws=32))
    assert results.value("p_option_donbas_exchange") == 0
    assert results.packages["whole_donbas_with_exchanges"].joint.value == 0
    assert results.packages["occupied_parts_of_four"].gate == 1


@given(values=SLIDERS)
@ANYWHERE
def test_paper_first(values):
    found = _everywhere(values)
    assert np.all(found["p_framework"] >= found["p_settlement"] - ROUNDING)
    assert np.all(found["p_ceasefire"] >= found["p_framework"] - ROUNDING)
    first = _everywhere(values, written_commitment_requirement=100)
    np.testing.assert_allclose(first["p_ceasefire"], first["p_framework"], atol=ROUNDING)


@given(values=SLIDERS)
@ANYWHERE
def test_the_meeting_is_held_or_not(values):
    found = _everywhere(values)
    np.testing.assert_allclose(found["p_meeting_held"] + found["p_meeting_postponed"], 1, atol=ROUNDING)


@given(values=SLIDERS, months=st.lists(st.integers(1, 36), min_size=2, max_size=2, unique=True).map(sorted))
@ANYWHERE
def test_what_may_happen_by_the_horizon_only_grows_with_it(values, months):
    sooner, later = (_everywhere(values, **{HORIZON: month}) for month in months)
    falling = {"p_meeting_postponed", "p_continue_fighting"}
    by_horizon = {node.id for node in downstream(evaluate(DOSSIER).source, HORIZON)}
    assert {"p_breakdown", "p_meeting_held", "p_framework", "p_settlement", "p_pause", "p_ceasefire"} <= by_horizon
    for key in by_horizon:
        grown = later[key] - sooner[key]
        assert np.all((-grown if key in falling else grown) >= -ROUNDING), key


@given(values=SLIDERS, two=TWO)
@ANYWHERE
def test_congress_and_base_pull_apart(values, two):
    less, more = two
    for key, sign in (("congress_pressure", 1), ("base_exit_pressure", -1)):
        low, high = (_everywhere(values, **{key: value})["us_support_index"] for value in (less, more))
        assert np.all(sign * (high - low) >= -1e-9), key


@pytest.mark.parametrize("node", [node for node in DOSSIER.nodes if node.joined], ids=lambda node: node.id)
def test_every_link_does_something(node):
    assert all(link.effect != 0 for link in node.joined)
