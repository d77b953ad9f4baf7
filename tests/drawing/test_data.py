from __future__ import annotations

from dataclasses import dataclass

from components.drawing.data import frame


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    people: float | None = None


def test_a_column_a_field_and_those_the_chart_adds():
    found = frame(Town, [Town("Aa", 3.0), Town("Bb")], row=[0, 1])
    assert list(found) == ["name", "people", "row"]
    assert found.to_dict("list") | {"people": None} == {"name": ["Aa", "Bb"], "people": None, "row": [0, 1]}


def test_no_rows_keep_their_columns():
    assert list(frame(Town, [])) == ["name", "people"]
