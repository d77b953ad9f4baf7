from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.dossier import Dossier, load
from components.figures import REGISTRY, Context, Figure, FigureError, build
from components.figures.ultimatum import answer, foremost, items, moments, state_text, ultimatums_by
from components.figures.ultimatum_record import rules
from components.model import Scenario, evaluate
from components.model.deadlines import deadline_record
from components.model.document import document

ROOT = Path(__file__).resolve().parents[2]
RECORD = "us_russia_deadlines"
FIGURES = ("ultimatum_tracker", "outcome_fan", "deadline_record", "threat_ladder", "media_visibility", "scorecard")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "data")


def context(dossier: Dossier, as_of: dt.date | None = None, mode: Any = "light") -> Context:
    scenario = Scenario(as_of=as_of, draws=256)
    return Context(dossier, scenario, evaluate(dossier, scenario), mode)


# ---- states, days left, base rates ---------------------------------------------------------------------------

LAPSED_BY_SUMMER = {
    "us_march_tariffs": "lapsed",
    "us_april_warning": "lapsed",
    "us_april_two_weeks": "lapsed",
    "europe_may_ceasefire": "lapsed",
    "us_may_two_weeks": "lapsed",
}
SUPERSEDED = {**LAPSED_BY_SUMMER, "us_fifty_days": "superseded on 28 Jul 2025"}
PARTLY = {**SUPERSEDED, "us_august": "partly enforced"}
AUTUMN = {**PARTLY, "us_china_weeks": "lapsed", "us_august_two_weeks": "lapsed"}
STATES = {
    "2025-03-01": {},
    "2025-07-13": LAPSED_BY_SUMMER,
    "2025-07-14": {**LAPSED_BY_SUMMER, "us_fifty_days": "running, 50 days left"},
    "2025-07-28": {**SUPERSEDED, "us_august": "running, 10–12 days left"},
    "2025-07-29": {**SUPERSEDED, "us_august": "running, 10 days left"},
    "2025-08-06": {**SUPERSEDED, "us_august": "running, 2 days left"},
    "2025-08-08": {**SUPERSEDED, "us_august": "partly enforced, due today"},
    "2025-08-09": PARTLY,
    "2025-08-15": {**PARTLY, "us_china_weeks": "running, 21 days left"},
    "2025-10-22": AUTUMN,
    "2026-06-30": {**AUTUMN, "us_thanksgiving": "withdrawn", "us_june_2026": "lapsed"},
}

DAYS = [day(text) for text in STATES]


@pytest.mark.parametrize("text", STATES)
def test_state_in_words(dossier: Dossier, text: str) -> None:
    assert {item.ultimatum.id: state_text(item) for item in ultimatums_by(dossier, day(text))} == STATES[text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-04-28", "running, 1 day left"),
        ("2025-08-07", "running, 1 day left"),
        ("2026-06-10", "date past, outcome open"),
    ],
)
def test_state_on_edges(dossier: Dossier, text: str, words: str) -> None:
    assert words in {state_text(item) for item in ultimatums_by(dossier, day(text))}


# day: counted, enforced in half, Jeffreys mean with a part as half, as nothing
BASE_RATES = {
    "2025-03-01": (0, 0, 0.5, 0.5),
    "2025-07-13": (4, 0, 0.1, 0.1),
    "2025-07-14": (4, 0, 0.1, 0.1),
    "2025-07-28": (4, 0, 0.1, 0.1),
    "2025-07-29": (4, 0, 0.1, 0.1),
    "2025-08-06": (4, 0, 0.1, 0.1),
    "2025-08-08": (5, 0.5, 0.167, 0.083),
    "2025-08-09": (5, 0.5, 0.167, 0.083),
    "2025-08-15": (5, 0.5, 0.167, 0.083),
    "2025-10-22": (7, 0.5, 0.125, 0.0625),
    "2026-06-30": (8, 0.5, 0.111, 0.056),
}


@pytest.mark.parametrize("text", BASE_RATES)
def test_base_rate(dossier: Dossier, text: str) -> None:
    counted, enforced, half, nothing = BASE_RATES[text]
    record = deadline_record(dossier, RECORD, day(text))
    assert (len(record.counted), record.enforced) == (counted, enforced)
    assert record.mean == pytest.approx(half, abs=5e-4)
    strict = deadline_record(dossier, RECORD, day(text), partial="nothing")
    assert strict.mean == pytest.approx(nothing, abs=5e-4)
    assert record.low < record.mean < record.high


def test_leaving_out_soft_remarks(dossier: Dossier) -> None:
    without = deadline_record(dossier, RECORD, day("2026-06-30"), include_soft=False)
    assert [item.id for item in without.counted] == [
        "us_march_tariffs",
        "us_april_warning",
        "us_august",
        "us_august_two_weeks",
        "us_june_2026",
    ]


def test_sensitivity_names_every_rule_once(dossier: Dossier) -> None:
    found = rules(dossier, RECORD, day("2025-08-08"), soft=True, partial="half")
    means = {item.label: round(item.record.mean, 3) for item in found}
    assert means == {
        "By the rule chosen": 0.167,
        "Soft remarks left out": 0.25,
        "A part counts as nothing": 0.083,
        "Without what rests on one weak report": 0.2,
        "Before the last one (8 Aug 2025)": 0.1,
    }


def test_record_options_change_the_figure(dossier: Dossier) -> None:
    now = context(dossier)
    default = build("deadline_record", now)
    assert "16.7 %" in default.description
    assert "8.3 %" in build("deadline_record", now, partial="nothing").description.split(".  ")[0]
    counted = build("deadline_record", now, soft="leave_out").table
    assert counted.loc[counted["kind"] == "deadline", "counted"].sum() == 3
    with pytest.raises(FigureError, match="nothing"):
        build("deadline_record", now, partial="nothin")


def test_record_says_small_sample_and_what_the_slider_takes(dossier: Dossier) -> None:
    figure = build("deadline_record", context(dossier, day("2025-07-29")))
    assert "Small and overlapping sample" in figure.subtitle
    assert any("takes its default" in note and "10.0 %" in note for note in figure.notes)


# ---- the tracker ---------------------------------------------------------------------------------------------


def test_answer_on_the_day(dossier: Dossier) -> None:
    text = answer(dossier, day("2025-08-08"))
    assert "The August ultimatum" in text
    assert "falls due today and stands as partly enforced" in text
    assert "none of 5 enforced in full, 1 in part" in text
    assert answer(dossier, day("2025-03-01")) == "By 1 Mar 2025 no ultimatum had been set."
    assert "is running, 10–12 days left, due 7–9 Aug" in answer(dossier, day("2025-07-28"))


def test_foremost_prefers_what_falls_due(dossier: Dossier) -> None:
    names = {text: foremost(dossier, day(text)) for text in ("2025-07-20", "2025-08-08", "2025-12-24", "2025-03-01")}
    assert {text: item.ultimatum.id if item else None for text, item in names.items()} == {
        "2025-07-20": "us_fifty_days",
        "2025-08-08": "us_august",
        "2025-12-24": "us_thanksgiving",
        "2025-03-01": None,
    }


def test_revision_is_visible(dossier: Dossier) -> None:
    spec = build("ultimatum_tracker", context(dossier, day("2025-07-29"))).chart.to_dict()
    rows = [row for data in spec["datasets"].values() for row in data if row.get("id") == "us_august" and "part" in row]
    parts = {(row["phase"], row["part"]): (_date(row["start"]), _date(row["end"])) for row in rows}
    assert parts[1, "elapsed"] == (day("2025-07-28"), day("2025-07-29"))
    assert parts[1, "dropped"] == (day("2025-07-29"), day("2025-08-07"))
    assert parts[1, "span"] == (day("2025-08-07"), day("2025-08-09"))
    assert parts[0, "ahead"] == (day("2025-07-29"), day("2025-08-08"))


@pytest.mark.parametrize("zoom", ["two_weeks", "year", "all"])
def test_zoom(dossier: Dossier, zoom: str) -> None:
    figure = build("ultimatum_tracker", context(dossier), zoom=zoom)
    first, last = {
        "two_weeks": ("25 Jul 2025", "13 Aug 2025"),
        "year": ("8 Aug 2024", "7 Sep 2025"),
        "all": ("13 Jan 2025", "7 Sep 2025"),
    }[zoom]
    assert figure.subtitle.startswith(f"{first} to {last}")
    seen = set(figure.table.loc[figure.table["kind"] == "ultimatum", "id"])
    assert len(seen) == (2 if zoom == "two_weeks" else 7)


def test_details_tell_the_outcome_only_once_settled(dossier: Dossier) -> None:
    before = dict(items(dossier, day("2025-08-07"))["us_august"].lines)
    after = dict(items(dossier, day("2025-08-08"))["us_august"].lines)
    assert "Outcome" not in before
    assert after["Outcome"].startswith("An order on India")
    assert "'Ten days from today'" in after["Said"]
    assert next(iter(items(dossier, day("2025-08-08")))) != next(iter(items(dossier, day("2025-07-01"))))


def test_an_event_reported_later_is_not_known_before(dossier: Dossier) -> None:
    assert "witkoff_fidelity" not in items(dossier, day("2025-08-27"))
    assert "witkoff_fidelity" in items(dossier, day("2025-08-28"))


# ---- scorecard and ladder ------------------------------------------------------------------------------------


def test_scorecard_resolves_as_time_passes(dossier: Dossier) -> None:
    resolved = {
        text: int((build("scorecard", context(dossier, day(text))).table["state"] == "resolved").sum())
        for text in ("2025-08-08", "2025-08-15", "2025-10-22", "2026-06-30")
    }
    assert resolved == {"2025-08-08": 0, "2025-08-15": 1, "2025-10-22": 3, "2026-06-30": 4}
    first = build("scorecard", context(dossier, day("2025-08-15")))
    assert "Brier score 0.04 over 1 resolved" in first.subtitle
    assert first.table["what happened"].astype(bool).sum() == 1


def test_ladder_follows_the_day(dossier: Dossier) -> None:
    def stages(text: str) -> list[str]:
        table = build("threat_ladder", context(dossier, day(text))).table
        return [] if table.empty else list(table.loc[table["measure"].str.contains("India"), "stage"])

    assert stages("2025-07-13") == []
    assert stages("2025-08-08") == ["announced", "ordered"]
    assert stages("2025-08-27") == ["announced", "ordered", "in force"]
    assert stages("2026-02-07")[-1] == "lifted"


def test_media_names_what_the_source_leaves_undefined(dossier: Dossier) -> None:
    figure = build("media_visibility", context(dossier))
    assert sum("Not defined in the source" in note for note in figure.notes) == 2
    assert all("Read down" in note or "Read up" in note for note in figure.notes[:2])


# ---- no hindsight --------------------------------------------------------------------------------------------


def cut(dossier: Dossier, as_of: dt.date) -> Dossier:
    """Return the dossier as an analyst could have written its timeline on a day."""
    timeline = dossier.timeline
    assert timeline is not None
    events = tuple(item for item in timeline.events if item.known_on <= as_of)
    kept = {item.id for item in events}
    ultimatums = []
    for item in timeline.ultimatums:
        if item.set_on > as_of:
            continue
        revisions = tuple(step for step in item.revisions if step.set_on <= as_of)
        change: dict[str, Any] = {"revisions": revisions, "events": tuple(key for key in item.events if key in kept)}
        if item.resolved_on is None or item.resolved_on > as_of:
            change |= {"outcome": "open", "resolved_on": None, "outcome_text": None, "score": None, "note": None}
            change |= {"superseded_by": None}
        ultimatums.append(item.model_copy(update=change))
    forecasts = []
    for item in timeline.forecasts:
        if item.resolved_on is None or item.resolved_on <= as_of:
            known = set(item.events) <= kept
            forecasts.append(item if known else item.model_copy(update={"outcome": None, "reading": None}))
        else:
            blank = {"resolved_on": None, "happened": None, "outcome": None, "reading": None, "events": ()}
            forecasts.append(item.model_copy(update=blank))
    measures = []
    for item in timeline.measures:
        steps = tuple(step for step in item.steps if step.date <= as_of)
        measures += [item.model_copy(update={"steps": steps})] if steps else []
    cells = tuple(
        cell.model_copy(update={"changes": tuple(change for change in cell.changes if change.event in kept)})
        for cell in dossier.cells
    )
    shorter = timeline.model_copy(
        update={
            # References to what is cut must still resolve for the open forecasts that name it.
            "events": events,
            "ultimatums": tuple(ultimatums),
            "forecasts": tuple(
                item.model_copy(update={"events": tuple(key for key in item.events if key in kept)})
                if item.outcome is None
                else item
                for item in forecasts
            ),
            "measures": tuple(measures),
        }
    )
    control = tuple(item for item in dossier.control if item.date <= as_of)
    return dossier.model_copy(update={"timeline": shorter, "cells": cells, "control": control})


@pytest.mark.parametrize("as_of", [item for item in DAYS if item <= day("2025-08-08")], ids=str)
def test_nothing_later_changes_any_output(dossier: Dossier, as_of: dt.date) -> None:
    scenario = Scenario(as_of=as_of, draws=64)
    assert document(evaluate(dossier, scenario)) == document(evaluate(cut(dossier, as_of), scenario))


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("name", FIGURES)
def test_nothing_later_changes_a_figure(dossier: Dossier, name: str, as_of: dt.date) -> None:
    for options in _every_option(name, context(dossier, as_of)):
        whole = build(name, context(dossier, as_of), **options)
        past = build(name, context(cut(dossier, as_of), as_of), **options)
        assert whole.chart.to_dict() == past.chart.to_dict()
        pd.testing.assert_frame_equal(whole.table, past.table)
        assert (whole.title, whole.subtitle, whole.description) == (past.title, past.subtitle, past.description)
        assert (whole.refs, whole.notes) == (past.refs, past.notes)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"outcome_fan", "media_visibility"}))
def test_no_later_date_is_shown(dossier: Dossier, name: str, as_of: dt.date) -> None:
    """Only due dates announced by the day may lie ahead; what was said ahead of time is quoted from events."""
    announced = {item.due_on for item in ultimatums_by(dossier, as_of)}
    announced |= {item.latest for item in ultimatums_by(dossier, as_of) if item.latest}
    for ultimatum in (item.ultimatum for item in ultimatums_by(dossier, as_of)):
        announced |= {ultimatum.due_on, *([ultimatum.latest] if ultimatum.latest else [])}
    figure = build(name, context(dossier, as_of))
    window_end = {_read(found) for found in re.findall(r"to (\d+ \w+ \d{4});", figure.subtitle)}
    allowed = announced | window_end
    late = {found for found in _dates(figure) if found > as_of} - allowed
    assert not late


@pytest.mark.parametrize("as_of", [day("2025-03-01"), day("2025-08-08")], ids=str)
def test_no_later_label_is_shown(dossier: Dossier, as_of: dt.date) -> None:
    assert dossier.timeline is not None
    later = {item.label for item in dossier.timeline.events if item.known_on > as_of}
    later |= {item.label for item in dossier.timeline.ultimatums if item.set_on > as_of}
    for name in FIGURES:
        text = _everything(build(name, context(dossier, as_of)))
        assert not {label for label in later if label in text}


def _every_option(name: str, now: Context) -> Iterator[dict[str, str]]:
    yield {}
    for option in REGISTRY[name].options:
        for value in option.choices(now):
            yield {option.name: value}


def _everything(figure: Figure) -> str:
    spec = json.dumps(figure.chart.to_dict(), ensure_ascii=False)
    return " ".join([figure.title, figure.subtitle, figure.description, *figure.notes, figure.table.to_csv(), spec])


def _date(milliseconds: float) -> dt.date:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).date()


def _read(text: str) -> dt.date:
    return dt.datetime.strptime(f"{text} +0000", "%d %b %Y %z").date()


def _dates(figure: Figure) -> set[dt.date]:
    """Return every date in the table, the chart's data and the texts."""
    found = {value for value in figure.table.to_numpy().ravel() if isinstance(value, dt.date)}
    for rows in figure.chart.to_dict()["datasets"].values():
        for row in rows:
            found |= {_date(row[key]) for key in ("date", "at", "end", "start", "x") if _is_time(row.get(key))}
    texts = re.findall(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b", _everything(figure))
    return found | {_read(text) for text in texts}


def _is_time(value: object) -> bool:
    return isinstance(value, float) and value > 1e11


# ---- other dossiers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_river(mode: str) -> None:
    river = load(ROOT / "tests/dossiers/river")
    for as_of in [river.header.as_of, *moments(river)]:
        now = context(river, as_of, mode)
        for name in FIGURES:
            figure = build(name, now)
            assert figure.description
            assert figure.title
            figure.chart.to_dict()


def test_without_a_timeline() -> None:
    minimal = context(load(ROOT / "tests/dossiers/minimal"))
    for name in FIGURES:
        assert not REGISTRY[name].available(minimal.dossier)
        with pytest.raises(FigureError, match="leaves out"):
            build(name, minimal)


def test_a_day_before_everything(dossier: Dossier) -> None:
    for name in FIGURES:
        assert build(name, context(dossier, day("1990-02-09"))).description
