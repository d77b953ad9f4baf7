from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model.vetoes import acceptable, agreement

GOLDEN = Path(__file__).parent / "golden"
UNANIMITY = json.loads((GOLDEN / "veto_win_sets.json").read_text(encoding="utf-8"))["unanimity"]
TWO_PARTY = json.loads((GOLDEN / "nash_two_party.json").read_text(encoding="utf-8"))["cases"]
SCALE = st.floats(0, 100)
PLAYER = st.tuples(SCALE, st.none() | SCALE)
# Whole numbers: 100 − x must be exact, or it could carry a player past its own reservation.
WHOLE = st.integers(0, 100).map(float)
WHOLE_PLAYER = st.tuples(WHOLE, st.none() | WHOLE)


def _agreement(players, status_quo):
    position = np.array([p for p, _ in players])
    reservation = np.array([np.nan if r is None else r for _, r in players])
    return agreement(acceptable(position, status_quo, reservation))


@pytest.mark.parametrize("case", UNANIMITY)
def test_published_unanimity_win_sets(case):
    result = agreement(acceptable(np.array(case["veto_ideals"]), case["status_quo"]))
    assert [result.low, result.high] == pytest.approx(case["unanimity_win_set"], abs=1e-9)
    assert result.gap == 0


@pytest.mark.parametrize("case", TWO_PARTY)
def test_published_two_party_ranges(case):
    ideals = np.array([case["A_ideal"], case["B_ideal"]])
    reservations = np.array([case["A_reservation"], case["B_reservation"]])
    result = agreement(acceptable(ideals, np.nan, reservations))
    if case["zopa"] is None:
        assert np.isnan([result.low, result.high]).all()
        assert result.gap == pytest.approx(case["gap_if_none"], abs=1e-9)
    else:
        assert [result.low, result.high] == pytest.approx(case["zopa"], abs=1e-9)
        assert result.gap == 0


@given(p=SCALE, q=SCALE, z=SCALE)
def test_acceptable_is_no_worse_than_the_status_quo(p, q, z):
    low, high = acceptable(np.array([p]), q)
    inside = low[0] - 1e-9 <= z <= high[0] + 1e-9
    assert inside == (abs(z - p) <= abs(q - p) + 1e-9) or abs(abs(z - p) - abs(q - p)) < 1e-8


def test_reservation_sets_the_side_it_is_on():
    low, high = acceptable(np.array([30.0, 80.0, 50.0]), 20.0, np.array([60.0, 60.0, 50.0]))
    np.testing.assert_array_equal(low, [0, 60, 50])
    np.testing.assert_array_equal(high, [60, 100, 50])


@given(players=st.lists(PLAYER, min_size=1, max_size=6), one_more=PLAYER, q=SCALE)
def test_another_veto_player_never_widens_the_range(players, one_more, q):
    before = _agreement(players, q)
    after = _agreement([*players, one_more], q)
    if np.isnan(before.low):
        assert np.isnan(after.low)
        assert after.gap >= before.gap
    elif not np.isnan(after.low):
        assert after.low >= before.low - 1e-9
        assert after.high <= before.high + 1e-9


@given(players=st.lists(WHOLE_PLAYER, min_size=1, max_size=6), q=WHOLE)
def test_mirrored_scale_mirrors_the_range(players, q):
    plain = _agreement(players, q)
    mirrored = _agreement([(100 - p, None if r is None else 100 - r) for p, r in players], 100 - q)
    np.testing.assert_array_equal(mirrored, [100 - plain.high, 100 - plain.low, plain.gap])


@given(positions=st.lists(SCALE, min_size=1, max_size=6), q=SCALE)
def test_status_quo_is_always_acceptable_without_reservations(positions, q):
    result = agreement(acceptable(np.array(positions), q))
    assert result.gap == 0
    assert result.low - 1e-9 <= q <= result.high + 1e-9


def test_a_player_without_a_cell_changes_nothing(recwarn):
    empty = agreement(acceptable(np.array([40.0, np.nan, 60.0]), 10.0, np.array([np.nan, 5.0, np.nan])))
    assert empty == agreement(acceptable(np.array([40.0, 60.0]), 10.0))
    assert not recwarn


def test_where_nothing_limits_there_is_neither_range_nor_gap(recwarn):
    for position in (np.array([]), np.array([np.nan]), np.array([40.0])):
        assert np.isnan(agreement(acceptable(position, np.nan))).all()
    assert not recwarn


def test_draws_are_kept():
    position = np.random.default_rng(0).uniform(0, 100, (50, 4, 3))
    status_quo = np.array([10.0, 40.0, 60.0, 90.0])[:, None]
    result = agreement(acceptable(position, status_quo))
    assert result.low.shape == (50, 4)
    one = agreement(acceptable(position[7, 2], 60.0))
    assert (result.low[7, 2], result.high[7, 2], result.gap[7, 2]) == one
