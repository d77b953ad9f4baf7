"""What every exported file says about itself, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stamp:
    """Where a figure comes from and how it departs from its source.

    Attributes
    ----------
    dossier : str
        Slug of the dossier, first part of the file name.
    figure : str
        Name of the figure.
    title, subtitle : str
        As on the page.
    citation : str
        The source to cite.
    as_of : datetime.date
        Date the results hold for.
    changes : tuple of str
        Assumptions that differ from the source, such as "US leverage 35 → 55 index".
    permalink : str
        Address that brings the same state back; may be empty.
    notes : tuple of str
        What a reader must know to read the figure rightly.
    """

    dossier: str
    figure: str
    title: str
    subtitle: str
    citation: str
    as_of: date
    changes: tuple[str, ...] = ()
    permalink: str = ""
    notes: tuple[str, ...] = ()

    @property
    def departures(self) -> str:
        """What differs from the source, in words."""
        if not self.changes:
            return "all values as in the source"
        return f"differs from the source: {'; '.join(self.changes)}"

    def lines(self) -> tuple[str, ...]:
        """Return the stamp as lines of text, without title and subtitle."""
        lines = (
            f"As of {long_date(self.as_of)} · {self.departures}",
            *self.notes,
            f"Source: {self.citation}",
            self.permalink,
        )
        return tuple(line for line in lines if line)


def long_date(day: date) -> str:
    """Return a date as 8 Aug 2025."""
    return f"{day.day} {day:%b %Y}"


def file_name(stamp: Stamp, fmt: str) -> str:
    """Return ``dossier_figure_date.format``, safe on every file system."""
    return f"{_slug(stamp.dossier)}_{_slug(stamp.figure)}_{stamp.as_of.isoformat()}.{fmt}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")[:80] or "untitled"
