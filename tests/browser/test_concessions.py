"""The Concessions page as a browser sees it: labels, address, own option, access."""

from __future__ import annotations

from itertools import combinations

import pytest

pytestmark = pytest.mark.browser

MAP = "[class*=st-key-figure-concessions_map]"
DONBAS = "option=whole_donbas_with_exchanges"
ACCEPTANCE = ".st-key-figure-concessions_acceptance"
BESIDE = f"{DONBAS}&tab=Side+by+side&compare=occupied_parts_of_four"


def chart(screen, name: str):
    """Return a figure's drawing, once the page is still."""
    found = screen.page.locator(f"[class*=st-key-figure-{name}] svg.marks").first
    found.wait_for()
    screen.settle()
    return found


def boxes(svg) -> list[tuple[str, dict[str, float]]]:
    """Return every text of a drawing with its box; rims count once, with the text they carry."""
    found = svg.evaluate(
        """svg => [...svg.querySelectorAll('.mark-text text')].filter(item => !item.getAttribute('stroke') &&
            getComputedStyle(item).opacity > 0 && item.textContent.trim()).map(item => {
            const box = item.getBoundingClientRect();
            return [item.textContent, {left: box.left, right: box.right, top: box.top + 2, bottom: box.bottom - 2}];
        })"""
    )
    return [(text, box) for text, box in found]


@pytest.mark.parametrize(
    ("width", "query"),
    [
        (1400, DONBAS),
        (390, DONBAS),
        (390, f"{BESIDE}&reading=B"),
        (1400, f"{DONBAS}&view=donetsk"),
        (390, "view=country"),
    ],
)
def test_no_labels_overlap_and_no_legend_is_cut(open_page, width, query):
    screen = open_page(f"/concessions?{query}", width=width, scheme="dark" if "view" in query else "light")
    svg = chart(screen, "concessions_map-beside" if "compare" in query else "concessions_map")
    texts = boxes(svg)
    assert len(texts) > 8
    # Legends have texts too: the regions' names must be there, in each panel.
    assert len([text for text, _ in texts if text.startswith("DONETSK")]) == (2 if "compare" in query else 1)
    for (first, a), (second, b) in combinations(texts, 2):
        meet = a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
        assert not meet, f"{first} meets {second}"
    frame = svg.bounding_box()
    assert all(frame["x"] - 1 <= box["left"] and box["right"] <= frame["x"] + frame["width"] + 1 for _, box in texts)
    assert not [text for text, _ in texts if text.endswith("…")]


def test_another_view_keeps_the_option_and_the_address_brings_both_back(open_page):
    screen = open_page("/concessions")
    chart(screen, "concessions_map")
    screen.page.get_by_role("radio", name="Consolidate the occupied parts").check(force=True)
    screen.settle()
    screen.page.get_by_role("radio", name="All Ukraine").click()
    screen.settle()
    chart(screen, "concessions_map")
    again = open_page("/concessions?" + screen.page.url.partition("?")[2])
    drawn = chart(again, "concessions_map").text_content()
    assert "Moldova" in drawn
    assert "as today" in drawn


def test_a_view_chosen_later_is_in_the_links_of_other_figures(open_page):
    screen = open_page("/concessions")
    chart(screen, "concessions_ledger")
    screen.page.get_by_role("radio", name="All Ukraine").click()
    screen.settle()
    screen.more("concessions_ledger", "Share").get_by_text("view=country").wait_for()
    screen.page.get_by_role("radio", name="Kherson").click()
    screen.settle()
    assert screen.query["view"] == "kherson"
    screen.page.get_by_role("radio", name="The four regions").click()
    screen.settle()
    assert "view" not in screen.query


def test_an_own_option_travels_in_the_address(open_page):
    screen = open_page("/concessions?own=kherson~ukraine~territory~60~Mine&option=own")
    assert "Mine" in screen.page.locator(MAP).first.inner_text()
    chart(screen, "concessions_acceptance")
    assert "Mine" in screen.page.locator(ACCEPTANCE).inner_text()
    screen.page.get_by_role("button", name="Name and issue values").click()
    name = screen.page.get_by_label("Name", exact=True)
    name.fill("Renamed")
    name.press("Enter")
    screen.page.wait_for_url("**Renamed**")


def test_the_nearest_deal_taken_over_travels_in_the_address(open_page):
    screen = open_page("/concessions?tab=Nearest+deal")
    chart(screen, "nearest_deal")
    screen.page.get_by_role("button", name="Take over as my own option").click()
    screen.page.wait_for_url("**least+far**")
    screen.settle()
    again = open_page("/concessions?" + screen.page.url.partition("?")[2])
    chart(again, "concessions_acceptance")
    assert "Where a deal would be least far" in again.page.locator(ACCEPTANCE).inner_text()


def between(one: str, other: str, texts) -> list[float]:
    """Return the place halfway between two towns, whose dots stand before their names: the part itself, or a name."""
    first, second = (next(box for text, box in texts if text == town) for town in (one, other))
    return [
        sum(box[edge] for box in (first, second) for edge in pair) / 4 for pair in (("left", "left"), ("top", "bottom"))
    ]


def test_a_part_clicked_on_the_map_says_its_figures(open_page):
    screen = open_page(f"/concessions?{DONBAS}")
    svg = chart(screen, "concessions_map")
    screen.page.mouse.click(*between("Severodonetsk", "Luhansk", boxes(svg)))
    said = screen.page.get_by_test_id("stAlert").filter(has_text="Region: Luhansk")
    said.wait_for()
    assert "km²" in said.inner_text()
    assert "99.4" in said.inner_text()


def test_a_part_clicked_beside_says_what_becomes_of_it_under_both_options(open_page):
    screen = open_page(f"/concessions?{BESIDE}")
    svg = chart(screen, "concessions_map-beside")
    # In the right-hand panel, between the same two towns.
    right = svg.bounding_box()
    texts = [(text, box) for text, box in boxes(svg) if box["left"] > right["x"] + right["width"] / 2]
    middle = between("Severodonetsk", "Luhansk", texts)
    svg.scroll_into_view_if_needed()
    moved = svg.bounding_box()
    screen.page.mouse.click(middle[0] + moved["x"] - right["x"], middle[1] + moved["y"] - right["y"])
    said = screen.page.get_by_test_id("stAlert").filter(has_text="Region: Luhansk")
    said.nth(1).wait_for()
    assert said.count() == 2


def test_another_view_moves_the_drawing_instead_of_making_it_anew(open_page):
    screen = open_page(f"/concessions?{DONBAS}")
    svg = chart(screen, "concessions_map")
    svg.evaluate("svg => { svg.dataset.kept = 'yes' }")
    screen.page.get_by_role("radio", name="All Ukraine").click()
    screen.page.locator(MAP).first.get_by_text("200 km").first.wait_for()
    assert svg.get_attribute("data-kept") == "yes"


def test_wheel_drag_and_buttons_move_the_map_without_a_run_of_the_script(open_page):
    screen = open_page("/concessions")
    svg = chart(screen, "concessions_map")
    screen.page.evaluate("window.asked = false")
    frame = svg.bounding_box()
    middle = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 3

    def place(text: str) -> dict[str, float]:
        return next(box for name, box in boxes(svg) if name == text)

    def apart() -> float:
        return place("Luhansk")["left"] - place("Donetsk")["left"]

    wide = apart()
    screen.page.mouse.move(*middle)
    screen.page.mouse.wheel(0, -300)
    svg.get_by_text("50\u00a0km").first.wait_for()
    assert apart() == pytest.approx(1.0015**300 * wide, abs=2)
    before = place("Donetsk")["left"]
    screen.page.mouse.down()
    screen.page.mouse.move(middle[0] - 40, middle[1], steps=4)
    screen.page.mouse.up()
    assert place("Donetsk")["left"] == pytest.approx(before - 40, abs=3)
    svg.locator("[aria-label='Whole map']").click()
    svg.get_by_text("100\u00a0km").first.wait_for()
    assert apart() == pytest.approx(wide, abs=1)
    assert not screen.page.get_by_test_id("stAlert").count()
    assert screen.page.evaluate("window.asked") is False


def test_the_swipe_is_moved_by_keys_and_stays_when_a_switch_makes_an_own_option(open_page):
    screen = open_page("/concessions")
    svg = chart(screen, "concessions_map")
    swipe = screen.page.locator(f"{MAP} input[type=range]").first
    swipe.focus()
    for _ in range(40):
        screen.page.keyboard.press("ArrowRight")
    svg.get_by_text("today").first.wait_for()
    svg.evaluate("svg => { svg.dataset.kept = 'yes' }")
    screen.page.get_by_role("radiogroup", name="Who would hold Kherson").get_by_role("radio", name="Ukraine").click()
    screen.page.wait_for_url("**kherson~ukraine**")
    screen.settle()
    assert svg.get_attribute("data-kept") == "yes"
    assert swipe.input_value() == "40"
