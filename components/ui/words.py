"""Texts as Markdown on the screen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import streamlit as st

from components.drawing.theme import BASIS

if TYPE_CHECKING:
    import pandas as pd

# ":" would start a directive such as :red[…], "$" a formula.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#$~|:])")
# A bullet, a numbered item or an underline of a heading.
_BLOCK = re.compile(r"^(\s*\d*)([-+=.)])")
# Markdown would turn these into links, escaped or not.
_LINK = re.compile(r"(?<=http)(?=s?\\:)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
_JOINER = "\u2060"
"""Has no width, and parts what would be a link."""


def plain(text: str) -> str:
    """Return text so that Markdown shows it as it is, in one paragraph: no markup, link or list of its own."""
    line = re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text)
    if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in line):
        # Set apart, lest numbers beside it change their places.
        line = f"\u2068{line}\u2069"
    return _LINK.sub(_JOINER, _BLOCK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", line)))


def quiet(markdown: str) -> str:
    """Return Markdown set small and muted; unlike Streamlit's caption it keeps a contrast of 4.5 to 1."""
    return f":small[:gray[{markdown}]]"


def table(frame: pd.DataFrame) -> None:
    """Show a table whose cells wrap; all in it is shown as it is, where Streamlit's own takes it for Markdown."""
    st.table(frame.map(lambda cell: plain(str(cell))).rename(columns=plain), hide_index=True)


def basis_text(basis: str) -> str:
    """Return sign and word of a basis: ``● stated``."""
    sign = BASIS[basis]
    return f"{sign.sign} {sign.label}"
