"""The Evidence page as a reader meets it: search, links both ways, phone, dark, keyboard."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from components.dossier import load, usage
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")


def violations(screen, context=None) -> list[str]:
    found = Axe().run(screen.page, context=context).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]}" for item in found if item["impact"] in GRAVE for node in item["nodes"]
    ]


def cards(screen):
    return screen.page.locator(".st-key-evidence-list").get_by_role("button")


def dialog(screen):
    return screen.page.get_by_role("dialog")


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_page_is_accessible_and_fits(open_page, width, scheme):
    screen = open_page("/evidence", width=width, scheme=scheme)
    screen.page.locator(".st-key-evidence-list").wait_for()
    main = screen.page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert violations(screen, "[data-testid=stMain]") == []
    label = screen.page.locator("[data-testid=stVegaLiteChart] svg").first.get_attribute("aria-label") or ""
    assert "44 of 44" in (label or screen.page.content())


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


def test_a_sentence_opens_by_keyboard_and_closes(open_page):
    screen = open_page("/evidence?us_leverage=55&find=P20.S2")
    opener = cards(screen).filter(has_text="P20.S2")
    opener.focus()
    opener.press("Enter")
    dialog(screen).get_by_text("What rests on it", exact=True).wait_for()
    screen.settle()
    assert screen.query == {"us_leverage": "55", "find": "P20.S2", "ref": "P20.S2"}
    assert violations(screen, "[role=dialog]") == []
    screen.page.keyboard.press("Escape")
    dialog(screen).wait_for(state="detached")
    screen.settle()
    assert screen.query == {"us_leverage": "55", "find": "P20.S2"}


def test_what_rests_on_a_sentence_links_to_its_place(open_page):
    screen = open_page("/evidence?ref=P20.S1")
    dialog(screen).get_by_text("· Kremlin on Territory").first.wait_for()
    link = dialog(screen).get_by_role("link", name="Actors").first
    assert "issue=territory" in link.get_attribute("href")
    assert "actor=kremlin" in link.get_attribute("href")
    link.click()
    screen.settle()
    assert dialog(screen).count() == 0
    assert screen.page.get_by_role("heading", level=1).first.inner_text() != "Evidence"


def test_a_number_leads_here_in_two_clicks(open_page):
    """From a figure on another page: Evidence, then the reference."""
    screen = open_page("/ultimatum?us_leverage=55")
    screen.more("ultimatum_tracker", "Evidence").get_by_test_id("stPageLink-NavLink").first.click()
    dialog(screen).get_by_text("What rests on it", exact=True).wait_for()
    screen.settle()
    assert screen.query["us_leverage"] == "55"
    assert screen.page.url.split("?")[0].endswith("/evidence")


def test_every_part_shown_names_its_basis(open_page):
    """A sample of sentences: each part that rests on one says how it knows."""
    rests = usage.resting(usage.known(usage.uses(load(ROOT / "data")), load(ROOT / "data").header.as_of))
    bases = ("stated", "inferred", "outside source", "analyst judgement", "computed")
    for key in ("P1.S1", "P18.S1"):
        screen = open_page(f"/evidence?ref={key}")
        # Labels of links are drawn after the links themselves.
        for use in rests[key]:
            dialog(screen).get_by_text(f"· {use.label}").first.wait_for()
        told = dialog(screen).inner_text()
        assert f"{len(rests[key])} parts rest on it" in told
        shown = [line for line in told.splitlines() if any(f"{basis} · " in line for basis in bases)]
        assert len([line for line in shown if "parts rest" not in line]) == len(rests[key])


def test_a_page_turns(open_page):
    screen = open_page("/evidence")
    cards(screen).filter(has_text="P1.S1").wait_for()
    assert cards(screen).first.inner_text() == "P1.S1"
    screen.page.get_by_role("button", name=re.compile("next", re.IGNORECASE)).last.click()
    cards(screen).filter(has_text="P4.S2").wait_for()


def test_page_is_absent_without_evidence(open_page):
    screen = open_page("/", dossier="tests/dossiers/minimal")
    assert "Evidence" not in " ".join(screen.page.get_by_test_id("stTopNavLink").all_inner_texts())


def test_works_on_another_dossier(open_page):
    screen = open_page("/evidence?ref=bulletin", dossier="tests/dossiers/river", width=390)
    dialog(screen).get_by_text("What rests on it", exact=True).wait_for()
