"""The Workbench as a reader meets it: a sheet imported, a dossier made by hand."""

from __future__ import annotations

import pytest

from components import sheets
from components.dossier import load
from components.dossier.places import files_in
from components.model import Scenario
from tests.browser.conftest import ROOT, violations

pytestmark = pytest.mark.browser

ROW = 35
"""Height of a row of a table to write in, in pixels; its first row is the heading."""


def test_a_sheet_is_imported(open_page, tmp_path):
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(sheets.write(load(ROOT / "data"), Scenario({"us_leverage": 80})))
    screen = open_page("/workbench")
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Download the sheet").click()
    assert download.value.suggested_filename == "the-august-ultimatum.xlsx"
    screen.page.locator("input[type=file]").set_input_files(sheet)
    screen.page.get_by_role("heading", name="1 difference").wait_for()
    screen.settle()
    assert violations(screen.page) == []
    screen.page.get_by_role("button", name="Apply as scenario").click()
    screen.page.wait_for_url("**us_leverage=80**")
    screen.settle()
    assert screen.value("US leverage") == 80


def test_a_dossier_is_made_by_hand(open_page):
    """From the example on: a number is typed into a table, the drawing follows, and all pages show what was made."""
    screen = open_page("/workbench?tab=New+dossier")
    page = screen.page
    page.get_by_role("button", name="Fill in an example").click()
    page.get_by_text("both veto players").first.wait_for()
    screen.settle()
    assert violations(page) == []
    table = page.locator("[class*='st-key-draft-Positions'] [data-testid=data-grid-canvas]")
    table.scroll_into_view_if_needed()
    typed = table.locator("td", has_text="31")
    for _ in range(5):
        # On a busy machine a key can come before the table is ready to take it.
        box = table.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 1.5 * ROW)
        screen.settle()
        page.keyboard.type("31", delay=50)
        page.keyboard.press("Enter")
        screen.settle()
        if typed.count():
            break
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the dossier").click()
    made = load(files_in("made.zip", download.value.path().read_bytes()))
    assert made.cells[0].position.p50 == 31
    page.get_by_role("button", name="Open it here").click()
    page.get_by_role("button", name="Back to the first dossier").wait_for()
    screen.settle()
    screen.go("Actors")
    page.get_by_role("heading", name="What each side wants and would accept: Tom").wait_for()
