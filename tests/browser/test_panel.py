"""The assumption panel and the outcome strip as somebody uses them."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

LEVERAGE = "US leverage over Moscow"
ENFORCED = "Chance that Washington enforces an announced deadline"


def box(screen, label=LEVERAGE):
    return screen.page.get_by_role("spinbutton", name=re.compile(re.escape(label)))


def strip(screen) -> str:
    return screen.page.get_by_role("list", name="Outcomes now, against the source").inner_text()


def differ(screen, count: int) -> None:
    screen.page.get_by_text(re.compile(rf"^{count} of \d+ assumptions differ from the source$")).wait_for()


WATCH = """() => {
    window.strips = new Set();
    const root = document.querySelector(".st-key-strip [data-testid=stBidiComponentIsolated]").shadowRoot;
    const note = () => window.strips.add(root.querySelector("ul").innerText);
    new MutationObserver(note).observe(root, {subtree: true, childList: true, characterData: true});
}"""


DRAWN = """() => [...document.querySelectorAll(".parley-chart svg.marks")].map(svg => svg.outerHTML).join()"""
COUNT_RUNS = """() => {
    window.runs = 0;
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (message) { window.runs += 1; return send.call(this, message); };
}"""


@pytest.mark.parametrize("path", ["/", "/actors", "/concessions", "/ultimatum", "/assumptions"])
def test_a_drag_moves_strip_and_chart_before_it_is_released(open_page, path):
    screen = open_page(path)
    before, drawn = strip(screen), screen.page.evaluate(DRAWN)
    screen.page.evaluate(COUNT_RUNS)
    place = screen.slider(LEVERAGE).bounding_box()
    y, left, width = place["y"] + place["height"] / 2, place["x"] + 7, place["width"] - 14
    screen.page.evaluate(WATCH)
    screen.page.mouse.move(left + 0.35 * width, y)
    screen.page.mouse.down()
    screen.page.mouse.move(left + 0.9 * width, y, steps=10)
    screen.page.wait_for_function("() => window.strips.size > 0")
    screen.page.wait_for_timeout(1000)
    assert strip(screen) != before
    assert screen.page.evaluate(DRAWN) != drawn
    assert screen.query == {}, "the address waits for the release"
    assert screen.page.evaluate("window.runs") == 0, "and so does the script"
    ahead = strip(screen)
    screen.release("us_leverage")
    assert float(screen.query["us_leverage"]) == screen.value(LEVERAGE) == pytest.approx(90, abs=2)
    assert strip(screen) == ahead, "the page says what was shown ahead of it"


CUT = """() => [...document.querySelector(".st-key-strip [data-testid=stBidiComponentIsolated]").shadowRoot
    .querySelectorAll(".answer")].filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.innerText)"""
TALL = "document.querySelector('.st-key-strip').getBoundingClientRect().height"


def test_long_words_of_likelihood_are_not_cut_and_the_page_stays_where_they_put_it(open_page):
    screen = open_page("/?alignment=0")
    assert "unlikely to roughly even chance" in strip(screen).replace("\n", " ")
    assert screen.page.evaluate(CUT) == []
    tall = screen.page.evaluate(TALL)
    assert tall <= 72
    screen.page.get_by_role("button", name=re.compile("Back to the source")).click()
    screen.settle()
    assert screen.page.evaluate(TALL) == tall


def test_an_exact_value_can_be_typed_and_nonsense_cannot(open_page):
    screen = open_page()
    box(screen).fill("57")
    box(screen).press("Enter")
    screen.reads({"us_leverage": "57"})
    assert screen.value(LEVERAGE) == 57
    box(screen).fill("570")
    box(screen).press("Enter")
    assert screen.page.get_by_role("alert").filter(has_text="0 to 100").is_visible()
    box(screen).press("Tab")
    screen.reads({"us_leverage": "57"})
    assert box(screen).input_value() == "57"


def test_a_chance_is_typed_in_per_cent(open_page):
    screen = open_page()
    box(screen, ENFORCED).fill("42.5")
    box(screen, ENFORCED).press("Enter")
    screen.reads({"deadline_enforcement": "0.425"})
    assert screen.slider(ENFORCED).get_attribute("aria-valuetext") == "42.5 %"


def test_keys_step_and_jump(open_page):
    screen = open_page()
    for key, value in (
        ("ArrowRight", 36),
        ("PageUp", 46),
        ("PageDown", 36),
        ("ArrowDown", 35),
        ("End", 100),
        ("Home", 0),
    ):
        screen.press(LEVERAGE, key)
        assert screen.value(LEVERAGE) == value
    assert screen.query == {"us_leverage": "0"}


def test_undo_and_redo_walk_through_what_was_set(open_page):
    screen = open_page()
    screen.press(LEVERAGE, "End")
    screen.press(ENFORCED, "End")
    screen.page.keyboard.press("Control+z")
    screen.settle()
    assert set(screen.query) == {"us_leverage"}
    screen.page.get_by_role("button", name="Undo").click()
    screen.reads({})
    screen.page.keyboard.press("Control+Shift+z")
    screen.reads({"us_leverage": "100"})
    screen.page.reload()
    screen.settle()
    assert screen.value(LEVERAGE) == 100


def test_a_branch_sets_its_values_and_one_reset_takes_one_back(open_page):
    screen = open_page()
    chip = screen.page.get_by_role("button", name="Washington shows leverage")
    chip.click()
    screen.reads({"us_leverage": "60", "deadline_enforcement": "0.5", "third_country_coverage": "0.6"})
    assert chip.get_attribute("aria-pressed") == "true"
    screen.page.get_by_role("button", name=f"{LEVERAGE}: back to the source’s value").click()
    screen.settle()
    assert set(screen.query) == {"deadline_enforcement", "third_country_coverage"}
    assert chip.get_attribute("aria-pressed") == "false"
    differ(screen, 2)


def test_search_finds_by_name_and_meaning(open_page):
    screen = open_page("/?us_leverage=55")
    sliders = screen.page.get_by_role("slider")
    screen.page.get_by_role("searchbox").fill("kremlin confidence")
    assert sliders.count() == 1
    screen.page.get_by_role("searchbox").fill("measured balance")
    assert sliders.count() == 1
    screen.page.get_by_role("searchbox").fill("")
    screen.page.get_by_role("button", name="Changed").click()
    assert [item.get_attribute("aria-label") for item in sliders.all()] == [LEVERAGE]


def test_order_by_effect_is_that_of_the_outcome_chosen(open_page):
    screen = open_page()
    screen.page.get_by_role("button", name="By effect").click()
    first = screen.page.get_by_role("slider").first
    screen.page.get_by_label("Bars: effect on").select_option("Deadline enforced")
    assert first.get_attribute("aria-label") == ENFORCED
    screen.page.get_by_label("Bars: effect on").select_option("Meeting")
    assert first.get_attribute("aria-label") != ENFORCED


def test_help_tells_meaning_and_ground(open_page):
    screen = open_page()
    name = screen.page.get_by_role("button", name=re.compile("US leverage$"))
    name.click()
    row = screen.page.get_by_role("group", name=LEVERAGE)
    assert name.get_attribute("aria-expanded") == "true"
    assert re.search(r"P\d+\.S\d+: ", row.inner_text())
    assert "Source: 35 (" in row.inner_text()


def test_back_and_forward_bring_pages_and_values_back(open_page):
    screen = open_page("/actors?us_leverage=55")
    screen.go("Evidence")
    assert screen.query == {"us_leverage": "55"}
    screen.press(LEVERAGE, "End")
    screen.page.go_back()
    screen.settle()
    assert "/actors" in screen.page.url
    assert screen.query == {"us_leverage": "55"}
    assert screen.value(LEVERAGE) == 55
    screen.page.go_forward()
    screen.settle()
    assert "/evidence" in screen.page.url
    assert screen.value(LEVERAGE) == 100


def test_two_tabs_keep_their_own_values(open_page):
    one, other = open_page("/?us_leverage=55"), open_page("/?us_leverage=20")
    one.press(LEVERAGE, "ArrowRight")
    other.press(LEVERAGE, "ArrowLeft")
    assert (one.query, other.query) == ({"us_leverage": "56"}, {"us_leverage": "19"})


def test_a_phone_shows_one_assumption_at_a_time(open_page):
    screen = open_page(width=390)
    sheet = screen.page.get_by_role("region", name="One assumption")
    sheet.get_by_role("combobox", name="Assumption").select_option("US leverage")
    handle = sheet.get_by_role("slider", name=LEVERAGE)
    handle.press("End")
    screen.reads({"us_leverage": "100"})
    sheet.get_by_role("button", name="Next assumption").click()
    assert sheet.get_by_role("slider").get_attribute("aria-label") != LEVERAGE
    place = sheet.bounding_box()
    assert place["y"] + place["height"] <= 1000
    assert place["height"] < 160


def test_a_screen_reader_hears_names_values_and_units(open_page):
    screen = open_page()
    row = screen.page.get_by_role("group", name=ENFORCED)
    tree = row.aria_snapshot()
    assert f'slider "{ENFORCED}"' in tree
    assert f'spinbutton "{ENFORCED}, %"' in tree
    assert screen.slider(ENFORCED).get_attribute("aria-valuetext").endswith(" %")
    cells = screen.page.get_by_role("list", name="Outcomes now, against the source").aria_snapshot()
    assert re.search(r"listitem: .?Ceasefire: \d+\s% \(.*\), \w+", cells)
