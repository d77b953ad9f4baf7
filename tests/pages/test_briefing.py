from __future__ import annotations

import time
import zipfile
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime import caching

from components.ui import packing, packs
from tests.ui.conftest import charts

if TYPE_CHECKING:
    from tests.ui.conftest import OpenApp

DOSSIERS = ("data", "tests/dossiers/river", "tests/dossiers/minimal")


def texts(app) -> str:
    words = [str(item.value) for item in [*app.title, *app.markdown]]
    return "\n".join([*words, *(item.label for item in app.expander)])


def test_it_is_the_start_page_and_answers_its_question(open_app: OpenApp) -> None:
    app = open_app()
    assert app.title[0].value.endswith("?")
    said = texts(app)
    assert "meeting 80\u00a0%, likely to very likely" in said
    assert "due today" in said
    assert "All stand where the source’s values put them." in said
    for heading in ("Three assumptions that matter", "What would change the answer", "What to watch", "does not say"):
        assert heading in said
    assert "even the strongest single change" in said


def test_the_questions_stand_beside_the_outcomes_and_all_are_drawn(open_app: OpenApp) -> None:
    app = open_app()
    questions, drawn = app.main.columns[:2]
    assert len(charts(questions)) == len(charts(drawn)) == 1
    assert len(charts(app)) == 3


def test_what_is_sure_and_why_is_told_on_demand(open_app: OpenApp) -> None:
    first = open_app().expander[0]
    assert first.label == "How sure each answer is, and why"
    said = "\n".join(item.value for item in first.markdown)
    assert said.startswith("**Will the two presidents meet?** Likely to very likely")
    assert said.count("Confidence\\: ") == 6
    assert "Confidence\\: moderate." in said
    assert "Counts as yes" in said


def test_the_introduction_can_be_closed(open_app: OpenApp) -> None:
    app = open_app()
    assert "Parley shows what follows from one source" in texts(app)
    app.button(key="close-guide").click().run()
    assert "Parley shows what follows from one source" not in texts(app)


def test_a_slider_moves_the_judgements(open_app: OpenApp) -> None:
    app = open_app(query={"battlefield_confidence": "20"})
    said = texts(app)
    assert ", up from unlikely, 35\u00a0% at the source’s values." in said
    assert "All stand where" not in said


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_any_dossier_has_a_briefing(open_app: OpenApp, dossier: str) -> None:
    app = open_app(dossier)
    said = texts(app)
    assert "What the source does not say" in said or "what the source does not say" in said
    assert "Make the briefing pack" in [button.label for button in app.button]


def test_the_pack_is_made_beside_the_page(open_app: OpenApp) -> None:
    app = open_app("tests/dossiers/minimal", query={})
    app.button(key="make-pack").click().run()
    assert not app.exception
    job = app.session_state[packing._JOB]
    for _ in range(600):
        if job.file.done():
            break
        time.sleep(0.1)
    with zipfile.ZipFile(job.file.result()) as archive:
        assert "report.html" in archive.namelist()
    app.run()
    assert not app.exception
    assert app.get("download_button")


def test_who_asks_for_the_same_shares_the_pack(open_app: OpenApp) -> None:
    jobs = []
    for _ in range(2):
        app = open_app("tests/dossiers/minimal", query={})
        app.button(key="make-pack").click().run()
        jobs.append(app.session_state[packing._JOB])
    assert jobs[0] is jobs[1]
    assert jobs[0].file.result(timeout=300).exists()


def test_what_went_wrong_is_told(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app("tests/dossiers/river", query={"donor_patience": "61"})
    monkeypatch.setattr(packs, "_ROOT", packs._ROOT / "tests")
    app.button(key="make-pack").click().run()
    job = app.session_state[packing._JOB]
    assert isinstance(job.file.exception(timeout=300), packs.PackError)
    app.run()
    assert "could not be made" in app.error[0].value


@pytest.fixture
def waiting(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch):
    """Open a page whose pack waits for another one."""
    released = Event()
    monkeypatch.setattr(packs.Job, "_made", lambda job: Path(str(released.wait(60))))
    # A line of its own: the server's may still know the pack that another test ordered.
    monkeypatch.setattr(packing, "QUEUE", packs.Queue())
    packing.QUEUE.ask(packs.Order("other", Path(), "", ()), packs.Reader())
    app = open_app("tests/dossiers/minimal")
    app.button(key="make-pack").click().run()
    yield app
    released.set()


def test_a_pack_that_waits_can_be_stopped(acts, waiting) -> None:
    assert acts()[-1] == "pack"
    job = waiting.session_state[packing._JOB]
    assert waiting.button(key="make-pack").disabled
    waiting.button(key="stop-pack").click().run()
    assert job.is_given_up
    assert not waiting.button(key="make-pack").disabled
    assert packing._JOB not in waiting.session_state


def test_a_pack_goes_with_its_page(waiting) -> None:
    job = waiting.session_state[packing._JOB]
    caching.clear_session_resource_cache("test session id")
    assert job.is_given_up
    waiting.run()
    assert "The pack was given up as this page was closed" in texts(waiting)
    assert not waiting.button(key="make-pack").disabled
