from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from components.dossier import load
from components.figures import REGISTRY
from components.model import deadline_record
from tests.ui.conftest import ROOT, charts, figures, unfold

if TYPE_CHECKING:
    from tests.ui.conftest import OpenApp

PAGE = "../../pages/ultimatum.py"


def texts(app) -> str:
    shown = [*app.title, *app.markdown, *app.caption, *app.warning, *app.subheader]
    return "\n".join(str(item.value) for item in shown).replace("\\", "")


def test_opens_with_question_and_one_answer(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    assert not app.exception
    assert app.title[0].value.endswith("?")
    assert "The August ultimatum: due today, 8 Aug. Done so far:" in texts(app)
    assert not app.warning
    # Tracker, fan, and what the first tab holds.
    assert len(charts(app)) == 3


def test_sources_are_built_once_they_are_opened(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    assert "confidence: high" not in texts(app)
    assert "**Threat:** Tariffs" in texts(unfold(app))
    assert not app.exception
    assert "confidence: high" in texts(app)


def test_the_verdict_counts_what_was_enforced_by_its_date(open_app: OpenApp) -> None:
    app = open_app(query={"as_of": "2025-07-29"}).switch_page(PAGE).run()
    assert "0 of 4 enforced in full by their date" in texts(app)


def test_every_tab_shows_its_figures(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    said = set()
    for tab in ("Record", "What moved the forecast", "Threat ladder", "Media", "Scorecards"):
        app.session_state["tab"] = tab
        app.run()
        assert not app.exception
        said |= figures(app)
    assert said == {spec.name for spec in REGISTRY.values() if spec.page == "ultimatum"}


def test_the_scrubber_moves_the_day(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    scrubber = app.select_slider(key="replay-scrub")
    assert scrubber.value == dt.date(2025, 8, 8)
    scrubber.set_value(dt.date(2025, 7, 29)).run()
    assert not app.exception
    assert app.date_input(key="as_of").value == dt.date(2025, 7, 29)
    # Between two days on which something became known it stands there too.
    app.date_input(key="as_of").set_value(dt.date(2025, 7, 20)).run()
    assert app.select_slider(key="replay-scrub").value == dt.date(2025, 7, 20)


def test_step_buttons_move_the_day_and_say_so(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    app.button(key="replay-back").click().run()
    assert not app.exception
    assert app.date_input(key="as_of").value == dt.date(2025, 8, 7)
    assert "before the source’s date" in texts(app)
    assert "running, 1 day left" in texts(app)
    app.button(key="replay-forward").click().run()
    assert app.date_input(key="as_of").value == dt.date(2025, 8, 8)
    assert "the source’s date" not in texts(app)


def _leave_behind(app, day: dt.date) -> None:
    """Let the next click bring a day of the slider with it, as of a browser that has not heard of the next one yet."""
    scrubber = app.select_slider(key="replay-scrub")
    scrubber.proto.disabled = False
    scrubber.set_value(day)


def test_a_day_left_in_the_browser_neither_stops_the_replay_nor_starts_it_again(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    app.button(key="replay-play").click().run()
    assert app.button(key="replay-play").label == "Stop"
    _leave_behind(app, dt.date(2025, 8, 7))
    app.run()
    assert app.button(key="replay-play").label == "Stop"
    _leave_behind(app, dt.date(2025, 8, 7))
    app.button(key="replay-play").click().run()
    assert app.button(key="replay-play").label == "Play"
    assert app.date_input(key="as_of").value == dt.date(2025, 8, 8)


def test_base_rate_and_slider_follow_the_day(open_app: OpenApp) -> None:
    app = open_app(query={"as_of": "2025-10-22"}).switch_page(PAGE).run()
    assert not app.exception
    assert "0 of 6 enforced in full by their date" in texts(app)
    dossier = load(ROOT / "data")
    record = deadline_record(dossier, "us_russia_deadlines", dt.date(2025, 10, 22))
    taken = dossier.assumption("deadline_enforcement").said(record.p50)
    assert f"in the middle case {taken}" in texts(app)


def test_choices_reach_the_figures(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    app.button_group(key="zoom").set_value("all").run()
    assert "1 Jan 1990 to" in texts(app)
    app.selectbox(key="item").set_value("india_eo").run()
    assert not app.exception
    assert "Executive Order 14329" in texts(app)


def test_a_later_item_falls_back_when_the_day_moves_back(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    app.selectbox(key="item").set_value("india_eo").run()
    app.date_input(key="as_of").set_value(dt.date(2025, 7, 20)).run()
    assert not app.exception
    assert "Executive Order" not in texts(app)


def test_playing_stops_at_the_end(open_app: OpenApp) -> None:
    app = open_app(query={"as_of": "2026-07-07"}).switch_page(PAGE).run()
    assert app.button(key="replay-play").disabled
    assert app.button(key="replay-forward").disabled


def test_river(open_app: OpenApp) -> None:
    app = open_app("tests/dossiers/river").switch_page(PAGE).run()
    assert not app.exception
    assert "Second deadline" in texts(app)


def test_hidden_without_ultimatums(open_app: OpenApp) -> None:
    app = open_app("tests/dossiers/minimal")
    assert not app.exception
    assert "ultimatum" not in texts(app).lower()
