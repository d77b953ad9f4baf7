from __future__ import annotations

import datetime as dt

import pytest

from components.dossier import Dossier, load
from components.figures import REGISTRY, FigureError, build
from components.figures.ultimatum.record import rules
from components.figures.ultimatum.words import answer, items, state_text
from components.model.deadlines import deadline_record
from components.model.known import foremost_ultimatum, moments, ultimatums_by
from tests.figures.conftest import ROOT, context

RECORD = "us_russia_deadlines"
FIGURES = ("ultimatum_tracker", "outcome_fan", "deadline_record", "threat_ladder", "media_visibility", "scorecard")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def date_of(milliseconds: float) -> dt.date:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).date()


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "data")


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
    figure = build("deadline_record", context(dossier, as_of=day("2025-07-29")))
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
    names = {
        text: foremost_ultimatum(dossier, day(text))
        for text in ("2025-07-20", "2025-08-08", "2025-12-24", "2025-03-01")
    }
    assert {text: item.ultimatum.id if item else None for text, item in names.items()} == {
        "2025-07-20": "us_fifty_days",
        "2025-08-08": "us_august",
        "2025-12-24": "us_thanksgiving",
        "2025-03-01": None,
    }


def test_revision_is_visible(dossier: Dossier) -> None:
    spec = build("ultimatum_tracker", context(dossier, as_of=day("2025-07-29"))).chart.to_dict()
    rows = [row for data in spec["datasets"].values() for row in data if row.get("id") == "us_august" and "part" in row]
    parts = {(row["phase"], row["part"]): (date_of(row["start"]), date_of(row["end"])) for row in rows}
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
        text: int((build("scorecard", context(dossier, as_of=day(text))).table["state"] == "resolved").sum())
        for text in ("2025-08-08", "2025-08-15", "2025-10-22", "2026-06-30")
    }
    assert resolved == {"2025-08-08": 0, "2025-08-15": 1, "2025-10-22": 3, "2026-06-30": 4}
    first = build("scorecard", context(dossier, as_of=day("2025-08-15")))
    assert "Brier score 0.04 over 1 resolved" in first.subtitle
    assert first.table["what happened"].astype(bool).sum() == 1


def test_ladder_follows_the_day(dossier: Dossier) -> None:
    def stages(text: str) -> list[str]:
        table = build("threat_ladder", context(dossier, as_of=day(text))).table
        return [] if table.empty else list(table.loc[table["measure"].str.contains("India"), "stage"])

    assert stages("2025-07-13") == []
    assert stages("2025-08-08") == ["announced", "ordered"]
    assert stages("2025-08-27") == ["announced", "ordered", "in force"]
    assert stages("2026-02-07")[-1] == "lifted"


def test_media_names_what_the_source_leaves_undefined(dossier: Dossier) -> None:
    figure = build("media_visibility", context(dossier))
    assert sum("Not defined in the source" in note for note in figure.notes) == 2
    assert all("Read down" in note or "Read up" in note for note in figure.notes[:2])


# ---- other dossiers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_river(mode: str) -> None:
    river = load(ROOT / "tests/dossiers/river")
    for as_of in [river.header.as_of, *moments(river)]:
        now = context(river, mode, as_of=as_of)
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
        assert build(name, context(dossier, as_of=day("1990-02-09"))).description
