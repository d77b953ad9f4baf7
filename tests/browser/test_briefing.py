"""The Briefing as a reader meets it: links, print, pack; and the report it sends along, offline."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

from components.dossier import load
from components.exports.report import to_report
from components.exports.stamp import stamp_of
from components.figures import Context, build
from components.model import Scenario, evaluate
from tests.browser.conftest import PATIENCE, ROOT, violations

pytestmark = pytest.mark.browser


def test_a_link_to_another_page_keeps_what_is_assumed(open_page):
    screen = open_page("/?battlefield_confidence=0")
    screen.go("Actors")
    assert screen.query["battlefield_confidence"] == "0"


def test_it_prints_on_one_page(open_page):
    screen = open_page("/?us_leverage=55&alignment=60")
    screen.page.locator(".parley-chart svg").last.wait_for()
    pages = PdfReader(io.BytesIO(screen.page.pdf(format="A4", print_background=True))).pages
    assert len(pages) == 1
    text = re.sub(r"\s+", "", pages[0].extract_text())
    assert "Whatwouldchangetheanswer" in text
    assert "Makethebriefingpack" not in text


def test_the_pack_is_made_while_the_page_stays_usable(open_page):
    screen = open_page("/", dossier="tests/dossiers/minimal")
    screen.page.get_by_role("button", name="Make the briefing pack").click()
    screen.page.get_by_role("progressbar").wait_for()
    button = screen.page.get_by_role("button", name="Download the pack")
    # The command line starts anew beside the server: the longest work there is.
    button.wait_for(timeout=5 * PATIENCE)
    with screen.page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename.endswith(".zip")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert {"README.txt", "report.html", "scenario.yaml", "slides.pptx"} <= set(archive.namelist())


@pytest.fixture
def report(browser, tmp_path):
    """Open a report without network; afterwards fail on anything the browser complained about."""
    dossier, scenario = load(ROOT / "data"), Scenario({"us_leverage": 55.0})
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    figures = [(figure, stamp_of(context, figure)) for figure in (build("outcome_fan", context),)]
    path = tmp_path / "report.html"
    path.write_text(to_report(context, figures), encoding="utf-8")
    session = browser.new_context(offline=True, viewport={"width": 390, "height": 800})
    page = session.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_function("() => document.documentElement.dataset.drawn")
    yield page, context
    assert errors == []
    session.close()


def test_report_keeps_tooltips_tables_theme_and_access(report):
    page, _ = report
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, "main") == []
    page.get_by_text("Data", exact=True).click()
    assert page.locator("#outcome_fan table tr").count() > 10
    page.get_by_role("button", name="Dark colours").click()
    page.wait_for_function("() => document.documentElement.dataset.drawn === 'dark'")
    assert violations(page, "main") == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 17, 23)"
