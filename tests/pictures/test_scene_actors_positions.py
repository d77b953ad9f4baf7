"""The figure of one issue: bars, bands and rules stand at the table's values, and mean what the subtitle says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from components.figures import REGISTRY
from tests.pictures.cases import DOSSIERS, Case, context, draw
from tests.pictures.reading import distinct, one, says, signs_of_basis, warns
from tests.pictures.scene import Axis, Mark, Scene, scene

LANE = 9
"""Pixels between a row's middle and what is wanted, above, and accepted, below."""


def _cases() -> list[Any]:
    option = next(item for item in REGISTRY["actors_positions"].options if item.name == "issue")
    chosen = [
        pytest.param(dossier, Case(f"issue={key}", options=(("issue", key),)), id=f"{dossier}-{key}")
        for dossier in DOSSIERS
        for key in option.choices(context(dossier))
    ]
    moved = [
        pytest.param(dossier, Case("extreme", extreme=True, later=later), id=f"{dossier}-extreme-{later}")
        for dossier in DOSSIERS
        for later in (False, True)
    ]
    return [*chosen, *moved]


CASES = pytest.mark.parametrize(("dossier", "case"), _cases())


def rows(dossier: str, case: Case, *kinds: str) -> list[dict[str, Any]]:
    table = draw(dossier, "actors_positions", case).table
    found: list[dict[str, Any]] = table[table["kind"].isin(kinds)].to_dict("records")
    return found


def in_row(drawn: Scene, row: dict[str, Any], lane: float, *kinds: str) -> list[Mark]:
    """Return marks of an actor's row that stand so many pixels from its middle, save what runs across rows."""
    y = drawn.axes["left"].at(f"{row['row']} (veto)" if row["veto"] == "yes" else row["row"]) + lane
    return drawn.of(*kinds, where=lambda mark: abs(mark.y - y) < 1 and mark.bottom - mark.top < 32)


def spans(axis: Axis, mark: Mark) -> list[float]:
    return [axis.value(edge) for edge in (mark.left, mark.right)]


def ends(row: dict[str, Any]) -> Any:
    return pytest.approx([row["low (0–100)"], row["high (0–100)"]], abs=0.1)


def at(row: dict[str, Any], abs_: float = 0.1) -> Any:
    return pytest.approx(row["value (0–100)"], abs=abs_)


@CASES
def test_actors_positions_what_is_wanted(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "actors_positions", case)
    axis = drawn.axes["bottom"]
    signs = signs_of_basis({label: mark.shape for label, mark in drawn.legend.items()})
    colours = []
    for row in rows(dossier, case, "ideal point"):
        sign, band = (one(in_row(drawn, row, -LANE, kind)) for kind in ("symbol", "rule"))
        assert axis.value(sign.x) == at(row)
        assert spans(axis, band) == ends(row)
        assert sign.shape == signs[row["basis"]]
        assert sign.fill == band.stroke
        (words,) = {mark.text for mark in in_row(drawn, row, -LANE, "text")}
        assert words.startswith("wants ")
        says(words, row["value (0–100)"])
        colours.append(sign.fill)
    distinct(colours)


@CASES
def test_what_is_accepted(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "actors_positions", case)
    axis = drawn.axes["bottom"]
    wanted = {row["row"]: row for row in rows(dossier, case, "ideal point")}
    inside = {row["row"]: row for row in rows(dossier, case, "accepts")}
    limits = rows(dossier, case, "reservation point")
    assert [row["row"] for row in limits] == list(inside)
    assert len(drawn.of("rect", where=lambda mark: bool(mark.item.get("cornerRadius")))) == len(limits)
    for row in limits:
        ideal = wanted[row["row"]]
        colour = one(in_row(drawn, ideal, -LANE, "symbol")).fill
        band = one(in_row(drawn, row, LANE, "rule"))
        assert spans(axis, band) == ends(row)
        bars = in_row(drawn, row, 0, "rect")
        frame = one([bar for bar in bars if bar.item.get("cornerRadius")])
        assert spans(axis, frame) == ends(inside[row["row"]])
        bar = one([bar for bar in bars if bar is not frame])
        assert spans(axis, bar) == pytest.approx(sorted([ideal["value (0–100)"], row["value (0–100)"]]), abs=0.1)
        stroke = one([mark for mark in in_row(drawn, row, LANE / 2, "rect") if mark.fill == colour])
        assert axis.value(stroke.x) == at(row, 0.2)
        assert {band.stroke, bar.fill} == {colour}
        (words,) = {mark.text for mark in in_row(drawn, row, LANE, "text")}
        told = [
            value for value in (inside[row["row"]][f"{end} (0–100)"] for end in ("low", "high")) if 0.5 <= value <= 99.5
        ]
        says(words, *told)


@CASES
def test_what_is_expected_without_a_deal(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "actors_positions", case)
    for row in rows(dossier, case, "expects without a deal"):
        crosses = in_row(drawn, row, 0, "symbol")
        if row["words"] == "status quo":
            assert not crosses
        else:
            assert drawn.axes["bottom"].value(one(crosses).x) == at(row)


@CASES
def test_the_sources_limits_are_shown_beside_moved_ones(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "actors_positions", case)
    axis = drawn.axes["bottom"]
    source = {
        row["row"]: row for row in rows(dossier, Case("", later=case.later, options=case.options), "reservation point")
    }
    for row in rows(dossier, case, "reservation point"):
        colour = one(in_row(drawn, row, -LANE, "symbol")).fill
        before = [mark for mark in in_row(drawn, row, LANE / 2, "rect") if mark.fill != colour]
        if case.extreme:
            assert axis.value(one(before).x) == at(source[row["row"]], 0.2)
        else:
            assert not before


@CASES
def test_what_follows(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "actors_positions", case)
    axis = drawn.axes["bottom"]
    shades = drawn.of("rect", where=lambda mark: mark.bottom - mark.top > 60)
    for row in rows(dossier, case, "result"):
        y = drawn.axes["left"].at(row["row"])
        here = drawn.of("rect", "text", where=lambda mark, y=y: abs(mark.y - y) < 8 and mark.bottom - mark.top < 20)
        assert row["words"] in {mark.text for mark in here if mark.kind == "text"}
        if pd.isna(row["low (0–100)"]):
            assert not shades
            continue
        bar, shade = one([mark for mark in here if mark.kind == "rect"]), one(shades)
        assert spans(axis, bar) == ends(row)
        assert spans(axis, shade) == ends(row)
        gap = row["low and high are"] == "gap"
        assert warns(bar.fill) == warns(shade.fill) == gap
        # What all accept is where the frames of those who must agree meet; a gap parts two of them.
        frames = [mark for mark in drawn.of("rect") if mark.item.get("cornerRadius") and _veto(drawn, mark)]
        meet = [axis.value(max(mark.left for mark in frames)), axis.value(min(mark.right for mark in frames))]
        assert (meet[::-1] if gap else meet) == ends(row)


def _veto(drawn: Scene, mark: Mark) -> bool:
    return drawn.axes["left"].row(mark.y).endswith("(veto)")


@CASES
def test_options_the_status_quo_and_the_ends_of_the_scale(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "actors_positions", case)
    axis = drawn.axes["bottom"]
    marked = rows(dossier, case, "option", "status quo", "anchor")
    upright = drawn.of("rule", where=lambda mark: mark.left == mark.right and mark.bottom - mark.top > 60)
    for row in marked:
        told = drawn.write(row["words"])
        says(row["words"][: row["words"].index(" ")], row["value (0–100)"])
        assert axis.value(told.x) == at(row)
        stroke = one(_strokes(drawn, told))
        assert axis.value(stroke.x) == at(row)
        ruled = [rule for rule in upright if abs(rule.bottom - told.y) < 1]
        assert bool(ruled) == (row["kind"] != "anchor")
        for rule in ruled:
            assert axis.value(rule.x) == at(row)
            assert bool(rule.dash) == (row["kind"] == "status quo")
    assert len(upright) == len([row for row in marked if row["kind"] != "anchor"])
    chosen = dict(case.options).get("issue") or next(iter(context(dossier).results.issues))
    issue = context(dossier).dossier.issue(chosen)
    # The table leaves out what the ends of the scale mean: the dossier says it.
    for words, edge in ((f"← {issue.low}", 0.0), (f"{issue.high} →", drawn.width)):
        end = one([mark for mark in drawn.of("text") if mark.text.replace("\u00a0", " ") == words])
        assert end.x == pytest.approx(edge)


def _strokes(drawn: Scene, told: Mark) -> Sequence[Mark]:
    return drawn.of("rect", where=lambda mark: mark.y == pytest.approx(told.y) and mark.right - mark.left < 3)
