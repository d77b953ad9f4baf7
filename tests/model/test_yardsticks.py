from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model.yardsticks import YARDSTICKS, words

GOLDEN = json.loads((Path(__file__).parents[1] / "wording" / "golden" / "icd203_bands.json").read_text())


@pytest.mark.parametrize("check", GOLDEN["checks"])
def test_words_of_the_directive(check):
    (word,) = words(check["p"])
    assert check["term"].startswith(word)


@pytest.mark.parametrize(
    ("chance", "expected"),
    [
        (0.0, ("almost no chance",)),
        (0.0399, ("almost no chance",)),
        (0.04, ("almost no chance", "very unlikely")),
        (0.06, ("almost no chance", "very unlikely")),
        (0.0601, ("very unlikely",)),
        (0.8, ("likely", "very likely")),
        (0.33, ("unlikely",)),
        (0.985, ("almost certain",)),
        (1.0, ("almost certain",)),
    ],
)
def test_near_a_border_both_words(chance, expected):
    assert words(chance) == expected


@pytest.mark.parametrize(
    ("chance", "expected"),
    [
        (0.0, ("remote chance",)),
        (0.07, ("remote chance", "highly unlikely")),
        (0.15, ("highly unlikely",)),
        (0.22, ("highly unlikely", "unlikely")),
        (0.45, ("realistic possibility",)),
        (0.52, ("realistic possibility", "likely")),
        (0.6, ("likely",)),
        (0.77, ("likely", "highly likely")),
        (0.93, ("highly likely", "almost certain")),
        (0.97, ("almost certain",)),
    ],
)
def test_in_a_gap_both_neighbours(chance, expected):
    assert words(chance, "phia") == expected


@given(chances=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), yardstick=st.sampled_from(list(YARDSTICKS)))
def test_words_never_fall_as_the_chance_rises(chances, yardstick):
    order = [word.word for word in YARDSTICKS[yardstick]]
    less, more = ([order.index(word) for word in words(chance, yardstick)] for chance in chances)
    assert less[0] <= more[0]
    assert less[-1] <= more[-1]
    assert len(less) == 1 or less[1] == less[0] + 1


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_what_is_no_chance_has_no_word(chance):
    with pytest.raises(ValueError, match="between 0 and 1"):
        words(chance)
