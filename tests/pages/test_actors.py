"""The Actors page as it runs, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.figures import REGISTRY

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def open_actors(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page on a dossier, as a browser would with this query."""

    def opened(dossier: str = "data", **query: str) -> AppTest:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        app.switch_page("pages/actors.py").run()
        assert not app.exception
        return app

    return opened


def told(app: AppTest) -> str:
    return "\n".join(item.value for item in app.markdown).replace("\\", "")


def headings(app: AppTest) -> list[str]:
    return [item.value for item in app.header]


def test_answers_its_question_first(open_actors: Open) -> None:
    app = open_actors()
    assert app.title[0].value == "Who wants what, and where is there room?"
    answer = app.main.markdown[0].value
    assert "each gap lies between Kremlin and Kyiv" in answer
    assert "leave room" in answer
    assert "hangs on what each side expects without a deal" in answer
    assert not app.warning


def test_shows_every_part_of_the_built_in_dossier(open_actors: Open) -> None:
    app = open_actors()
    assert headings(app) == [
        "All issues at a glance",
        "Profile of an actor",
        "Goals, from the floor up",
        "Pulled from both sides",
        "Readings the source keeps side by side",
        "Perceptions",
        "Trades and their price for others",
    ]
    assert len(app.get("vega_lite_chart")) == sum(spec.page == "actors" for spec in REGISTRY.values())


def test_four_files_leave_out_what_they_do_not_hold(open_actors: Open) -> None:
    app = open_actors("tests/dossiers/minimal")
    assert headings(app) == ["All issues at a glance", "Profile of an actor", "Trades and their price for others"]
    assert "Upland" in told(app)


def test_another_dossier_shows_its_own(open_actors: Open) -> None:
    app = open_actors("tests/dossiers/river")
    assert "Share of the flow" in told(app)
    assert "Kremlin" not in told(app)


def test_other_yardsticks_stand_apart_with_their_error_record(open_actors: Open) -> None:
    app = open_actors()
    (table,) = (item.value for item in app.dataframe if "yardstick" in item.value.columns)
    assert list(table["value (0–100)"].notna()) == [True] * 4
    assert "they forecast nothing" in told(app)
    assert "no model of this kind has been validated on coercive crises" in told(app)


def test_the_address_chooses_issue_and_actor(open_actors: Open) -> None:
    app = open_actors(issue="nato_enlargement", actor="thomas_graham")
    assert "missing between Kremlin and Kyiv" in told(app)
    assert "is where an assessment comes from" in told(app)
    assert "No position on any issue." in told(app)


@pytest.mark.parametrize("actor", ["kremlin", "india", "witkoff", "russian_language_media"])
def test_a_profile_says_what_an_actor_is(open_actors: Open, actor: str) -> None:
    app = open_actors(actor=actor)
    part = {
        "kremlin": "bargains for itself; nothing is agreed without it",
        "india": "is exposed to measures, and does not bargain itself",
        "witkoff": "carries messages, and does not bargain itself",
        "russian_language_media": "indicates what is said or seen, and does not bargain itself",
    }
    assert part[actor] in told(app)


def test_the_sentences_behind_a_part_are_one_click_away(open_actors: Open) -> None:
    app = open_actors(actor="kremlin")
    before = told(app)
    app.button_group(key="profile-sentences").select("Levers").run()
    assert not app.exception
    assert len(told(app)) > len(before) + 200


def test_a_partner_that_becomes_the_trader_gives_way(open_actors: Open) -> None:
    app = open_actors(trader="kremlin", partner="ukraine")
    app.selectbox(key="trader").set_value("ukraine").run()
    assert not app.exception
    assert app.selectbox(key="partner").value != "ukraine"
