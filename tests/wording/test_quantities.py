"""Quantities: a unit behind the number where it reads, one number for one value."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import wording
from components.wording.rounding import rounded
from components.wording.spaces import NO_BREAK, THIN

finite = st.floats(-1e9, 1e9)


def said(text: str) -> str:
    return text.replace(NO_BREAK, " ").replace(THIN, " ")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (6901.4, "km²", "6 901 km²"),
        (1_234_567, "people", "1 234 567 people"),
        (0.25, "years", "0.25 years"),
        (10.04, "years", "10 years"),
        (1, "months", "1 month"),
        (0.999, "months", "1 month"),
        (-1, "percentage points", "−1 percentage point"),
        (2.44, "points", "2.4 points"),
        (54.6, "index 0–100", "55"),
        (0.55, "ratio", "0.55"),
        (0.3, "per year", "0.3 per year"),
        (0.997, "probability", "over 99 %"),
        (0.746, "share", "74.6 %"),
        (math.inf, "years", "never"),
        (math.nan, "years", "not known"),
        (None, "km²", "not known"),
        (-0.001, "", "0"),
    ],
)
def test_a_quantity_in_words(value, unit, text):
    assert said(wording.quantity(value, unit)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0, "probability", "0 %"), (0.255, "probability", "25.5 %"), (1.25, "years", "1.25 years"), (35, "index", "35")],
)
def test_what_was_set_is_said_as_it_was_set(value, unit, text):
    assert said(wording.quantity(value, unit, exact=True)) == text


@given(finite, finite, st.integers(0, 3))
def test_rounding_keeps_the_order(one, other, decimals):
    low, high = sorted((one, other))
    assert rounded(low, decimals) <= rounded(high, decimals)


@given(finite, st.integers(0, 3))
def test_rounding_moves_by_half_a_step_at_most_and_is_the_same_on_both_sides_of_zero(value, decimals):
    found = rounded(value, decimals)
    assert abs(found - value) <= 0.5 * 10**-decimals + 1e-8 * abs(value)
    assert rounded(-value, decimals) == -found


@given(finite, st.integers(0, 3))
def test_a_number_reads_back_as_its_rounded_self(value, decimals):
    text = wording.number(value, decimals)
    assert float(text.replace(THIN, "").replace("−", "-")) == pytest.approx(rounded(value, decimals))
    assert not text.startswith("−0") or "." in text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (72.4, 100, "index 0–100", "72–100"),
        (2, 5, "years", "2–5 years"),
        (2, math.inf, "years", "2 years to never"),
        (-5, 3, "points", "−5 points to 3 points"),
        (0.06, 0.25, "probability", "6–25 %"),
        (0.1, 0.125, "share", "10–12.5 %"),
        (1, 1.04, "years", "1 year"),
        (math.nan, 3, "years", "not known to 3 years"),
        (1000, 2000, "km²", "1 000–2 000 km²"),
    ],
)
def test_a_band_writes_its_unit_once_where_it_can(low, high, unit, text):
    assert said(wording.band(low, high, unit)) == text


@pytest.mark.parametrize(
    ("values", "unit", "text"),
    [
        ((0.2, 0.06, 0.35), "probability", "20 % (6–35 %)"),
        ((55, 40, 70), "index 0–100", "55 (40–70)"),
        ((3, 3, 3), "months", "3 months"),
    ],
)
def test_an_estimate_has_its_band_in_parentheses(values, unit, text):
    assert said(wording.estimate(*values, unit)) == text


@pytest.mark.parametrize(("unit", "label"), [("probability", "%"), ("share", "%"), ("years", "years"), ("", "")])
def test_an_axis_names_the_unit(unit, label):
    assert wording.unit_label(unit) == label
    assert wording.is_percent(unit) == (label == "%")


@pytest.mark.parametrize(
    ("unit", "scale"), [("index 0–100", "index 0–100"), ("ratio", "ratio"), ("years", ""), ("share", "")]
)
def test_a_unit_is_said_behind_the_number_or_beside_it(unit, scale):
    assert wording.scale(unit) == scale
    assert bool(scale) == wording.quantity(0.5, unit)[-1].isdecimal()


@pytest.mark.parametrize(
    ("unit", "sign"),
    [("probability", "%"), ("index 0–100", ""), ("ratio", ""), ("percentage points", "pp"), ("years", "years")],
)
def test_unit_behind_a_box(unit, sign):
    assert wording.unit_sign(unit) == sign


@pytest.mark.parametrize(
    ("now", "before", "unit", "chance", "said"),
    [
        (0.72, 0.5, "probability", True, "▲ 22"),
        # As the two are written: 48 % beside 35 %.
        (0.476, 0.354, "probability", True, "▲ 13"),
        (0.354, 0.476, "probability", True, "▼ 13"),
        (0.104, 0.096, "probability", True, "▲ <1"),
        (0.4, 0.403, "probability", True, "▼ <1"),
        (40.2, 40.0, "index 0–100", False, "▲ <1"),
        (40.6, 40.4, "index 0–100", False, "▲ 1"),
        (2.0, 2.2, "years", False, "▼ 0.2"),
        (2.0, 2.04, "years", False, "▼ <0.1"),
        (7.4, 4.0, "years", False, "▲ 3.4"),
        (0.5, 0.5 + 1e-9, "probability", True, ""),
        (float("nan"), 1, "years", False, ""),
    ],
)
def test_how_far_a_number_moved(now, before, unit, chance, said):
    assert wording.change(now, before, unit, chance=chance) == said


def test_a_band_that_reads_as_its_value_is_left_out():
    assert wording.estimate(57.0, 56.99, 57.01, "index 0–100") == "57"
    assert wording.estimate(0.004, 0.001, 0.006, "probability") == wording.chance(0.004)
