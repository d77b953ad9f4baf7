"""The Workbench as a reader meets it: a sheet imported, the lemonade stand made by hand."""

from __future__ import annotations

import pytest

from components import sheets
from components.dossier import load
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


def test_the_lemonade_stand_is_made_by_hand(open_page):
    screen = open_page("/workbench?tab=New+dossier")
    page = screen.page
    page.get_by_label("Title").fill("Lemonade")
    page.get_by_label("Title").press("Enter")
    screen.settle()
    write(screen, "Actors", 1, 0.2, "Mia")
    write(screen, "Actors", 2, 0.2, "Tom")
    write(screen, "Issues", 1, 0.2, "Share", "Mia keeps all", "all to Tom", "40")
    write(screen, "Positions", 1, 0.5, "20", "60", "50")
    write(screen, "Positions", 2, 0.5, "70", "60", "50")
    page.get_by_text("both veto players").first.wait_for()
    screen.settle()
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the dossier").click()
    assert load(download.value.path().rename(download.value.path().with_suffix(".zip"))).header.title == "Lemonade"
    page.get_by_role("button", name="Open it here").click()
    page.get_by_role("button", name="Back to the first dossier").wait_for()
    screen.settle()
    screen.go("Actors")
    page.get_by_role("heading", name="What each side wants and would accept: Share").wait_for()


def write(screen, title: str, row: int, share: float, *words: str) -> None:
    """Type into a row of a table, from the cell at a share of its width on; a row below the last one is added."""
    table = screen.page.locator(f"[class*='st-key-draft-{title}'] [data-testid=data-grid-canvas]")
    table.scroll_into_view_if_needed()
    chosen = table.locator(f"td[aria-selected=true][id$='-{row - 1}']")
    for _ in range(5):
        # What stands above may still be growing.
        box = table.bounding_box()
        screen.page.mouse.click(box["x"] + share * box["width"], box["y"] + ROW * row + ROW / 2)
        screen.settle()
        if chosen.count():
            break
    for text in words:
        screen.settle()
        cell = table.locator(f"#{chosen.get_attribute('id')}")
        screen.page.keyboard.type(text, delay=50)
        screen.page.keyboard.press("Tab")
        cell.filter(has_text=text).wait_for(state="attached")
        if text != words[-1]:
            # Under load the hand moves on a while after the word was taken.
            cell.and_(table.locator("[aria-selected=false]")).wait_for(state="attached")
    screen.settle()
