"""A figure's data as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from components.exports.typeset import printable

if TYPE_CHECKING:
    import pandas as pd

    from components.exports.stamp import Stamp

# What a spreadsheet takes for a formula (its full-width forms too), except a plain number.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def to_csv(table: pd.DataFrame, stamp: Stamp) -> bytes:
    """Return the table as CSV in UTF-8, its stamp in trailing ``export_…`` columns.

    The stamp stands on every row, so that it survives filtering and joining, and the
    file reads back without skipping lines. A table without rows gets one that holds
    the stamp alone.

    Parameters
    ----------
    table : pandas.DataFrame
        Tidy, with units in the column names; the index is not written.
    stamp : Stamp
        Provenance to add.
    """
    rows = table.reset_index(drop=True).reindex(range(max(1, len(table))))
    stamped = rows.assign(**_columns(stamp))
    return stamped.map(inert).rename(columns=inert).to_csv(index=False).encode()


def inert(value: object) -> object:
    """Return text so that no spreadsheet runs it as a formula; leave the rest as it is."""
    if isinstance(value, tuple | list):
        value = "; ".join(map(str, value))
    if not isinstance(value, str):
        return value
    # pandas leaves a bare carriage return unquoted, and readers then start a new row there.
    text = re.sub(r"\r\n?", "\n", printable(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _columns(stamp: Stamp) -> dict[str, str]:
    return {
        "export_title": stamp.title,
        "export_subtitle": stamp.subtitle,
        "export_as_of": stamp.as_of.isoformat(),
        "export_changes": stamp.departures,
        "export_notes": " ".join(stamp.notes),
        "export_citation": stamp.citation,
        "export_permalink": stamp.permalink,
    }
