"""What the figures on concessions share: their options, and the words for areas, sides and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.charts.theme import THIN_SPACE
from components.dossier.territory import LINE_OF_CONTROL, NOT_STATED
from components.figures.core import FigureError, Option
from components.model.own import OWN, decode, with_own
from components.model.territory import Case, cases, side

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier
    from components.dossier.territory import Region
    from components.figures.core import Context
    from components.model.territory import Control

NONE = "none"
"""Value of an option that asks for nothing."""


def _option_ids(context: Context) -> list[str]:
    options = context.dossier.options.options
    return [*(option.id for option in options), OWN]


def _reading_ids(context: Context) -> list[str]:
    options = context.dossier.options.options
    return [NONE, *dict.fromkeys(reading.id for option in options for reading in option.readings)]


OPTION = Option("option", "Option shown", _option_ids, lambda context: _option_ids(context)[0])
READING = Option("reading", "Reading of the option", _reading_ids, lambda _: NONE)
COMPARE = Option(
    "compare",
    "Second option beside it, a reading after a colon",
    lambda context: [NONE, *cases(context.dossier), OWN],
    lambda _: NONE,
)
OWN_OPTION = Option("own", "The analyst's own option: region~holder~issue~value~name", lambda _: (), lambda _: "")


def case(dossier: Dossier, option: str, reading: str = NONE, own: str = "") -> Case:
    """Return the case that a figure's options ask for.

    Raises
    ------
    FigureError
        If the option has no such reading, or the own option cannot be read.
    """
    if option == OWN:
        read, problems = decode(own, dossier)
        if problems:
            raise FigureError(f"own: {'; '.join(problems)}")
        dossier = with_own(dossier, read)
    key = option if reading == NONE else f"{option}:{reading}"
    found = cases(dossier)
    if key not in found:
        readings = [item.reading.id for item in found.values() if item.reading and item.option.id == option]
        known = f"choose from {', '.join(readings)}" if readings else "it has none"
        raise FigureError(f"option {option!r} has no reading {reading!r}; {known}")
    return found[key]


def compared(dossier: Dossier, compare: str, own: str) -> Case | None:
    """Return the case to set beside the first, if one is asked for."""
    if compare == NONE:
        return None
    option, _, reading = compare.partition(":")
    return case(dossier, option, reading or NONE, own)


def refs(dossier: Dossier, *shown: Case | None) -> tuple[str, ...]:
    """Return the grounds of cases and of the geometry."""
    keys: list[str] = []
    for item in shown:
        if item is not None:
            keys += [*item.option.refs, *(item.reading.refs if item.reading else ())]
    if dossier.regions.geometry:
        keys += dossier.regions.geometry.refs
    return tuple(dict.fromkeys(keys))


def km2(value: float | None) -> str:
    """Return an area as ``6 901 km²``."""
    return "not known" if value is None else f"{whole(value)}\u00a0km²"


def whole(value: float) -> str:
    """Return a number without decimals, thousands set apart."""
    return f"{value:,.0f}".replace(",", THIN_SPACE)


def percent(share: float | None) -> str:
    """Return a share (0–1) as ``74.6 %``."""
    return "not known" if share is None else f"{share * 100:.1f}\u00a0%"


def day(date: dt.date) -> str:
    """Return a date as 8 Aug 2025."""
    return f"{date.day} {date:%b %Y}"


def party(dossier: Dossier, key: str) -> str:
    """Return a side's name for sentences."""
    found = side(dossier, key)
    return found.name or found.label


def status(dossier: Dossier, key: str | None) -> str:
    """Return how land is described under a side: the side's label, or "not stated"."""
    return "not stated" if key is None else side(dossier, key).label


def rule_words(dossier: Dossier, shown: Case, region: Region) -> str:
    """Return in words who would hold a region under a case."""
    rule = shown.option.regions.get(region.id, NOT_STATED)
    if rule == NOT_STATED:
        return "not stated"
    if rule == LINE_OF_CONTROL:
        return "as the line of control runs"
    return f"the whole to {party(dossier, rule)}'s control"


def series_words(dossier: Dossier, control: Control | None) -> str:
    """Return where a control figure comes from, with its date."""
    if control is None:
        return "no control figure by this date"
    if control.series is None:
        return f"measured on the map, {day(control.date)}"
    series = dossier.regions.series
    label = next((item.label for item in series if item.id == control.series), control.series)
    return f"{label}, {day(control.date)}"


def quantity(dossier: Dossier, key: str) -> str:
    """Return the name of an assumption or node, such as a gate."""
    found = next((item for item in dossier.assumptions if item.id == key), None)
    return found.label if found else dossier.node(key).label
