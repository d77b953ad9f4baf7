"""Lists of names, and counts with their noun."""

from __future__ import annotations

from collections.abc import Iterable

from components.wording.rounding import decimal


def names(items: Iterable[str], joint: str = "and") -> str:
    """Return names as a list: ``a``, ``a and b``, ``a, b and c``; nothing for no names.

    Parameters
    ----------
    items : iterable of str
        The names, in order.
    joint : str
        Word before the last: "and" or "or".
    """
    *rest, last = [*items] or [""]
    return f"{', '.join(rest)} {joint} {last}" if rest else last


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a count with its noun: ``0 days``, ``1 day``, ``12 days``.

    Parameters
    ----------
    number : int
        How many.
    noun, plural : str
        For one, and for more where an "s" does not make it.
    """
    return f"{decimal(number, 0)} {noun if number == 1 else plural or f'{noun}s'}"
