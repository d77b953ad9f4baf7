"""The Workbench as a reader meets it: a sheet imported, a dossier made by hand."""

from __future__ import annotations

import pytest

from components import sheets
from components.dossier import load
from components.dossier.places import files_in
from components.model import Scenario
from tests.browser.conftest import ROOT, violations

pytestmark = pytest.mark.browser


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


def test_the_lemonade_stand_is_made_by_hand_from_nothing(open_page):
    """Somebody types two actors and one issue into the tables, and all pages show what was made."""
    screen = open_page("/workbench?tab=New+dossier")
    page = screen.page
    page.get_by_label("Title", exact=True).fill("The lemonade stand")
    write(screen, "Actors", {(0, 1): "Mia", (1, 1): "Tom"})
    write(screen, "Issues", {(0, 1): "Tom’s share", (0, 2): "nothing", (0, 3): "everything", (0, 4): "40"})
    write(screen, "Positions", {(0, 2): "25", (0, 3): "70", (0, 4): "60", (1, 2): "60", (1, 3): "50", (1, 4): "40"})
    page.get_by_text("On Tom’s share, both veto players could agree").wait_for()
    screen.settle()
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the dossier").click()
    made = load(files_in("made.zip", download.value.path().read_bytes()))
    assert [(cell.position.p50, cell.salience.p50, cell.influence.p50) for cell in made.cells] == [
        (25, 70, 60),
        (60, 50, 40),
    ]
    page.get_by_role("button", name="Open it here").click()
    page.get_by_role("button", name="Back to the first dossier").wait_for()
    screen.settle()
    screen.go("Actors")
    page.get_by_role("heading", name="What each side wants and would accept: Tom").wait_for()


def write(screen, title: str, cells: dict[tuple[int, int], str]) -> None:
    """Type into a table's cells, by row and by column as it counts them."""
    from playwright.sync_api import expect

    table = screen.page.locator(f"[class*='st-key-draft-{title}'] [data-testid=data-grid-canvas]")
    # Whichever cell comes into focus first, the table then chooses its first one.
    table.locator("td").first.focus()
    table.locator("td[aria-selected=true]").wait_for(state="attached")
    for (row, column), text in cells.items():
        cell = table.locator(f"#glide-cell-{column}-{row}")
        cell.focus()
        expect(cell).to_have_attribute("aria-selected", "true")
        screen.page.keyboard.press("Enter")
        typed = screen.page.locator(".gdg-input")
        typed.fill(text)
        typed.press("Enter")
        expect(cell).to_have_text(text)
    screen.settle()
