"""What every exported file says about itself, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from components import wording
from components.exports.typeset import printable

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.figures import Context, Figure
    from components.model.entries import Entry


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
        Assumptions and cells that differ from the source, such as "US leverage 35 → 55".
    permalink : str
        Address that brings the same state back; may be empty.
    notes : tuple of str
        What a reader must know to read the figure rightly.
    is_later : bool
        Whether events after the source's own date count.
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
    is_later: bool = False

    @property
    def departures(self) -> str:
        """What differs from the source, in words."""
        return _departures(self.changes, is_later=self.is_later)

    @property
    def link(self) -> str:
        """The permalink where others can follow it; empty where it leads to this machine or its own network only."""
        return self.permalink if _is_public(urlsplit(self.permalink).hostname) else ""

    @property
    def head(self) -> str:
        """Day, and what differs from the source."""
        return f"As of {wording.date(self.as_of)} · {self.departures}"

    @property
    def foot(self) -> tuple[str, ...]:
        """Source, and the link where others can follow it."""
        return tuple(line for line in (f"Source: {self.citation}", self.link) if line)

    def lines(self) -> tuple[str, ...]:
        """Return the stamp as lines of text, without title and subtitle."""
        return (self.head, *self.notes, *self.foot)


def _is_public(host: str | None) -> bool:
    if not host:
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        # A name without a dot is one of the local network.
        return "." in host and not host.endswith((".localhost", ".local", ".internal"))


def to_text(figure: Figure, stamp: Stamp) -> str:
    """Return a figure in words: title, text alternative, every note, source."""
    parts = [f"{stamp.title}\n{stamp.subtitle}", figure.description, *stamp.lines()]
    return "\n\n".join(printable(part) for part in parts) + "\n"


def state(context: Context, most: int | None = None) -> str:
    """Return the as-of date and what differs from the source, in words.

    Parameters
    ----------
    context : Context
        Dossier and scenario.
    most : int, optional
        How many changes to name where the others are seen elsewhere; all of them by default.
    """
    changed = changes(context)
    named = changed if most is None or len(changed) <= most else (*changed[:most], f"{len(changed) - most} more")
    told = _departures(named, is_later=_is_later(context))
    return f"As of {wording.date(context.scenario.day(context.dossier))} · {told}"


def _departures(changed: tuple[str, ...], *, is_later: bool) -> str:
    """Say what somebody moved, and whether events moved the rest: at a later date values are not all the source's."""
    if changed:
        told = f"differs from the source: {'; '.join(changed)}"
    else:
        told = "no value moved by hand" if is_later else "all values as in the source"
    return f"{told}; events since the source count" if is_later else told


def _is_later(context: Context) -> bool:
    return context.scenario.day(context.dossier) > context.dossier.header.as_of


def file_name(stamp: Stamp, fmt: str) -> str:
    """Return ``dossier_figure_date.format``, safe on every file system."""
    return f"{slug_of(stamp.dossier)}_{slug_of(stamp.figure)}_{stamp.as_of.isoformat()}.{fmt}"


def slug_of(text: str) -> str:
    """Return text as part of a file name, safe on every file system."""
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")[:80] or "untitled"


def stamp_of(context: Context, figure: Figure, address: str = "", **selections: str) -> Stamp:
    """Return the stamp of a figure built in a context.

    Parameters
    ----------
    context : Context
        Dossier and scenario.
    figure : Figure
        The figure it goes on.
    address : str
        Address of the page without its query; empty where there is no server, as on the command line.
    **selections : str
        What is chosen on the page, for the permalink.
    """
    dossier, scenario = context.dossier, context.scenario
    query = {**scenario.query(dossier), **selections}
    return Stamp(
        dossier=dossier.slug,
        figure=figure.name,
        title=figure.title,
        subtitle=figure.subtitle,
        citation=citation(context),
        as_of=scenario.day(dossier),
        changes=changes(context),
        permalink=f"{address}?{urlencode(query)}" if query else address,
        notes=figure.notes,
        is_later=_is_later(context),
    )


def citation(context: Context) -> str:
    """Return how to cite the dossier's source."""
    cited = context.dossier.header.citation
    if cited is None:
        return context.dossier.header.title
    return cited.text if cited.url == "not found" or cited.url in cited.text else f"{cited.text} {cited.url}"


def changes(context: Context) -> tuple[str, ...]:
    """Return what differs from the source, such as "US leverage 35 → 55", and signposts supposed."""
    moved = (_change(context, item) for item in context.scenario.changed(context.dossier))
    cells = (_cell(context, entry, value) for entry, value in context.scenario.moved(context.dossier).items())
    signposts = (
        f"supposed {'seen' if came else 'not to have come'}: {context.dossier.signpost(key).label}"
        for key, came in context.scenario.signposts.items()
    )
    return (*moved, *cells, *signposts)


def _cell(context: Context, entry: Entry, value: float) -> str:
    source = wording.number(entry.source(context.results.day), 2)
    return f"{entry.label(context.dossier)} {source} → {wording.number(value, 2)}"


def _change(context: Context, item: Assumption) -> str:
    results = context.results
    before, now = (item.said(value) for value in (results.source_bands[item.id].p50, results.bands[item.id].p50))
    return f"{item.name} {before} → {now}"
