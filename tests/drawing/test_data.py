from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from components.drawing.data import frame
from components.drawing.scales import utc


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    people: float | None = None
    founded: dt.date | None = None


def test_a_column_a_field_and_those_the_chart_adds():
    found = frame(Town, [Town("Aa", 3.0), Town("Bb")], row=[0, 1])
    assert list(found) == ["name", "people", "founded", "row"]
    assert found[["name", "row"]].to_dict("list") == {"name": ["Aa", "Bb"], "row": [0, 1]}
    assert found["people"].dropna().tolist() == [3.0]


def test_dates_become_numbers_that_no_browser_reads_in_its_own_time_zone():
    day = dt.date(2031, 6, 10)
    assert frame(Town, [Town("Aa", founded=day)])["founded"].tolist() == [utc(day)]


def test_no_rows_keep_their_columns():
    assert list(frame(Town, [])) == ["name", "people", "founded"]
