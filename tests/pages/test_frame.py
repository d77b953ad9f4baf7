"""What stands around every chart, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import charts

if TYPE_CHECKING:
    from tests.ui.conftest import OpenApp

FIGURE = "figure-tornado"


def opened(open_app: OpenApp, entry: str = ""):
    app = open_app("tests/dossiers/river")
    app.switch_page("../../pages/assumptions.py").run()
    if entry:
        app.session_state[f"{FIGURE}-open"] = entry
        app.run()
    assert not app.exception
    return app


def test_the_citation_stands_once_on_a_page(open_app: OpenApp) -> None:
    app = opened(open_app)
    assert len(charts(app)) > 1
    assert sum("Source\\: " in item.value for item in app.main.markdown) == 1


def test_nothing_behind_a_figure_is_built_before_it_is_opened(open_app: OpenApp) -> None:
    app = opened(open_app)
    assert not app.get("download_button")
    assert not any(item.key == f"{FIGURE}-close" for item in app.button)


@pytest.mark.parametrize(
    ("entry", "kind"),
    [("Table", "dataframe"), ("Text", "markdown"), ("Evidence", "markdown"), ("Share", "code")],
)
def test_what_is_opened_stands_below_and_closes(open_app: OpenApp, entry: str, kind: str) -> None:
    before = len(opened(open_app).get(kind))
    app = opened(open_app, entry)
    assert len(app.get(kind)) > before
    app.button(key=f"{FIGURE}-close").click().run()
    assert len(app.get(kind)) == before


def test_every_format_is_offered_once_files_are_asked_for(open_app: OpenApp) -> None:
    app = opened(open_app, "Export")
    assert len(app.get("download_button")) >= 6
