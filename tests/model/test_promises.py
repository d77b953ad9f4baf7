"""What the built-in dossier must show in every corner of its sliders (property table of the model's design)."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.dossier import load
from components.model import Scenario, evaluate
from components.model.network import downstream
from tests.model.conftest import ROOT

DOSSIER = load(ROOT / "data")
DRAWS = 32
ROUNDING = 1e-12
OPTIONS = ("p_option_none", "p_option_occupied_parts", "p_option_donbas_exchange")
HORIZON = DOSSIER.header.horizon


def _anywhere(item):
    ends = st.sampled_from([item.range.min, item.range.max])
    return ends | st.floats(item.range.min, item.range.max)


SLIDERS = st.fixed_dictionaries({item.id: _anywhere(item) for item in DOSSIER.assumptions})
CORNERS = st.fixed_dictionaries(
    {item.id: st.sampled_from([item.range.min, item.range.max]) for item in DOSSIER.assumptions}
)
ANYWHERE = settings(max_examples=40)


def _everywhere(values, **more):
    """Values of every node at the modes and in each of the draws, one after the other."""
    results = evaluate(DOSSIER, Scenario({**values, **more}, draws=DRAWS))
    return {key: np.append(results.draws[key], results.point[key]) for key in results.point}


@given(values=SLIDERS)
@ANYWHERE
def test_nothing_leaves_its_scale(values):
    for key, value in _everywhere(values).items():
        assert not np.isnan(value).any(), key
        if key.startswith("p_"):
            assert np.all((value >= 0) & (value <= 1)), key


@given(values=SLIDERS)
@ANYWHERE
def test_the_option_shares_exhaust_the_case(values):
    found = _everywhere(values)
    np.testing.assert_allclose(sum(found[key] for key in OPTIONS), 1, atol=ROUNDING)


@given(values=SLIDERS)
@ANYWHERE
def test_without_exchanges_no_donbas_option(values):
    results = evaluate(DOSSIER, Scenario({**values, "exchange_in_deal": 0}, draws=DRAWS))
    assert results.point["p_option_donbas_exchange"] == 0
    assert results.packages["whole_donbas_with_exchanges"].joint == 0
    assert results.packages["occupied_parts_of_four"].gate == 1


@given(values=SLIDERS)
@ANYWHERE
def test_a_ceasefire_is_never_less_likely_than_a_settlement_and_on_paper_first_no_more(values):
    found = _everywhere(values)
    assert np.all(found["p_ceasefire"] >= found["p_settlement"] - ROUNDING)
    paper_first = evaluate(DOSSIER, Scenario({**values, "written_commitment_requirement": 100}, draws=DRAWS)).point
    assert paper_first["p_ceasefire"] <= paper_first["p_settlement"] + ROUNDING


@given(values=SLIDERS)
@ANYWHERE
def test_without_consent_no_settlement(values):
    results = evaluate(DOSSIER, Scenario({**values, "consent_probability": 0}, draws=DRAWS))
    assert results.point["p_settlement"] == 0
    assert results.point["years_to_settlement"] == np.inf


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
    by_horizon = {node.id for node in downstream(DOSSIER, HORIZON)}
    assert {"p_breakdown", "p_meeting_held", "p_settlement", "p_pause", "p_ceasefire"} <= by_horizon
    for key in by_horizon:
        grown = later[key] - sooner[key]
        assert np.all((-grown if key in falling else grown) >= -ROUNDING), key


@given(values=SLIDERS, two=st.lists(st.floats(0, 100), min_size=2, max_size=2).map(sorted))
@ANYWHERE
def test_congress_and_base_pull_apart(values, two):
    less, more = two
    for key, sign in (("congress_pressure", 1), ("base_exit_pressure", -1)):
        low, high = (_everywhere(values, **{key: value})["us_support_index"] for value in (less, more))
        assert np.all(sign * (high - low) >= -1e-9), key


@given(values=SLIDERS, two=st.lists(st.floats(0, 100), min_size=2, max_size=2).map(sorted))
@ANYWHERE
def test_what_can_be_withdrawn_is_offered_more_and_settles_less(values, two):
    less, more = (_everywhere(values, concession_reversibility=value) for value in two)
    assert np.all(more["p_concession_offered"] >= less["p_concession_offered"] - ROUNDING)
    assert np.all(more["p_settlement"] <= less["p_settlement"] + ROUNDING)


@given(values=SLIDERS)
@ANYWHERE
def test_no_slider_moves_the_aims_of_the_kremlin(values):
    here, source = evaluate(DOSSIER, Scenario(values, draws=DRAWS)), evaluate(DOSSIER, Scenario(draws=DRAWS))
    aims = [cell for cell in DOSSIER.cells if cell.actor == "kremlin" and cell.kind == "ideal"]
    assert aims
    assert not any(cell.moved_by for cell in aims)
    for issue in {cell.issue for cell in aims}:
        one, other = here.cells(issue), source.cells(issue)
        place = [actor.id for actor in one.actors].index("kremlin")
        if one.cells[place].kind == "ideal":
            assert one.position[place] == other.position[place]
            np.testing.assert_array_equal(one.position_draws[:, place], other.position_draws[:, place])


def test_at_the_source_s_values_every_anchored_output_is_its_anchor():
    results = evaluate(DOSSIER)
    for node in DOSSIER.nodes:
        if node.start is not None:
            assert results.point[node.id] == pytest.approx(node.start.mode), node.id
        elif node.origin is not None:
            assert results.point[node.id] == pytest.approx(results.source_bands[node.origin.source].mode), node.id
    words = {word.key: word.band for word in DOSSIER.evidence.words}
    held = results.point["p_meeting_held"]
    assert held == pytest.approx(1 - words["cannot_be_ruled_out"].mode)
    assert results.point["p_concession_offered"] == pytest.approx(words["possible"].mode)


# ---- Signs ---------------------------------------------------------------------------------------------------

SIGNS = [(item, key, sign) for item in DOSSIER.assumptions for key, sign in item.signs.items()]


def _named(value):
    return getattr(value, "id", value)


@pytest.mark.parametrize(("item", "output", "sign"), [row for row in SIGNS if row[2]], ids=_named)
def test_a_sign_of_the_source_shows_at_its_values(item, output, sign):
    band = evaluate(DOSSIER).source_bands[item.id]
    low, high = (evaluate(DOSSIER, Scenario({item.id: value})).point[output] for value in (band.low, band.high))
    assert sign * (high - low) > 1e-4 * abs(high + low), "a dead link"


def _assert_signs(values):
    """Every sign holds weakly, whatever the other sliders: in each draw and over the whole range."""
    for item in DOSSIER.assumptions:
        band = evaluate(DOSSIER).source_bands[item.id]
        steps = sorted({item.range.min, band.low, band.mode, band.high, item.range.max})
        found = [_everywhere(values, **{item.id: step}) for step in steps]
        for output, sign in item.signs.items():
            for less, more in itertools.pairwise(found if sign else []):
                with np.errstate(invalid="ignore"):  # endless minus endless
                    assert not np.any(sign * (more[output] - less[output]) < -1e-9), (item.id, output)


@pytest.mark.parametrize("end", ["mode", "low", "high", "min", "max"])
def test_signs_hold_at_the_ends(end):
    bands = evaluate(DOSSIER).source_bands
    holder = {item.id: item.range if end in ("min", "max") else bands[item.id] for item in DOSSIER.assumptions}
    _assert_signs({key: getattr(value, end) for key, value in holder.items()})


@given(corner=CORNERS)
@settings(max_examples=8)
def test_signs_hold_in_any_corner(corner):
    _assert_signs(corner)


@pytest.mark.parametrize("node", [node for node in DOSSIER.nodes if node.joined], ids=_named)
def test_every_link_does_something(node):
    assert all(link.effect != 0 for link in node.joined)
