from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports import fonts, typeset
from components.exports.fonts import Font, runs, warning
from components.exports.typeset import BOLD, REGULAR, SVG, set_runs, text_width, wrap

HEBREW = Font("Other", typeset.font_file(REGULAR), (range(0x590, 0x600), range(0x600, 0x700)))
LATIN = Font("Source Sans Pro", fonts.OWN, (range(0x20, 0x180), range(0x2000, 0x2070)))


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with one other font."""
    monkeypatch.setattr(fonts, "_own", lambda: LATIN)
    monkeypatch.setattr(fonts, "_fallbacks", lambda: (HEBREW,))
    monkeypatch.setattr(fonts, "_font_of", fonts._font_of.__wrapped__)


@given(st.text("ab שלום ,9م"))
def test_runs_are_the_text_and_neighbours_differ(text: str) -> None:
    found = list(runs(text))
    assert "".join(part for part, _ in found) == text
    assert all(before[1] != after[1] for before, after in pairwise(found))


def test_words_from_right_to_left_stay_together_and_apart_from_numbers() -> None:
    assert list(runs("70 הסכם מים 60, a")) == [("70 ", None), ("הסכם מים", HEBREW), (" 60, a", None)]


def test_a_foreign_word_leaves_the_rest_of_its_line_alone() -> None:
    root = ET.fromstring(f'<svg xmlns="{SVG}"><text font-size="20px" font-weight="600">Status of יריחו</text></svg>')
    set_runs(root)
    own, other = root.iter(f"{{{SVG}}}tspan")
    assert (own.text, own.get("font-family")) == ("Status of ", None)
    assert (other.text, other.get("font-family")) == ("יריחו", "Other")
    assert float(other.get("x", 0)) == pytest.approx(text_width("Status of ", 20, BOLD), abs=0.1)


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_an_anchored_line_stays_where_it_was(anchor: str, share: float) -> None:
    root = ET.fromstring(f'<svg xmlns="{SVG}"><text x="5" text-anchor="{anchor}">מים a</text></svg>')
    set_runs(root)
    first = next(root.iter(f"{{{SVG}}}tspan"))
    assert float(first.get("x", 0)) == pytest.approx(5 - share * text_width("מים a", 12, REGULAR), abs=0.1)


def test_lines_in_other_scripts_fit_too() -> None:
    assert all(text_width(line, 12, REGULAR) <= 100 for line in wrap("הסכם מים עם העיר " * 5, 100, 12, REGULAR))


@pytest.mark.parametrize("text", ["水闸", "मेघ", "ไทย"])
def test_what_no_font_draws_is_told(text: str) -> None:
    told = warning(text)
    assert told is not None
    assert "README" in told


@pytest.mark.parametrize("text", ["Talks – 12\u2009000", "הסכם", "a\n\tb\u200d"])
def test_what_can_be_drawn_needs_no_warning(text: str) -> None:
    assert warning(text) is None


def test_without_fontconfig_nothing_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_own", lambda: None)
    assert list(runs("a מים")) == [("a מים", None)]
    assert warning("水") is None
