"""What moved the forecast: weights, signs, outcomes and forecasts stand where the tables say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from components.dossier.hypotheses import LIKELIHOOD
from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, draw
from tests.pictures.reading import distinct, one, says_per_cent, warns
from tests.pictures.scene import Scene, scene

if TYPE_CHECKING:
    import pandas as pd

LATER = Case("later", later=True)
EXTREME = Case("extreme", extreme=True)
BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
EACH_DAY = pytest.mark.parametrize("case", [DEFAULT, LATER], ids=lambda case: case.name)
EACH_STATE = pytest.mark.parametrize("case", [DEFAULT, LATER, EXTREME], ids=lambda case: case.name)

SHAPES = {"came true": "circle", "did not come": "cross", "still open": "diamond"}


@BOTH
@EACH_STATE
def test_hypotheses(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "hypotheses", case), draw(dossier, "hypotheses", case).table
    across, up = drawn.axes["bottom"], drawn.axes["left"]
    weights = table[table["kind"] == "weight"]
    looks = []
    for label, rows in weights.groupby("what", sort=False):
        end = one([mark for mark in drawn.of("text") if mark.text.startswith(str(label))])
        line = one(drawn.of("line", where=lambda mark, colour=end.fill: mark.stroke == colour))
        assert line.item["interpolate"] == "step-after"
        assert [100 * up.value(y) for _, y, _ in line.points] == pytest.approx(rows["weight (%)"].tolist(), abs=0.1)
        if len(rows) > 1:
            assert [across.day(x) for x, _, _ in line.points] == pytest.approx(
                [day.toordinal() for day in rows["date"]], abs=0.6
            )
        now, *source = end.text[len(str(label)) :].strip().split(", source ")
        says_per_cent(now, rows["weight (%)"].iloc[-1])
        before = one(
            drawn.of("symbol", where=lambda mark, colour=end.fill: mark.fill is None and mark.stroke == colour)
        )
        says_per_cent(source[0] if source else now, 100 * up.value(before.y))
        looks.append((end.fill, line.dash))
    distinct(looks)
    _names_what_moved(drawn, table[table["kind"] == "event"] if "event" in set(table["kind"]) else table.iloc[:0])


def _names_what_moved(drawn: Scene, events: pd.DataFrame) -> None:
    """Assert that the events that moved most are named, each at its own rule on its own day."""
    named = events.head(5)
    rules = drawn.of("rule", where=lambda mark: mark.bottom - mark.top > 20)
    assert len(rules) == len(named)
    for row in named.to_dict("records"):
        words = next(mark for mark in drawn.of("text") if mark.text.endswith(row["what"]))
        rule = min(rules, key=lambda mark, at=words.y: abs(mark.top - at))
        assert abs(rule.x - words.x) < 1
        assert drawn.axes["bottom"].day(rule.x) == pytest.approx(row["date"].toordinal(), abs=0.6)


@BOTH
@EACH_DAY
def test_indicators(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "indicators", case), draw(dossier, "indicators", case).table
    names = [item.label for item in context(dossier).dossier.hypotheses.hypotheses]
    columns = drawn.axes["top"]
    words = {word.replace("_", " "): value for word, value in LIKELIHOOD.items()}
    sizes: dict[str, set[tuple[bool, float]]] = {}
    signs = sorted(drawn.of("symbol"), key=lambda mark: mark.y)
    for row in table.to_dict("records"):
        heads = [mark for mark in drawn.of("text") if mark.text == row["what"]]
        if not heads:
            continue
        beside = [mark.text for mark in drawn.of("text") if mark.y == heads[0].y]
        assert beside == [row["what"], row["status"]]
        inside = [mark for mark in signs if mark.y == pytest.approx(heads[0].y)]
        assert len(inside) == len(names)
        for mark in inside:
            hypothesis = columns.row(mark.x)
            said = next(name for name in names if name.split() == hypothesis.split())
            hollow = mark.stroke is not None and mark.fill != mark.stroke
            sizes.setdefault(row[said], set()).add((hollow, float(mark.item["size"])))
    for word, found in sizes.items():
        hollow, _ = one(sorted(found))
        assert hollow == (words[word] < 1), word
    area = {word: size for word, found in sizes.items() for _, size in found}
    for word, size in area.items():
        for other, less in area.items():
            if abs(_level(words[word])) > abs(_level(words[other])):
                assert size > less, (word, other)


def _level(value: float) -> int:
    return {4.0: 2, 2.0: 1, 1.0: 0, 0.5: -1, 0.25: -2}[value]


@BOTH
@EACH_STATE
def test_structures(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "structures", case), draw(dossier, "structures", case).table
    across, up = drawn.axes["bottom"], drawn.axes["left"]
    looks = {label: (sign.shape, sign.fill) for label, sign in drawn.legend.items()}
    assert len(looks) == len(context(dossier).dossier.hypotheses.hypotheses)
    distinct(list(looks.values()))
    for row in table.to_dict("records"):
        inside = [mark for mark in drawn.of("symbol") if up.row(mark.y) == row["outcome"]]
        found = {(mark.shape, mark.fill): 100 * across.value(mark.x) for mark in inside}
        for label, look in looks.items():
            assert found[look] == pytest.approx(row[f"{label} (%)"], abs=0.1)
        ticks = [mark for mark in drawn.of("rect") if up.row(mark.y) == row["outcome"]]
        at = sorted(100 * across.value(mark.x) for mark in ticks)
        assert at == pytest.approx(sorted([row["all at their weights (%)"], row["source (%)"]]), abs=0.2)
        now = one([mark for mark in drawn.of("text") if up.row(mark.y) == row["outcome"]])
        says_per_cent(now.text, row["all at their weights (%)"])


@BOTH
@EACH_DAY
def test_forecast_record(dossier: str, case: Case) -> None:
    here, table = context(dossier, later=case.later), draw(dossier, "forecast_record", case).table
    drawn = scene(dossier, "forecast_record", case)
    names = {item.asks: here.dossier.node(item.node).name for item in here.dossier.header.questions}
    asked = list(dict.fromkeys(table["question"]))
    for question, marks in zip(asked, drawn.below([names[item] for item in asked]), strict=True):
        rows = table[table["question"] == question]
        texts = {mark.text.replace("\xa0", " "): mark.y for mark in marks if mark.kind == "text"}
        labels = {text: texts[text] for text in ("0 %", "100 %")}
        signs = sorted((mark for mark in marks if mark.kind == "symbol"), key=lambda mark: mark.x)

        def chance(y: float, labels: dict[str, float] = labels) -> float:
            return 100 * (labels["0 %"] - y) / (labels["0 %"] - labels["100 %"])

        assert [chance(mark.y) for mark in signs] == pytest.approx(rows["chance (%)"].tolist(), abs=0.1)
        assert [mark.shape for mark in signs] == [SHAPES[outcome] for outcome in rows["outcome"]]
        if len(rows) > 1:
            assert [drawn.axes["bottom"].day(mark.x) for mark in signs] == pytest.approx(
                [day.toordinal() for day in rows["made on"]], abs=0.6
            )
            based = [mark for mark in marks if mark.kind == "line" and mark.dash]
            if rows["base rate (%)"].notna().all():
                for _, y, _ in one(based).points:
                    assert chance(y) == pytest.approx(rows["base rate (%)"].iloc[0], abs=0.1)
    assert {label: sign.shape for label, sign in drawn.legend.items()} == SHAPES


def test_forecast_record_calibration() -> None:
    case = Case("calibration", later=True, options=(("view", "calibration"),))
    drawn, table = scene("builtin", "forecast_record", case), draw("builtin", "forecast_record", case).table
    settled = table[table["outcome"] != "still open"]
    signs = drawn.of("symbol")
    told = [next(mark.text for mark in drawn.of("text") if abs(mark.x - sign.x) < 1) for sign in signs]
    assert sum(int(text.split(" of ")[1]) for text in told) == len(settled)
    assert sum(int(text.split(" of ")[0]) for text in told) == (settled["outcome"] == "came true").sum()
    for sign, text in zip(signs, told, strict=True):
        came, count = (int(part) for part in text.split(" of "))
        assert drawn.axes["left"].value(sign.y) == pytest.approx(came / count, abs=0.005)
    line = one(drawn.of("line"))
    ends = [(drawn.axes["bottom"].value(x), drawn.axes["left"].value(y)) for x, y, _ in line.points]
    assert ends == [pytest.approx((0, 0), abs=0.01), pytest.approx((1, 1), abs=0.01)]


@BOTH
@EACH_DAY
def test_assumption_history(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "assumption_history", case), draw(dossier, "assumption_history", case).table
    if table.empty:
        assert "every assumption stands" in " ".join(drawn.texts())
        return
    here = context(dossier, later=case.later).dossier
    names = {item.label: item.name for item in here.assumptions}
    dated = {item.label: [value.on for value in item.since] for item in here.assumptions}
    groups = list(table.groupby("assumption", sort=False))
    for (label, rows), marks in zip(groups, drawn.below([names[str(key)] for key, _ in groups]), strict=True):
        line, area = one([m for m in marks if m.kind == "line"]), one([m for m in marks if m.kind == "area"])
        days = [day.toordinal() for day in rows["from"]]
        for mark in (line, area):
            assert [drawn.axes["bottom"].day(x) for x, _, _ in mark.points] == pytest.approx(days, abs=0.6)
        low, high = rows["p10"].min(), rows["p90"].max()
        bottom, top = max(area.points[0][1:] + area.points[-1][1:]), min(area.points[0][1:])
        assert area.bottom >= bottom > top >= area.top
        scale = (area.bottom - area.top) / (high - low)
        assert [low + (area.bottom - y) / scale for _, y, _ in line.points] == pytest.approx(
            rows["p50"].tolist(), abs=0.01 * (high - low)
        )
        triangles = [mark for mark in marks if mark.kind == "symbol"]
        assert all(warns(mark.fill) and mark.shape == "triangle-up" for mark in triangles)
        known = [day.toordinal() for day in dated[str(label)] if days[0] < day.toordinal() <= days[-1]]
        assert sorted(drawn.axes["bottom"].day(mark.x) for mark in triangles) == pytest.approx(sorted(known), abs=0.6)
