from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from components.drawing.colours import blend, ramp, stripes

colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@given(colours, colours)
def test_a_blend_runs_from_ground_to_colour(colour: str, ground: str) -> None:
    assert blend(colour, ground, 1) == colour
    assert blend(colour, ground, 0) == ground


@given(colours, colours, st.floats(0, 1))
def test_a_blend_lies_between_its_colours(colour: str, ground: str, share: float) -> None:
    mixed = blend(colour, ground, share)
    assert re.fullmatch("#[0-9A-F]{6}", mixed)
    for place in (1, 3, 5):
        low, between, high = (int(text[place : place + 2], 16) for text in (colour, mixed, ground))
        assert min(low, high) <= between <= max(low, high)


@given(colours, colours, st.integers(2, 9))
def test_a_ramp_runs_from_end_to_end(first: str, last: str, count: int) -> None:
    found = ramp(first, last, count)
    assert (len(found), found[0], found[-1]) == (count, first, last)


def test_a_ramp_runs_evenly() -> None:
    assert ramp("#000000", "#FFFFFF", 3) == ["#000000", "#808080", "#FFFFFF"]
    assert ramp("#102030", "#405060", 1) == ["#102030"]


def test_stripes_alternate_both_colours() -> None:
    stops = stripes("ground", "stripe")["stops"]
    offsets = [stop["offset"] for stop in stops]
    assert offsets == sorted(offsets)
    assert (offsets[0], offsets[-1]) == (0, 1)
    assert {stop["color"] for stop in stops} == {"ground", "stripe"}
