"""Address, head and pages as a browser sees them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

LEVERAGE = "US leverage over Moscow"


def test_moved_slider_travels_in_the_address(open_page):
    screen = open_page()
    assert screen.query == {}
    screen.press(LEVERAGE, "ArrowRight", "ArrowRight")
    assert screen.query == {"us_leverage": "37"}
    other = open_page(f"/?{screen.page.url.partition('?')[2]}")
    assert other.value(LEVERAGE) == 37
    other.page.get_by_text(re.compile(r"^1 of \d+ assumptions differ")).wait_for()


def test_first_deep_link_of_a_process_runs_the_whole_app(open_page, tmp_path):
    """The first run in a process is the one that Streamlit's older pages/ mechanism would take."""
    link = tmp_path / "dossier"
    link.symlink_to(ROOT / "data")
    screen = open_page("/actors?us_leverage=55", dossier=link)
    assert screen.value(LEVERAGE) == 55


def test_changing_pages_keeps_the_assumptions(open_page):
    screen = open_page("/?us_leverage=55&as_of=2025-08-07")
    links = screen.page.get_by_test_id("stTopNavLink")
    if links.count() < 2:
        pytest.skip("only one page yet")
    for title in [*links.all_inner_texts()][::-1]:
        screen.go(title.split("\n")[-1])
        assert screen.query == {"us_leverage": "55", "as_of": "2025-08-07"}
        assert screen.value(LEVERAGE) == 55


def test_reset_clears_the_address(open_page):
    screen = open_page("/?us_leverage=55&as_of=2025-08-07&settlement_years=4.5")
    screen.page.get_by_role("button", name="Back to the source’s values").click()
    screen.settle()
    assert screen.query == {}
    assert screen.value(LEVERAGE) == 35
    assert screen.page.get_by_role("button", name="Back to the source’s values").is_disabled()


def test_sidebar_opens_on_a_phone(open_page):
    screen = open_page(width=390)
    screen.page.get_by_test_id("stExpandSidebarButton").click()
    handle = screen.slider(LEVERAGE)
    handle.scroll_into_view_if_needed()
    box = screen.page.get_by_role("group", name=LEVERAGE).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


DRAWN = """() => [...document.querySelectorAll(".parley-chart svg.marks")].map(svg => svg.outerHTML
    .replace(/ (id|clip-path)="[^"]*"/g, "")
    .replace(/-?\\d+\\.\\d+/g, number => Number(number).toFixed(2)))"""
"""What each chart shows; names that Vega counts up, and digits nobody sees, left out."""


@pytest.mark.parametrize("path", ["/", "/actors", "/concessions", "/ultimatum"])
def test_charts_whose_marks_were_moved_show_what_new_ones_would(open_page, path):
    screen = open_page(path)
    before = screen.page.evaluate(DRAWN)
    screen.press("US leverage over Moscow", "End")
    moved = screen.page.evaluate(DRAWN)
    assert moved != before
    again = open_page(f"{path}?{urlsplit(screen.page.url).query}")
    assert again.page.evaluate(DRAWN) == moved
