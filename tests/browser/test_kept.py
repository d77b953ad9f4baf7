"""What the Workbench keeps, as a reader meets it: save, share the link, compare; freeze a forecast."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import violations

pytestmark = pytest.mark.browser


def click(screen, name: str) -> None:
    screen.page.get_by_role("button", name=re.compile(name)).first.click()
    screen.settle()


def fill(screen, label: str, text: str) -> None:
    box = screen.page.get_by_label(label, exact=True)
    box.fill(text)
    box.press("Tab")
    screen.settle()


def test_a_scenario_is_saved_shared_and_compared(open_page):
    screen = open_page("/workbench?tab=Saved&us_leverage=80")
    fill(screen, "Your name", "Ada")
    fill(screen, "Name of the scenario", "Strong hand")
    click(screen, "Save the present values$")
    screen.page.get_by_text("The present values are those of this scenario.").wait_for()
    click(screen, "Link$")
    link = screen.page.locator("[data-testid=stPopoverBody] code").inner_text()
    assert "us_leverage=80" in link
    other = open_page(f"{urlsplit(link).path}?{urlsplit(link).query}&alignment=20&tab=Saved")
    assert other.value("US leverage over Moscow") == 80
    # Another session finds what the first one kept.
    other.page.get_by_text("From the present values to this scenario:").wait_for()
    other.page.get_by_label("Compare scenarios").click()
    other.page.get_by_role("option", name=re.compile("Strong hand")).click()
    other.page.keyboard.press("Escape")
    other.settle()
    other.page.get_by_text("Outcomes under each set of assumptions").wait_for()
    other.page.get_by_role("heading", name="Assumptions in which they differ").wait_for()
    assert violations(other.page) == []


def test_a_forecast_is_frozen(open_page):
    screen = open_page("/workbench?tab=Forecasts", width=390)
    fill(screen, "Your name", "Ada")
    fill(screen, "Your own chance in %: Will there be a general ceasefire?", "12")
    click(screen, "Freeze these forecasts")
    screen.page.get_by_text(re.compile("The chain holds: ")).wait_for()
    screen.page.get_by_role("heading", name="What was frozen").wait_for()
    assert violations(screen.page) == []
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 390
