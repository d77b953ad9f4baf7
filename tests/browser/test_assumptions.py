"""The Assumptions page as a reader meets it: address, saved sets, accessibility, phone, dark, keyboard."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
SETS = "Strong: us_leverage=80, deadline_enforcement=0.6; Calm: alignment=70, written_commitment_requirement=20"


def violations(screen) -> list[str]:
    found = Axe().run(screen.page, context="[data-testid=stMain]").response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]}" for item in found if item["impact"] in GRAVE for node in item["nodes"]
    ]


def figure(screen, name: str):
    drawn = screen.page.locator(f".st-key-figure-{name}")
    drawn.locator("[data-testid=stVegaLiteChart] svg").wait_for()
    return drawn


def address(**query: str) -> str:
    return f"/assumptions?{urlencode(query)}"


@pytest.mark.parametrize(
    ("analysis", "name", "width", "scheme"),
    [
        ("threshold", "threshold", 1400, "light"),
        ("deal_space", "deal_space", 1400, "dark"),
        ("causal_map", "causal_map", 390, "dark"),
        ("grounds", "grounds", 390, "light"),
        ("good_cases", "good_cases", 390, "dark"),
        ("sets", "saved_sets", 390, "light"),
    ],
)
def test_page_is_accessible_and_fits(open_page, analysis, name, width, scheme):
    screen = open_page(address(analysis=analysis, output="p_ceasefire", sets=SETS), width=width, scheme=scheme)
    main = screen.page.get_by_test_id("stMain")
    for shown in (figure(screen, "tornado"), figure(screen, name)):
        chart = shown.get_by_test_id("stVegaLiteChart")
        spoken = chart.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
        # The text alternative is a sentence, whatever single marks say.
        assert max(map(len, spoken)) > 60
        inside = chart.evaluate("node => node.querySelector('svg').getBoundingClientRect().right <= innerWidth")
        assert inside
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert violations(screen) == []


def test_choices_travel_in_the_address(open_page):
    screen = open_page("/assumptions")
    figure(screen, "tornado")
    screen.page.get_by_role("combobox", name="Output").click()
    screen.page.get_by_role("option", name="General ceasefire").click()
    screen.page.get_by_role("radio", name="Two together").click()
    title = figure(screen, "deal_space").locator("h4").filter(has_text="General ceasefire")
    title.wait_for()
    screen.settle()
    assert screen.query["output"] == "General ceasefire"
    again = open_page(f"/assumptions?{screen.page.url.partition('?')[2]}")
    assert figure(again, "deal_space").locator("h4").inner_text() == title.inner_text()


def test_sets_are_saved_by_keyboard_and_kept_in_the_address(open_page):
    screen = open_page(address(analysis="sets", us_leverage="80"))
    figure(screen, "saved_sets")
    name = screen.page.get_by_role("textbox", name="Name of the set")
    name.fill("Strong")
    name.press("Enter")
    screen.settle()
    save = screen.page.get_by_role("button", name=re.compile("Save the present values"))
    save.focus()
    save.press("Enter")
    screen.page.locator(".st-key-load-set-0").wait_for()
    screen.settle()
    assert screen.query["sets"].startswith("Strong: us_leverage=80")
    screen.page.get_by_role("button", name=re.compile("Back to the source")).click()
    screen.settle()
    assert "us_leverage" not in screen.query
    screen.page.locator(".st-key-load-set-0 button").first.click()
    screen.page.wait_for_url(re.compile("us_leverage=80"))
    screen.go("Actors")
    screen.go("Assumptions")
    screen.page.locator(".st-key-load-set-0").wait_for()


def test_a_slider_moves_sentence_and_figures(open_page):
    screen = open_page(address(output="p_ceasefire"))
    figure(screen, "tornado")
    answer = screen.page.locator("[data-testid=stMain] p").filter(has_text="moves “General ceasefire” most")
    before = answer.inner_text()
    screen.press("Kremlin insistence", *["PageDown"] * 3)
    assert answer.inner_text() != before
