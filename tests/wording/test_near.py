"""What somebody may have meant: a slip of the pen is found, whatever else is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import wording

ids = st.text("abcdefghij_", min_size=5, max_size=20)


@given(ids, st.data())
def test_a_word_with_one_letter_wrong_is_found(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:place] + data.draw(st.sampled_from(["", "z", word[place] + "z"])) + word[place + 1 :]
    assert wording.Vocabulary([word]).nearest(wrong) == word


@given(st.lists(ids, max_size=30), ids)
def test_what_is_found_is_known_and_another_word(known, word):
    found = wording.Vocabulary(known).nearest(word)
    assert found is None or (found in known and found != word)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("us_suport", "us_support"),
        ("moskow", "moscow"),
        ("kiev", "kyiv"),
        ("Kyiv", "kyiv"),
        ("alignmet", "us_alignment"),
    ],
)
def test_slips_of_the_pen(word, near):
    known = ["kyiv", "us_support", "moscow", "us_alignment"]
    assert wording.did_you_mean(word, known) == f"; did you mean {near!r}?"


@pytest.mark.parametrize("word", ["", "zzz", "qqqqqqqqqqqqqq"])
def test_nothing_is_said_where_nothing_is_like_it(word):
    assert wording.did_you_mean(word, ["kyiv", "us_support"]) == ""


def test_a_near_word_is_found_among_thousands_that_share_its_letters():
    known = [f"event_2025_{number:05}" for number in range(5_000)]
    words = wording.Vocabulary(known)
    assert words.nearest("evnt_2025_03999") == "event_2025_03999"
    assert words.nearest("event_2025_03999_") == "event_2025_03999"


def test_a_very_long_word_costs_no_more_than_a_long_one():
    assert wording.Vocabulary(["a" * 80]).nearest("a" * 1_000_000) == "a" * 80
