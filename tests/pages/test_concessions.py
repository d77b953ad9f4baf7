from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from components.figures import REGISTRY
from tests.ui.conftest import open_app  # noqa: F401 - the fixture

if TYPE_CHECKING:
    from tests.ui.conftest import OpenApp

PAGE = "pages/concessions.py"


def texts(app: object) -> str:
    return "\n".join(item.value for item in app.markdown)  # type: ignore[attr-defined]


def test_page_opens_with_its_question_and_an_answer(open_app: OpenApp) -> None:  # noqa: F811
    app = open_app().switch_page(PAGE).run()
    assert not app.exception
    assert app.title[0].value.endswith("?")
    assert "comes closest" in texts(app)
    assert "returns nothing" in texts(app)
    assert len(app.get("vega_lite_chart")) == sum(spec.page == "concessions" for spec in REGISTRY.values())


def test_readings_are_offered_only_where_there_are_any(open_app: OpenApp) -> None:  # noqa: F811
    app = open_app().switch_page(PAGE).run()
    assert not [item for item in app.button_group if item.label == "Reading"]
    app.selectbox(key="option").select("whole_donbas_with_exchanges").run()
    assert not app.exception
    assert "Reading" in [item.label for item in app.button_group]


def test_two_options_stand_side_by_side(open_app: OpenApp) -> None:  # noqa: F811
    app = open_app().switch_page(PAGE).run()
    app.selectbox(key="compare").select("whole_donbas_with_exchanges:B").run()
    assert not app.exception
    assert "What sets them apart" in texts(app)


def test_changing_the_view_keeps_the_option(open_app: OpenApp) -> None:  # noqa: F811
    app = open_app().switch_page(PAGE).run()
    app.selectbox(key="option").select("whole_donbas_with_exchanges").run()
    app.segmented_control(key="view").set_value("donetsk").run()
    assert not app.exception
    assert app.selectbox(key="option").value == "whole_donbas_with_exchanges"


def test_own_option_is_set_by_widgets(open_app: OpenApp) -> None:  # noqa: F811
    app = open_app().switch_page(PAGE).run()
    app.selectbox(key="own-region-kherson").select("ukraine").run()
    app.text_input(key="own-name").input("Mine").run()
    app.multiselect(key="own-issues").select("territory").run()
    assert not app.exception
    assert app.text_input(key="own").value == "kherson~ukraine~territory~50~Mine"
    app.selectbox(key="option").select("own").run()
    assert not app.exception
    assert "Mine" in texts(app)


def test_the_nearest_deal_is_taken_over_as_an_own_option(open_app: OpenApp) -> None:  # noqa: F811
    app = open_app().switch_page(PAGE).run()
    app.button(key="own-nearest").click().run()
    assert not app.exception
    assert app.selectbox(key="option").value == "own"
    assert "~nato_enlargement~97~" in app.text_input(key="own").value
    assert app.slider(key="own-issue-nato_enlargement").value == 97
    assert "Where a deal would be least far: nothing changes hands" not in texts(app)
    app.button(key="own-clear").click().run()
    assert not app.exception
    assert app.text_input(key="own").value == ""


@pytest.mark.parametrize("dossier", ["tests/dossiers/river"])
def test_other_regions_work(open_app: OpenApp, dossier: str) -> None:  # noqa: F811
    app = open_app(dossier).switch_page(PAGE).run()
    assert not app.exception
    assert len(app.get("vega_lite_chart")) == sum(spec.page == "concessions" for spec in REGISTRY.values())


def test_before_any_control_figure_the_page_says_so(open_app: OpenApp) -> None:  # noqa: F811
    app = open_app("tests/dossiers/river", {"as_of": "2031-03-15"}).switch_page(PAGE).run()
    assert not app.exception
    told = [item.value for item in app.info if "no control figure is known on or before 15 Mar 2031" in item.value]
    assert len(told) == 2
