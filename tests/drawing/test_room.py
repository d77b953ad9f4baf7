from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from components.drawing.room import LETTER, lanes, lines, spread

words = st.lists(st.text(alphabet="abc", min_size=1, max_size=8), min_size=1, max_size=12).map(" ".join)
rising = st.lists(st.floats(0, 1), max_size=8).map(sorted)


@given(words, st.floats(50, 600), st.integers(1, 4))
def test_lines_keep_within_their_room_and_number(text: str, room: float, most: int) -> None:
    found = lines(text, room, most=most).split("\n")
    assert len(found) <= most
    assert all(len(line) * LETTER <= room for line in found)


@given(words)
def test_words_with_room_are_left_as_they_are(text: str) -> None:
    assert lines(text, len(text) * LETTER + 1) == text


def test_what_has_no_room_ends_in_an_ellipsis() -> None:
    assert lines("one two three four five", 50, most=1).endswith("…")


@given(rising, st.floats(0.01, 0.12))
def test_spread_labels_keep_apart_in_order_and_on_the_scale(values: list[float], gap: float) -> None:
    places = spread(values, gap)
    assert all(after - before >= gap - 1e-9 for before, after in pairwise(places))
    assert all(gap / 2 - 1e-9 <= place <= 1 - gap / 2 + 1e-9 for place in places)


@given(st.integers(1, 8))
def test_labels_with_room_stay_where_they_are(count: int) -> None:
    values = [(number + 0.5) / count for number in range(count)]
    assert spread(values, 1 / count / 1.01) == values


@given(rising, st.floats(0, 0.3))
def test_what_shares_a_lane_keeps_its_distance(places: list[float], apart: float) -> None:
    found = lanes(places, apart)
    for lane in set(found):
        here = [place for place, its in zip(places, found, strict=True) if its == lane]
        assert all(after - before > apart for before, after in pairwise(here))
    assert set(found) == set(range(len(set(found)))), "no lane is left empty"
