"""The Evidence page as it runs, without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.dossier import load, usage
from components.ui.navigation import PAGES
from tests.app import app as new

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def open_evidence(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page on a dossier, as a browser would with this query."""

    def opened(dossier: str = "data", **query: str) -> AppTest:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        app = new(query).run()
        app.switch_page("../../pages/evidence.py").run()
        assert not app.exception
        return app

    return opened


def told(app: AppTest) -> str:
    return "\n".join(item.value for item in app.markdown)


def cards(app: AppTest) -> list[str]:
    keys = [str(button.key) for button in app.button]
    return [key.removeprefix("open-card-") for key in keys if key.startswith("open-card-")]


def test_answers_its_question_first(open_evidence: Open) -> None:
    app = open_evidence()
    assert app.title[0].value == "What does each number rest on, and how do we know it?"
    assert "the rest is ours" in told(app)
    assert not app.warning


def test_lists_eight_at_a_time(open_evidence: Open) -> None:
    assert cards(open_evidence()) == ["P1.S1", "P1.S2", "P1.S3", "P2.S1", "P2.S2", "P2.S3", "P3.S1", "P4.S1"]


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("P20.S2", "P20.S2"),
        ("SOUTH caucasus", "P10.S1"),
        ("alleged", "P17.S2"),
    ],
)
def test_search_finds(open_evidence: Open, find: str, found: str) -> None:
    app = open_evidence()
    app.text_input(key="find").set_value(find).run()
    assert found in cards(app)
    assert len(cards(app)) < 8


def test_search_without_result_says_so(open_evidence: Open) -> None:
    app = open_evidence()
    app.text_input(key="find").set_value("no such words anywhere").run()
    assert cards(app) == []
    assert "Nothing fits" in app.info[0].value


def test_filters_narrow_the_sentences(open_evidence: Open) -> None:
    app = open_evidence()
    sentences = load(ROOT / "data").evidence.sentences
    app.selectbox(key="voice").set_value("quoted: Thomas Graham").run()
    assert cards(app) == [item.id for item in sentences if item.voice == "quoted: Thomas Graham"]
    app.selectbox(key="voice").set_value("")
    app.selectbox(key="class").set_value("concession_option").run()
    assert cards(app) == [item.id for item in sentences if "concession_option" in item.classes]
    app.selectbox(key="class").set_value("")
    app.selectbox(key="part").set_value("Media").run()
    assert cards(app) == ["P8.S1", "P8.S2", "P8.S3", "P8.S4", "P8.S5"]


def test_later_events_and_sources_are_not_listed(open_evidence: Open) -> None:
    app = open_evidence()
    app.segmented_control(key="list").set_value("Events").run()
    app.text_input(key="find").set_value("alaska_").run()
    dossier = load(ROOT / "data")
    later = {event.id for event in dossier.timeline.events if event.known_on > dossier.header.as_of}
    assert not set(cards(app)) & later
    app = open_evidence(as_of="2026-06-01")
    assert "the source speaks as of 8 Aug 2025" in told(app).replace("\\", "")


def test_a_sentence_opens_with_what_rests_on_it(open_evidence: Open) -> None:
    text = told(open_evidence(ref="P10.S1"))
    assert "What rests on it" in text
    rests = usage.resting(usage.uses(load(ROOT / "data")))["P10.S1"]
    assert f"{len(rests)} parts rest on it" in text


def test_a_later_event_is_not_opened(open_evidence: Open) -> None:
    app = open_evidence(ref="rosneft_lukoil")
    assert "It became known on 22 Oct 2025" in app.info[0].value
    assert "What rests on it" not in told(app)


def test_the_first_one_found_stands_beside_the_list(open_evidence: Open) -> None:
    app = open_evidence()
    assert "##### P1.S1" in told(app).replace("\\", "")
    app.text_input(key="find").set_value("SOUTH caucasus").run()
    assert "##### P10.S1" in told(app).replace("\\", "")


def test_a_click_opens_beside_the_list(open_evidence: Open) -> None:
    app = open_evidence()
    app.button(key="open-card-P2.S1").click().run()
    assert not app.exception
    assert app.text_input(key="ref").value == "P2.S1"
    assert "##### P2.S1" in told(app).replace("\\", "")


def test_an_unknown_id_is_told(open_evidence: Open) -> None:
    told = [item.value for item in open_evidence(ref="P99.S9").warning]
    assert any("There is no sentence, event or source" in words for words in told)


def test_works_on_another_dossier(open_evidence: Open) -> None:
    app = open_evidence("tests/dossiers/river")
    assert "Sources give " in told(app)
    assert cards(app) == ["P1.S1", "P1.S2", "P2.S1"]


def test_sizes_and_directions_are_counted_apart(open_evidence: Open) -> None:
    links = [link for node in load(ROOT / "data").nodes for link in node.joined]
    said = re.search(r"Sources give (\d+) of (\d+) numbers and .*? of (\d+) of (\d+) links", told(open_evidence()))
    assert said
    given, numbers, followed, directions = map(int, said.groups())
    assert 0 < given < numbers
    assert directions == len(links)
    assert followed == sum(link.basis != "analyst_judgement" for link in links)


def test_a_dossier_without_evidence_has_no_such_page() -> None:
    page = next(spec for spec in PAGES if spec.name == "evidence")
    assert page.is_shown(load(ROOT / "data"))
    assert not page.is_shown(load(ROOT / "tests/dossiers/minimal"))
