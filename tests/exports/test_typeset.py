from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports.typeset import BOLD, REGULAR, printable, text_width, wrap


@given(st.text(), st.floats(60, 900), st.floats(8, 30))
def test_nothing_is_lost_and_every_line_fits(text: str, width: float, size: float) -> None:
    lines = wrap(text, width, size, REGULAR)
    spaces = str.maketrans("", "", " \t\r\n")
    assert "".join(lines).translate(spaces) == text.translate(spaces)
    assert all(text_width(line, size, REGULAR) <= width or len(line) == 1 for line in lines)


def test_breaks_at_spaces_but_not_inside_numbers() -> None:
    width = text_width("about 12\u2009000", 12, BOLD)
    assert wrap("about 12\u2009000 km", width, 12, BOLD) == ["about 12\u2009000", "km"]


def test_figures_are_tabular() -> None:
    assert len({text_width(str(digit), 12, REGULAR) for digit in range(10)}) == 1


@pytest.mark.parametrize("hidden", ["\x00", "\x0b", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_characters_that_break_files_go(hidden: str) -> None:
    assert printable(f"a{hidden}b\tc\n") == "ab\tc\n"
