"""The tracker: bars, signs and rules of ultimatums and events stand on their days and mean their state."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pandas as pd
import pytest

from tests.pictures.cases import DOSSIERS, Case, context, draw
from tests.pictures.reading import date, distinct, one, warns, written
from tests.pictures.scene import Mark, Scene, scene

YEAR = Case("zoom=year", options=(("zoom", "year"),))
YEAR_LATER = Case("later, zoom=year", later=True, options=YEAR.options)
BOTH = pytest.mark.parametrize("dossier", DOSSIERS)

STATES = {
    "running": "diamond",
    "enforced": "circle",
    "lapsed": "cross",
    "superseded": "triangle-right",
    "withdrawn": "triangle-left",
}
"""Signs of what became of an ultimatum, as the project draws them."""


def ultimatums(dossier: str, case: Case = YEAR) -> list[dict[str, Any]]:
    table = draw(dossier, "ultimatum_tracker", case).table
    found: list[dict[str, Any]] = table[table["kind"] == "ultimatum"].to_dict("records")
    return found


def _ended(dossier: str, row: dict[str, Any]) -> dt.date:
    """Return the day on which a bar's sign stands: its due date, or the day on which it was replaced or withdrawn."""
    if row["state"] != "withdrawn":
        told = re.search(r"superseded on (.+)$", str(row["state"]))
        return date(told[1]) if told else row["due or end"]
    # The table leaves this day out.
    timeline = context(dossier).dossier.timeline
    return one([item.resolved_on for item in timeline.ultimatums if item.id == row["id"]]) if timeline else None


@BOTH
@pytest.mark.parametrize("case", [YEAR, YEAR_LATER], ids=lambda case: case.name)
def test_ultimatum_tracker_bars(dossier: str, case: Case) -> None:
    drawn = scene(dossier, "ultimatum_tracker", case)
    today = context(dossier, later=case.later).results.day
    axis = drawn.axes["top"]
    table = ultimatums(dossier, case)
    names = [f"{row['label']} · " for row in table]
    for row, marks in zip(table, drawn.below(names), strict=True):
        head = next(mark.text for mark in marks if mark.kind == "text" and mark.text.startswith(row["label"]))
        assert f"set {row['date'].day} {row['date']:%b}" in head
        sign = one([mark for mark in marks if mark.kind == "symbol" and mark.item["size"] > 100])
        assert axis.day(sign.x) == pytest.approx(_ended(dossier, row).toordinal(), abs=1.5)
        _state(sign, str(row["state"]))
        _chip(drawn, marks, sign, str(row["state"]))
        bars = [
            mark
            for mark in marks
            if mark.kind == "rect"
            and mark.top < sign.y < mark.bottom
            and mark.stroke
            and not mark.item.get("cornerRadius")
        ]
        past = one([mark for mark in bars if mark.opacity == 1])
        ended = min(_ended(dossier, row), today)
        assert axis.day(past.left) == pytest.approx(row["date"].toordinal(), abs=1.5)
        assert axis.day(past.right) == pytest.approx(ended.toordinal(), abs=1.5)
        ahead = [mark for mark in bars if 0 < mark.opacity < 1 and not mark.dash]
        assert bool(ahead) == (row["due or end"] > today and str(row["state"]).startswith("running"))
        for mark in ahead:
            assert axis.day(mark.left) == pytest.approx(today.toordinal(), abs=1.5)
            assert axis.day(mark.right) == pytest.approx(row["due or end"].toordinal(), abs=1.5)
        running = str(row["state"]).startswith("running") or str(row["state"]).endswith("due today")
        assert all(warns(mark.fill) == running for mark in (past, sign))


def _chip(drawn: Scene, marks: list[Mark], sign: Mark, state: str) -> None:
    """Assert that the state stands in words beside the sign, within its own frame and the plot; the legend has both."""
    chip = one([mark for mark in marks if mark.kind == "text" and mark.y == pytest.approx(sign.y, abs=1)])
    words = state if state.startswith("running") else next(key for key in drawn.legend if state.startswith(key))
    assert chip.text == words
    assert drawn.legend[words.partition(",")[0] if words not in drawn.legend else words].shape == sign.shape
    frame = one(
        [
            mark
            for mark in marks
            if mark.kind == "rect" and mark.left < chip.left < mark.right and mark.item.get("cornerRadius")
        ]
    )
    assert frame.left >= 0
    assert frame.right <= drawn.width + 1
    assert frame.right < sign.x or frame.left > sign.x


def _state(sign: Mark, state: str) -> None:
    key = next((key for key in STATES if state.startswith(key)), None)
    if key:
        assert sign.shape == STATES[key], f"{state} is drawn as {sign.shape}"
    else:
        # A ring, filled by half where a part was carried out.
        assert sign.shape.startswith("M0,-1A1,1")
        assert state.startswith(("partly enforced", "open"))
        assert (sign.shape.count("M") == 3) == state.startswith("partly enforced")


@BOTH
@pytest.mark.parametrize("zoom", ["months", "year"])
def test_ultimatum_tracker_marks_the_day_and_the_deadlines(dossier: str, zoom: str) -> None:
    case = Case(zoom, options=(("zoom", zoom),))
    drawn, today = scene(dossier, "ultimatum_tracker", case), context(dossier).results.day
    axis = drawn.axes["top"]
    upright = drawn.of("rule", where=lambda mark: mark.left == mark.right and mark.bottom - mark.top > drawn.height / 2)
    day = one([mark for mark in upright if not warns(mark.stroke)])
    assert not day.dash
    assert axis.day(day.x, today.year) == pytest.approx(today.toordinal(), abs=1.5)
    told = drawn.write(f"as of {written(today)}")
    assert (told.x, told.fill) == (pytest.approx(day.x), day.stroke)
    due = [mark for mark in upright if warns(mark.stroke)]
    assert all(mark.dash for mark in due)
    running = [row["due or end"] for row in ultimatums(dossier) if row["state"].startswith("running")]
    expected = {item.toordinal() for item in running if item != today}
    if zoom == "year":
        assert {round(axis.day(mark.x)) for mark in due} == expected
    # What is to come lies on another ground.
    ground = one(drawn.of("rect", where=lambda mark: mark.bottom - mark.top == pytest.approx(drawn.height)))
    assert (ground.left, ground.right) == pytest.approx((day.x, drawn.width), abs=1)


@BOTH
@pytest.mark.parametrize("later", [False, True])
def test_ultimatum_tracker_events(dossier: str, later: bool) -> None:
    case = Case("two weeks", later=later)
    drawn, here = scene(dossier, "ultimatum_tracker", case), context(dossier, later=later)
    table = draw(dossier, "ultimatum_tracker", case).table
    events = {item.id: item for item in here.dossier.timeline.events} if here.dossier.timeline else {}
    signs = drawn.of("symbol", where=lambda mark: mark.item["size"] < 100)
    shown = table[table["kind"].str.startswith("event")]
    assert len(signs) == len(shown)
    names = {"yes": "event in the source", "partly": "partly in the source", "no": "outside source"}
    for row in shown.to_dict("records"):
        label = one(drawn.of("text", where=lambda mark, text=row["label"]: mark.text == text and not mark.stroke))
        sign = one([mark for mark in signs if mark.y == pytest.approx(label.y)])
        # The table does not say whether an event is in the source: the dossier does.
        assert sign.shape == drawn.legend[names[events[row["id"]].in_source]].shape
        assert (sign.opacity == 1) == (row["kind"] != "" and row["state"] == "to the day")
        if row["state"] == "to the day" and pd.isna(row["due or end"]):
            day = drawn.axes["top"].day(sign.x, row["date"].year)
            assert day == pytest.approx(row["date"].toordinal(), abs=0.6)
    distinct([drawn.legend[name].shape for name in names.values()])


@BOTH
def test_ultimatum_tracker_shows_all_that_is_known(dossier: str) -> None:
    """Time before the turn of the scale is pressed together, its signs stand in order."""
    case = Case("zoom=all", options=(("zoom", "all"),))
    drawn, table = scene(dossier, "ultimatum_tracker", case), draw(dossier, "ultimatum_tracker", case).table
    shown = table[table["kind"].str.startswith("event")]
    signs = drawn.of("symbol", where=lambda mark: mark.item["size"] < 100)
    assert len(signs) == len(shown)
    assert all(-1 <= mark.x <= drawn.width + 1 for mark in signs)
    turned = [mark for mark in drawn.of("text") if mark.text == "scale changes"]
    assert bool(turned) == (dossier == "builtin")
    for mark in turned:
        early = shown[[day.year < 2020 for day in shown["date"]]]
        assert sum(sign.x < mark.x for sign in signs) >= len(early) > 0
