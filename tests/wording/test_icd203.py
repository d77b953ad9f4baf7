from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import pytest

from components import wording

GOLDEN = json.loads((Path(__file__).parent / "golden/icd203_bands.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("check", GOLDEN["checks"], ids=lambda check: check["term"])
def test_published_checks(check):
    assert wording.likelihood(check["p"]) == check["term"].removesuffix("(ly)")


def test_bands_are_the_published_ones():
    published = [(b["term_row1"].removesuffix("(ly)"), b["lo"], b["hi"]) for b in GOLDEN["bands"]]
    assert [tuple(band) for band in wording.LIKELIHOODS] == published


@pytest.mark.parametrize(("lower", "upper"), list(pairwise(wording.LIKELIHOODS)))
def test_lower_bound_is_closed_and_upper_open(lower, upper):
    assert wording.likelihood_class(lower.high) == upper
    assert wording.likelihood_class(lower.high - 1e-6) == lower


def test_rounding_noise_does_not_change_the_word():
    assert wording.likelihood(math.nextafter(0.55, 0)) == "likely"


@pytest.mark.parametrize("p", [0, 0.005])
def test_low_end_clamps(p):
    assert wording.likelihood(p) == "almost no chance"


@pytest.mark.parametrize("p", [0.99, 0.995, 1])
def test_high_end_clamps(p):
    assert wording.likelihood(p) == "almost certain"


@pytest.mark.parametrize("p", [-0.01, 1.01, math.nan])
def test_other_numbers_are_refused(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wording.likelihood(p)
