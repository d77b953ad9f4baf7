"""Every day that the calendar offers can be looked from, on every page."""

from __future__ import annotations

import pytest

from components.dossier import load
from components.ui.defaults import dates
from components.ui.navigation import PAGES
from tests.ui.conftest import ROOT, OpenApp


@pytest.mark.parametrize("end", [0, 1])
def test_every_page_opens_on_the_first_and_the_last_day(open_app: OpenApp, end: int) -> None:
    dossier = load(ROOT / "data")
    span = dates(dossier)
    assert span is not None
    app = open_app("data", {"as_of": span[end].isoformat()})
    for page in PAGES[1:]:
        app.switch_page(f"../../pages/{page.name}.py").run()
        assert not app.exception, page.name
