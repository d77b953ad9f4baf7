"""Numbers and texts as the screen shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from components.drawing.theme import BASIS, THIN_SPACE

if TYPE_CHECKING:
    from components.dossier.types import Band

# ":" would start a directive such as :red[…], "$" a formula.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#$~|:])")
_PERCENT_UNITS = ("probability", "share")


def plain(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def quiet(markdown: str) -> str:
    """Return Markdown set small and muted; unlike Streamlit's caption it keeps a contrast of 4.5 to 1."""
    return f":small[:gray[{markdown}]]"


def is_percent(unit: str) -> bool:
    """Say whether values of a unit, from 0 to 1, are shown in per cent."""
    return unit in _PERCENT_UNITS


def number(value: float, unit: str = "") -> str:
    """Return a number without needless digits; in per cent, without the sign, where the unit says so."""
    shown = round(value * 100, 1) if is_percent(unit) else round(value, 2)
    return f"{shown:,g}".replace(",", THIN_SPACE)


def unit_label(unit: str) -> str:
    """Return the unit as written behind a number."""
    return "%" if is_percent(unit) else unit


def band_text(band: Band, unit: str) -> str:
    """Return ``mode (low–high) unit``."""
    if band.width == 0:
        return f"{number(band.mode, unit)} {unit_label(unit)}"
    return f"{number(band.mode, unit)} ({number(band.low, unit)}–{number(band.high, unit)}) {unit_label(unit)}"


def basis_text(basis: str) -> str:
    """Return sign and word of a basis: ``● stated``."""
    sign = BASIS[basis]
    return f"{sign.sign} {sign.label}"
