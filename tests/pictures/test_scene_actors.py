"""Actors page: marks stand at the tables' positions, with the signs and colours that the legends give."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from components.drawing.theme import palette
from components.model.rooms import room
from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, draw
from tests.pictures.reading import channels, distinct, numbers, one, says, signs_of_basis, warns
from tests.pictures.scene import Mark, Scene, scene

BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
EXTREME, LATER = Case("extreme", extreme=True), Case("later", later=True)
EACH_DAY = pytest.mark.parametrize("case", [DEFAULT, LATER], ids=lambda case: case.name)


def rows(dossier: str, figure: str, case: Case = DEFAULT) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = draw(dossier, figure, case).table.to_dict("records")
    return table


def bases(drawn: Scene) -> dict[str, str]:
    return signs_of_basis({label: mark.shape for label, mark in drawn.legend.items()})


def of(marks: Sequence[Mark], *kinds: str) -> list[Mark]:
    return [mark for mark in marks if mark.kind in kinds]


def interval(drawn: Scene, marks: Sequence[Mark], low: float, middle: float, high: float, basis: str) -> Mark:
    """Assert that a row has its line from end to end and its sign at the middle; return the sign."""
    axis = drawn.axes["bottom"]
    line, sign = one(of(marks, "rule")), one(of(marks, "symbol"))
    assert [axis.value(edge) for edge in (line.left, line.right)] == pytest.approx([low, high], rel=1e-3, abs=0.1)
    assert axis.value(sign.x) == pytest.approx(middle, rel=1e-3, abs=0.1)
    assert sign.shape == bases(drawn)[basis.replace("_", " ")]
    assert sign.fill == line.stroke
    return sign


@BOTH
@EACH_DAY
def test_goals_ladder(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "goals_ladder", case), rows(dossier, "goals_ladder", case)
    assert [row["rung"] for row in table] == list(range(len(table), 0, -1))
    below = drawn.below([f"{row['rung']}. {row['goal']} · {row['issue']}" for row in table])
    for row, marks in zip(table, below, strict=True):
        interval(drawn, marks, *(row[f"{key} (0–100)"] for key in ("p10", "ideal", "p90")), row["basis"])
        says(one([mark for mark in of(marks, "text") if mark.x > 0]).text, row["ideal (0–100)"])
        furthest = of(marks, "rect")
        assert len(furthest) == pd.notna(row["furthest it accepts (0–100)"])
        for stroke in furthest:
            assert drawn.axes["bottom"].value(stroke.x) == pytest.approx(row["furthest it accepts (0–100)"], abs=0.2)
    assert len({mark.fill for mark in drawn.of("symbol")}) == 1


@BOTH
@EACH_DAY
def test_domestic_pull(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "domestic_pull", case), rows(dossier, "domestic_pull", case)
    left, right = (
        f"{end} means {label}" for end, (label, _) in zip((0, 100), drawn.axes["bottom"].labels, strict=True)
    )
    assert left in draw(dossier, "domestic_pull", case).description
    assert right in draw(dossier, "domestic_pull", case).description
    below = drawn.below([f"{row['actor']}, at {row['position (0–100)']:.0f}" for row in table])
    pulled = one([row for row in table if pd.isna(row["pull (share of the assumption's range)"])])
    ropes = {}
    for row, marks in zip(table, below, strict=True):
        sign = one(of(marks, "symbol"))
        lines = of(marks, "rule")
        band = max(lines, key=lambda mark: mark.opacity)
        places = [100 * x / drawn.width for x in (band.left, sign.x, band.right)]
        assert places == pytest.approx([row[f"{key} (0–100)"] for key in ("p10", "position", "p90")], abs=0.1)
        assert sign.shape == bases(drawn)[row["basis"].replace("_", " ")]
        assert {mark.stroke for mark in lines} == {sign.fill}
        pull = row["pull (share of the assumption's range)"]
        if pd.isna(pull):
            assert lines == [band]
            continue
        rope = one([mark for mark in lines if mark is not band])
        ends = sorted([row["position (0–100)"], pulled["position (0–100)"]])
        assert [100 * x / drawn.width for x in (rope.left, rope.right)] == pytest.approx(ends, abs=0.1)
        ropes[pull] = rope.item["strokeWidth"]
        text = one(of(marks, "text")).text
        told = [value for value, _ in numbers(row["assumption value"].partition(", ")[0])]
        says(text.partition(", at ")[2], row["position (0–100)"], *told)
    assert [ropes[pull] for pull in sorted(ropes)] == sorted(ropes.values())
    distinct([mark.fill for mark in drawn.of("symbol")])


@BOTH
@EACH_DAY
def test_actors_matrix(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "actors_matrix", case), draw(dossier, "actors_matrix", case).table
    shades = sorted((float(label), sum(channels(mark.fill))) for label, mark in drawn.legend.items() if label.isdigit())
    shown = {label for label, _ in drawn.axes["left"].labels}
    for (actor, issue), cell in table[table["actor"].isin(shown)].groupby(["actor", "issue"], sort=False):
        x, y = drawn.axes["top"].at(issue), drawn.axes["left"].at(actor)
        here = [mark for mark in drawn.marks if mark.left - 1 <= x <= mark.right + 1 and abs(mark.y - y) < 22]
        square = one(of(here, "rect"))
        (row,) = cell.to_dict("records")
        if pd.isna(row["ideal point (0–100)"]):
            assert not of(here, "text", "symbol")
            assert square.stroke
            continue
        says(one(of(here, "text")).text, row["ideal point (0–100)"])
        assert one(of(here, "symbol")).shape == bases(drawn)[row["basis"]]
        _shaded(sum(channels(square.fill)), row["ideal point (0–100)"], shades)
    bases(drawn)


@BOTH
@EACH_DAY
def test_the_matrix_tells_room_from_gap(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "actors_matrix", case)
    results = context(dossier, later=case.later).results
    y = drawn.axes["left"].at("All who must agree")
    there = [mark for mark in drawn.marks if abs(mark.y - y) < 22]
    looks: dict[str, set[tuple[str, bool]]] = {}
    for issue in results.issues:
        found, x = room(results, issue), drawn.axes["top"].at(results.dossier.issue(issue).label)
        here = [mark for mark in there if abs(mark.x - x) < 8]
        if found.kind not in ("range", "gap"):
            assert not here
            continue
        now = next(mark.text for mark in of(here, "text") if mark.text)
        says(now, *([found.width] if found.kind == "gap" else [found.low, found.high]))
        sign = one(of(here, "symbol"))
        assert warns(sign.stroke) == (found.kind == "gap")
        looks.setdefault(found.kind, set()).add((sign.shape, sign.fill is None))
    distinct([one(list(seen)) for seen in looks.values()])


def _shaded(light: int, value: float, shades: Sequence[tuple[float, int]]) -> None:
    """Assert that a cell is as light as the legend says, between its two nearest entries."""
    (low, start), (high, end) = next(pair for pair in pairwise(shades) if pair[0][0] <= value <= pair[1][0])
    assert light == pytest.approx(start + (end - start) * (value - low) / (high - low), abs=12)


def _exchanged(row: dict) -> tuple[str, str, str]:
    return row["i gives way on"], row["j gives way on"], row["actor"]


def _moved(row: dict, before: dict) -> bool:
    gain = row["gain (salience-weighted points)"]
    return abs(before.get(_exchanged(row), gain) - gain) >= 0.05


@BOTH
@pytest.mark.parametrize("case", [DEFAULT, EXTREME, LATER], ids=lambda case: case.name)
def test_actors_trades(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "actors_trades", case), rows(dossier, "actors_trades", case)
    if not table:
        assert one(drawn.texts()) == draw(dossier, "actors_trades", case).description
        assert not drawn.of("rect", "rule", "symbol")
        return
    axis = drawn.axes["bottom"]
    names = {item.label: item.short or item.label for item in context(dossier).dossier.actors}
    shown = [(label, place) for label, place in drawn.axes["left"].labels if label]
    assert [label for label, _ in shown] == [names[row["actor"]] for row in table]
    colours: dict[str, set[str | None]] = {}
    source = {
        _exchanged(row): row["gain (salience-weighted points)"]
        for row in rows(dossier, "actors_trades", Case("source", later=case.later))
    }
    before = source if case.extreme else {}
    for row, (_, y) in zip(table, shown, strict=True):
        here = [mark for mark in drawn.marks if abs(mark.y - y) < 8]
        bar = one([mark for mark in of(here, "rect") if mark.bottom - mark.top == pytest.approx(12)])
        stroke = [axis.value(mark.x) for mark in of(here, "rect") if mark.bottom - mark.top == pytest.approx(18)]
        assert stroke == pytest.approx([before[_exchanged(row)]] if _moved(row, before) else [], abs=0.02)
        gain = row["gain (salience-weighted points)"]
        ends = [axis.value(edge) for edge in (bar.left, bar.right)]
        assert ends == pytest.approx(sorted([0, gain]), abs=0.02)
        told = one(of(here, "text"))
        assert [value for value, _ in numbers(told.text)] == pytest.approx([gain], abs=0.056)
        harmed = row["veto player harmed"] == "yes"
        assert ("veto player loses" in told.text) == harmed
        assert warns(told.fill) == harmed
        colours.setdefault(row["actor"], set()).add(bar.fill)
    distinct([one(list(fills)) for fills in colours.values()])
    for number, trade in pd.DataFrame(table).groupby("exchange"):
        for part in ("i", "j"):
            giver = names[trade.loc[trade["part"] == part, "actor"].iloc[0]]
            first = trade.iloc[0]
            told = [
                mark.text.strip()
                for mark in drawn.of("text", where=lambda mark: mark.x == 0)
                if f"{giver} gives way: " in mark.text and mark.text.endswith(first[f"{part} gives way on"])
            ]
            head = f"{number}. " if part == "i" else ""
            text = next(text for text in told if text.startswith(f"{head}{giver}"))
            change = text.partition("gives way: ")[2].removesuffix(first[f"{part} gives way on"])
            says(change, first[f"no deal, {part}'s issue (0–100)"], first[f"after, {part}'s issue (0–100)"])


@BOTH
@EACH_DAY
def test_leverage_poles(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "leverage_poles", case), rows(dossier, "leverage_poles", case)
    below = drawn.below([f"{row['reading']} · {row['holder']}" for row in table])
    for row, marks in zip(table, below, strict=True):
        low, middle, high = (next(row[key] for key in row if key.startswith(end)) for end in ("p10", "middle", "p90"))
        told = [mark.text for mark in of(marks, "text")][1]
        if pd.isna(middle):
            assert not of(marks, "symbol", "rule")
            assert "no size" in told
            continue
        interval(drawn, marks, low, middle, high, row["basis"])
        percent = 100 if "%" in told else 1
        says(told, percent * middle, percent * low, percent * high)


@BOTH
@EACH_DAY
def test_perceptions(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "perceptions", case), rows(dossier, "perceptions", case)
    heads = {_perceived(row): row for row in table}
    order = [mark.text for mark in sorted(drawn.of("text"), key=lambda mark: mark.y) if mark.text in heads]
    assert sorted(order) == sorted(heads)
    below = drawn.below(order)
    colours: dict[str, set[str | None]] = {}
    for head, marks in zip(order, below, strict=True):
        row = heads[head]
        _, *told = [mark.text for mark in of(marks, "text")]
        intended = row["intended"].startswith("yes")
        if row["unit"] != "index 0–100" or pd.isna(row["middle"]):
            assert not of(marks, "symbol", "rule")
            continue
        sign = interval(drawn, marks, row["p10"], row["middle"], row["p90"], row["basis"])
        assert bool(one(of(marks, "rule")).dash) == intended
        values = [row["middle"], row["p10"], row["p90"]]
        says(told[0], *(values if row["p10"] < row["p90"] else values[:1]))
        colours.setdefault(row["holder"], set()).add(sign.fill)
    held = [one(list(fills)) for fills in colours.values()]
    # Those after the sixth actor share a grey, and are named in their rows.
    distinct([fill for fill in held if fill != palette("light").unstated.lower()])


def _perceived(row: dict[str, Any]) -> str:
    """Return a row's heading: who sees whom as what, or what the holder wants whom to see."""
    if row["intended"] == "no":
        about = "itself" if row["about"] == row["holder"] else row["about"]
        return f"{row['holder']} → {about}: {row['sees it as']}"
    seer = row["intended"].removeprefix("yes, for ")
    return f"{row['holder']} wants {seer} to see: {row['sees it as']} ({row['about']})"


@BOTH
def test_an_actor_keeps_its_colour_from_page_to_page(dossier: str) -> None:
    traded = sorted(of(scene(dossier, "actors_trades").marks, "rect"), key=lambda mark: mark.y)
    bars = [mark for mark in traded if mark.right - mark.left > 2]
    here = {row["actor"]: bar.fill for row, bar in zip(rows(dossier, "actors_trades"), bars, strict=True)}
    # Small signs beside a dot say what the option and what no deal is worth.
    signs = of(scene(dossier, "concessions_acceptance").marks, "symbol")
    dots = sorted((sign for sign in signs if sign.item["size"] > 100), key=lambda mark: mark.y)
    there = {row["who"]: dot.fill for row, dot in zip(rows(dossier, "concessions_acceptance"), dots, strict=True)}
    assert set(here) & set(there)
    assert all(here[actor] == there[actor] for actor in set(here) & set(there))
