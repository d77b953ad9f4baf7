"""How often: never off by more than the words allow, and a greater chance never reads as a smaller one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import wording

ORDER = [
    "in fewer than one case in a hundred",
    "in about 1 case in a hundred",
    *(f"in about {number} cases in a hundred" for number in range(2, 8)),
    "in about one case in ten",
    *(f"in about {number} cases in ten" for number in ("two", "three", "four")),
    "in about half of all cases",
    *(f"in about {number} cases in ten" for number in ("six", "seven", "eight", "nine")),
    "in nearly all cases",
]
fractions = st.floats(0, 1)


@given(fractions, fractions)
def test_a_greater_chance_never_reads_as_a_smaller(one, other):
    low, high = sorted((one, other))
    assert ORDER.index(wording.often(low)) <= ORDER.index(wording.often(high))


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0, "in fewer than one case in a hundred"),
        (0.013, "in about 1 case in a hundred"),
        (0.126, "in about one case in ten"),
        (0.31, "in about three cases in ten"),
        (0.47, "in about half of all cases"),
        (0.949, "in about nine cases in ten"),
        (1, "in nearly all cases"),
    ],
)
def test_cases_are_counted_as_readers_count_them(p, words):
    assert wording.often(p) == words


def test_what_is_no_chance_is_no_number_of_cases():
    with pytest.raises(ValueError, match="between 0 and 1"):
        wording.often(1.2)
