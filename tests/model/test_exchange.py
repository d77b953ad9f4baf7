from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from components.model.bargaining import weighted_mean
from components.model.exchange import exchanges

GOLDEN = json.loads((Path(__file__).parent / "golden/exchange_bilateral_copenhagen.json").read_text(encoding="utf-8"))
NAN = np.nan
SHAPE = (4, 5)  # issues, actors
WHOLE = st.integers(0, 100).map(float)
POSITION = hnp.arrays(np.float64, SHAPE, elements=WHOLE | st.just(NAN))
SALIENCE = hnp.arrays(np.float64, SHAPE, elements=st.integers(0, 10).map(lambda s: s / 10))
INFLUENCE = hnp.arrays(np.float64, SHAPE[1], elements=st.integers(0, 10).map(float))


def _bloc(outcome, total, parties):
    """Position and weight of the others, so that the issue's outcome and weight come out."""
    weight = total - sum(w for _, w in parties)
    return (outcome * total - sum(x * w for x, w in parties)) / weight, weight


@pytest.fixture(name="published")
def published_case():
    """Rebuild the two parties of the published trade, and one bloc an issue for all the others.

    The published case lists results, not inputs. Any inputs that agree with its outcomes before,
    its gain and the party that moves all the way must give its other figures.
    """
    (before_q, _), (before_p, _) = GOLDEN["O_q"], GOLDEN["O_p"]
    shift_q, shift_p, gain = GOLDEN["dO_q"], GOLDEN["dO_p"], GOLDEN["gain_i"]
    i_at, j_at = (5.0, 8.0), (GOLDEN["i_new_position_on_q"], 95.0)  # on q and p
    s_ip, s_jp = 0.7, 0.5
    s_iq, s_jq = (s_ip * shift_p - gain) / shift_q, (s_jp * shift_p + gain) / shift_q
    total_q = s_iq * (j_at[0] - i_at[0]) / shift_q
    total_p = s_jp * (j_at[1] - GOLDEN["j_new_position_on_p"]) / shift_p
    i_power, j_power = 1.0, 1.0
    bloc_q = _bloc(before_q, total_q, [(i_at[0], i_power * s_iq), (j_at[0], j_power * s_jq)])
    bloc_p = _bloc(before_p, total_p, [(i_at[1], i_power * s_ip), (j_at[1], j_power * s_jp)])
    position = np.array([[i_at[0], j_at[0], bloc_q[0], NAN], [i_at[1], j_at[1], NAN, bloc_p[0]]])
    salience = np.array([[s_iq, s_jq, 1, NAN], [s_ip, s_jp, NAN, 1]])
    return position, salience, np.array([i_power, j_power, bloc_q[1], bloc_p[1]])


def test_published_trade(published):
    position, salience, influence = published
    assert np.nanmin(position) >= 0
    assert np.nanmax(position) <= 100
    assert influence.min() > 0
    found = exchanges(position, salience, influence, traders=np.array([True, True, False, False]))
    assert len(found) == 1
    assert (found.i[0], found.j[0], found.i_moves_on[0], found.j_moves_on[0]) == (0, 1, 0, 1)
    assert found.gain[0] == pytest.approx(GOLDEN["gain_j"], abs=1e-9)
    np.testing.assert_allclose(found.outcomes[0], [GOLDEN["O_q"], GOLDEN["O_p"]], atol=1e-9)
    shifts = np.abs(np.diff(found.outcomes[0], axis=1))[:, 0]
    assert shifts[1] / shifts[0] == pytest.approx(GOLDEN["ratio"], abs=1e-9)
    moved_to = [GOLDEN["i_new_position_on_q"], GOLDEN["j_new_position_on_p"]]
    np.testing.assert_allclose(found.moved_to[0], moved_to, atol=1e-9)


def test_externalities_by_where_third_parties_stand(published):
    position, salience, influence = published
    # Powerless onlookers: at the far ends, inside the moves, on one issue only, on none.
    onlookers = np.array([[100, 0, 70, NAN, NAN], [100, 100, 40, 0, NAN]])
    stakes = np.full(onlookers.shape, 0.5)
    found = exchanges(
        np.hstack([position, onlookers]),
        np.hstack([salience, stakes]),
        np.append(influence, np.zeros(5)),
        limit=1,
    )
    (q0, q1), (p0, p1) = GOLDEN["O_q"], GOLDEN["O_p"]  # q rises, p falls
    expected = [
        0.5 * ((q1 - q0) - (p0 - p1)),
        0.5 * (-(q1 - q0) - (p0 - p1)),
        0.5 * ((70 - q0) - (q1 - 70)) + 0.5 * ((p0 - 40) - (40 - p1)),
        0.5 * (p0 - p1),
        NAN,
    ]
    np.testing.assert_allclose(found.externalities[0, 4:], expected, atol=1e-9)
    assert np.isnan(found.externalities[0, :2]).all()


def _carried_out(position, found, k):
    after = position.copy()
    after[found.i_moves_on[k], found.i[k]] = found.moved_to[k, 0]
    after[found.j_moves_on[k], found.j[k]] = found.moved_to[k, 1]
    return after


@given(position=POSITION, salience=SALIENCE, influence=INFLUENCE)
def test_every_trade_holds_when_carried_out(position, salience, influence):
    found = exchanges(position, salience, influence, limit=None)
    assert np.all(np.diff(found.gain) <= 0)
    for k in range(len(found)):
        i, j = found.i[k], found.j[k]
        issues = np.array([found.i_moves_on[k], found.j_moves_on[k]])
        weight = salience[issues] * influence
        after = _carried_out(position, found, k)[issues]
        outcomes = np.stack([weighted_mean(position[issues], weight), weighted_mean(after, weight)], axis=1)
        np.testing.assert_allclose(found.outcomes[k], outcomes, atol=1e-9)
        # Nobody moves beyond the other's position, and only the two move.
        for row, (mover, other) in enumerate(((i, j), (j, i))):
            low, high = np.sort(position[issues[row]][[mover, other]])
            assert low <= found.moved_to[k, row] <= high
        # Both truly gain the same, and what all gain together is the sum of its parts.
        distance = np.abs(outcomes.T[:, :, None] - position[issues])
        gains = np.nansum(salience[issues] * (distance[0] - distance[1]), axis=0)
        np.testing.assert_allclose(gains[[i, j]], found.gain[k], atol=1e-9)
        assert found.gain[k] > 0
        total = 2 * found.gain[k] + np.nansum(found.externalities[k])
        np.testing.assert_allclose(total, gains.sum(), atol=1e-9)
        # One of the limits is reached: the trade could not be larger.
        ends = [position[issues[0], j], position[issues[1], i]]
        reached = [*(found.moved_to[k] - ends), *(outcomes[:, 1] - ends)]
        assert np.min(np.abs(reached)) < 1e-6


@given(position=POSITION, salience=SALIENCE, influence=INFLUENCE)
def test_mirrored_issue_gives_the_same_gains(position, salience, influence):
    mirrored = position.copy()
    mirrored[1] = 100 - mirrored[1]
    plain = exchanges(position, salience, influence, limit=None)
    other = exchanges(mirrored, salience, influence, limit=None)
    np.testing.assert_allclose(other.gain[:5], plain.gain[:5], atol=1e-6)


@given(position=POSITION, salience=SALIENCE, influence=INFLUENCE, limit=st.integers(1, 6))
def test_limit_keeps_the_best(position, salience, influence, limit):
    every = exchanges(position, salience, influence, limit=None)
    some = exchanges(position, salience, influence, limit=limit)
    np.testing.assert_array_equal(some.gain, every.gain[:limit])
    np.testing.assert_array_equal(some.i, every.i[:limit])
    np.testing.assert_array_equal(some.externalities, every.externalities[:limit])


@given(position=POSITION, salience=SALIENCE, influence=INFLUENCE)
def test_only_traders_trade(position, salience, influence):
    traders = np.array([True, False, True, False, True])
    some = exchanges(position, salience, influence, traders=traders, limit=None)
    every = exchanges(position, salience, influence, limit=None)
    both = traders[every.i] & traders[every.j]
    np.testing.assert_array_equal(some.gain, every.gain[both])
    np.testing.assert_array_equal(some.externalities, every.externalities[both])


@given(position=POSITION, salience=SALIENCE, influence=INFLUENCE, factor=st.sampled_from([0.01, 4.0, 1000.0]))
def test_scaling_all_influences_changes_nothing(position, salience, influence, factor):
    plain = exchanges(position, salience, influence, limit=5)
    scaled = exchanges(position, salience, influence * factor, limit=5)
    np.testing.assert_allclose(scaled.gain, plain.gain, atol=1e-9)


def test_no_trade_without_opposed_sides_or_different_salience(recwarn):
    influence = np.ones(2)
    position = np.array([[0.0, 100.0], [0.0, 100.0]])
    assert len(exchanges(position, np.array([[0.2, 0.4], [0.3, 0.6]]), influence)) == 0
    assert len(exchanges(np.full((2, 2), 40.0), np.array([[0.2, 0.4], [0.6, 0.3]]), influence)) == 0
    assert len(exchanges(position, np.array([[0.2, 0.4], [0.6, 0.3]]), influence)) == 1
    assert len(exchanges(position, np.array([[0.2, 0.4], [0.6, 0.3]]), np.zeros(2))) == 0
    assert len(exchanges(position[:, :1], np.ones((2, 1)), np.ones(1))) == 0
    assert not recwarn


def test_no_outcome_passes_the_actor_it_is_moved_for():
    # A heavy third party stands beyond i, so j's full move would carry the outcome past i.
    position = np.array([[10.0, 100.0, 0.0], [10.0, 100.0, 100.0]])
    salience = np.array([[0.9, 0.1, 0.4], [0.1, 0.9, 0.1]])
    found = exchanges(position, salience, np.array([1.0, 6.0, 3.0]), traders=np.array([True, True, False]))
    assert len(found) == 1
    assert found.outcomes[0, 1, 1] >= 10 - 1e-9


def test_limit_must_be_positive():
    with pytest.raises(ValueError, match="limit"):
        exchanges(np.zeros((2, 2)), np.ones((2, 2)), np.ones(2), limit=0)
