"""What a dossier's texts can do in a browser: nothing. What a browser's translation does to the page: no harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.dossier import load
from components.ui.navigation import PAGES
from tests.hostile.texts import poisoned

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
LINKED = """() => [...document.querySelectorAll("a[href], img[src], iframe[src]")].map(node => node.href || node.src)"""


def test_no_text_of_a_dossier_makes_a_link_or_a_request(open_page, tmp_path):
    """The fixture fails where anything is asked for elsewhere."""
    folder = poisoned(ROOT / "data", tmp_path / "data")
    sources = {source.url for source in load(folder).evidence.sources}
    screen, unfolded = open_page(dossier=folder), 0
    for page in PAGES:
        screen.go(page.title)
        for folded in screen.page.locator("[class*='st-key-fold-'] summary").all():
            folded.click()
            screen.settle()
            unfolded += 1
        assert screen.page.get_by_text("evil.example").first.is_visible()
        found = screen.page.evaluate(LINKED)
        strange = {url for url in found if not re.match(r"http://127\.0\.0\.1|data:|blob:", url)}
        assert strange <= sources
        for file in screen.page.get_by_role("button", name="Download as CSV").all():
            assert not file.is_visible(), "a table's own toolbar writes raw cells"
    assert unfolded


TRANSLATE = """() => {
    const wrap = root => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
        while (walker.nextNode()) found.push(walker.currentNode);
        for (const text of found) {
            const parent = text.parentElement;
            if (!text.data.trim() || !parent || parent.closest("[translate=no], script, style, svg")) continue;
            const outer = document.createElement("font"), inner = document.createElement("font");
            inner.textContent = text.data.replace(/[a-z]+/gi, word => `${word}o`);
            outer.append(inner);
            parent.replaceChild(outer, text);
        }
        root.querySelectorAll("*").forEach(node => node.shadowRoot && wrap(node.shadowRoot));
    };
    wrap(document.body);
    return document.querySelectorAll("font").length;
}"""
"""What a browser's translation does: each text becomes two elements, and what the page's scripts held is gone."""


@pytest.mark.parametrize("path", ["/", "/actors", "/concessions", "/ultimatum", "/assumptions"])
def test_a_translated_page_still_follows_its_sliders(open_page, path):
    screen = open_page(path)
    screen.settle()
    label = "US leverage over Moscow"
    strip = screen.page.get_by_role("list", name="Outcomes now, against the source")
    before = strip.inner_text()
    assert screen.page.evaluate(TRANSLATE) > 20
    screen.press(label, "End")
    screen.page.wait_for_url(re.compile("us_leverage=100$"))
    screen.settle()
    assert screen.value(label) == 100
    changed = strip.inner_text()
    assert changed != before
    fresh = open_page(f"{path}?us_leverage=100")
    assert fresh.page.get_by_role("list", name="Outcomes now, against the source").inner_text() == changed
    followed, built = (re.findall(r"\d+", at.page.get_by_test_id("stMain").inner_text()) for at in (screen, fresh))
    assert followed == built
    screen.go("Evidence")
    assert screen.page.get_by_role("heading", level=1).inner_text()
