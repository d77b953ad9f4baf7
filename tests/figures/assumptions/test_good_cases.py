"""The rule behind the good cases: its words, its tracks, and what it holds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from components import wording
from components.figures import Context, build
from components.figures.assumptions.good_cases import rule
from components.figures.assumptions.good_cases_chart import BAND, RULE, Measure, Track, good_cases_chart
from components.model.good_cases import GoodCases, Limit, good_cases
from tests.figures.assumptions.drawn import marks
from tests.figures.conftest import context
from tests.model.build import ask

if TYPE_CHECKING:
    from components.dossier import Dossier


def limits(dossier: Dossier) -> dict[str, Limit]:
    leverage = dossier.assumption("us_leverage")
    return {"below": Limit(leverage, None, 68), "above": Limit(leverage, 55, None), "both": Limit(leverage, 20, 60)}


@pytest.mark.parametrize(
    ("side", "said"), [("below", "at most 68"), ("above", "at least 55"), ("both", "within 20–60")]
)
def test_rule_says_each_limit(august: Context, side: str, said: str) -> None:
    found = GoodCases((limits(august.dossier)[side],), 0.2, 0.4, 0.3, 0.1)
    assert rule("X", found) == f"“X” is likelier where “US leverage” is {said}"


def test_figure_says_what_the_model_found(august: Context) -> None:
    figure = build("good_cases", august, output="p_ceasefire")
    found = good_cases(august.results, ask(august.results, "p_ceasefire"))
    assert found is not None
    assert figure.table["assumption"].tolist() == [limit.assumption.label for limit in found.limits]
    for share in (found.mass, found.coverage, found.density, found.base):
        assert wording.chance(share) in figure.description
    assert found.density > found.base
    for limit, (_, row) in zip(found.limits, figure.table.iterrows(), strict=True):
        assert row["from"] == (limit.assumption.range.min if limit.low is None else limit.low)
        assert row["to"] == (limit.assumption.range.max if limit.high is None else limit.high)


@pytest.mark.parametrize(
    ("output", "why"), [("years_to_settlement", "is no chance"), ("issue.territory", "is no chance")]
)
def test_what_is_no_chance_has_no_rule(august: Context, output: str, why: str) -> None:
    figure = build("good_cases", august, output=output)
    assert why in figure.description
    assert figure.table.empty


def test_what_nothing_moves_has_no_rule(august: Context) -> None:
    stuck = context(august.dossier, deadline_enforcement=0)
    assert "No limits" in build("good_cases", stuck, output="p_deadline_enforced").description


def test_small_chances_get_a_line_they_can_be_told_apart_on(august: Context) -> None:
    for output in ("p_settlement", "p_meeting_held"):
        spec = build("good_cases", august, output=output).chart.to_dict()
        rows = next(rows for rows in spec["datasets"].values() if "overall" in rows[0])
        chance = next(row for row in rows if row["key"] == "chance")
        assert 0 <= chance["overall"] < chance["within"] <= 1
        assert chance["within"] > 0.3


def test_rule_and_band_stand_on_one_track() -> None:
    track = Track("a", "stated", "A", "a", "t", "0", "10", low=0.2, high=1, p10=0.3, p90=0.7, now=0.5)
    measure = Measure("m", "M", "m", "0 %", "100 %", 0.2, 0.6)
    chart = good_cases_chart([track], [measure], mode="dark", description="d")
    bars = {(bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) for bar in marks(chart, "bar")}
    assert bars == {("low", "high"), ("p10", "p90"), ("zero", "within")}
    assert marks(chart, "bar")[0]["encoding"]["color"]["scale"]["domain"] == [RULE, BAND]
    assert {tick["encoding"]["x"]["field"] for tick in marks(chart, "tick")} == {"now", "overall"}
    assert all(math.isfinite(value) for value in (track.low, track.high))
