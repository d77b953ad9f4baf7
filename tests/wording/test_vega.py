"""A chart's words are those of a text: Vega itself evaluates them."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
import vl_convert as vlc

from components import wording

PARTS = [
    *(0.0, 1e-12, 0.0004, 0.0005, 0.004, 0.00999999999, 0.01, 0.0149999, 0.015, 0.045, 0.0995),
    *(0.1254, 0.125, 0.1255, 0.285, 0.5499999999999999, 0.5, 0.7459, 0.8, 0.985, 0.99),
    *(0.9900001, 0.9972, 0.9994, 0.9995, 1 - 1e-12, 1.0, None),
]
DAYS = [dt.date(2025, 8, 8), dt.date(2024, 12, 30), dt.date(2026, 2, 1)]


def drawn(values: list, expression: str) -> list[str]:
    """Return what Vega writes for each value ``datum.v``."""
    spec = {
        "config": {"locale": {"number": wording.NUMBER_LOCALE}},
        "data": {"values": [{"n": n, "v": value} for n, value in enumerate(values)]},
        "transform": [{"calculate": expression, "as": "text"}],
        "mark": "text",
        "encoding": {"text": {"field": "text"}, "y": {"field": "n", "type": "ordinal", "axis": None}},
    }
    svg = vlc.vegalite_to_svg(spec)
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize(
    ("write", "expression"), [(wording.chance, wording.chance_expr), (wording.share, wording.share_expr)]
)
def test_vega_writes_a_chance_and_a_share_as_texts_do(write, expression):
    assert drawn(PARTS, expression("datum.v")) == [write(part) for part in PARTS]


def test_ticks_carry_the_sign_of_texts():
    ticks = [0, 0.2, 0.75, 0.125]
    assert drawn(ticks, f"format(datum.v, '{wording.PERCENT_FORMAT}')") == [wording.share(part) for part in ticks]


@pytest.mark.parametrize(
    ("pattern", "write"),
    [
        (wording.DATE_FORMAT, wording.date),
        (wording.DAY_FORMAT, lambda day: wording.date(day, day)),
        (wording.MONTH_FORMAT, wording.month),
    ],
)
def test_vega_writes_dates_as_texts_do(pattern, write):
    stamps = [dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() * 1000 for day in DAYS]
    assert drawn(stamps, f"utcFormat(datum.v, '{pattern}')") == [write(day) for day in DAYS]
