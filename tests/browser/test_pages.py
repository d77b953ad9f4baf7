"""Every page on a screen and on a phone: it fits, its outcomes stay in view, axe finds nothing serious."""

from __future__ import annotations

import pytest

from tests.browser.conftest import violations

pytestmark = pytest.mark.browser

CHART = "[data-testid=stVegaLiteChart] svg.marks"
PAGES = [
    "/?us_leverage=55",
    "/actors?tab=trades",
    "/concessions?option=whole_donbas_with_exchanges&tab=Side+by+side&own=kherson~ukraine",
    "/ultimatum?as_of=2025-07-29",
    "/assumptions?analysis=deal_space&output=p_ceasefire",
    "/evidence?ref=P20.S2",
]

OUTSIDE = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg.marks")].flatMap(svg => {
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
