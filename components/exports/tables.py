"""A figure's data as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from components.exports.stamp import file_name, to_text
from components.exports.typeset import printable
from components.files import zipped

if TYPE_CHECKING:
    import pandas as pd

    from components.exports.stamp import Stamp
    from components.figures.core import Figure

# What a spreadsheet takes for a formula (its full-width forms too), except a plain number.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def to_csv(table: pd.DataFrame) -> bytes:
    """Return the table as CSV in UTF-8, and nothing else: what it is and where it comes from stands beside it.

    Parameters
    ----------
    table : pandas.DataFrame
        Tidy, with units in the column names; the index is not written.
    """
    return table.map(inert).rename(columns=inert).to_csv(index=False).encode()


def to_zip(figure: Figure, stamp: Stamp) -> bytes:
    """Return a ZIP with the figure's table as CSV, and a text that says what it is and where it comes from."""
    return zipped(
        {file_name(stamp, "csv"): to_csv(figure.table), file_name(stamp, "txt"): to_text(figure, stamp).encode()}
    )


def inert(value: object) -> object:
    """Return text so that no spreadsheet runs it as a formula; leave the rest as it is."""
    if isinstance(value, tuple | list):
        value = "; ".join(map(str, value))
    if not isinstance(value, str):
        return value
    # pandas leaves a bare carriage return unquoted, and readers then start a new row there.
    text = re.sub(r"\r\n?", "\n", printable(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
