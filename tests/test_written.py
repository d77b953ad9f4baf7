"""Numbers and dates are taken in one way of writing."""

from __future__ import annotations

import datetime as dt

import pytest

from components import written


@pytest.mark.parametrize(
    ("text", "value"), [("5", 5), (" 5.5 ", 5.5), ("-.5", -0.5), ("+1.", 1), ("1e3", 1000), ("0" * 300 + "7", 7)]
)
def test_a_number(text: str, value: float) -> None:
    assert written.number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", ".", "1_0", "５", "٣", "nan", "inf", "-Infinity", "0x10", "1e999", "1e9999", "1,5", "5 %", "1 2", "²", "5\n6"],
)
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        written.number(text)


def test_a_date() -> None:
    assert written.date("2025-08-08") == dt.date(2025, 8, 8)


@pytest.mark.parametrize("text", ["", "20250808", "2025-W32-5", "2025-8-8", "2025-02-30", "２０２５-08-08", "8.8.2025"])
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own words or ours
        written.date(text)
