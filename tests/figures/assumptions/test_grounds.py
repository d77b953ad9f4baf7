"""What outcomes rest on: shares by basis, the confidence that follows, and why."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.drawing.theme import BASIS
from components.figures import Context, build
from components.figures.assumptions.grounds import why
from components.figures.assumptions.grounds_chart import Part, Row, grounds_chart
from components.model.grounds import RestsOn, confidence, rests_on
from tests.figures.assumptions.drawn import marks
from tests.figures.conftest import context
from tests.model.build import ask

SHARES = [f"{sign.label} (share)" for sign in BASIS.values()]


def test_chosen_output_stands_above_the_questions(august: Context) -> None:
    asked = [item.node for item in august.dossier.header.questions]
    labels = [august.dossier.node(key).label for key in asked]
    other = build("grounds", august, output="p_capitulation").table["output"].tolist()
    assert other == [august.dossier.node("p_capitulation").label, *labels]
    last = build("grounds", august, output=asked[-1]).table["output"].tolist()
    assert last == [labels[-1], *labels[:-1]], "no output stands there twice"


def test_shares_and_confidence_are_the_models(august: Context) -> None:
    table = build("grounds", august, output="p_ceasefire").table
    assert table[SHARES].sum(axis=1).to_numpy() == pytest.approx(1)
    rests = rests_on(august.results, ask(august.results, "p_ceasefire"))
    assert rests is not None
    assert table["confidence"][0] == rests.confidence
    assert table["analyst judgement (share)"][0] == pytest.approx(rests.judged)


def test_what_if_is_no_evidence(august: Context) -> None:
    moved = context(august.dossier, battlefield_confidence=20)
    assert build("grounds", moved).table.equals(build("grounds", august).table)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_why_names_the_share_and_the_limits_it_lies_between(judged: float, one: float, other: float) -> None:
    high, moderate = sorted((one, other))
    shares = {"analyst_judgement": judged, "stated": 1 - judged}
    found = confidence(shares, high, moderate)
    said = why(RestsOn(shares, found, high, moderate))
    assert said.startswith(f"{found} confidence")
    assert ("at most" in said) == (found != "low")
    assert ("more than" in said) == (found != "high")


def test_why_of_what_has_no_band_or_no_end() -> None:
    assert why(RestsOn({}, None, 0.2, 0.5)) == "confidence cannot be told, for it has no spread"
    assert "cannot be told" in why(None)


def test_parts_of_a_row_join_and_judgement_comes_last(river: Context) -> None:
    spec = build("grounds", river).chart.to_dict()
    parts = next(rows for rows in spec["datasets"].values() if "basis" in rows[0])
    for key in {part["key"] for part in parts}:
        row = [part for part in parts if part["key"] == key]
        assert [list(BASIS).index(part["basis"]) for part in row] == sorted(list(BASIS).index(p["basis"]) for p in row)
        assert row[0]["start"] == 0
        assert row[-1]["end"] == pytest.approx(1)
        assert all(left["end"] == pytest.approx(right["start"]) for left, right in pairwise(row))


@pytest.mark.parametrize(("high", "moderate", "rules"), [(0.25, 0.6, 2), (0.5, 0.5, 1), (0.3, 1, 1)])
def test_zones_without_width_are_not_drawn(high: float, moderate: float, rules: int) -> None:
    rows, parts = [Row("a", "A", "a", True, "t")], [Part("a", "stated", 0, 1, "over 99 %", "t")]
    chart = grounds_chart(rows, parts, high=high, moderate=moderate, mode="light", description="d")
    rule = marks(chart, "rule")[0]
    zones = chart.to_dict()["datasets"][rule["data"]["name"]]
    assert len([zone for zone in zones if zone["start"] > 0]) == rules
