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


def test_bad_values_are_dropped_and_told(open_page):
    screen = open_page("/?us_leverage=abc&horizon_months=99&nonsense=1&as_of=1900-01-01&v=00000000")
    told = screen.page.get_by_test_id("stAlert").inner_text()
    for words in ("us_leverage = abc", "horizon_months = 99", "nonsense", "1900-01-01", "version 00000000"):
        assert words in told
    assert screen.value(LEVERAGE) == 35
    assert not {"us_leverage", "horizon_months", "as_of"} & set(screen.query)


def test_untouched_default_follows_the_day(open_page):
    label = "Chance that Washington enforces an announced deadline"
    now, then = open_page(), open_page("/?as_of=2025-04-01")
    assert now.value(label) != then.value(label)
    assert then.query == {"as_of": "2025-04-01"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_nothing_is_wider_than_the_screen(open_page, width, scheme):
    screen = open_page("/?us_leverage=55", width=width, scheme=scheme)
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
    main = screen.page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize("path", ["/", "/actors", "/concessions", "/ultimatum", "/assumptions", "/evidence"])
def test_the_outcomes_stay_in_view(open_page, path):
    screen = open_page(path)
    strip = screen.page.get_by_role("list", name="Outcomes now, against the source")
    head = screen.page.locator(".st-key-header").bounding_box()
    assert head["height"] <= 90
    assert strip.bounding_box()["height"] <= 72
    screen.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    assert 0 < strip.bounding_box()["y"] < 100


def test_sidebar_opens_on_a_phone(open_page):
    screen = open_page(width=390)
    screen.page.get_by_test_id("stExpandSidebarButton").click()
    handle = screen.slider(LEVERAGE)
    handle.scroll_into_view_if_needed()
    box = screen.page.get_by_role("group", name=LEVERAGE).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_broken_dossier_is_explained(open_page, tmp_path):
    (tmp_path / "dossier.yaml").write_text("titel: Oops\n")
    screen = open_page(dossier=tmp_path)
    text = screen.page.get_by_test_id("stMain").inner_text()
    assert "dossier.yaml" in text
    assert "titel" in text


def test_panel_and_page_agree(open_page):
    """Moved quickly, slider, mark and page end at the same value."""
    screen = open_page("/ultimatum?us_leverage=50")
    screen.press("US leverage over Moscow", *["ArrowRight"] * 8)
    assert screen.value("US leverage over Moscow") == 58
    assert screen.query["us_leverage"] == "58"
    screen.page.get_by_text(re.compile(r"^1 of \d+ assumptions differ from the source")).wait_for()
    screen.page.get_by_text("US leverage 35 → 58").first.wait_for()


DRAWN = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg.marks")].map(svg => svg.outerHTML
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


OUTSIDE = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg.marks")].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < frame.left - 3 || box.right > frame.right + 3);
    }).map(text => text.textContent);
})"""


@pytest.mark.parametrize("path", ["/", "/actors", "/ultimatum", "/assumptions?analysis=deal_space"])
def test_no_text_of_a_chart_is_cut_by_its_edge_on_a_phone(open_page, path):
    screen = open_page(path, width=390)
    screen.page.locator("[data-testid=stVegaLiteChart] svg.marks").last.wait_for()
    screen.settle()
    assert screen.page.evaluate(OUTSIDE) == []
