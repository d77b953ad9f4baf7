"""Every page on a screen and on a phone: it fits, its outcomes stay in view, axe finds nothing serious."""

from __future__ import annotations

import pytest

from tests.browser.conftest import violations

pytestmark = pytest.mark.browser

CHART = ".parley-chart svg.marks"
PAGES = [
    "/?us_leverage=55",
    "/actors?tab=trades",
    "/concessions?option=whole_donbas_with_exchanges&tab=Side+by+side&own=kherson~ukraine",
    "/ultimatum?as_of=2025-07-29",
    "/assumptions?analysis=deal_space&output=p_ceasefire",
    "/evidence?ref=P20.S2",
]

OUTSIDE = """() => [...document.querySelectorAll(".parley-chart svg.marks")].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < frame.left - 3 || box.right > frame.right + 3);
    }).map(text => text.textContent);
})"""
"""Texts of charts that are cut by an edge; a map goes on beyond its own."""

SPOKEN = """all => all.map(svg => {
    const labels = [...svg.querySelectorAll("[aria-label]"), svg].map(one => one.getAttribute("aria-label") || "");
    return Math.max(...labels.map(label => label.length));
})"""

FIRST_CHART = 180
"""Pixels from the top at which a page's first chart begins at the latest."""
LONGEST = {"": 1800, "actors": 2250, "concessions": 1800, "ultimatum": 2250, "assumptions": 1800, "evidence": 2250}
"""Height of a page in pixels before anything is opened: its target in screens of 900, and half a screen."""
DRAWN = 0.6
"""Least share of a page below its header that draws values: charts with their heads, and the outcome strip."""

LAYOUT = """() => {
    const size = node => node.getBoundingClientRect();
    const all = (within, what) => [...within.querySelectorAll(what)];
    const area = node => size(node).width * size(node).height;
    const main = document.querySelector("[data-testid=stMain]");
    const block = document.querySelector("[data-testid=stMainBlockContainer]");
    const strip = document.querySelector(".st-key-strip");
    const heads = all(block, "[class*=st-key-figure-] [data-testid=stMarkdown]:has(h4)");
    const charts = all(block, ".parley-chart");
    const edge = parseFloat(getComputedStyle(block).paddingBottom);
    const whole = size(strip).width * (main.scrollHeight - edge - size(strip).top);
    const drawn = [strip, ...heads, ...charts].reduce((sum, node) => sum + area(node), 0);
    return {height: main.scrollHeight, first: size(charts[0]).top, share: drawn / whole};
}"""
"""Height, where the first chart begins, and the share of what draws values; measured before anything is scrolled."""


@pytest.mark.parametrize("page", LONGEST)
def test_charts_lead_a_page_that_is_short(open_page, page):
    screen = open_page(f"/{page}")
    screen.page.set_viewport_size({"width": 1400, "height": 900})
    screen.page.locator(CHART).last.wait_for()
    screen.settle()
    found = screen.page.evaluate(LAYOUT)
    assert found["height"] <= LONGEST[page]
    assert found["first"] <= FIRST_CHART
    assert found["share"] >= DRAWN
    # Between a desk and a phone no chart loses words either.
    screen.page.set_viewport_size({"width": 1120, "height": 900})
    screen.settle()
    if page != "concessions":
        assert screen.page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_and_can_be_read_by_everybody(open_page, path, width, scheme):
    screen = open_page(path, width=width, scheme=scheme)
    page, main = screen.page, screen.page.get_by_test_id("stMain")
    page.locator(CHART).last.wait_for()
    screen.settle()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    # The text alternative of a chart is a sentence, whatever single marks say.
    assert min(page.locator(CHART).evaluate_all(SPOKEN)) > 60
    if "concessions" not in path:
        assert page.evaluate(OUTSIDE) == []
    strip = page.get_by_role("list", name="Outcomes now, against the source")
    if width > 700:
        assert page.locator(".st-key-header").bounding_box()["height"] <= 90
        assert strip.bounding_box()["height"] <= 72
    main.evaluate("main => main.scrollTo(0, main.scrollHeight)")
    assert 0 < strip.bounding_box()["y"] < 100
