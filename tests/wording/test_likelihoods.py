from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import wording

GOLDEN = json.loads((Path(__file__).parent / "golden/icd203_bands.json").read_text(encoding="utf-8"))
YARDSTICKS = list(wording.LIKELIHOODS)


@pytest.mark.parametrize("check", GOLDEN["checks"], ids=lambda check: check["term"])
def test_words_of_the_directive(check):
    assert wording.likelihood(check["p"]) == check["term"].removesuffix("(ly)")


def test_bands_are_the_published_ones():
    published = [(b["term_row1"].removesuffix("(ly)"), b["lo"], b["hi"]) for b in GOLDEN["bands"]]
    assert [tuple(band) for band in wording.LIKELIHOODS["icd203"]] == published


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (0.0, "almost no chance"),
        (0.005, "almost no chance"),
        (0.0399, "almost no chance"),
        (0.04, "almost no chance to very unlikely"),
        (0.06, "almost no chance to very unlikely"),
        (0.0601, "very unlikely"),
        (0.8, "likely to very likely"),
        (0.33, "unlikely"),
        (0.985, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_near_a_border_both_words(p, expected):
    assert wording.likelihood(p) == expected


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (0.0, "remote chance"),
        (0.07, "remote chance to highly unlikely"),
        (0.15, "highly unlikely"),
        (0.22, "highly unlikely to unlikely"),
        (0.45, "realistic possibility"),
        (0.52, "realistic possibility to likely"),
        (0.6, "likely"),
        (0.77, "likely to highly likely"),
        (0.93, "highly likely to almost certain"),
        (0.97, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_in_a_gap_both_neighbours(p, expected):
    assert wording.likelihood(p, "phia") == expected


@given(chances=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), yardstick=st.sampled_from(YARDSTICKS))
def test_words_never_fall_as_the_chance_rises(chances, yardstick):
    order = list(wording.LIKELIHOODS[yardstick])
    less, more = ([order.index(found) for found in wording.likelihoods(p, yardstick)] for p in chances)
    assert less[0] <= more[0]
    assert less[-1] <= more[-1]
    assert len(less) == 1 or less[1] == less[0] + 1


@given(p=st.floats(0, 1), yardstick=st.sampled_from(YARDSTICKS))
def test_words_said_lie_within_a_point_of_the_chance_or_around_it(p, yardstick):
    found = wording.likelihoods(p, yardstick)
    low, high = max(p - 0.01, 0.01), min(p + 0.01, 0.99)
    assert found[0].low <= high + 1e-9
    assert low - 1e-9 <= found[-1].high


@pytest.mark.parametrize("yardstick", YARDSTICKS)
def test_every_yardstick_rises_and_has_a_name(yardstick):
    assert all(below.high <= above.low for below, above in pairwise(wording.LIKELIHOODS[yardstick]))
    assert wording.YARDSTICK_NAMES[yardstick]


def test_rounding_noise_does_not_change_the_word():
    assert wording.likelihood(math.nextafter(0.61, 0)) == wording.likelihood(0.61)
    assert wording.likelihood(0.04 - 1e-12) == wording.likelihood(0.04)


@pytest.mark.parametrize("p", [-0.01, 1.01, math.nan])
def test_other_numbers_are_refused(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wording.likelihood(p)
