"""Numbers, dates and answers as people write them, in any script."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl.utils.datetime import from_excel

from components import wording
from components.dossier.types import YEARS

if TYPE_CHECKING:
    from components.sheets.grid import Cell

MISSING: Final = frozenset(
    {"", "-", "–", "—", ".", "..", "...", "…", "?", "n/a", "na", "n.a.", "nan", "none", "null", "k.a."}
)
"""What people write where they know nothing."""
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "sí", "si", "да", "так", "نعم", "是"})
_NO: Final = frozenset({"no", "n", "false", "0", "nein", "non", "нет", "ні", "لا", "否"})
_BAND = re.compile(r"-?\d[\d.,]*\s*(?:-|–|—|to|\.\.|…|±|\+/-)\s*\d[\d.,]*")
_NUMBER = re.compile(r"([+-]?)(\d[\d.,' ]*)(e[+-]?\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
_DATES: Final = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d-%b-%Y",
    "%Y%m%d",
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_OTHER: Final = {",": ".", ".": ","}


class UnreadableError(ValueError):
    """A cell that cannot be read; the message says what to write instead."""


@dataclass(frozen=True)
class Signs:
    """What a table's other numbers show of its signs.

    Attributes
    ----------
    decimals : frozenset of str
        Signs that part decimals somewhere in it.
    european : bool
        Whether its columns are parted as where the comma parts decimals.
    """

    decimals: frozenset[str] = frozenset()
    european: bool = False


def signs(texts: Iterable[str], separator: str) -> Signs:
    """Look at a table's numbers as text, and return what parts their decimals."""
    found = {sign for text in texts if (sign := _decimal(_plain(text).rstrip("%").strip())) in _OTHER}
    return Signs(frozenset(found), european=separator == ";")


def is_missing(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or a sign for nothing."""
    return cell.kind == "empty" or (cell.kind == "text" and cell.text.casefold() in MISSING)


def number(cell: Cell, known: Signs) -> tuple[float, bool]:
    """Return a cell's number, and whether it is a percentage.

    Raises
    ------
    UnreadableError
        Where it is a formula, a date, an error, a band or a word, or can be read in two ways.
    """
    _refuse(cell)
    if cell.kind == "number" and isinstance(cell.value, int | float):
        return round(float(cell.value) * 100, 10) if cell.percent else float(cell.value), cell.percent
    if cell.kind == "date":
        raise UnreadableError(f"holds the date {cell.text}; a program made one of a number: write the number")
    if cell.kind == "flag":
        raise UnreadableError(f"holds {cell.text.lower()}; write a number")
    text = _plain(cell.text)
    percent = text.endswith("%")
    return _read(text.removesuffix("%").strip(), cell.text, known), percent


def date(cell: Cell) -> dt.date:
    """Return a cell's date.

    Raises
    ------
    UnreadableError
        Where it is none, or could be two.
    """
    _refuse(cell)
    found = _dated(cell)
    if found.year not in YEARS:
        raise UnreadableError(f"lies in {found.year}; write a date in the years {YEARS[0]} to {YEARS[-1]}")
    return found


def flag(cell: Cell) -> bool:
    """Return a cell's yes or no.

    Raises
    ------
    UnreadableError
        Where it is neither.
    """
    _refuse(cell)
    text = cell.text.casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise UnreadableError(f"holds {_quoted(cell.text)}; write yes or no")


def text(cell: Cell) -> str:
    """Return a cell's words; whole numbers without decimals.

    Raises
    ------
    UnreadableError
        Where it is a formula or an error.
    """
    _refuse(cell)
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return cell.text


def _refuse(cell: Cell) -> None:
    if cell.kind == "formula":
        raise UnreadableError("holds a formula, which is not run; copy the cell and paste its value")
    if cell.kind == "error":
        raise UnreadableError(f"holds the error {cell.text}; write the value itself")


def _plain(text: str) -> str:
    """Return text with digits and signs of any script as plain ones."""
    folded = unicodedata.normalize("NFKC", text).strip().lstrip("'").translate(_SIGNS).casefold()
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)


_SIGNS: Final = str.maketrans(
    {"−": "-", "٫": ".", "٬": "'", "’": "'", "٪": "%", "\u2009": " ", "\u202f": " ", "\u200f": "", "\u200e": ""}
)


def _decimal(text: str) -> str:
    """Return the sign that certainly parts decimals, a blank where there is none, nothing where it is open."""
    found = [sign for sign in text if sign in ",."]
    if not found:
        return " "
    last = found[-1]
    if len(set(found)) > 1:
        is_once = found.count(last) == 1
        return last if is_once else " "
    if len(found) > 1:
        return " "
    whole, _, behind = text.partition(last)
    is_open = len(behind) == 3 and whole.lstrip("+-").isdigit() and len(whole.lstrip("+-")) <= 3
    return "" if is_open and not whole.lstrip("+-").startswith("0") else last


def _read(text: str, written: str, known: Signs) -> float:
    match = _NUMBER.fullmatch(text)
    if match is None:
        if _BAND.fullmatch(text):
            raise UnreadableError(f"holds {_quoted(written)}; write the middle here, the ends into columns p10 and p90")
        if text.startswith("="):
            raise UnreadableError("holds a formula, which is not run; copy the cell and paste its value")
        raise UnreadableError(f"holds {_quoted(written)}; write a number such as 75")
    decimal = _decimal(text) or _chosen(text, written, known)
    whole, _, behind = match[2].partition(decimal) if decimal != " " else (match[2], "", "")
    if not (whole.strip().isdigit() or _GROUPED.fullmatch(whole.strip())) or not (behind.isdigit() or not behind):
        raise UnreadableError(f"holds {_quoted(written)}; write a number such as 75 or 1234.5")
    digits = re.sub(r"[.,' ]", "", whole)
    return float(f"{match[1]}{digits}.{behind or 0}{match[3] or ''}")


def _chosen(text: str, written: str, known: Signs) -> str:
    """Return the decimal sign of a number such as 1,234 by what the table's other numbers show."""
    sign = "," if "," in text else "."
    if known.decimals == {sign}:
        return sign
    if known.decimals == {_OTHER[sign]}:
        return " "
    if sign == "." and not known.european and not known.decimals:
        return sign
    readings = re.sub(r"[.,]", "", text), f"{text.replace(',', '.')}0"
    raise UnreadableError(f"{_quoted(written)} can be read in two ways; write {wording.names(readings, 'or')}")


def _dated(cell: Cell) -> dt.date:
    if isinstance(cell.value, dt.date):
        return cell.value
    if cell.kind == "number" and isinstance(cell.value, int | float):
        found = from_excel(cell.value) if 1 <= cell.value < 2_958_466 else None
        if isinstance(found, dt.datetime):
            return found.date()
        raise UnreadableError(f"holds {cell.text}; write a date such as 2025-01-31")
    plain = _plain(cell.text)
    for form in _DATES:
        try:
            return dt.datetime.strptime(plain, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    if found_parts := _SLASHED.fullmatch(plain):
        return _slashed(*map(int, found_parts.groups()), written=cell.text)
    raise UnreadableError(f"holds {_quoted(cell.text)}; write a date such as 2025-01-31")


def _slashed(first: int, second: int, year: int, *, written: str) -> dt.date:
    """Read 8/13/2025 or 13/8/2025; refuse what could be two days."""
    readings = set()
    for day, month in ((first, second), (second, first)):
        try:
            readings.add(dt.date(year, month, day))
        except ValueError:
            continue
    if len(readings) == 1:
        return readings.pop()
    either = wording.names((day.isoformat() for day in sorted(readings)), "or")
    raise UnreadableError(f"holds {_quoted(written)}; write {either or 'a date such as 2025-01-31'}")


def _quoted(text: str) -> str:
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
