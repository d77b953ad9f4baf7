"""Briefing page: fans and chances stand where their tables say, and say it beside it."""

from __future__ import annotations

import pytest

from components.figures.briefing.outcomes import TOPS
from components.figures.ultimatum.fan import fanned
from components.model.fan import fans
from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, dossier_of, draw
from tests.pictures.reading import numbers, one, says_per_cent, signs_of_basis, warns, written
from tests.pictures.scene import Mark, Scene, scene

BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
EXTREME, LATER = Case("extreme", extreme=True), Case("later", later=True)
EACH = pytest.mark.parametrize("case", [DEFAULT, EXTREME, LATER], ids=lambda case: case.name)
SIGN = 6
"""Pixels from the left edge at which the sign of a basis stands."""
ABOVE = 8
"""Pixels by which the number at the end of a fan stands above its scale."""


class Panel:
    """An outcome's part of the chart, between the upper and the lower line of its scale."""

    def __init__(self, drawn: Scene, top: float, floor: float) -> None:
        self.drawn, self.top, self.floor = drawn, top, floor
        name, scale = drawn.of("text", where=lambda mark: mark.x == 0 and mark.y == top)
        self.name, (self.full, _) = name.text, one(numbers(scale.text))

    def inside(self, kind: str) -> list[Mark]:
        """Return the marks of a kind, the widest line last."""
        found = self.drawn.of(kind, where=lambda mark: self.top - 1 <= mark.top and mark.bottom <= self.floor + 1)
        return sorted(found, key=lambda mark: float(mark.item.get("strokeWidth", 0)))

    def values(self, mark: Mark, place: int = 1) -> list[float]:
        """Return per cents along a line, or along the lower or upper edge of an area."""
        return [self.full * (self.floor - point[place]) / (self.floor - self.top) for point in mark.points]

    def told(self) -> list[Mark]:
        """Return what is written beside the end of the fan, from the top."""
        right = self.inside("line")[-1].right
        found = self.drawn.of("text", where=lambda mark: bool(mark.text) and mark.x == right)
        return sorted(
            (mark for mark in found if self.top - ABOVE < mark.y < self.floor + ABOVE), key=lambda mark: mark.y
        )


def panels(drawn: Scene) -> list[Panel]:
    lines = sorted({mark.y for mark in drawn.of("rule", where=lambda mark: mark.right > mark.left)})
    return [Panel(drawn, *ends) for ends in zip(lines[::2], lines[1::2], strict=True)]


@BOTH
@EACH
def test_outcomes(dossier: str, case: Case) -> None:
    drawn, figure = scene(dossier, "outcomes", case), draw(dossier, "outcomes", case)
    here = context(dossier, extreme=case.extreme, later=case.later)
    answers = {
        here.dossier.node(item.node).name: item.answer(here.results.day) for item in here.dossier.header.questions
    }
    grouped = dict(iter(figure.table.groupby("output", sort=False)))
    found = panels(drawn)
    assert [panel.name for panel in found] == list(grouped)
    for panel in found:
        rows, told = grouped[panel.name], [mark.text for mark in panel.told()]
        # The smallest scale that holds the band; what one assumption can do may ask for a larger one.
        assert panel.full / 100 in TOPS
        assert rows["p90 (%)"].max() <= panel.full
        band, line = one(panel.inside("area")), panel.inside("line")[-1]
        days = [(day - rows["date"].iloc[0]).days for day in rows["date"]]
        for mark in (band, line):
            assert [point[0] * days[-1] / mark.right for point in mark.points] == pytest.approx(days, abs=0.6)
        assert panel.values(line) == pytest.approx(rows["value (%)"].tolist(), abs=0.05)
        assert panel.values(band, 1) == pytest.approx(rows["p10 (%)"].tolist(), abs=0.05)
        assert panel.values(band, 2) == pytest.approx(rows["p90 (%)"].tolist(), abs=0.05)
        if answer := answers[panel.name]:
            assert one(told).endswith(written(answer.on))
            assert set(rows["value (%)"]) == {100 * answer.outcome}
            continue
        says_per_cent(told[0], rows["value (%)"].iloc[-1])
        words = told[1:-1] if case.extreme else told[1:]
        assert f"{panel.name}: {' '.join(words[:-1])}, {told[0]}" in figure.description
        assert words[-1] == f"({told[0]})" or f"{told[0]} {words[-1]}" in figure.description


@BOTH
@EACH
def test_outcomes_show_where_the_source_stands_once_something_was_moved(dossier: str, case: Case) -> None:
    drawn, here = scene(dossier, "outcomes", case), context(dossier, extreme=case.extreme, later=case.later)
    found = panels(drawn)
    if not case.extreme:
        assert [len(panel.inside("line")) for panel in found] == [1] * len(found)
        assert not [text for text in drawn.texts() if text.startswith("source")]
        return
    assert here.before is not None
    for panel, source in zip(found, fans(here.before, fanned(here.dossier)), strict=True):
        ghost, line = panel.inside("line")
        assert ghost.stroke != line.stroke
        known = panel.values(ghost)
        assert known == pytest.approx((100 * source.value[: len(known)]).tolist(), abs=0.05)
        assert ghost.right <= line.right
        text = panel.told()[-1].text
        assert text.startswith("source ")
        says_per_cent(text.removeprefix("source "), known[-1])


@BOTH
@EACH
def test_outcomes_mark_the_day_and_the_deadlines_across_all_scales(dossier: str, case: Case) -> None:
    drawn, here = scene(dossier, "outcomes", case), context(dossier, extreme=case.extreme, later=case.later)
    upright = drawn.of("rule", where=lambda mark: mark.bottom - mark.top == drawn.height)
    heads = [drawn.write(text) for text in drawn.texts() if text.startswith("as of ") or ": " in text]
    assert [(mark.x, mark.fill) for mark in heads] == [(mark.x, mark.stroke) for mark in upright]
    first, *rest = heads
    assert first.text == f"as of {written(here.results.day)}"
    assert [warns(mark.fill) for mark in heads] == [False] + [True] * len(rest)
    # Words of one rule never lie on those of another, nor on a fan.
    assert [mark.y for mark in heads] == sorted({mark.y for mark in heads})
    assert heads[-1].y < min(panel.top for panel in panels(drawn))


def ways(drawn: Scene, heads: list[str]) -> list[tuple[list[Mark], list[str]]]:
    """Return signs, bar first, and texts of each row; long headings are known by their first words."""
    found = []
    for marks in drawn.below([head[:40].rpartition(" ")[0] for head in heads]):
        solid = [mark for mark in marks if mark.kind == "symbol" and mark.fill and mark.x != SIGN]
        hollow = [mark for mark in marks if mark.kind == "symbol" and not mark.fill]
        bars = [mark for mark in marks if mark.kind == "rect"]
        found.append(([*bars, *solid, *hollow], [mark.text for mark in marks if mark.kind == "text" and mark.text]))
    return found


@BOTH
@EACH
def test_questions(dossier: str, case: Case) -> None:
    drawn, figure = scene(dossier, "questions", case), draw(dossier, "questions", case)
    here = context(dossier, extreme=case.extreme, later=case.later)
    axis, rows = drawn.axes["bottom"], figure.table.to_dict("records")
    answers = {item.asks: item.answer(here.results.day) for item in here.dossier.header.questions}
    for row, (marks, texts) in zip(rows, ways(drawn, list(figure.table["question"])), strict=True):
        if answer := answers[row["question"]]:
            assert 100 * axis.value(one(marks).x) == pytest.approx(100 * answer.outcome, abs=0.1)
            assert any(text.endswith(written(answer.on)) for text in texts)
            continue
        if row["unit"] != "%":
            assert not marks
            continue
        bar, now, *ghost = marks
        places = [100 * axis.value(place) for place in (bar.left, now.x, bar.right)]
        assert places == pytest.approx([row["p10"], row["value"], row["p90"]], abs=0.1)
        said = one([text for text in texts if text.endswith(")")])
        says_per_cent(said.partition(", ")[0], row["value"])
        assert row["word"] in said
        assert [100 * axis.value(mark.x) for mark in ghost] == pytest.approx(
            [row["source"]] if case.extreme else [], abs=0.1
        )


@BOTH
@EACH
def test_drivers(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "drivers", case), draw(dossier, "drivers", case).table
    axis, rows = drawn.axes["bottom"], table.to_dict("records")
    before = draw(dossier, "drivers").table
    if not case.later:
        assert list(table["assumption"]) == list(before["assumption"]), "rows stay while sliders move"
    heads = drawn.of("text", where=lambda mark: mark.item.get("fontWeight") == 600)
    signs = drawn.of("symbol", where=lambda mark: mark.x == SIGN)
    known = {item.label: item for item in dossier_of(dossier).assumptions}
    shapes = signs_of_basis({label: mark.shape for label, mark in drawn.legend.items()})
    for row, sign in zip(rows, signs, strict=True):
        assert sign.shape == shapes[known[row["assumption"]].basis.replace("_", " ")]
    assert len(heads) == len(rows)
    for row, (marks, texts) in zip(rows, ways(drawn, [f"{mark.text} " for mark in heads]), strict=True):
        bar, now, *ghost = marks
        ends = sorted((row["at p10 (%)"], row["at p90 (%)"]))
        places = [100 * axis.value(place) for place in (bar.left, bar.right, now.x)]
        assert places == pytest.approx([*ends, row["output now (%)"]], abs=0.1)
        low, high = one([text for text in texts if " from " in text]).partition(" from ")[2].split(" to ")[:2]
        says_per_cent(low, row["at p10 (%)"])
        says_per_cent(high, row["at p90 (%)"])
        assert all(100 * axis.value(mark.x) == pytest.approx(row["source (%)"], abs=0.1) for mark in ghost)
        assert bool(ghost) == (case.extreme and row["source (%)"] != row["output now (%)"])
