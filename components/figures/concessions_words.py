"""Options in words: the sentence that opens the page, and what sets two options apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.charts.concessions_map import FIELDS, PART, TITLES
from components.figures.concessions_acceptance import acceptance, probability
from components.figures.concessions_cases import quantity, rule_words
from components.figures.concessions_ledger import option_words
from components.model.territory import TerritoryError, balance, parts, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from components.figures.core import Context
    from components.model.territory import Case


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


def chosen_parts(selection: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[str]:
    """Yield what the map says of each part that is selected in it, in the words of its tooltip."""
    for row in selection.get(PART, ()):
        yield " · ".join(f"{title}: {row[f'{field}0']}" for field, title in zip(FIELDS, TITLES, strict=True))


def differences(context: Context, first: Case, second: Case) -> Iterator[tuple[str, str, str]]:
    """Yield what sets two cases apart: of what, in the first, in the second."""
    dossier = context.dossier
    for region in territory(dossier).regions if dossier.regions else ():
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
