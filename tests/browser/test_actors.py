"""The Actors page as a reader meets it: from the matrix to an issue."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

TITLE = ".st-key-figure-actors_positions h4"


def test_a_cell_of_the_matrix_opens_its_issue(open_page):
    screen = open_page("/actors?us_leverage=55")
    cell = screen.page.locator(".st-key-figure-actors_matrix path[aria-label*='NATO enlargement: wants 97']")
    cell.scroll_into_view_if_needed()
    screen.settle()
    box = cell.bounding_box()
    screen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 6)
    screen.page.locator(TITLE).filter(has_text="NATO enlargement").wait_for()
    screen.settle()
    assert screen.query["us_leverage"] == "55"
    again = open_page(f"/actors?{screen.page.url.partition('?')[2]}")
    assert again.page.locator(TITLE).inner_text() == screen.page.locator(TITLE).inner_text()
