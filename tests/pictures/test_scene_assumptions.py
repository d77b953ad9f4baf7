"""Assumptions page: bars, curves, links and areas are the tables', in the legends' colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, draw
from tests.pictures.reading import (
    channels,
    distinct,
    numbers,
    one,
    says,
    says_per_cent,
    signs_of_basis,
    warns,
)
from tests.pictures.scene import Mark, Scene, scene

if TYPE_CHECKING:
    import pandas as pd

BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
EXTREME = Case("extreme", extreme=True)
EACH = pytest.mark.parametrize("case", [DEFAULT, EXTREME], ids=lambda case: case.name)

PER_CENT = ("probability", "share")


def rows(dossier: str, figure: str, case: Case = DEFAULT) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = draw(dossier, figure, case).table.to_dict("records")
    return table


def bases(drawn: Scene) -> dict[str, str]:
    return signs_of_basis({label: mark.shape for label, mark in drawn.legend.items()})


def of(marks: Sequence[Mark], *kinds: str) -> list[Mark]:
    return [mark for mark in marks if mark.kind in kinds]


def filled(marks: Sequence[Mark], like: Mark) -> Mark:
    return one([mark for mark in of(marks, "rect") if mark.fill == like.fill])


def column(row: dict[str, Any], start: str) -> float:
    """Return the value of the column that begins with some words; the unit follows in brackets."""
    return float(one([row[key] for key in row if key.startswith(f"{start} (")]))


def unit(table: pd.DataFrame) -> str:
    return str(table.columns[-1]).rpartition("(")[2].rstrip(")")


def told(text: str, label: str, unit: str, *values: float) -> None:
    """Assert that a text gives values in a unit after its label; the unit's own words follow in brackets."""
    shown = text.removeprefix(f"{label}: ").partition(" (")[0]
    if unit in PER_CENT:
        # A band with a bound is written in words: "under 1 % to 65 %".
        parts = shown.split(" to ")
        for part, found in zip(parts, ([value] for value in values) if len(parts) > 1 else [values], strict=True):
            says_per_cent(part, *(100 * value for value in found))
    else:
        says(shown, *values)


def silent(drawn: Scene) -> None:
    """Assert that a chart without rows says so, and draws nothing: at the end of its range everything is certain."""
    assert {mark.kind for mark in drawn.marks} == {"text"}
    assert one(drawn.texts()).startswith(("At these values", "No "))


@BOTH
@EACH
def test_tornado(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "tornado", case), rows(dossier, "tornado", case)
    if not table:
        silent(drawn)
        return
    shown = table[: len(drawn.of("symbol"))]
    axis = drawn.axes["top"]
    spreads = [abs(column(row, "output at p90") - column(row, "output at p10")) for row in table]
    assert spreads == sorted(spreads, reverse=True)
    low, high = (drawn.legend[f"at the {end} end of its band"] for end in ("low", "high"))
    distinct([low.fill, high.fill])
    below = drawn.below([f"{row['assumption']}: " for row in shown])
    for row, marks in zip(shown, below, strict=True):
        now = column(row, "output now")
        for bar, end in ((filled(marks, low), "p10"), (filled(marks, high), "p90")):
            ends = [axis.value(edge) for edge in (bar.left, bar.right)]
            assert ends == pytest.approx(sorted([now, column(row, f"output at {end}")]), abs=2e-4)
        texts = [mark for mark in of(marks, "text") if not mark.stroke and not mark.text.startswith("now ")]
        head, *ends_told = sorted(texts, key=lambda mark: (mark.y, mark.x))
        told(head.text, row["assumption"], row["unit"], row["p10"], row["p90"])
        values = [column(row, f"output at {end}") for end in ("p10", "p90")]
        shown_ends = [mark for mark in ends_told if mark.text]
        # An end that changes nothing has no text of its own.
        assert len(shown_ends) == sum(abs(value - now) > 1e-9 for value in values)
        for mark in shown_ends:
            value = min(values, key=lambda value, x=mark.x: abs(value - axis.value(x)))
            assert axis.value(mark.x) == pytest.approx(value, abs=2e-4)
            says_per_cent(mark.text, 100 * value)
        assert one(of(marks, "symbol")).shape == bases(drawn)[row["basis"].replace("_", " ")]
    now = column(table[0], "output now")
    assert axis.value(one(drawn.of("rule")).x) == pytest.approx(now, abs=2e-4)
    words = one([text for text in drawn.texts() if text.startswith("now ")])
    says_per_cent(words.removeprefix("now "), 100 * now)


@BOTH
@EACH
def test_sobol(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "sobol", case), rows(dossier, "sobol", case)
    if not table:
        silent(drawn)
        return
    axis, before = drawn.axes["top"], {row["uncertain"]: row for row in rows(dossier, "sobol")}
    told = {mark.text.strip().rpartition(": ")[0]: mark.y for mark in drawn.of("text") if " alone, " in mark.text}
    shown = sorted((row for row in table if row["uncertain"] in told), key=lambda row: told[row["uncertain"]])
    assert len(shown) == len(drawn.of("symbol"))
    kept = [row["uncertain"] for row in shown if row["uncertain"] in before]
    if not case.later:
        assert kept == [name for name in before if name in kept], "rows stay while sliders move"
    below = drawn.below([f"{row['uncertain']}: " for row in shown])
    alone, total = drawn.legend["alone (first order)"], drawn.legend["with interactions (total)"]
    distinct([alone.fill, total.fill])
    for row, marks in zip(shown, below, strict=True):
        for like, key in ((alone, "first order"), (total, "total")):
            bar = filled(marks, like)
            ends = [axis.value(edge) for edge in (bar.left, bar.right)]
            assert ends == pytest.approx([0, max(row[f"{key} (share)"], 0)], abs=2e-3)
            line = [mark for mark in of(marks, "rule") if mark.y == pytest.approx(bar.y)][-1]
            limits = [axis.value(edge) for edge in (line.left, line.right)]
            wanted = [min(max(row[f"{key}, 95 % {end} (share)"], 0), 1) for end in ("low", "high")]
            assert limits == pytest.approx(wanted, abs=2e-3)
        text = [mark.text for mark in of(marks, "text")][-1]
        shares = [100 * row[f"{key} (share)"] for key in ("first order", "total")]
        says_per_cent(text.removeprefix(f"{row['uncertain']}: ").replace("<", ""), *shares)
        assert one(of(marks, "symbol")).shape == bases(drawn)[row["basis"]]


@BOTH
@EACH
def test_threshold(dossier: str, case: Case) -> None:
    drawn, figure = scene(dossier, "threshold", case), draw(dossier, "threshold", case)
    across, up = drawn.axes["bottom"], drawn.axes["left"]
    table = figure.table
    # The thinner one, where there is one, is the curve at the source's values.
    line = max(drawn.of("line"), key=lambda mark: float(mark.item["strokeWidth"]))
    points = [(across.value(x), up.value(y)) for x, y, _ in line.points]
    assert np.array(points) == pytest.approx(table.to_numpy(), rel=2e-3, abs=2e-3)
    here = context(dossier, extreme=case.extreme)
    label, _, measure = str(table.columns[0]).rpartition(" (")
    moved = one([item for item in here.dossier.assumptions if item.label == label])
    source = here.results.source_bands[moved.id]
    band = one(drawn.of("rect"))
    # Neither band nor present value is in the table: they are the model's.
    assert [across.value(edge) for edge in (band.left, band.right)] == pytest.approx(
        [source.p10, source.p90], rel=2e-3, abs=2e-3
    )
    assert band.left - 1 <= drawn.write("source’s band").x <= band.right + 1
    now = one([mark for mark in drawn.of("symbol") if mark.fill and not _pale(mark)])
    assert across.value(now.x) == pytest.approx(here.results.value(moved.id), rel=2e-3, abs=2e-3)
    value = np.interp(across.value(now.x), table.iloc[:, 0], table.iloc[:, 1])
    assert up.value(now.y) == pytest.approx(value, abs=5e-3)
    words = one([text for text in drawn.texts() if text.startswith("now ")])
    says_per_cent(words.removeprefix("now "), 100 * up.value(now.y))
    target = one(drawn.of("rule", where=lambda mark: bool(mark.dash)))
    assert warns(target.stroke)
    assert up.value(target.y) == pytest.approx(0.5, abs=1e-3)
    assert drawn.write("50\u00a0%").y == pytest.approx(target.y)
    for reached in [mark for mark in drawn.of("symbol") if _pale(mark)]:
        assert reached.y == pytest.approx(target.y, abs=0.5)
        crossing = across.value(reached.x)
        assert np.interp(crossing, table.iloc[:, 0], table.iloc[:, 1]) == pytest.approx(0.5, abs=0.02)
        at = one([mark.text for mark in drawn.of("text") if mark.text.startswith("at ") and not mark.stroke])
        says(at.partition(" (")[0], (100 if measure.rstrip(")") in PER_CENT else 1) * crossing)


def _pale(mark: Mark) -> bool:
    """Say whether a sign is hollow: filled with the ground's colour and outlined in ink."""
    return mark.stroke is not None and mark.fill == "#ffffff"


@BOTH
@EACH
def test_deal_space(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "deal_space", case), draw(dossier, "deal_space", case).table
    across, up = drawn.axes["bottom"], drawn.axes["left"]
    bands = []
    for label, sign in drawn.legend.items():
        (low, _), (high, _) = numbers(label.rpartition("(")[2])
        bands.append((low / 100, high / 100, sign.fill))
    light = [sum(channels(fill)) for *_, fill in sorted(bands)]
    assert light == sorted(set(light), reverse=True), "the likelier, the darker on white"
    cells = {
        (round(_centre(mark.left, mark.right, drawn.width)), round(_centre(mark.top, mark.bottom, drawn.height))): mark
        for mark in drawn.of("rect")
    }
    assert len(cells) == len(table)
    values = table.to_numpy()
    for (x, y), mark in cells.items():
        place = (across.value(x), up.value(y))
        x_scale, y_scale = np.ptp(values[:, 0]), np.ptp(values[:, 1])
        row = values[np.argmin(np.hypot((values[:, 0] - place[0]) / x_scale, (values[:, 1] - place[1]) / y_scale))]
        assert (row[:2] - place) / (x_scale, y_scale) == pytest.approx([0, 0], abs=2e-3)
        chance = min(max(row[2], bands[0][0]), bands[-1][1])
        assert mark.fill in [fill for low, high, fill in bands if low - 1e-9 <= chance <= high + 1e-9]
    grid = table.pivot_table(index=table.columns[1], columns=table.columns[0], values=table.columns[2])
    contour = drawn.of("rule", where=lambda mark: mark.stroke != "#ffffff")
    for mark in contour:
        item = mark.item
        for x, y in ((item["x"], item["y"]), (item["x2"], item["y2"])):
            assert _bilinear(grid, across.value(x), up.value(y)) == pytest.approx(0.5, abs=0.02)
    assert bool(contour) == (table.iloc[:, 2].min() < 0.5 < table.iloc[:, 2].max())
    here = context(dossier, extreme=case.extreme)
    present = [
        here.results.value(item.id)
        for name in table.columns[:2]
        for item in here.dossier.assumptions
        if item.label == str(name).rpartition(" (")[0]
    ]
    words = next(mark for mark in drawn.of("text") if mark.text.startswith("now") and not mark.stroke)
    now = one([mark for mark in drawn.of("symbol") if (mark.x, mark.y) == (words.x, words.y)])
    assert not _pale(now)
    assert (across.value(now.x), up.value(now.y)) == pytest.approx(present, rel=2e-3, abs=2e-3)


def _centre(start: float, end: float, whole: float) -> float:
    """Return where a cell's value lies: cells at the edges are cut in half."""
    if start <= 0.5:
        return 0
    return whole if end >= whole - 0.5 else (start + end) / 2


def _bilinear(grid: pd.DataFrame, x: float, y: float) -> float:
    along = [np.interp(x, grid.columns.to_numpy(float), line) for line in grid.to_numpy()]
    return float(np.interp(y, grid.index.to_numpy(float), along))
