from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from components.figures.ultimatum.words import answer, due_text, items, state_text
from components.model.known import ultimatums_by
from tests.figures.ultimatum.days import day

if TYPE_CHECKING:
    from components.dossier import Dossier


@pytest.fixture(scope="module")
def dossier(august) -> Dossier:
    return august.dossier


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
    "2026-06-30": {**AUTUMN, "us_thanksgiving": "withdrawn", "us_christmas": "lapsed", "us_june_2026": "lapsed"},
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


def test_due_date_tells_what_was_announced_before_it(dossier: Dossier) -> None:
    texts = {
        text: next(due_text(item, day(text)) for item in ultimatums_by(dossier, day(text)) if item.state == "running")
        for text in ("2025-07-28", "2025-07-29")
    }
    assert texts == {"2025-07-28": "7–9 Aug", "2025-07-29": "7–9 Aug → 8 Aug, revised 29 Jul"}


def test_answer_on_the_day(dossier: Dossier) -> None:
    text = answer(dossier, day("2025-08-08"))
    assert text == "The August ultimatum: due today, 8 Aug. Done so far: Additional duty on India, ordered 6 Aug."
    assert answer(dossier, day("2025-03-01")) == "By 1 Mar 2025 no ultimatum had been set."
    assert "due 7–9 Aug, 10–12 days left" in answer(dossier, day("2025-07-28"))


def test_details_tell_the_outcome_only_once_settled(dossier: Dossier) -> None:
    before = dict(items(dossier, day("2025-08-07"))["us_august"].lines)
    after = dict(items(dossier, day("2025-08-08"))["us_august"].lines)
    assert "Outcome" not in before
    assert after["Outcome"].startswith("An order on India")
    assert "'Ten days from today'" in after["Said"]
    assert next(iter(items(dossier, day("2025-08-08")))) != next(iter(items(dossier, day("2025-07-01"))))


def test_an_event_reported_later_is_not_known_before(dossier: Dossier) -> None:
    assert "witkoff_fidelity" not in items(dossier, day("2025-08-08"))
    assert "witkoff_fidelity" in items(dossier, day("2025-08-09"))
