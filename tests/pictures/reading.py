"""How a reader takes what a chart says: numbers and dates from words, meanings from colours."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final, TypeVar

import pytest

T = TypeVar("T")

BELOW: Final = ("under ", "<")
ABOVE: Final = ("over ", ">")
"""What stands before a bound in place of a number."""

WARN: Final = 60
"""Chroma, from 0 to 255, above which a colour stands out; ink and greys lie below half of it."""

_SPACES = "\u2009\u00a0\u202f"
_NUMBER = re.compile(rf"(?<![\w.])[−-]?\d+(?:[{_SPACES}]\d{{3}})*(?:\.\d+)?")
_FORMS = ("%d %b %Y", "%b %Y", "%Y")


def numbers(text: str) -> list[tuple[float, int]]:
    """Return the numbers of a text as they are written, each with its decimals."""
    found = []
    for match in _NUMBER.finditer(text.replace("–", " – ")):
        plain = re.sub(rf"[{_SPACES}]", "", match[0]).replace("−", "-")
        found.append((float(plain), len(plain.partition(".")[2])))
    return found


def number(text: str) -> float:
    """Return the first number of a text; a share where it is per cent: ``20%`` is 0.2."""
    assert numbers(text), f"{text!r} holds no number"
    value = numbers(text)[0][0]
    return value / 100 if "%" in text else value


def says(text: str, *values: float, decimals: int | None = None) -> None:
    """Assert that a text gives these numbers and no others, each rounded as it is written.

    Parameters
    ----------
    text : str
    *values : float
        In the order of the text.
    decimals : int, optional
        Decimals that every number must have.
    """
    written = numbers(text)
    assert len(written) == len(values), f"{text!r} does not give {values}"
    for (shown, places), value in zip(written, values, strict=True):
        # The table itself is rounded: half a unit of the text's last place, and a little of the table's.
        assert shown == pytest.approx(value, abs=0.51 * 10.0**-places), f"{text!r} does not say {value}"
        assert decimals is None or places == decimals, f"{text!r} has not {decimals} decimals"


def says_per_cent(text: str, *values: float) -> None:
    """Assert that a text gives these per cent, or a bound: ``under 1 %``, ``over 99 %``."""
    if text.startswith(BELOW + ABOVE):
        bound, value = numbers(text)[0][0], one(values)
        assert value < bound if text.startswith(BELOW) else value > bound, f"{text!r} does not say {value}"
        return
    says(text, *values)


def date(text: str, year: int | None = None) -> dt.date:
    """Return a date as an axis writes it: ``8 Aug 2025``, ``Aug 2025``, or ``8 Aug`` of a given year."""
    for form in _FORMS:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    assert year is not None, f"{text!r} is no date"
    return dt.datetime.strptime(f"{text} {year}", "%d %b %Y").replace(tzinfo=dt.UTC).date()


def written(day: dt.date) -> str:
    """Return a date as the charts write it: ``8 Aug 2025``."""
    return f"{day.day} {day:%b %Y}"


def channels(colour: str | None) -> tuple[int, int, int]:
    """Return red, green and blue of ``#RRGGBB`` or ``rgb(r, g, b)``, from 0 to 255."""
    assert colour is not None, "no colour"
    if colour.startswith("rgb"):
        red, green, blue = (int(value) for value in re.findall(r"\d+", colour)[:3])
        return red, green, blue
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), f"{colour} is not written #rrggbb"
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def warm(colour: str | None) -> bool:
    """Say whether a colour is on the side of vermilion (occupied, warning) rather than of blue (held)."""
    red, _, blue = channels(colour)
    return red > blue


def warns(colour: str | None) -> bool:
    """Say whether a colour is the one for deadlines: strong and warm; ink is nearly grey."""
    return warm(colour) and max(channels(colour)) - min(channels(colour)) > WARN


SIGNS: Final = {"stated": "circle", "inferred": "diamond", "outside source": "triangle-up"}
"""Signs of a basis, as texts have them: ● ◆ ▲; the ring ○ of an analyst's judgement is a path."""


def signs_of_basis(legend: Mapping[str, str]) -> dict[str, str]:
    """Return the sign of each basis in a legend of labels and shapes, after checking that it is the usual one."""
    for label, shape in SIGNS.items():
        assert legend.get(label, shape) == shape
    ring = legend.get("analyst judgement", "M0,-1A1")
    assert ring.startswith("M0,-1A1"), ring
    return {label: shape for label, shape in legend.items() if label in (*SIGNS, "analyst judgement")}


def one(found: Sequence[T]) -> T:
    """Return the only item of a list."""
    assert len(found) == 1, f"{len(found)} where one is meant: {found}"
    return found[0]


def distinct(groups: Sequence[Any]) -> None:
    """Assert that no two are the same."""
    assert len(set(groups)) == len(groups), f"not told apart: {groups}"


def flat(lists: Sequence[Sequence[T]]) -> list[T]:
    """Return all items of some lists."""
    return list(chain.from_iterable(lists))
