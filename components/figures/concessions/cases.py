"""What the figures on concessions share: their options, and the words for sides, areas and what sets options apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import wording
from components.dossier.territory import LINE_OF_CONTROL, NOT_STATED
from components.figures.concessions.land_chart import Holder
from components.figures.core import FigureError, Option
from components.model.cases import Case, cases
from components.model.own import OWN, decode, with_own
from components.model.territory import balance, parts, region_of, side, territory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier import Dossier
    from components.dossier.territory import Region
    from components.figures.context import Context
    from components.model.territory import Balance, Control

NONE = "none"
"""Value of an option that asks for nothing."""


def _option_ids(context: Context) -> list[str]:
    options = context.dossier.options.options
    return [*(option.id for option in options), OWN]


def _reading_ids(context: Context) -> list[str]:
    options = context.dossier.options.options
    return [NONE, *dict.fromkeys(reading.id for option in options for reading in option.readings)]


def most_changing(dossier: Dossier) -> str:
    """Return the option under which the most land would change hands, as of the dossier's own date."""
    found = [item for item in cases(dossier).values() if item.reading is None]
    if not dossier.regions.present:
        return found[0].option.id

    def moved(item: Case) -> float:
        return sum(balance(parts(dossier, item, dossier.header.as_of)).moves.values())

    return max(found, key=moved).option.id


OPTION = Option("option", "Option shown", _option_ids, lambda context: most_changing(context.dossier))
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
        known = f"choose from {wording.names(readings, 'or')}" if readings else "it has none"
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


def holders(dossier: Dossier) -> list[Holder]:
    """Return the sides in the dossier's order, as charts colour them."""
    regions = territory(dossier)
    return [Holder(item.id, item.label, item.id == regions.sovereign) for item in regions.sides]


def km2(value: float | None) -> str:
    """Return an area as ``6 901 km²``."""
    return wording.quantity(value, "km²")


def party(dossier: Dossier, key: str) -> str:
    """Return a side's name for sentences."""
    found = side(dossier, key)
    return found.name or found.label


def status(dossier: Dossier, key: str | None) -> str:
    """Return how land is described under a side: the side's label, or "not stated"."""
    return "not stated" if key is None else side(dossier, key).label


def changes(dossier: Dossier, item: Case, total: Balance) -> str:
    """Return in words what changes hands under a case, and for which regions that is not known."""
    moved = [
        f"{km2(size)} ({wording.share(size / total.km2)}) pass from {party(dossier, source)}'s "
        f"to {party(dossier, target)}'s control"
        for (source, target), size in total.moves.items()
    ]
    if total.not_stated:
        moved.append(f"for {km2(total.not_stated)} it is not stated who would hold them")
    none = "nothing changes hands against today" if total.km2 else "what would change hands is not known"
    unknown = wording.names(region_of(dossier, key).label for key in total.unknown)
    missing = f" No control figure is known by then for {unknown}." if unknown else ""
    return f"{item.label}: {'; '.join(moved) or none}.{missing}"


def differences(dossier: Dossier, first: Case, second: Case) -> Iterator[tuple[str, str, str]]:
    """Yield what sets two cases apart: of what, in the first, in the second."""
    for before, after in zip(_terms(dossier, first), _terms(dossier, second), strict=True):
        if before != after:
            yield *before, after[1]


def _terms(dossier: Dossier, item: Case) -> Iterator[tuple[str, str]]:
    """Yield all that an option settles, and how, in words."""
    for region in dossier.regions.regions:
        yield region.label, _rule(dossier, item, region)
    for issue in dossier.issues:
        value = item.option.sets.get(issue.id)
        yield issue.label, "left open" if value is None else f"{wording.number(value, 2)} of 100"
    yield "Condition", "none" if item.option.gate is None else quantity(dossier, item.option.gate)


def _rule(dossier: Dossier, shown: Case, region: Region) -> str:
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
        return f"measured on the map, {wording.date(control.date)}"
    series = dossier.regions.series
    label = next((item.label for item in series if item.id == control.series), control.series)
    return f"{label}, {wording.date(control.date)}"


def quantity(dossier: Dossier, key: str) -> str:
    """Return the name of an assumption or node, such as a gate."""
    found = next((item for item in dossier.assumptions if item.id == key), None)
    return found.label if found else dossier.node(key).label
