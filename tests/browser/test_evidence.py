"""The Evidence page as a reader meets it: search, keyboard, links both ways."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def cards(screen):
    return screen.page.locator(".st-key-evidence-list").get_by_role("button")


def detail(screen):
    return screen.page.locator(".st-key-evidence-detail")


def test_search_narrows_and_stays_in_the_address(open_page):
    screen = open_page("/evidence?us_leverage=55")
    screen.page.get_by_label("Search in sentences").fill("south caucasus")
    screen.page.get_by_text(re.compile(r"^\d of 44$")).wait_for()
    cards(screen).filter(has_text="P10.S1").wait_for()
    screen.settle()
    assert screen.query == {"us_leverage": "55", "find": "south caucasus"}
    again = open_page(screen.page.url.removeprefix(screen.page.url.split("/evidence")[0]))
    cards(again).filter(has_text="P10.S1").wait_for()
    assert cards(again).count() == cards(screen).count()


def test_a_sentence_opens_beside_the_list_by_keyboard(open_page):
    screen = open_page("/evidence?us_leverage=55")
    opener = cards(screen).filter(has_text="P1.S2")
    opener.focus()
    opener.press("Enter")
    detail(screen).get_by_role("heading", name="P1.S2").wait_for()
    detail(screen).get_by_role("strong").filter(has_text="What rests on it").wait_for()
    screen.settle()
    assert screen.query == {"us_leverage": "55", "ref": "P1.S2"}


def test_what_rests_on_a_sentence_links_to_its_place(open_page):
    screen = open_page("/evidence?ref=P20.S1&us_leverage=55")
    detail(screen).get_by_text("· Kremlin on Territory").first.wait_for()
    link = detail(screen).get_by_role("link", name="Actors").first
    assert "issue=territory" in link.get_attribute("href")
    assert "actor=kremlin" in link.get_attribute("href")
    link.click()
    screen.page.locator(".st-key-figure-actors_positions h4").filter(has_text="Territory").wait_for()
    screen.settle()
    assert screen.query["us_leverage"] == "55"


def test_a_number_leads_here_in_two_clicks(open_page):
    """From a figure on another page: Evidence, then the reference."""
    screen = open_page("/ultimatum?us_leverage=55")
    screen.more("ultimatum_tracker", "Evidence").get_by_test_id("stPageLink-NavLink").first.click()
    detail(screen).get_by_role("strong").filter(has_text="What rests on it").wait_for()
    screen.settle()
    assert screen.query["us_leverage"] == "55"
    assert screen.page.url.split("?")[0].endswith("/evidence")
