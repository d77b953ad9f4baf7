"""The Actors page as a reader meets it: matrix to issue, address, accessibility, phone, dark, keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
LAST = ".st-key-figure-actors_trades [data-testid=stVegaLiteChart] svg"


def violations(screen) -> list[str]:
    found = Axe().run(screen.page, context="[data-testid=stMain]").response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]}" for item in found if item["impact"] in GRAVE for node in item["nodes"]
    ]


def heading(screen) -> str:
    return screen.page.locator(".st-key-figure-actors_positions h4").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_page_is_accessible_and_fits(open_page, width, scheme):
    screen = open_page("/actors", width=width, scheme=scheme)
    screen.page.locator(LAST).wait_for()
    main = screen.page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert violations(screen) == []
    charts = screen.page.locator("[data-testid=stVegaLiteChart]")
    assert charts.count() == 7
    for chart in charts.all():
        label = chart.locator("[aria-label]").first.get_attribute("aria-label")
        assert len(label or "") > 40


def test_a_cell_of_the_matrix_opens_its_issue(open_page):
    screen = open_page("/actors?us_leverage=55")
    screen.page.locator(LAST).wait_for()
    cell = screen.page.locator(".st-key-figure-actors_matrix path[aria-label*='NATO enlargement: wants 97']")
    cell.scroll_into_view_if_needed()
    screen.settle()
    box = cell.bounding_box()
    screen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 6)
    screen.page.locator(".st-key-figure-actors_positions h4").filter(has_text="NATO enlargement").wait_for()
    screen.settle()
    assert screen.query["us_leverage"] == "55"
    again = open_page(f"/actors?{screen.page.url.partition('?')[2]}")
    assert heading(again) == heading(screen)


def test_the_issue_is_chosen_by_keyboard_too(open_page):
    screen = open_page("/actors")
    screen.page.locator(LAST).wait_for()
    before = heading(screen)
    issue = screen.page.get_by_role("combobox", name="Issue")
    issue.focus()
    issue.press("ArrowDown")
    issue.press("ArrowDown")
    issue.press("Enter")
    screen.page.wait_for_function(
        "before => document.querySelector('.st-key-figure-actors_positions h4')?.innerText !== before", arg=before
    )
    screen.settle()
    assert "issue" in screen.query


def test_a_slider_moves_the_page(open_page):
    screen = open_page("/actors")
    mark = screen.page.locator(".st-key-figure-actors_positions path[aria-label^='Kremlin: accepts']")
    before = mark.get_attribute("aria-label")
    screen.press("Kremlin confidence", *["PageDown"] * 3)
    screen.page.wait_for_function(
        "before => document.querySelector(\".st-key-figure-actors_positions path[aria-label^='Kremlin: accepts']\")"
        "?.getAttribute('aria-label') !== before",
        arg=before,
    )
    ideal = screen.page.locator(".st-key-figure-actors_positions path[aria-label^='Kremlin: wants 97']")
    assert ideal.count() == 1
