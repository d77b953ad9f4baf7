"""The Assumptions page as a reader meets it: saved sets, by keyboard and in the address."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def test_sets_are_saved_by_keyboard_and_kept_in_the_address(open_page):
    screen = open_page("/assumptions?analysis=sets&us_leverage=80")
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
