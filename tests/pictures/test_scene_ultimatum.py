"""Ultimatum page: bars, fans and signs stand where the tables say and mean what they are said to mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
import pytest

from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, draw
from tests.pictures.reading import WARN, channels, date, distinct, one, says, says_per_cent, warns, written
from tests.pictures.scene import Mark, Scene, scene

LATER = Case("later", later=True)
BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
EACH_DAY = pytest.mark.parametrize("case", [DEFAULT, LATER], ids=lambda case: case.name)

STAGES = ("announced", "ordered", "in force", "lifted")
RIM = 3
"""Lines as wide as this only keep others off their ground."""
HAPPENED = {0: "cross", 50: "diamond", 100: "circle"}
"""Signs of nothing, a part, all carried out or come true."""


def shares(drawn: Scene, mark: Mark) -> list[float]:
    """Return the per cent at a mark's left and right edge."""
    return [100 * drawn.axes["bottom"].value(edge) for edge in (mark.left, mark.right)]


def heads(drawn: Scene, names: Sequence[str]) -> dict[str, list[Mark]]:
    """Return what is drawn below each heading."""
    return dict(zip(names, drawn.below(names), strict=True))


def wide(marks: Sequence[Mark]) -> list[Mark]:
    """Return bars: rectangles wider than a tick."""
    return [mark for mark in marks if mark.kind == "rect" and mark.right - mark.left > 4]


def ticks(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.kind == "rect" and mark.right - mark.left <= 4]


def dashed(marks: Sequence[Mark]) -> list[Mark]:
    """Return dashed upright lines, without the ground drawn under them."""
    found = [mark for mark in marks if mark.kind == "rule" and mark.dash]
    return [mark for mark in found if float(mark.item["strokeWidth"]) < RIM]


@BOTH
@EACH_DAY
def test_outcome_fan(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "outcome_fan", case), draw(dossier, "outcome_fan", case).table
    across, up = drawn.axes["bottom"], drawn.axes["left"]

    def values(points: Sequence[tuple[float, float, float]], place: int) -> list[float]:
        return [100 * up.value(point[place]) for point in points]

    here = context(dossier, later=case.later)
    answers = {
        here.dossier.node(item.node).name: item.answer(here.results.day) for item in here.dossier.header.questions
    }
    looks = []
    for output, rows in table.groupby("output", sort=False):
        says_it = one([mark for mark in drawn.of("text") if mark.text.startswith(str(output))])
        band = one(drawn.of("area", where=lambda mark, colour=says_it.fill: mark.fill == colour))
        assert up.value(band.top) <= 1, "the band leaves its scale"
        days = [day.toordinal() for day in rows["date"]]
        assert [across.day(point[0]) for point in band.points] == pytest.approx(days, abs=0.6)
        ends = zip(values(band.points, 1), values(band.points, 2), strict=True)
        assert [sorted(pair) for pair in ends] == [
            pytest.approx(pair, abs=0.05) for pair in rows[["p10 (%)", "p90 (%)"]].to_numpy().tolist()
        ]
        lines = drawn.of("line", where=lambda mark, colour=says_it.fill: mark.stroke == colour)
        lines.sort(key=lambda mark: float(mark.item["strokeWidth"]))
        low, high, middle = sorted(lines[:2], key=lambda mark: -mark.points[-1][1]) + lines[2:]
        for line, column in ((low, "p10 (%)"), (middle, "value (%)"), (high, "p90 (%)")):
            assert values(line.points, 1) == pytest.approx(rows[column].tolist(), abs=0.05)
        last = rows.iloc[-1]
        behind = drawn.of(
            "rule", where=lambda mark, colour=says_it.fill, end=band.right: mark.stroke == colour and mark.left > end
        )
        whisker, leader = sorted(behind, key=lambda mark: mark.right - mark.left)
        ends = sorted(
            (leader.top, leader.bottom), key=lambda y, value=last["value (%)"]: abs(100 * up.value(y) - value)
        )
        assert 100 * up.value(ends[0]) == pytest.approx(last["value (%)"], abs=0.05)
        assert ends[1] == pytest.approx(says_it.top, abs=0.05)
        assert [100 * up.value(y) for y in (whisker.bottom, whisker.top)] == pytest.approx(
            [last["p10 (%)"], last["p90 (%)"]], abs=0.05
        )
        looks.append((says_it.fill, middle.dash))
        if answer := answers[str(output)]:
            assert says_it.text.endswith(written(answer.on))
            assert last["value (%)"] == 100 * answer.outcome
            continue
        chance = says_it.text[len(str(output)) :]
        told = re.findall(r"(?:under |over )?\d+", chance)
        for text, column in zip(told, ("value (%)", "p10 (%)", "p90 (%)"), strict=True):
            says_per_cent(text, last[column])
    distinct([colour for colour, _ in looks])
    distinct([dash for _, dash in looks])


@BOTH
def test_outcome_fan_marks_the_day_and_the_deadlines(dossier: str) -> None:
    drawn, here = scene(dossier, "outcome_fan"), context(dossier)
    across = drawn.axes["bottom"]
    today = here.results.day
    rule = one(drawn.of("rule", where=lambda mark: mark.bottom - mark.top >= drawn.height and not warns(mark.stroke)))
    assert across.day(rule.x) == pytest.approx(today.toordinal(), abs=0.6)
    assert drawn.write(f"as of {written(today)}").fill == rule.stroke
    due = [drawn.write(text) for text in drawn.texts() if ": due " in text]
    places = sorted(
        mark.x for mark in drawn.of("rule", where=lambda mark: warns(mark.stroke)) if mark.bottom == drawn.height
    )
    bands = [mark.top for mark in drawn.of("area")]
    # Its top is at y; below it are a line's 15 pixels.
    assert all(mark.y + 15 <= min(bands) for mark in due)
    for mark in due:
        assert warns(mark.fill)
        told = mark.text.rpartition("due ")[2]
        day = today if told == "today" else date(told)
        assert across.day(mark.x) == pytest.approx(day.toordinal(), abs=0.6)
        assert any(place == pytest.approx(mark.x, abs=0.5) for place in places)
    tracked = draw(dossier, "ultimatum_tracker", Case("zoom=all", options=(("zoom", "all"),))).table
    running = tracked.loc[tracked["state"].str.startswith("running"), "label"]
    assert {mark.text.partition(": due ")[0] for mark in due} >= set(running)


@BOTH
@EACH_DAY
def test_deadline_record(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "deadline_record", case), draw(dossier, "deadline_record", case).table
    across = drawn.axes["bottom"]
    kinds = ("base rate", "class from outside", "deadline")
    rates, outside, deadlines = (table[table["kind"] == kind] for kind in kinds)
    names = ["Base rate: ", *(f"{label}: " for label in rates["label"].iloc[1:])]
    names += [f"{label}, from outside: " for label in outside["label"]] + [f"{label}: " for label in deadlines["label"]]
    below = dict(zip(table["label"], heads(drawn, names).values(), strict=True))
    for row in rates.to_dict("records"):
        marks = below[row["label"]]
        assert shares(drawn, one(wide(marks))) == pytest.approx([row["p10 (%)"], row["p90 (%)"]], abs=0.1)
        assert 100 * across.value(one(ticks(marks)).x) == pytest.approx(row["mean (%)"], abs=0.1)
        (head,) = (mark.text for mark in marks if mark.kind == "text")
        told = (row["mean (%)"], row["p10 (%)"], row["p90 (%)"], row["enforced"], row["cases"])
        says(head.rpartition(": ")[2], *told)
        crossing = sorted({across.value(mark.x) for mark in dashed(marks)})
        assert [100 * share for share in crossing] == pytest.approx(sorted(outside["share (%)"]), abs=0.1)
    chosen, *others = [one(wide(below[label])).fill for label in rates["label"]]
    assert len(set(others)) == 1
    # The rate by the rule chosen stands out from the white ground.
    assert sum(channels(chosen)) < sum(channels(others[0])) - WARN
    for row in outside.to_dict("records"):
        marks = below[row["label"]]
        assert not wide(marks)
        assert not ticks(marks)
        assert 100 * across.value(one(dashed(marks)).x) == pytest.approx(row["share (%)"], abs=0.1)
        (head,) = (mark.text for mark in marks if mark.kind == "text")
        says(head.rpartition(": ")[2], row["share (%)"], row["the like"], row["cases"])
    for row in deadlines.to_dict("records"):
        marks = below[row["label"]]
        head, *_ = (mark.text for mark in marks if mark.kind == "text")
        assert head == f"{row['label']}: {row['state']}"
        signs = [mark for mark in marks if mark.kind == "symbol"]
        _happened(drawn, signs, row["carried out (%)"] if row["counted"] else None)


def _happened(drawn: Scene, signs: Sequence[Mark], share: float | None) -> None:
    if pd.isna(share):
        assert not signs
        return
    sign = one(signs)
    assert 100 * drawn.axes["bottom"].value(sign.x) == pytest.approx(share, abs=0.1)
    assert sign.shape == HAPPENED.get(int(share or 0), HAPPENED[50])
    assert warns(sign.fill)


@BOTH
@EACH_DAY
def test_scorecard(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "scorecard", case), draw(dossier, "scorecard", case).table
    below = heads(drawn, [f"{row['sentence']} {row['statement']}" for row in table.to_dict("records")])
    for row, marks in zip(table.to_dict("records"), below.values(), strict=True):
        bars, values = wide(marks), ticks(marks)
        detail = [mark.text for mark in marks if mark.kind == "text"][1]
        if pd.isna(row["word, p10 (%)"]):
            assert not bars
            assert not values
        else:
            low, value, high = (row[f"word, {end} (%)"] for end in ("p10", "p50", "p90"))
            assert shares(drawn, one(bars)) == pytest.approx([low, high], abs=0.1)
            assert 100 * drawn.axes["bottom"].value(one(values).x) == pytest.approx(value, abs=0.1)
            says(detail.partition(";")[0].rpartition("”")[2], low, high)
        assert f"“{row['word']}”" in detail
        assert (row["state"] == "no forecast") == ("no forecast" in detail)
        assert row["why no forecast"] in detail
        _happened(drawn, [mark for mark in marks if mark.kind == "symbol"], row["happened (%)"])


@BOTH
@EACH_DAY
def test_threat_ladder(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "threat_ladder", case), draw(dossier, "threat_ladder", case).table
    axis = drawn.axes["top"]
    assert [label for label, _ in axis.labels] == list(STAGES)
    below = heads(drawn, list(dict.fromkeys(table["measure"])))
    for measure, steps in table.groupby("measure", sort=False):
        marks = below[str(measure)]
        reached = dict(zip(steps["stage"], steps["date"], strict=True))
        signs = [mark for mark in marks if mark.kind == "symbol"]
        assert {axis.row(mark.x) for mark in signs if mark.fill} == set(reached)
        assert {axis.row(mark.x) for mark in signs if mark.dash and not mark.fill} == set(STAGES) - set(reached)
        for stage in STAGES:
            place = axis.at(stage)
            told = one([mark for mark in marks if mark.kind == "text" and mark.x == pytest.approx(place, abs=1)])
            assert told.text == (written(reached[stage]) if stage in reached else "–")
        line = one([mark for mark in marks if mark.kind == "rule"])
        places = [axis.at(stage) for stage in reached]
        assert (line.left, line.right) == pytest.approx((min(places), max(places)), abs=1)
        assert any(mark.text == f"Size: {steps['size'].iloc[0]}" for mark in marks) or "not stated" in set(
            steps["size"]
        )


@BOTH
def test_media_visibility(dossier: str) -> None:
    drawn, table = scene(dossier, "media_visibility"), draw(dossier, "media_visibility").table
    below = heads(drawn, list(table["figure"]))
    for row in table.to_dict("records"):
        marks = below[row["figure"]]
        value, reference = sorted(ticks(marks), key=lambda mark: warns(mark.fill))
        scale = value.x / row["value"]
        assert warns(reference.fill)
        assert not warns(value.fill)
        assert reference.x == pytest.approx(row["reference"] * scale, abs=1)
        bar = one(wide(marks))
        assert (bar.left, bar.right) == pytest.approx((row["p10"] * scale, row["p90"] * scale), abs=1)
        rules = [mark for mark in marks if mark.kind == "rule"]
        up = max(rules, key=lambda mark: float(mark.item.get("strokeWidth", 1)))
        down = one([mark for mark in rules if warns(mark.stroke)])
        assert (up.left, up.right, up.dash) == (pytest.approx(0, abs=1), pytest.approx(value.x, abs=1), ())
        assert (down.left, down.right) == pytest.approx(tuple(sorted((value.x, reference.x))), abs=1)
        assert down.dash
        factor = 100 if row["unit"] == "share" else 1
        told = {mark.fill: mark.text for mark in marks if mark.kind == "text" and mark.x > 0}
        says(told[value.fill], *(factor * row[end] for end in ("value", "p10", "p90")))
        says(told[reference.fill], factor * row["reference"])
