"""Vega expressions that let one specification serve a phone, a desk and paper."""

from __future__ import annotations

from typing import Final

import altair as alt

PHONE: Final = 420
"""Plots below this width, in pixels, are those of a phone."""
NARROW: Final = f"width < {PHONE}"
"""Expression: the plot is that of a phone."""

Term = str | float
"""A number, or the text of an expression: a column is ``datum.name``, a word stands in quotes, ``"'left'"``."""


def either(test: str, yes: Term, no: Term) -> alt.ExprRef:
    """Return a value that depends on a test, made anew for each mark.

    Parameters
    ----------
    test : str
        Vega expression.
    yes, no : str or float
        Value where the test holds, and where it does not.

    Examples
    --------
    >>> either("datum.strong", 600, 400).to_dict()
    {'expr': 'datum.strong ? 600 : 400'}
    """
    return alt.ExprRef(f"{test} ? {_term(yes)} : {_term(no)}")


def by_width(narrow: Term, wide: Term, *, below: int = PHONE) -> alt.ExprRef:
    """Return a value for plots below a width in pixels, and one for all others.

    Examples
    --------
    >>> by_width("datum.brief", "datum.full").to_dict()
    {'expr': 'width < 420 ? datum.brief : datum.full'}
    """
    return either(f"width < {below}", narrow, wide)


def fits(text: str, room: str, *, letter: float = 5.6) -> str:
    """Return the test whether a text has room.

    Parameters
    ----------
    text : str
        Column of the text.
    room : str
        Expression of the room in pixels.
    letter : float
        Mean width of a letter in pixels: 5.6 at font size 11, 6.4 at 12 with room to spare.
    """
    return f"{room} >= length(datum.{text}) * {letter:g} + 4"


def _term(value: Term) -> str:
    return value if isinstance(value, str) else f"{value:g}"
