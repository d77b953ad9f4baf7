"""The Ultimatum page as a browser sees it: time zones, replay, selection, access."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from components.dossier import load
from components.model.known import moments
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

TRACKER = "[class*=st-key-figure-ultimatum_tracker]"
PLACE = "node => node.getBoundingClientRect().top - node.closest('.st-key-tracker').getBoundingClientRect().top"
ZONES = ["Europe/Kyiv", "America/New_York", "Pacific/Kiritimati"]


def wait_for_charts(screen) -> None:
    screen.page.locator("[class*=st-key-figure-deadline_record] svg.marks").first.wait_for()
    screen.settle()


def test_every_time_zone_sees_the_same_days(open_page):
    seen = {}
    for zone in ZONES:
        screen = open_page("/ultimatum?as_of=2025-07-29", zone=zone)
        wait_for_charts(screen)
        page = screen.page
        charts = page.locator("svg.marks")
        words = [charts.nth(i).locator("text").all_text_contents() for i in range(charts.count())]
        spoken = page.locator("svg.marks [aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
        marks = page.locator(f"{TRACKER} svg.marks .mark-symbol path")
        places = [marks.nth(i).get_attribute("transform") for i in range(marks.count())]
        marks.first.hover(force=True)
        page.locator("#vg-tooltip-element.visible").wait_for()
        tooltip = page.locator("#vg-tooltip-element").inner_text()
        seen[zone] = (words, spoken, places, tooltip)
    assert len({repr(value) for value in seen.values()}) == 1
    words, spoken, places, tooltip = seen[ZONES[0]]
    assert "1 Jul" in words[0]
    assert "as of 29 Jul 2025" in spoken
    assert places
    assert re.search(r"due \d+ \w{3}", tooltip)


def test_a_click_chooses_an_item_and_the_address_keeps_it(open_page):
    screen = open_page("/ultimatum")
    wait_for_charts(screen)
    before = screen.page.locator("[class*=st-key-item-details]").inner_text()
    screen.page.locator(f"{TRACKER} svg.marks .mark-symbol path").nth(4).click(force=True)
    screen.settle()
    after = screen.page.locator("[class*=st-key-item-details]").inner_text()
    assert after != before
    assert "item" in screen.query


def test_play_moves_on_and_stops(open_page):
    screen = open_page("/ultimatum?as_of=2025-08-07")
    wait_for_charts(screen)
    button, tracker = (screen.page.locator(f".st-key-{key}") for key in ("replay-play button", "tracker"))
    place, height = button.evaluate(PLACE), tracker.bounding_box()["height"]
    button.click()
    # A loaded browser may miss a day, but never shows one on which nothing became known.
    later = [day.isoformat() for day in moments(load(ROOT / "data")) if day > dt.date(2025, 8, 8)]
    assert later[0] == "2025-08-09"
    screen.page.wait_for_url(re.compile("|".join(f"as_of={day}" for day in later)))
    button.filter(has_text="Stop").click()
    screen.settle()
    button.filter(has_text="Play").wait_for()
    # However much higher the tracker is now, the button is where it was.
    assert tracker.bounding_box()["height"] > height + 20
    assert button.evaluate(PLACE) == pytest.approx(place, abs=1)
    stopped = screen.page.url
    screen.page.wait_for_timeout(3000)
    assert screen.page.url == stopped
    assert "after the source’s date" in screen.page.locator(".st-key-replay-sign").inner_text()
