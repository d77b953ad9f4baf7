"""Room for words that do not ask the browser: how many letters go into pixels, and labels kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

LETTER: Final = 5.6
"""Mean width of a letter in pixels at font size 11."""
_FEWEST: Final = 8
"""Letters that a line holds at least."""


def lines(words: str, room: float, *, most: int = 2) -> str:
    """Break words into lines for a room in pixels at font size 11; what ``most`` lines cannot hold ends in "…"."""
    width = max(int(room / LETTER), _FEWEST)
    return "\n".join(wrap(words, width, max_lines=most, placeholder=" …", break_on_hyphens=False))


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Return places for labels at values from 0 to 1, moved as little as keeps them apart and on the scale.

    Parameters
    ----------
    values : sequence of float
        In rising order.
    gap : float
        Height of a label, on the same scale; labels stand centred on their places.
    """
    places: list[float] = []
    for value in values:
        places.append(max(value, places[-1] + gap if places else gap / 2))
    # What was pushed over the top comes back down.
    top = 1 - gap / 2
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], top)
        top = places[i] - gap
    return places


def lanes(places: Sequence[float], apart: float) -> list[int]:
    """Return for each place, in rising order, the first lane in which it keeps its distance from the one before."""
    ends: list[float] = []
    found = []
    for place in places:
        lane = next((i for i, end in enumerate(ends) if place - end > apart), len(ends))
        ends[lane : lane + 1] = [place]
        found.append(lane)
    return found
