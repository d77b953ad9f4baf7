"""The shell in Streamlit's own test runner: panel, strip, scenario, notes; without a browser."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from components.dossier import load
from components.model.scenario import source_band
from components.ui.defaults import slider_default
from tests.ui.conftest import ROOT, move, rows, told

if TYPE_CHECKING:
    from components.model import Scenario

BUILT_IN = load(ROOT / "data")


def scenario_of(app) -> Scenario:
    return app.session_state["parley_state"].scenario


def test_untouched_panel_stands_at_the_source(open_app):
    app = open_app()
    assert scenario_of(app).assumptions == {}
    assert told(app, "panel")["values"] == {}
    assert set(rows(app)) == {item.id for item in BUILT_IN.assumptions}
    assert app.date_input(key="as_of").value == BUILT_IN.header.as_of


def test_moved_slider_enters_scenario_address_and_strip(open_app):
    app = open_app()
    before = told(app, "strip")["cells"]
    move(app, us_leverage=55).run()
    assert dict(scenario_of(app).assumptions) == told(app, "panel")["values"] == {"us_leverage": 55.0}
    assert app.query_params == {"us_leverage": "55"}
    after = told(app, "strip")["cells"]
    assert [cell["source"] for cell in after] == [cell["now"] for cell in before]
    assert any(cell["change"] for cell in after)
    assert not any(cell["change"] for cell in before)


def test_untouched_base_rate_follows_the_day_and_keeps_its_exact_value(open_app):
    item = BUILT_IN.assumption("deadline_enforcement")
    early = dt.date(2025, 4, 1)
    app = open_app()
    before = rows(app)[item.id]["start"]
    app.date_input(key="as_of").set_value(early).run()
    assert rows(app)[item.id]["start"] == slider_default(item, source_band(BUILT_IN, item, early)) != before
    assert item.id not in scenario_of(app).assumptions
    exact = source_band(BUILT_IN, item, early).p50
    assert app.session_state["parley_state"].scenario.band(BUILT_IN, item).p50 == exact


def test_moved_base_rate_stays_when_the_day_moves(open_app):
    app = open_app()
    move(app, deadline_enforcement=0.8).run()
    app.date_input(key="as_of").set_value(dt.date(2025, 4, 1)).run()
    assert scenario_of(app).assumptions["deadline_enforcement"] == 0.8


def test_four_files_are_enough(open_app):
    app = open_app("tests/dossiers/minimal")
    assert not rows(app)
    assert not app.sidebar.date_input
    assert not app.warning


def test_another_negotiation_brings_its_own_sliders(open_app):
    dossier = load(ROOT / "tests/dossiers/river")
    assert set(rows(open_app("tests/dossiers/river"))) == {item.id for item in dossier.assumptions}


def test_broken_dossier_lists_problems_without_a_trace(open_app, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(ROOT / "tests/dossiers/minimal", broken)
    header = broken / "dossier.yaml"
    header.write_text(header.read_text().replace("title:", "titel:"))
    app = open_app(broken)
    assert "cannot be used" in app.title[0].value
    text = "\n".join(item.value for item in app.markdown)
    assert "dossier.yaml" in text
    assert "titel" in text
    assert "**line " in text
    assert not rows(app)


def test_pages_folder_does_not_run_pages_alone(open_app):
    """Streamlit would run the page itself on this second run, without the sidebar."""
    app = open_app()
    app.switch_page("../../pages/actors.py").run()
    assert not app.exception
    assert rows(app)


def test_missing_folder_is_a_problem_not_a_trace(open_app, tmp_path):
    assert "cannot be used" in open_app(tmp_path / "nowhere").title[0].value


def test_edited_dossier_is_read_again(open_app, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "tests/dossiers/minimal", copy)
    app = open_app(copy)
    before = app.session_state["parley_state"].dossier
    header = copy / "dossier.yaml"
    header.write_text(f"{header.read_text()}\nsubtitle: Edited meanwhile\n")
    app.run()
    after = app.session_state["parley_state"].dossier
    assert after.header.subtitle == "Edited meanwhile"
    assert after.version != before.version


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"us_leverage": "abc"}, "is not a number"),
        ({"us_leverage": "nan"}, "is not a number"),
        ({"us_leverage": "101"}, "lies outside 0 to 100"),
        ({"us_leverage": "55.5"}, "is not a whole number; 55 is used"),
        ({"us_leverag": "55"}, "did you mean 'us\\_leverage'?"),
        ({"as_of": "soon"}, "is not a date"),
        ({"as_of": "20250801"}, "is not a date"),
        ({"as_of": "2025-W32-5"}, "is not a date"),
        ({"as_of": "2025-08-32"}, "is not a date"),
        ({"issue": "territory"}, "is a choice of another page"),
        ({"as_of": "1900-01-01"}, "lies outside"),
        ({"v": "00000000"}, "version 00000000"),
    ],
)
def test_bad_address_is_told_until_closed(open_app, query, told):
    app = open_app(query=query)
    assert told in app.warning[0].value
    app.run()
    assert app.warning
    app.button(key="close-address-notes").click().run()
    assert not app.warning


def test_good_address_is_silent(open_app):
    query = {"us_leverage": "55", "as_of": "2025-08-08", "v": load(ROOT / "data").version}
    assert not open_app(query=query).warning


@pytest.mark.parametrize(
    ("page", "key"),
    [("evidence", "list"), ("ultimatum", "zoom"), ("ultimatum", "soft"), ("actors", "order"), ("concessions", "view")],
)
@pytest.mark.parametrize("given", ["", "nonsense"])
def test_a_choice_is_one_of_its_options_or_told(open_app, page, key, given):
    app = open_app("tests/dossiers/river", {key: given})
    app.switch_page(f"../../pages/{page}.py").run()
    assert not app.exception
    assert "the default is shown" in app.warning[0].value


def test_address_text_cannot_speak_markdown(open_app):
    shown = open_app(query={"[press](https://example.org)": "1"}).warning[0].value
    assert "[press](" not in shown


def test_flood_of_nonsense_is_cut_short(open_app):
    shown = open_app(query={f"x{number}": "1" for number in range(100)}).warning[0].value
    assert "and 88 more" in shown
