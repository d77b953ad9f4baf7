"""Adjusting what an actor wants as somebody does it: by its handle in the chart, in the table, and back."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_panel import WATCH, strip

pytestmark = pytest.mark.browser

WANTS = "Kremlin, Territory in the four regions and beyond: wants"
CELL = "kremlin.territory.position"


def adjusting(open_page, path="/actors?issue=territory", **how):
    screen = open_page(path, **how)
    screen.page.locator(".st-key-adjust label").click()
    screen.settle()
    screen.slider(WANTS).wait_for()
    return screen


def mark(screen):
    """The mark of what the Kremlin wants, in the chart."""
    return screen.page.locator(".st-key-figure-actors_positions path[aria-label^='Kremlin: wants']").bounding_box()


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def thumb(screen):
    """Where the thumb of the Kremlin's handle stands."""
    place, value = screen.slider(WANTS).bounding_box(), screen.value(WANTS)
    return place["x"] + place["height"] / 2 + value / 100 * (place["width"] - place["height"]), middle(place)[1]


@pytest.mark.parametrize("width", [1400, 700])
def test_handles_stand_on_their_marks(open_page, width):
    screen = adjusting(open_page, width=width)
    assert thumb(screen) == pytest.approx(middle(mark(screen)), abs=3)
    screen.page.set_viewport_size({"width": width - 120, "height": 1000})
    screen.settle()
    assert thumb(screen) == pytest.approx(middle(mark(screen)), abs=3)


def test_a_dragged_handle_moves_strip_and_chart_before_it_is_released(open_page):
    screen = adjusting(open_page)
    before, stood = strip(screen), mark(screen)["x"]
    place = screen.slider(WANTS).bounding_box()
    screen.page.evaluate(WATCH)
    screen.page.mouse.move(*thumb(screen))
    screen.page.mouse.down()
    screen.page.mouse.move(place["x"] + place["width"] * 0.6, thumb(screen)[1], steps=10)
    screen.page.wait_for_function("() => window.strips.size > 0")
    assert strip(screen) != before
    assert CELL not in screen.query, "the address waits for the release"
    screen.release(CELL)
    assert float(screen.query[CELL]) == screen.value(WANTS) == pytest.approx(60, abs=2)
    assert mark(screen)["x"] < stood - 50
    again = open_page(f"/actors?{screen.page.url.partition('?')[2]}")
    assert strip(again) == strip(screen)


def test_keys_step_undo_takes_back_and_delete_goes_to_the_source(open_page):
    screen = adjusting(open_page)
    screen.press(WANTS, "ArrowLeft", "ArrowLeft")
    assert screen.query[CELL] == "95"
    screen.page.keyboard.press("Control+z")
    screen.settle()
    assert (screen.query[CELL], screen.value(WANTS)) == ("96", 96)
    screen.press(WANTS, "Delete")
    assert CELL not in screen.query
    assert screen.value(WANTS) == 97


def test_the_table_takes_an_exact_number_and_gives_it_back(open_page):
    screen = adjusting(open_page)
    before = strip(screen)
    canvas = screen.page.locator("[class*=st-key-adjust-territory] canvas").first.bounding_box()
    # Second column of the first row.
    screen.page.mouse.dblclick(canvas["x"] + 130, canvas["y"] + 52)
    box = screen.page.locator("#portal input")
    box.fill("41.5")
    box.press("Enter")
    screen.settle()
    screen.page.wait_for_function(f"() => location.search.includes('{CELL}=41.5')")
    screen.settle()
    assert strip(screen) != before
    assert screen.value(WANTS) == pytest.approx(41.5, abs=0.5)
    screen.page.get_by_text(re.compile(r"0 of \d+ assumptions differ from the source, 1 cell adjusted")).wait_for()
    screen.page.get_by_role("button", name="Back to the source’s numbers").click()
    screen.settle()
    assert CELL not in screen.query
    assert strip(screen) == before
