from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from components.figures import REGISTRY
from tests.ui.conftest import figures

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.ui.conftest import OpenApp

PAGE = "../../pages/concessions.py"


def texts(app: AppTest) -> str:
    return "\n".join(item.value for item in app.markdown)


def opened(app: AppTest, tab: str) -> AppTest:
    """Open one of the page's tabs."""
    app.session_state["tab"] = tab
    return app.run()


def test_page_opens_with_its_question_and_an_answer(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    assert not app.exception
    assert app.title[0].value.endswith("?")
    assert "comes closest" in texts(app)
    # The option that changes most, said at once.
    assert app.radio(key="option").value == "whole_donbas_with_exchanges"
    assert "pass from Ukraine's to Russia's control" in texts(app)


def test_only_the_open_tab_is_built(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    first = {"concessions_map", "concessions_acceptance", "concessions_ledger"}
    assert figures(app) == first
    assert figures(opened(app, "Nearest deal")) == first - {"concessions_ledger"} | {"nearest_deal"}
    shown = first.union(*(figures(opened(app, tab)) for tab in ("History", "Nearest deal")))
    assert not app.exception
    assert shown == {name for name, spec in REGISTRY.items() if spec.page == "concessions"}


def test_readings_are_offered_only_where_there_are_any(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    app.selectbox(key="reading").select("B").run()
    assert not app.exception
    assert "Reading B" in texts(app)
    app.radio(key="option").set_value("occupied_parts_of_four").run()
    assert not app.exception
    assert "reading" not in [item.key for item in app.selectbox]


def test_two_options_stand_side_by_side(open_app: OpenApp) -> None:
    app = opened(open_app().switch_page(PAGE).run(), "Side by side")
    app.selectbox(key="compare").select("whole_donbas_with_exchanges:B").run()
    assert not app.exception
    assert "Reading B" in texts(app)
    # What one sets and the other leaves open.
    assert "Kherson: not stated" in texts(app)
    assert "Kherson: the whole to Ukraine's control" in texts(app)


def test_changing_the_view_keeps_the_option(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    app.radio(key="option").set_value("occupied_parts_of_four").run()
    app.segmented_control(key="view").set_value("donetsk").run()
    assert not app.exception
    assert app.radio(key="option").value == "occupied_parts_of_four"


def test_a_switch_makes_an_own_option_of_the_one_shown(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    assert app.segmented_control(key="own-region-donetsk").value == "russia"
    app.segmented_control(key="own-region-kherson").set_value("ukraine").run()
    assert not app.exception
    assert app.radio(key="option").value == "own"
    land = "donetsk~russia~luhansk~russia~zaporizhzhia~not_stated~kherson~ukraine"
    assert app.text_input(key="own").value == f"{land}~territory~60"
    assert "pass from Russia's to Ukraine's control" in texts(app)
    # Another option is shown as it is, and the own one stays.
    app.radio(key="option").set_value("occupied_parts_of_four").run()
    assert app.segmented_control(key="own-region-kherson").value == "line_of_control"
    assert app.text_input(key="own").value == f"{land}~territory~60"


def test_name_and_issues_of_the_own_option_are_set_by_widgets(open_app: OpenApp) -> None:
    app = open_app(query={"own": "kherson~ukraine"}).switch_page(PAGE).run()
    app.text_input(key="own-name").input("Mine").run()
    app.multiselect(key="own-issues").select("territory").run()
    assert not app.exception
    assert app.text_input(key="own").value == "kherson~ukraine~territory~50~Mine"
    assert app.radio(key="option").value == "own"
    assert "Mine" in texts(app)


def test_without_an_own_option_the_page_shows_its_own_choice_again(open_app: OpenApp) -> None:
    app = open_app().switch_page(PAGE).run()
    app.segmented_control(key="own-region-kherson").set_value("ukraine").run()
    app.button(key="own-clear").click().run()
    assert not app.exception
    assert app.text_input(key="own").value == ""
    assert app.radio(key="option").value == "whole_donbas_with_exchanges"


def test_the_nearest_deal_is_taken_over_as_an_own_option(open_app: OpenApp) -> None:
    app = opened(open_app().switch_page(PAGE).run(), "Nearest deal")
    app.button(key="own-nearest").click().run()
    assert not app.exception
    assert app.radio(key="option").value == "own"
    assert "~nato_enlargement~97~" in app.text_input(key="own").value
    assert app.slider(key="own-issue-nato_enlargement").value == 97
    assert "Where a deal would be least far: nothing changes hands" not in texts(app)


@pytest.mark.parametrize("dossier", ["tests/dossiers/river"])
def test_other_regions_work(open_app: OpenApp, dossier: str) -> None:
    app = open_app(dossier).switch_page(PAGE).run()
    assert not app.exception
    assert figures(app) == {"concessions_map", "concessions_acceptance", "concessions_ledger"}


def test_before_any_control_figure_the_page_says_so(open_app: OpenApp) -> None:
    app = open_app("tests/dossiers/river", {"as_of": "2031-03-15"}).switch_page(PAGE).run()
    assert not app.exception
    said = "no control figure is known on or before 15 Mar 2031"
    assert [item.value for item in app.info if said in item.value]
    assert [item.value for item in opened(app, "History").info if said in item.value]
