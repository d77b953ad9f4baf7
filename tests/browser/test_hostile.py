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
    screen = open_page(dossier=folder)
    for page in PAGES:
        screen.go(page.title)
        assert screen.page.get_by_text("evil.example").first.is_visible()
        found = screen.page.evaluate(LINKED)
        strange = {url for url in found if not re.match(r"http://127\.0\.0\.1|data:|blob:", url)}
        assert strange <= sources
        for file in screen.page.get_by_role("button", name="Download as CSV").all():
            assert not file.is_visible(), "a table's own toolbar writes raw cells"
