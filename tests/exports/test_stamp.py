from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from components.dossier import load
from components.exports import Stamp, file_name, stamp_of
from components.exports.stamp import changes, state
from components.figures import Context, build
from components.model import Scenario, evaluate

ROOT = Path(__file__).parents[2]


def test_lines_say_when_what_differs_and_whence(stamp: Stamp) -> None:
    assert stamp.lines() == (
        "As of 8 Aug 2025 · differs from the source: Leverage 35 → 55 index",
        "Derived scores are not measurements.",
        "Source: A. Author, The Canal, 2025",
        "https://example.org/actors?leverage=55",
    )


def test_unchanged_says_so_and_empty_parts_leave_no_line(stamp: Stamp) -> None:
    lines = replace(stamp, changes=(), permalink="", notes=()).lines()
    assert lines == ("As of 8 Aug 2025 · all values as in the source", "Source: A. Author, The Canal, 2025")


@pytest.mark.parametrize(
    ("day", "moved", "said"),
    [
        (dt.date(2025, 8, 7), {}, "As of 7 Aug 2025 · all values as in the source"),
        (dt.date(2025, 8, 9), {}, "As of 9 Aug 2025 · no value moved by hand; events since the source count"),
        (
            dt.date(2025, 8, 9),
            {"us_leverage": 55},
            "As of 9 Aug 2025 · differs from the source: US leverage 35 → 55; events since the source count",
        ),
    ],
)
def test_at_a_later_date_events_count(day: dt.date, moved: dict[str, float], said: str) -> None:
    dossier, scenario = load(ROOT / "data"), Scenario(moved, as_of=day, draws=64)
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    assert state(context) == said
    assert stamp_of(context, build("coverage", context)).head == said


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8501/actors",
        "http://127.0.0.1/x",
        "http://[::1]:8501/",
        "http://10.0.0.7/",
        "http://desk/",
        "",
    ],
)
def test_an_address_that_others_cannot_reach_stays_out_of_files(stamp: Stamp, address: str) -> None:
    lines = replace(stamp, permalink=f"{address}?leverage=55").lines()
    assert lines[-1] == "Source: A. Author, The Canal, 2025"


def test_file_name_says_dossier_figure_and_date(stamp: Stamp) -> None:
    assert file_name(stamp, "png") == "canal_actors_positions_2025-08-08.png"


@pytest.mark.parametrize("slug", ["../../etc/passwd", "a b\\c", "<x>:*?", "…", "", "x" * 400, "CON\x00"])
def test_file_name_is_safe(stamp: Stamp, slug: str) -> None:
    name = file_name(replace(stamp, dossier=slug), "csv")
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789_-.")
    assert name[0] not in ".-_"
    assert len(name) < 200


def test_the_stamp_names_changed_cells() -> None:
    dossier = load(ROOT / "data")
    scenario = Scenario({"us_leverage": 55}, draws=64, cells={"kremlin.territory.position": 60, "ukraine.cost": 5})
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    _, position, cost = changes(context)
    assert position == f"Kremlin, {dossier.issue('territory').label}: wants 97 → 60"
    assert cost == "Kyiv: cost of no deal 10 → 5"
    stamp = stamp_of(context, build("actors_positions", context), "https://example.org/actors")
    assert position in stamp.head
    assert "kremlin.territory.position=60" in stamp.permalink


def test_the_source_s_value_is_the_dossier_s_whatever_hypotheses_are_supposed() -> None:
    dossier = load(ROOT / "data")
    weight = dossier.hypotheses.hypotheses[0].id
    scenario = Scenario({f"weight.{weight}": 100, "us_leverage": 100}, draws=64)
    results = evaluate(dossier, scenario)
    held = evaluate(dossier, Scenario(draws=64)).bands["us_leverage"].p50
    assert results.source.bands["us_leverage"].p50 != held, "the weights move what follows, or this shows nothing"
    line, _ = changes(Context(dossier, scenario, results))
    assert line.endswith(f"{held:.0f} → 100")
