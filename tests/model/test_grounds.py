from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model.grounds import Effect, confidence, shares


@given(
    st.lists(
        st.builds(
            Effect,
            st.one_of(st.floats(-0.05, 2), st.just(float("nan"))),
            st.sampled_from(["stated", "inferred", "outside_source", "analyst_judgement"]),
        )
    )
)
def test_shares_add_to_one(effects):
    found = shares(effects)
    counted = [effect for effect in effects if effect.total > 0]
    assert set(found) == {effect.basis for effect in counted}
    if counted:
        assert sum(found.values()) == pytest.approx(1)
        assert list(found.values()) == sorted(found.values(), reverse=True)


def test_shares_by_hand():
    found = shares(
        [Effect(0.3, "stated"), Effect(0.2, "analyst_judgement"), Effect(0.5, "stated"), Effect(-0.01, "inferred")]
    )
    assert found == {"stated": pytest.approx(0.8), "analyst_judgement": pytest.approx(0.2)}


@pytest.mark.parametrize(
    ("judged", "word"), [(0, "high"), (0.25, "high"), (0.26, "moderate"), (0.6, "moderate"), (0.61, "low"), (1, "low")]
)
def test_confidence_follows_from_what_rests_on_judgement(judged, word):
    assert confidence({"analyst_judgement": judged, "stated": 1 - judged}, 0.25, 0.6) == word


def test_an_output_without_spread_deserves_confidence():
    assert confidence({}, 0.25, 0.6) == "high"
    with pytest.raises(ValueError, match="must rise"):
        confidence({}, 0.6, 0.25)
