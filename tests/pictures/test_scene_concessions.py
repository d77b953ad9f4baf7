"""Concessions page: who holds what stands where the tables say, in the colours of the legends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

import pandas as pd
import pytest

from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, draw, drawings
from tests.pictures.outlines import area, box, inside
from tests.pictures.reading import distinct, number, numbers, one, says, warm, warns, written
from tests.pictures.scene import Mark, Scene, scene

BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
LATER = Case("later", later=True)

NOT_STATED = "Not stated"


def choices(dossier: str, figure: str, *leave_out: str) -> Iterator[Case]:
    """Yield every light case of a figure but those with some options."""
    for case, _ in drawings(dossier, figure):
        if case.mode == "light" and not any(key in leave_out for key, _ in case.options):
            yield case


def rows(dossier: str, figure: str, case: Case = DEFAULT) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = draw(dossier, figure, case).table.to_dict("records")
    return table


def of(marks: Sequence[Mark], *kinds: str) -> list[Mark]:
    return [mark for mark in marks if mark.kind in kinds]


def says_share(text: str, value: float) -> None:
    """Assert that a text gives a share in per cent, with one decimal unless whole."""
    says(text, value)
    ((_, places),) = numbers(text)
    assert places == 1 or value == pytest.approx(round(value), abs=0.06), f"{text!r} has no decimal"


def holders(dossier: str) -> dict[str, bool]:
    """Return every side by the label of its land, and whether it is the occupying one."""
    regions = context(dossier).dossier.regions
    assert regions is not None
    return {side.label: side.id != regions.sovereign for side in regions.sides}


def check_holders(drawn: Scene, dossier: str) -> None:
    """Assert that the legend shows land held in blue and land under occupation in vermilion."""
    for label, occupied in holders(dossier).items():
        assert warm(drawn.legend[label].fill) == occupied, f"{label} is drawn in {drawn.legend[label].fill}"


@BOTH
@pytest.mark.parametrize("case", [DEFAULT, LATER], ids=lambda case: case.name)
def test_control_history(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "control_history", case), draw(dossier, "control_history", case).table
    today = context(dossier, later=case.later).results.day
    across = drawn.axes["bottom"]
    regions = list(dict.fromkeys(table["region"]))
    heads = [f"{region} · " for region in regions]
    symbols = {label: mark for label, mark in drawn.legend.items() if label in set(table["series"])}
    assert set(symbols) == set(table["series"])
    distinct([mark.dash for mark in symbols.values()])
    for region, marks in zip(regions, drawn.below(heads), strict=True):
        here = table[table["region"] == region]
        grid = [(number(mark.text), mark.y) for mark in of(marks, "text") if re.fullmatch(r"\d+\s%", mark.text)]
        (low, low_y), (high, high_y) = min(grid), max(grid)
        latest = here.sort_values("date").iloc[-1]
        head = next(mark.text for mark in of(marks, "text") if mark.text.startswith(f"{region} · "))
        says_share(head.removeprefix(f"{region} · ").partition(" on ")[0], latest["share occupied (%)"])
        assert head.endswith(f" on {written(latest['date'])}")
        for series, group in here.groupby("series"):
            dates = [day.toordinal() for day in group["date"]]
            if len(group) < 2:
                continue
            line = one(
                [
                    mark
                    for mark in of(marks, "line")
                    if mark.dash == symbols[str(series)].dash and len(mark.points) == len(dates)
                ]
            )
            assert warm(line.stroke)
            assert [across.day(x, today.year) for x, *_ in line.points] == pytest.approx(dates, abs=1.5)
            shares = [low + (y - low_y) * (high - low) / (high_y - low_y) for _, y, _ in line.points]
            assert [100 * share for share in shares] == pytest.approx(group["share occupied (%)"].tolist(), abs=0.1)
        points = [(round(mark.x), round(mark.y)) for mark in of(marks, "symbol")]
        assert len(points) == len(here)
    _days(drawn, dossier, case)


def _days(drawn: Scene, dossier: str, case: Case) -> None:
    """Assert that the day is a line in ink, and known deadlines dotted ones in the colour of warnings."""
    here = context(dossier, later=case.later)
    across, today = drawn.axes["bottom"], here.results.day
    upright = drawn.of("rule", where=lambda mark: mark.left == mark.right)
    day = one([mark for mark in upright if not warns(mark.stroke)])
    assert not day.dash
    assert across.day(day.x, today.year) == pytest.approx(today.toordinal(), abs=1.5)
    assert any(text.endswith(written(today)) and text.startswith("as of") for text in drawn.texts())
    known = [item for item in here.dossier.timeline.ultimatums if item.set_on <= today] if here.dossier.timeline else []
    due = {step.due_on.toordinal() for item in known for step in (item, *item.revisions)}
    drawn_due = [across.day(mark.x, today.year) for mark in upright if warns(mark.stroke)]
    assert all(mark.dash for mark in upright if warns(mark.stroke))
    assert drawn_due
    assert all(min(abs(place - item) for item in due) < 1.5 for place in drawn_due)


@BOTH
def test_concessions_ledger(dossier: str) -> None:
    for case in choices(dossier, "concessions_ledger", "compare"):
        check_ledger(dossier, case)


def check_ledger(dossier: str, case: Case) -> None:
    """Assert that each region's bars show who holds what, today and under the option."""
    drawn, table = scene(dossier, "concessions_ledger", case), rows(dossier, "concessions_ledger", case)
    axis, left = drawn.axes["bottom"], drawn.axes["left"]
    check_holders(drawn, dossier)
    sides = {drawn.legend[label].fill: label for label in (*holders(dossier), NOT_STATED) if label in drawn.legend}
    below = drawn.below([f"{row['region']} · " for row in table])
    for row, marks in zip(table, below, strict=True):
        head = next(mark.text for mark in of(marks, "text") if mark.text.startswith(f"{row['region']} · "))
        says(head.removeprefix(f"{row['region']} · ").partition("²")[0].removesuffix("km"), row["area (km²)"])
        bars = [mark for mark in of(marks, "rect") if mark.stroke]
        for label, when in (("Today", "today"), ("Option", "under the option")):
            here = [bar for bar in bars if left.row(bar.y) == label]
            found = dict.fromkeys(sides.values(), 0.0)
            for bar in here:
                found[_holder(bar, marks, sides, dossier)] += 100 * (axis.value(bar.right) - axis.value(bar.left))
                _words(bar, marks, row, drawn.width)
            for side, share in found.items():
                if side == NOT_STATED:
                    stated = row["not stated under the option (km²)"] if label == "Option" else 0
                    assert share == pytest.approx(100 * stated / row["area (km²)"], abs=0.15)
                else:
                    assert share == pytest.approx(row[f"{side} {when} (%)"], abs=0.15), f"{side} {when}"
        _published(drawn, marks, row)


def _holder(bar: Mark, marks: Sequence[Mark], sides: dict[str | None, str], dossier: str) -> str:
    """Return who holds what a bar stands for: the side of its stripes, or else of its fill."""
    stripes = [
        mark
        for mark in of(marks, "rect")
        if not mark.stroke and abs(mark.y - bar.y) < 2 and bar.left < mark.x < bar.right
    ]
    if not stripes:
        return sides[bar.fill]
    colour = one(list({mark.fill for mark in stripes}))
    return one([label for label, occupied in holders(dossier).items() if occupied == warm(colour)])


def _words(bar: Mark, marks: Sequence[Mark], row: dict[str, Any], width: float) -> None:
    """Assert that the words on a bar give its area and its share with one decimal, unless whole."""
    share = 100 * (bar.right - bar.left) / width
    for mark in of(marks, "text"):
        if mark.stroke or abs(mark.y - bar.y) > 2 or abs(mark.x - bar.x) > 1:
            continue
        (km2, _), _, (percent, places) = numbers(mark.text.replace("²", " 2 "))
        assert km2 == pytest.approx(row["area (km²)"] * share / 100, rel=0.01, abs=row["area (km²)"] / 900)
        assert percent == pytest.approx(share, abs=0.15)
        assert places == 1 or share == pytest.approx(round(share), abs=0.06), f"{mark.text!r} has no decimal"


def _published(drawn: Scene, marks: Sequence[Mark], row: dict[str, Any]) -> None:
    signs = of(marks, "symbol")
    low, high = (row[f"published shares occupied, {end} (%)"] for end in ("lowest", "highest"))
    if pd.isna(low):
        assert not signs
        return
    places = [100 * drawn.axes["bottom"].value(mark.x) for mark in signs]
    assert [min(places), max(places)] == pytest.approx([low, high], abs=0.1)
    spread = one(of(marks, "rule"))
    assert [100 * drawn.axes["bottom"].value(edge) for edge in (spread.left, spread.right)] == pytest.approx(
        [low, high], abs=0.1
    )
    text = one([mark.text for mark in of(marks, "text") if mark.text.endswith("%") and "km²" not in mark.text])
    says(text, *([low, high] if high > low else [low]))


@BOTH
def test_concessions_map(dossier: str) -> None:
    for case in choices(dossier, "concessions_map", "compare", "view"):
        check_map(dossier, case)


def check_map(dossier: str, case: Case) -> None:
    """Assert that each part has the fill of who holds it today, and the hatching of who would."""
    drawn, table = scene(dossier, "concessions_map", case), rows(dossier, "concessions_map", case)
    check_holders(drawn, dossier)
    fills = {label: drawn.legend[label].fill for label in holders(dossier)}
    parts = drawn.of("shape", where=lambda mark: mark.fill in fills.values())
    assert Counter(part.fill for part in parts) == Counter(fills[row["today"]] for row in table)
    # Where no dots were cut to a part of which nobody says who would hold it, it lies under grey.
    unknown = drawn.legend["Not stated who would hold it"]
    covered = drawn.of("shape", where=lambda mark: unknown.shape == "square" and mark.fill == unknown.fill)
    open_parts = [row for row in table if row["under the option"] == "not stated"]
    assert len(covered) == (len(open_parts) if unknown.shape == "square" else 0)
    whole = sum(row["area (km²)"] for row in table)
    scale = sum(area(mark.shape) for mark in parts) / whole
    if dossier == "builtin" and not case.later:
        # Shapes fit the shares on the day of their line only, and the invented river's fit no figure.
        for label, fill in fills.items():
            found = sorted(area(mark.shape) / scale for mark in parts if mark.fill == fill)
            said = sorted(row["area (km²)"] for row in table if row["today"] == label)
            assert found == pytest.approx(said, rel=0.02, abs=whole / 500)
    bar = one(drawn.of("rule", where=lambda mark: mark.stroke != "#ffffff"))
    length = one([text for text in drawn.texts() if text.endswith("\u00a0km")])
    if dossier == "builtin":
        says(length, pytest.approx((bar.right - bar.left) / sqrt(scale), rel=0.01))
    _passing(drawn, table, parts, dossier)
    for region in dict.fromkeys(row["region"] for row in table):
        moved = sum(row["area (km²)"] for row in table if row["region"] == region and row["changes hands"] == "yes")
        text = one([text for text in drawn.texts() if text.startswith(f"{region.upper()} ")])
        told = text.removeprefix(f"{region.upper()} ")
        if moved:
            says(told.partition("km²")[0], moved)
            assert told.endswith("change hands")
        else:
            assert "change hands" not in told


def _passing(drawn: Scene, table: Sequence[dict[str, Any]], parts: Sequence[Mark], dossier: str) -> None:
    """Assert that each part that changes hands is hatched in the colour of who would hold it."""
    passing = [row for row in table if row["changes hands"] == "yes"]
    targets = {row["under the option"] for row in passing if row["under the option"] in holders(dossier)}
    for label, occupied in holders(dossier).items():
        key = f"Changes hands, would be: {label[:1].lower()}{label[1:]}"
        colour = drawn.legend[key].stroke
        assert warm(colour) == occupied
        hatches = drawn.of("shape", where=lambda mark, colour=colour: mark.stroke == colour and not mark.fill)
        striped = drawn.of("shape", where=lambda mark, colour=colour: mark.stripe == colour)
        if label not in targets:
            assert not hatches
            assert not striped
            continue
        into = [row for row in passing if row["under the option"] == label]
        assert len(hatches) + len(striped) == len(into)
        for mark in (*hatches, *striped):
            assert any(inside(box(mark.shape), box(part.shape), 3) for part in parts if warm(part.fill) != occupied)
