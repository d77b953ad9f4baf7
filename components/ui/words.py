"""Texts as Markdown on the screen."""

from __future__ import annotations

import re

from components.charts.theme import BASIS

# ":" would start a directive such as :red[…], "$" a formula.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#$~|:])")


def plain(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def quiet(markdown: str) -> str:
    """Return Markdown set small and muted; unlike Streamlit's caption it keeps a contrast of 4.5 to 1."""
    return f":small[:gray[{markdown}]]"


def basis_text(basis: str) -> str:
    """Return sign and word of a basis: ``● stated``."""
    sign = BASIS[basis]
    return f"{sign.sign} {sign.label}"
