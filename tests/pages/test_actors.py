"""The Actors page as it runs, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.figures import REGISTRY
from components.ui.assumed import CELLS
from tests.app import app as new
from tests.ui.conftest import charts
from tests.ui.conftest import told as component

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def open_actors(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page on a dossier, as a browser would with this query."""

    def opened(dossier: str = "data", **query: str) -> AppTest:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        app = new(query).run()
        app.switch_page("../../pages/actors.py").run()
        assert not app.exception
        return app

    return opened


def told(app: AppTest) -> str:
    return "\n".join(item.value for item in app.markdown).replace("\\", "")


def parts(app: AppTest) -> list[str]:
    return [tab.label for tab in app.tabs]


def test_answers_its_question_first(open_actors: Open) -> None:
    app = open_actors()
    assert app.title[0].value == "Who wants what, and where is there room?"
    answer = app.main.markdown[1].value
    assert "leave no room between Kremlin and Kyiv" in answer
    assert "hangs on what each expects without a deal" in answer
    assert not app.warning


def test_shows_every_part_of_the_built_in_dossier(open_actors: Open) -> None:
    shown = []
    app = open_actors()
    titles = ["Goals and pulls", "Profile", "Leverage poles", "Perceptions", "Trades", "Other yardsticks"]
    assert parts(app) == titles
    for title in titles:
        app.session_state["tab"] = title
        app.run()
        assert not app.exception
        shown.append(len(charts(app)) - 2)
    # Two stand above the parts; only the part that is open is built.
    assert shown == [2, 0, 1, 1, 1, 0]
    assert 2 + sum(shown) == sum(spec.page == "actors" for spec in REGISTRY.values())


def test_four_files_leave_out_what_they_do_not_hold(open_actors: Open) -> None:
    app = open_actors("tests/dossiers/minimal")
    assert parts(app) == ["Profile", "Trades", "Other yardsticks"]
    assert "Upland" in told(app)


def test_each_issue_says_whether_it_leaves_room(open_actors: Open) -> None:
    app = open_actors()
    issues = app.radio(key="issue")
    said = issues.proto.captions
    assert len(said) == len(issues.options)
    assert {text[0] for text in said} == {"●", "✕"}


def test_the_card_stands_for_actor_and_issue(open_actors: Open) -> None:
    app = open_actors(issue="nato_enlargement", actor="kremlin")
    assert "- wants: **97 (88–99)**" in told(app)


def test_another_dossier_shows_its_own(open_actors: Open) -> None:
    app = open_actors("tests/dossiers/river")
    assert "Share of the flow" in told(app)
    assert "Kremlin" not in told(app)


def test_other_yardsticks_stand_apart_with_their_error_record(open_actors: Open) -> None:
    app = open_actors(tab="yardsticks")
    (table,) = (item.value for item in app.dataframe if "yardstick" in item.value.columns)
    assert list(table["value (0–100)"].notna()) == [True] * 4
    assert "they forecast nothing" in told(app)
    assert "no model of this kind has been validated on coercive crises" in told(app)


def test_the_address_chooses_issue_and_actor(open_actors: Open) -> None:
    app = open_actors(issue="nato_enlargement", actor="thomas_graham", tab="profile")
    assert app.radio(key="issue").value == "nato_enlargement"
    assert "What each side wants and would accept: NATO enlargement" in told(app)
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
    app = open_actors(actor="kremlin", tab="profile")
    before = told(app)
    app.button_group(key="profile-sentences").select("Levers").run()
    assert not app.exception
    assert len(told(app)) > len(before) + 200


def test_a_partner_that_becomes_the_trader_gives_way(open_actors: Open) -> None:
    app = open_actors(trader="kremlin", partner="ukraine", tab="trades")
    app.selectbox(key="trader").set_value("ukraine").run()
    assert not app.exception
    assert app.selectbox(key="partner").value != "ukraine"


def outcomes(app: AppTest) -> list[str]:
    return [cell["number"] for cell in component(app, "strip")["cells"]]


def positions(app: AppTest) -> str:
    return json.dumps(charts(app)[0])


def test_adjusting_opens_a_table_and_handles(open_actors: Open) -> None:
    app = open_actors(issue="territory")
    assert not component(app, "handles")
    app.toggle(key="adjust").set_value(True).run()
    assert not app.exception
    assert len(component(app, "handles")["handles"]) == 8
    assert {"wants 97", "wants 8"} <= {f"wants {value:.0f}" for value in table_of(app)["position"]}


def table_of(app: AppTest):
    return next(item.value for item in app.dataframe if "position" in item.value.columns)


def test_an_adjusted_cell_moves_strip_figure_address_and_link_back(open_actors: Open) -> None:
    app = open_actors(issue="territory")
    app.toggle(key="adjust").set_value(True).run()
    before, drawn = outcomes(app), positions(app)
    app.session_state[CELLS] = {"kremlin.territory.position": 40.0}
    app.run()
    assert not app.exception
    assert outcomes(app) != before
    assert "wants 40 (source 97)" in positions(app)
    assert table_of(app)["adjusted"].iloc[0] == "wants 97 → 40"
    assert app.query_params["kremlin.territory.position"] == "40"
    app.button(key="adjust-reset").click().run()
    assert not app.exception
    assert (outcomes(app), positions(app)) == (before, drawn)
    assert "kremlin.territory.position" not in app.query_params


def test_a_link_brings_cells_and_says_what_does_not_fit(open_actors: Open) -> None:
    app = open_actors(**{"issue": "territory", "kremlin.territory.position": "40", "ukraine.territory.position": "x"})
    assert "wants 40 (source 97)" in positions(app)
    assert component(app, "panel")["cells"] == {"kremlin.territory.position": 40}
    assert "is no number from 0 to 100" in app.warning[0].value


def test_a_dossier_without_assumptions_can_be_adjusted_and_undone(open_actors: Open) -> None:
    app = open_actors("tests/dossiers/minimal")
    app.toggle(key="adjust").set_value(True).run()
    app.session_state[CELLS] = {"upland.share.position": 10.0}
    app.run()
    assert not app.exception
    assert component(app, "panel")["cells"] == {"upland.share.position": 10}
