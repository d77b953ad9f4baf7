"""Concessions page: who would take an option, and where a deal would be least far, stand where the tables say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from components import wording
from components.drawing.marks import SOURCE
from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, draw
from tests.pictures.reading import distinct, number, one, says
from tests.pictures.scene import Axis, Mark, Scene, scene

BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
EXTREME = Case("extreme", extreme=True)
OWN = Case("own", options=(("option", "own"), ("own", "kherson~ukraine~territory~60~nato_enlargement~80~Mine")))

BAND = 5
"""Height of a band in pixels."""


def of(marks: Sequence[Mark], *kinds: str) -> list[Mark]:
    return [mark for mark in marks if mark.kind in kinds]


def high(marks: Sequence[Mark], height: float) -> list[Mark]:
    return [mark for mark in of(marks, "rect") if mark.bottom - mark.top == pytest.approx(height, abs=0.6)]


def ghosts(marks: Sequence[Mark], axis: Axis) -> list[float]:
    """Return where hollow, grey signs stand; each that is clear of the mark now is named."""
    found = [mark for mark in of(marks, "symbol") if not mark.fill]
    assert len([mark for mark in of(marks, "text") if mark.text == SOURCE and not mark.stroke]) <= len(found)
    return [axis.value(mark.x) for mark in found]


def words(marks: Sequence[Mark]) -> str:
    """Return what a row says, beside the name of its ghost."""
    return [mark.text for mark in of(marks, "text") if mark.text != SOURCE][-1]


def amount(text: str, value: float, low: float, top: float) -> None:
    """Assert that a text gives a chance and its band, all in per cent; the band once where both ends read the same."""
    told, _, inside = text.removesuffix(")").partition(" (")
    chance(told, value)
    ends = inside.split(" to ") if " to " in inside else inside.split("–")
    for end, said in zip(ends if len(ends) > 1 else [inside or told] * 2, (low, top), strict=True):
        chance(end, said)


def chance(text: str, value: float) -> None:
    """Assert that a text gives a chance; the table is rounded to a tenth, so that 1.0 may be under 1 %."""
    bound = next((word for word in ("under ", "over ") if text.startswith(word)), "")
    if bound:
        assert value <= 1 if bound == "under " else value >= 99, f"{text!r} does not say {value}"
    else:
        says(text, value)


def band(row: dict[str, Any], name: str, unit: str) -> list[float]:
    return [row[f"{name}, {end} ({unit})"] for end in ("from", "to")]


@pytest.mark.parametrize(
    ("dossier", "case"),
    [*((dossier, case) for dossier in DOSSIERS for case in (DEFAULT, EXTREME)), ("builtin", OWN)],
    ids=lambda item: getattr(item, "name", item),
)
def test_concessions_acceptance(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "concessions_acceptance", case), draw(dossier, "concessions_acceptance", case).table
    labels = drawn.axes["bottom"].labels
    chances = Axis(tuple(item for item in labels if "%" in item[0]))
    points = Axis(tuple(item for item in labels if "%" not in item[0]))
    right = min(place for _, place in points.labels) - 1
    heads: list[tuple[str, dict[str, Any] | None]] = []
    for option, group in table.groupby("option", sort=False):
        # One option alone stands in the title.
        head = [(str(option), None)] if len(set(table["option"])) > 1 else []
        heads += [*head, *((f"{row['who']}: ", row) for row in group.to_dict("records"))]
    colours: dict[str, set[str | None]] = {}
    for (_, row), marks in zip(heads, drawn.below([head for head, _ in heads]), strict=True):
        if row is None:
            continue
        dot = _chance([mark for mark in marks if mark.x < right], row, chances)
        beside = [mark for mark in marks if mark.x >= right]
        if pd.isna(row["no deal is worth (points)"]):
            assert not of(beside, "symbol")
        else:
            colours.setdefault(row["who"], set()).add(dot.fill)
            _worth(beside, row, points, dot.fill)
    distinct([one(list(fills)) for fills in colours.values()])
    _words(drawn, chances, context(dossier).dossier.header.words)


def _chance(marks: Sequence[Mark], row: dict[str, Any], axis: Axis) -> Mark:
    """Assert what the left half says of a row, and return its dot."""
    value, ends = row["would rather take it (%)"], band(row, "band", "%")
    dot, bar = one([mark for mark in of(marks, "symbol") if mark.fill]), one(high(marks, BAND))
    shapes = {"Condition": "square", "All together": "diamond"}
    assert dot.shape == shapes.get(row["who"].partition(":")[0], "circle")
    assert 100 * axis.value(dot.x) == pytest.approx(value, abs=0.1)
    assert [100 * axis.value(edge) for edge in (bar.left, bar.right)] == pytest.approx(ends, abs=0.1)
    amount(words(marks).removeprefix(f"{row['who']}: "), value, *ends)
    before = row["at the source's values (%)"]
    assert [100 * place for place in ghosts(marks, axis)] == (
        [] if pd.isna(before) else [pytest.approx(before, abs=0.1)]
    )
    return dot


def _worth(marks: Sequence[Mark], row: dict[str, Any], axis: Axis, colour: str | None) -> None:
    """Assert what the right half says of a side: full the option, hollow no deal below it, and the difference."""
    deal, none = sorted((mark for mark in of(marks, "symbol") if mark.fill), key=lambda mark: mark.y)
    assert (deal.fill, none.stroke) == (colour, colour)
    assert none.fill != colour
    upper, lower = sorted(high(marks, BAND), key=lambda mark: mark.y)
    for mark, bar, name in ((deal, upper, "the option is worth"), (none, lower, "no deal is worth")):
        places = [axis.value(place) for place in (mark.x, bar.left, bar.right)]
        assert places == pytest.approx([row[f"{name} (points)"], *band(row, name, "points")], abs=0.15), name
    better = row["better than no deal by (points)"]
    text = words(marks)
    told, _, inside = text.partition(" (")
    if "as good" in told:
        assert abs(better) < 0.55
    else:
        says(told, abs(better))
        assert ("better" in told, "short" in told) == (better > 0, better < 0)
    says(inside.partition(")")[0], *dict.fromkeys(band(row, "better than no deal by", "points")))
    before = row["no deal at the source's values (points)"]
    assert ghosts(marks, axis) == ([] if pd.isna(before) else [pytest.approx(before, abs=0.15)])


def _words(drawn: Scene, axis: Axis, yardstick: wording.Yardstick) -> None:
    """Assert that each probability word stands in the middle of its range."""
    classes = wording.LIKELIHOODS[yardstick]
    ends = [0.0, *(found.low for found in classes[1:])], [*(found.high for found in classes[:-1]), 1.0]
    middles = {found.word: (low + top) / 2 for found, low, top in zip(classes, *ends, strict=True)}
    written = [mark for mark in drawn.of("text") if mark.text in middles]
    assert written
    for mark in written:
        assert axis.value(mark.x) == pytest.approx(middles[mark.text], abs=0.005)


@BOTH
@pytest.mark.parametrize("case", [DEFAULT, EXTREME], ids=lambda case: case.name)
def test_nearest_deal(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "nearest_deal", case), draw(dossier, "nearest_deal", case).table
    colours = _key(drawn, table)
    issues = {item.label: item for item in context(dossier).dossier.issues}
    groups = list(table.groupby("issue", sort=False))
    blocks = drawn.below([f"{issue}: " for issue, _ in groups])
    for (issue, group), marks in zip(groups, blocks, strict=True):
        rows, texts = group.to_dict("records"), {mark.text for mark in of(marks, "text")}
        heading = next(text for text in texts if text.startswith(f"{issue}: "))
        says(heading.removeprefix(f"{issue}: ").partition(" · ")[0], rows[0]["deal (0–100)"])
        assert {issues[issue].low, issues[issue].high} <= texts
        _deal(marks, rows[0], drawn.axes["bottom"])
        _sides(marks, rows, colours, drawn.axes["bottom"])
        for row in rows:
            given = row["gives here, where it gives most (points)"]
            name = next(item.name for item in context(dossier).dossier.actors if item.label == row["who"])
            assert (name in heading.partition(" · ")[2]) == pd.notna(given)
            if pd.notna(given):
                assert number(heading.partition(f"{name} ")[2]) == pytest.approx(given, abs=0.55)


def _key(drawn: Scene, table: pd.DataFrame) -> dict[str, str | None]:
    """Assert what the lines at the top say of each side, and return the sides' colours."""
    colours = {}
    for row in table.drop_duplicates("who").to_dict("records"):
        line = one([mark for mark in drawn.of("text") if mark.text.startswith(f"{row['who']} would rather take it")])
        told, _, margin = line.text.partition(": ")[2].partition("; ")
        amount(told, row["would rather take the deal (%)"], *band(row, "band", "%"))
        better = row["better than no deal by (points)"]
        if "as good" not in margin:
            says(margin.partition(" (")[0], abs(better))
            assert ("better" in margin) == (better > 0)
        colours[row["who"]] = one([mark for mark in drawn.of("symbol") if abs(mark.y - line.y) < 1]).fill
    distinct(list(colours.values()))
    together = one([mark for mark in drawn.of("text") if mark.text.startswith("All together")])
    chance(together.text.partition(": ")[2].partition(" (")[0], table["all would rather take it (%)"].iloc[0])
    return colours


def _deal(marks: Sequence[Mark], row: dict[str, Any], axis: Axis) -> None:
    """Assert that the deal is a line through all lanes with a full diamond, and a hollow one at the source's values."""
    diamonds = [mark for mark in of(marks, "symbol") if mark.shape == "diamond"]
    diamond = one([mark for mark in diamonds if mark.fill])
    line = one([mark for mark in of(marks, "rule") if mark.left == mark.right])
    value, source = row["deal (0–100)"], row["deal at the source's values (0–100)"]
    assert [axis.value(mark.x) for mark in (diamond, line)] == pytest.approx([value, value], abs=0.1)
    hollow = [axis.value(mark.x) for mark in diamonds if not mark.fill]
    assert hollow == ([] if pd.isna(source) else [pytest.approx(source, abs=0.1)])
    lanes = [mark.y for mark in of(marks, "symbol") if mark.shape != "diamond"]
    assert line.top <= diamond.y + 1 < min(lanes)
    assert line.bottom > max(lanes)


def _sides(marks: Sequence[Mark], rows: Sequence[dict[str, Any]], colours: dict[str, str | None], axis: Axis) -> None:
    """Assert that each side's lane runs from what it wants to how far it would go, dotted to the deal where it must."""
    dots = sorted((mark for mark in of(marks, "symbol") if mark.shape != "diamond"), key=lambda mark: mark.y)
    for dot, row in zip(dots, rows, strict=True):
        assert dot.fill == colours[row["who"]]
        assert axis.value(dot.x) == pytest.approx(row["wants (0–100)"], abs=0.1)
        lane = [mark for mark in marks if abs(mark.y - dot.y) < 1 and mark.kind in ("rule", "rect")]
        level = [mark for mark in of(lane, "rule") if mark.left < mark.right]
        limit, deal = row["would go to, on this alone (0–100)"], row["deal (0–100)"]
        spans = {True: [], False: []}
        for rule in level:
            assert rule.stroke == dot.fill
            spans[bool(rule.dash)].append([axis.value(rule.left), axis.value(rule.right)])
        wants = row["wants (0–100)"]
        if abs(limit - wants) > 0.2:
            assert one(spans[False]) == pytest.approx(sorted([wants, limit]), abs=0.1)
        if pd.notna(row["gives here, where it gives most (points)"]):
            assert one(spans[True]) == pytest.approx(sorted([wants, deal]), abs=0.1)
        else:
            assert not spans[True]
        assert axis.value(one(of(lane, "rect")).x) == pytest.approx(limit, abs=0.15)
