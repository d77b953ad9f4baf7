"""Lists and counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import wording


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_in_a_sentence(items, text):
    assert wording.names(items) == wording.names(iter(items)) == text


def test_names_to_choose_from():
    assert wording.names("abc", "or") == "a, b or c"


@pytest.mark.parametrize(("number", "text"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (12_000, "12\u202f000 days")])
def test_a_count_with_its_noun(number, text):
    assert wording.count(number, "day") == text


@given(st.integers(0, 10**6))
def test_one_alone_is_singular(number):
    assert wording.count(number, "country", "countries").endswith(" country") == (number == 1)
