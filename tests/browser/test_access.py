"""Assumptions and exports by keyboard alone, and settings for readers who see less."""

from __future__ import annotations

import pytest

from tests.browser.conftest import violations

pytestmark = pytest.mark.browser

LEVERAGE = "US leverage over Moscow"
FOCUSED = """() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    // What scrolls takes the focus too, with all that it holds.
    const acts = node.matches("button, a, input, summary, [role=menuitem]");
    return acts ? node.getAttribute("aria-label") || node.innerText : "";
}"""


def outcomes(screen) -> str:
    return screen.page.get_by_role("list", name="Outcomes now, against the source").inner_text()


def tab_to(screen, name: str) -> None:
    """Press Tab until an element has the focus whose name, or a line of it, begins like this."""
    for _ in range(150):
        screen.page.keyboard.press("Tab")
        if any(line.startswith(name) for line in screen.page.evaluate(FOCUSED).splitlines()):
            return
    pytest.fail(f"the keyboard does not reach {name}")


def test_by_keyboard_find_an_assumption_type_a_value_see_the_outcome_export_the_chart(open_page):
    screen = open_page()
    keys, before = screen.page.keyboard, outcomes(screen)
    tab_to(screen, "Find an assumption")
    keys.type("leverage over moscow")
    tab_to(screen, f"{LEVERAGE}, ")
    keys.press("Control+a")
    keys.type("80")
    keys.press("Enter")
    screen.reads({"us_leverage": "80"})
    assert outcomes(screen) != before
    tab_to(screen, "More")
    keys.press("Enter")
    screen.page.locator("[role=menu]:focus, [role=menuitem]:focus").wait_for()
    for _ in range(5):
        if screen.page.evaluate(FOCUSED) == "Export":
            break
        keys.press("ArrowDown")
    keys.press("Enter")
    screen.page.get_by_role("button", name="PNG", exact=True).wait_for()
    screen.settle()
    tab_to(screen, "PNG")
    with screen.page.expect_download() as download:
        keys.press("Enter")
    assert download.value.suggested_filename.endswith(".png")


def test_text_of_twice_the_size_leaves_panel_and_page_usable(open_page):
    screen = open_page()
    screen.page.add_style_tag(content="html { font-size: 200% !important; }")
    screen.settle()
    assert screen.page.get_by_test_id("stMain").evaluate("main => main.scrollWidth <= main.clientWidth")
    sidebar = screen.page.get_by_test_id("stSidebar").bounding_box()
    row = screen.page.get_by_role("group", name=LEVERAGE)
    for part in (row.get_by_role("slider"), row.get_by_role("spinbutton")):
        box = part.bounding_box()
        assert box["width"] >= 24
        assert sidebar["x"] <= box["x"]
        assert box["x"] + box["width"] <= sidebar["x"] + sidebar["width"]
    before = outcomes(screen)
    row.get_by_role("spinbutton").fill("80")
    row.get_by_role("spinbutton").press("Enter")
    screen.settle()
    assert outcomes(screen) != before


COLOUR = "node => getComputedStyle(node).backgroundColor"


def test_forced_colours_show_the_track_and_reduced_motion_moves_nothing(open_page):
    screen = open_page("/?us_leverage=55", forced_colors="active", reduced_motion="reduce")
    row = screen.page.get_by_role("group", name=LEVERAGE)
    ground = screen.page.get_by_test_id("stSidebar").evaluate(COLOUR)
    for part in (".line", ".band", ".tick"):
        assert row.locator(part).evaluate(COLOUR) not in (ground, "rgba(0, 0, 0, 0)"), part
    screen.press(LEVERAGE, "End")
    assert screen.page.evaluate("document.getAnimations().filter(item => item.playState === 'running').length") == 0
    assert violations(screen.page, "[data-testid=stSidebar]") == []
