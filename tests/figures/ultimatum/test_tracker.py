from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures import Context, build
from components.figures.ultimatum.tracker_chart import SELECTION, tracker_chart
from components.figures.ultimatum.tracker_rows_chart import PRESSED, Bar, Event, Track, Ultimatum, Window
from components.figures.ultimatum.words import STATE_WORDS
from components.model.known import events_by
from tests.figures.conftest import context
from tests.figures.ultimatum.days import date_of, day, rendered

DAY = dt.date(2031, 6, 10)
WEEK = dt.timedelta(days=7)

ULTIMATUM = Ultimatum("u", "Head", "Head at length", "12 days left", True, DAY + WEEK, "running", "Still runs")
BARS = [
    Bar("u", 1, DAY - WEEK, DAY - WEEK / 2, "dropped", "Shortened"),
    Bar("u", 0, DAY - WEEK, DAY, "elapsed", "Past"),
    Bar("u", 0, DAY, DAY + WEEK, "ahead", "To come"),
]
EVENTS = [
    Event("e1", "talks", "Talks open", DAY - WEEK, DAY - WEEK, DAY - WEEK, True, "yes", "Opened"),
    Event("e2", "talks", "A long pause", DAY - WEEK / 2, DAY, DAY - WEEK / 2, False, "no", "Paused"),
]
TRACKS = [Track("talks", "Talks", ""), Track("water", "Water", "2 earlier, since May 2031")]


def drawn(ultimatums=(ULTIMATUM,), bars=BARS, events=EVENTS, *, listed: bool = True):
    return tracker_chart(
        ultimatums,
        bars,
        events,
        TRACKS,
        window=Window(DAY - 2 * WEEK, DAY + 2 * WEEK),
        day=DAY,
        listed=listed,
        states=STATE_WORDS,
        mode="light",
        description="Told.",
    )


def test_draws_words_and_can_be_selected() -> None:
    svg = rendered(drawn())
    for text in (
        "Head at length",
        "12 days left",
        "Talks open",
        "as of 10 Jun 2031",
        "Water · none in view · 2 earlier, since May 2031",
    ):
        assert text in svg
    spec = drawn().to_dict()
    assert [param["name"] for param in spec["params"]] == [SELECTION]
    assert spec["autosize"]["type"] == "fit-x"


def test_shortens_its_words_on_a_phone() -> None:
    assert "Head at length" not in rendered(drawn(), width=340)


def test_only_the_near_window_lists_labels() -> None:
    assert "Talks open" not in rendered(drawn(listed=False))


def test_nothing_known_is_not_blank() -> None:
    assert "Talks · none in view" in rendered(drawn((), (), ()))


@pytest.mark.parametrize(("state", "lines"), [("running", 2), ("lapsed", 1)])
def test_a_line_stands_where_a_running_ultimatum_falls_due(state: str, lines: int) -> None:
    spec = drawn([replace(ULTIMATUM, state=state)]).to_dict()
    assert sum(layer["mark"]["type"] == "rule" for layer in spec["layer"]) == lines


@given(st.dates(dt.date(1985, 1, 1), dt.date(2031, 12, 31)), st.dates(dt.date(1985, 1, 1), dt.date(2031, 12, 31)))
def test_places_keep_the_order_of_days_across_the_turn(first: dt.date, second: dt.date) -> None:
    window = Window(dt.date(1985, 1, 1), dt.date(2031, 12, 31), turn=dt.date(2030, 1, 1))
    if first < second:
        assert window.place(first) < window.place(second)
    assert [window.place(day) for day in window.ends] == [0, 1]
    assert window.place(dt.date(2030, 1, 1)) == PRESSED


def test_revision_is_visible(august: Context) -> None:
    spec = build("ultimatum_tracker", context(august.dossier, as_of=day("2025-07-29"))).spec
    rows = [row for data in spec["datasets"].values() for row in data if row.get("id") == "us_august" and "part" in row]
    parts = {(row["phase"], row["part"]): (date_of(row["start"]), date_of(row["end"])) for row in rows}
    assert parts[1, "elapsed"] == (day("2025-07-28"), day("2025-07-29"))
    assert parts[1, "dropped"] == (day("2025-07-29"), day("2025-08-07"))
    assert parts[1, "span"] == (day("2025-08-07"), day("2025-08-09"))
    assert parts[0, "ahead"] == (day("2025-07-29"), day("2025-08-08"))


@pytest.mark.parametrize(
    ("zoom", "first", "last"),
    [
        ("months", "1 Jul 2025", "30 Sep 2025"),
        ("year", "1 Oct 2024", "30 Sep 2025"),
        ("all", "1 Jan 1990", "30 Sep 2025"),
    ],
)
def test_zoom(august: Context, zoom: str, first: str, last: str) -> None:
    figure = build("ultimatum_tracker", august, zoom=zoom)
    assert figure.subtitle.startswith(f"{first} to {last}")
    seen = set(figure.table.loc[figure.table["kind"] == "ultimatum", "id"])
    assert len(seen) == (2 if zoom == "months" else 7)
    known = len(events_by(august.dossier, day("2025-08-08")))
    assert (figure.table["kind"].str.startswith("event").sum() == known) == (zoom == "all")


@pytest.mark.parametrize("zoom", ["months", "year", "all"])
def test_the_axis_stays_while_the_day_moves_within_a_month(august: Context, zoom: str) -> None:
    days = ("2025-08-01", "2025-08-31")
    first, last = (build("ultimatum_tracker", context(august.dossier, as_of=day(item)), zoom=zoom) for item in days)
    assert first.subtitle.partition(";")[0] == last.subtitle.partition(";")[0]
