"""Options in words: the sentence that opens the page, and what sets two options apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.charts.concessions_map import FIELDS, PART, TITLES, part_name
from components.figures.concessions_acceptance import acceptance, probability
from components.figures.concessions_cases import km2, percent, quantity, rule_words, status, whole
from components.figures.concessions_ledger import option_words
from components.model.territory import TerritoryError, balance, parts, region_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from components.dossier import Dossier
    from components.dossier.dossier import Town
    from components.figures.core import Context
    from components.model.territory import Case, Part


def answer(context: Context, found: Sequence[Case]) -> str:
    """Return which of the options comes closest to acceptance by all veto players, in one sentence."""
    priced = [(result.joint, item) for item in found if (result := acceptance(context.results, item)) is not None]
    if not priced:
        return "No option sets the value of an issue, so there is nothing to accept or refuse."
    joint, item = max(priced, key=lambda pair: pair[0])
    players = len(context.dossier.veto_players)
    return (
        f"Of {len(priced)} option{'' if len(priced) == 1 else 's'} on offer, “{item.label}” comes closest to "
        f"acceptance by all {players} veto players: {probability(joint)}."
    )


def on_the_ground(context: Context, item: Case) -> str:
    """Return in words what a case changes against today and against the baseline; empty without regions."""
    try:
        cut = parts(context.dossier, item, context.results.day)
    except TerritoryError:
        return ""
    return option_words(context.dossier, item, balance(cut), context.results.day)


def part_words(dossier: Dossier, part: Part) -> dict[str, str]:
    """Return what the map says of a part, by `FIELDS`."""
    region, towns = region_of(dossier, part.region), towns_in(dossier, part)
    people = sum(town.population or 0 for town in towns)
    count = "" if region.population is None else f"{whole(region.population)} registered in the whole region; "
    return {
        "region": region.label,
        "today": status(dossier, part.today),
        "then": f"changes hands: {status(dossier, part.then)}" if part.changes_hands else status(dossier, part.then),
        "area": km2(part.km2),
        "share": percent(part.share),
        "people": f"{count}{whole(people)} in {len(towns)} listed towns here",
    }


def chosen_parts(
    context: Context, shown: Sequence[Case], selection: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[str]:
    """Yield what the map says of each part that is selected in it, for one case after the other."""
    # A click beside the parts selects what has no name.
    names = {row[PART] for row in selection.get(PART, ())} - {None}
    for item in shown if names else ():
        head = f"{item.label} · " if len(shown) > 1 else ""
        for part in parts(context.dossier, item, context.results.day):
            if part_name(part.region, part.today) in names:
                words = part_words(context.dossier, part)
                yield head + " · ".join(f"{title}: {words[name]}" for name, title in zip(FIELDS, TITLES, strict=True))


def towns_in(dossier: Dossier, part: Part) -> list[Town]:
    """Return the listed towns of a part."""
    return [town for town in dossier.towns if town.region == part.region and town.held_by == part.today]


def differences(context: Context, first: Case, second: Case) -> Iterator[tuple[str, str, str]]:
    """Yield what sets two cases apart: of what, in the first, in the second."""
    dossier = context.dossier
    for region in dossier.regions.regions:
        pair = rule_words(dossier, first, region), rule_words(dossier, second, region)
        if pair[0] != pair[1]:
            yield region.label, pair[0], pair[1]
    for issue in dossier.issues:
        values = [item.option.sets.get(issue.id) for item in (first, second)]
        if values[0] != values[1]:
            yield issue.label, _value(values[0]), _value(values[1])
    gates = [item.option.gate for item in (first, second)]
    if gates[0] != gates[1]:
        yield "Condition", _gate(context, gates[0]), _gate(context, gates[1])


def _value(value: float | None) -> str:
    return "left open" if value is None else f"{value:g} of 100"


def _gate(context: Context, gate: str | None) -> str:
    return "none" if gate is None else quantity(context.dossier, gate)
