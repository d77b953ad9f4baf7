"""What the pages say of events, hypotheses and signposts, and what a reader may suppose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.dossier import load
from components.model import Scenario, evaluate
from components.model.hypotheses import event_shifts, watched
from tests.ui.conftest import ROOT, rows, told

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.ui.conftest import OpenApp

LATER = {"as_of": "2026-03-01"}
TAB = "What moved the forecast"


def text(app: AppTest) -> str:
    return "\n".join(str(item.value) for item in app.markdown)


def ultimatum(app: AppTest) -> AppTest:
    app.switch_page("../../pages/ultimatum.py")
    app.session_state["tab"] = TAB
    return app.run()


def test_the_briefing_names_the_two_events_that_moved_most(open_app: OpenApp) -> None:
    app = open_app(query=LATER)
    dossier = load(ROOT / "data")
    day = evaluate(dossier, Scenario()).day.replace(year=2026, month=3, day=1)
    for step in event_shifts(dossier, day)[:2]:
        assert step.event.label in text(app)
    assert "moved most by" not in text(open_app())


def test_an_answered_question_is_told_as_such(open_app: OpenApp) -> None:
    app = open_app(query=LATER)
    assert "meeting happened 15 Aug 2025" in text(app)
    assert {cell["resolved"] for cell in told(app, "strip")["cells"]} == {
        "",
        "happened 15 Aug 2025",
        "did not happen: settled 9 Aug 2025",
    }


def test_a_slider_that_follows_the_record_says_why(open_app: OpenApp) -> None:
    app = open_app(query={"as_of": "2025-11-01"})
    assert rows(app)["us_leverage"]["follows"].startswith("follows the record since 22 Oct 2025")
    assert rows(app)["battlefield_confidence"]["follows"] == "moved by what was seen since"
    assert not any(row["follows"] for row in rows(open_app()).values())


def test_weights_stand_in_a_group_of_their_own(open_app: OpenApp) -> None:
    found = rows(open_app())
    weights = {key: row for key, row in found.items() if key.startswith("weight.")}
    assert {row["group"] for row in weights.values()} == {"Readings of Moscow"}
    assert {row["group"] for key, row in found.items() if key not in weights}.isdisjoint({"Readings of Moscow"})


def test_a_signpost_is_supposed_and_taken_back(open_app: OpenApp) -> None:
    app = ultimatum(open_app(query=LATER))
    key = watched(load(ROOT / "data"), evaluate(load(ROOT / "data")).day.replace(year=2026, month=3, day=1))[0].id
    before = told(app, "strip")["cells"]
    app.multiselect(key="signposts-seen").set_value([key]).run()
    assert not app.exception
    assert told(app, "panel")["signposts"] == {key: True}
    assert told(app, "strip")["cells"] != before
    app.multiselect(key="signposts-missed").set_value([key]).run()
    assert told(app, "panel")["signposts"] == {key: False}
    assert app.multiselect(key="signposts-seen").value == []
    app.multiselect(key="signposts-missed").set_value([]).run()
    assert told(app, "strip")["cells"] == before


def test_a_link_brings_signposts_and_strange_ones_are_told(open_app: OpenApp) -> None:
    known = load(ROOT / "data").hypotheses.signposts
    app = open_app(query={"seen": f"{known[0].id}~{known[1].id}", "missed": f"{known[2].id}~no_such"})
    assert told(app, "panel")["signposts"] == {known[0].id: True, known[1].id: True, known[2].id: False}
    (warning,) = app.warning
    assert "no" in warning.value
    assert "such" in warning.value


def test_a_dossier_without_hypotheses_shows_none_of_it(open_app: OpenApp) -> None:
    app = open_app("tests/dossiers/minimal")
    assert "moved most by" not in text(app)
    assert not any(key.startswith("weight.") for key in rows(app))
