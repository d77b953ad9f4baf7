"""Chances and shares: no chance reads as certain, and a greater one never reads as a smaller."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import wording
from components.wording.spaces import NO_BREAK

SIGN = f"{NO_BREAK}%"
ORDER = [f"under 1{SIGN}", *(f"{whole}{SIGN}" for whole in range(1, 100)), f"over 99{SIGN}"]
fractions = st.floats(0, 1)


@given(fractions)
def test_a_computed_chance_is_one_of_101_texts_and_never_certain(p):
    assert wording.chance(p) in ORDER


@given(fractions, fractions)
def test_a_greater_chance_never_reads_as_a_smaller(one, other):
    low, high = sorted((one, other))
    assert ORDER.index(wording.chance(low)) <= ORDER.index(wording.chance(high))


@given(st.integers(1, 99))
def test_whole_per_cents_are_themselves_however_they_were_summed(whole):
    summed = sum([0.01] * whole)
    assert wording.chance(whole / 100) == wording.chance(summed) == f"{whole}{SIGN}"


@given(fractions)
def test_a_chance_is_off_by_half_a_point_at_most(p):
    text = wording.chance(p).removesuffix(SIGN)
    if text.isdecimal():
        assert abs(int(text) - 100 * p) <= 0.5 + 1e-6
    else:
        assert p < 0.01 if text == "under 1" else p > 0.99


@pytest.mark.parametrize(
    ("p", "computed", "exact"),
    [
        (0.0, "under 1 %", "0 %"),
        (1.0, "over 99 %", "100 %"),
        (0.9972, "over 99 %", "99.7 %"),
        (0.99, "99 %", "99 %"),
        (0.01, "1 %", "1 %"),
        (0.285, "29 %", "28.5 %"),
        (0.9999, "over 99 %", "over 99.9 %"),
    ],
)
def test_only_what_was_set_or_came_to_pass_is_certain(p, computed, exact):
    assert wording.chance(p).replace(NO_BREAK, " ") == computed
    assert wording.chance(p, exact=True).replace(NO_BREAK, " ") == exact


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_what_is_missing_says_so(nothing):
    assert wording.chance(nothing) == wording.share(nothing) == "not known"


@pytest.mark.parametrize("p", [-0.01, 1.01, math.inf, -math.inf])
def test_no_probability_lies_outside_0_to_1(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wording.chance(p)


@given(fractions, fractions)
def test_a_band_of_chances_names_both_ends(one, other):
    low, high = sorted((one, other))
    text = wording.chances(low, high)
    assert text.endswith(wording.chance(high))
    assert text.startswith(wording.chance(low).removesuffix(SIGN))


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.06, 0.25, "6–25 %"),
        (0.002, 0.25, "under 1 % to 25 %"),
        (0.8, 0.997, "80 % to over 99 %"),
        (0.001, 0.004, "under 1 %"),
        (0.314, 0.312, "31 %"),
    ],
)
def test_a_band_of_chances_writes_its_sign_once_where_it_can(low, high, text):
    assert wording.chances(low, high).replace(NO_BREAK, " ") == text


@given(fractions)
def test_a_share_has_one_decimal_and_is_whole_only_if_it_is(part):
    text = wording.share(part).removesuffix(SIGN)
    assert (text == "100") == (part >= 1 - 1e-9)
    assert (text == "0") == (part <= 1e-9)
    number = float(text.rpartition(" ")[2])
    assert abs(number - 100 * part) <= 0.1 + 1e-6


@given(fractions, fractions)
def test_a_greater_share_never_reads_as_a_smaller(one, other):
    low, high = (float(wording.share(part).removesuffix(SIGN).rpartition(" ")[2]) for part in sorted((one, other)))
    assert low <= high


@pytest.mark.parametrize(
    ("part", "text"),
    [(0.746, "74.6 %"), (0.74, "74 %"), (0.0001, "under 0.1 %"), (0.9999, "over 99.9 %"), (1.2, "120 %")],
)
def test_a_share_in_words(part, text):
    assert wording.share(part).replace(NO_BREAK, " ") == text


def test_a_band_of_shares():
    assert wording.shares(0.125, 0.3).replace(NO_BREAK, " ") == "12.5–30 %"


@pytest.mark.parametrize("part", [-0.1, math.inf])
def test_what_is_no_part_of_a_whole_is_an_error(part):
    with pytest.raises(ValueError, match="part of a whole"):
        wording.share(part)
