"""What the Actors page says in words: whether an issue leaves room, over which issues there is some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from components import wording
from components.model.rooms import Room, room

if TYPE_CHECKING:
    from components.dossier import Dossier, Issue
    from components.dossier.types import Band
    from components.figures.core import Context

RECORD: Final = (
    "The model's error record comes from cooperative EU bargaining (351 issues); no model of this kind has been "
    "validated on coercive crises."
)
SCORES: Final = "Positions and power are analysts' scores on a 0–100 scale, not measurements."
INDEX: Final = "index 0–100"
"""Unit of positions, salience and power."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def verdict(context: Context, issue: str) -> str:
    """Return one sentence on whether the veto players can agree on an issue."""
    dossier, found = context.dossier, room(context.results, issue)
    label, low, high = dossier.issue(issue).label, score(found.low), score(found.high)
    if found.kind == "no_veto":
        mean = score(context.results.issues[issue].weighted_mean.point)
        return f"Nobody holds a veto over {label}; the weighted mean stands at {mean}."
    whom = _whom(dossier, found)
    silent = wording.names(dossier.actor(actor).name for actor in found.unheard)
    tail = f" What {silent} would accept, the source leaves open." if silent else ""
    match found.kind:
        case "gap":
            return f"No agreement on {label}: a gap of {gap(found)} parts {whom}.{tail}"
        case "status_quo":
            return f"On {label}, only the status quo ({low}) is acceptable to {whom}.{tail}"
        case "range":
            accept = "accept" if len(dossier.veto_players) - len(found.unheard) > 1 else "accepts"
            return f"On {label}, {whom} {accept} {low} to {high}.{tail}"
        case "open":
            return f"On {label}, the dossier gives no status quo to compare with, so no agreement range is shown."
        case _:
            return f"No veto player holds a position on {label} in the dossier."


def answer(context: Context) -> str:
    """Return one sentence on where the veto players have room, over all issues."""
    dossier = context.dossier
    if not dossier.veto_players:
        return "Nobody holds a veto here: weighted means, not limits, say where the issues tend."
    rooms = {issue: room(context.results, issue) for issue in context.results.issues}
    everyone = _all_of(len(dossier.veto_players), dossier.veto_players[0].name)
    accept = "accept" if len(dossier.veto_players) > 1 else "accepts"
    free = [dossier.issue(issue) for issue, found in rooms.items() if found.kind == "range" and not found.unheard]
    told = {
        "they are apart": sum(found.kind == "gap" for found in rooms.values()),
        "only the status quo is acceptable to those who hold a position": sum(
            found.kind == "status_quo" for found in rooms.values()
        ),
        "there is room, but not every veto player is heard": sum(
            found.kind == "range" and bool(found.unheard) for found in rooms.values()
        ),
        "the dossier gives nothing to compare with": sum(found.kind in ("open", "unheard") for found in rooms.values()),
    }
    rest = [f"on {_in_words(number)} {what}" for what, number in told.items() if number]
    return f"{_free(free, everyone, len(rooms), accept)}{'; ' + ', '.join(rest) if rest else ''}."


def _free(free: Sequence[Issue], everyone: str, total: int, accept: str) -> str:
    if not free:
        return f"No single issue is known to have room that {everyone} {accept} ({total} looked at)"
    verb = "have" if len(free) > 1 else "has"
    names = wording.names(issue.label for issue in free)
    return f"{'Only ' if len(free) < total else ''}{names} {verb} room that {everyone} {accept}"


def _whom(dossier: Dossier, found: Room) -> str:
    heard = [actor.name for actor in dossier.veto_players if actor.id not in found.unheard]
    return wording.names(heard) if found.unheard or not heard else _all_of(len(heard), heard[0])


def _all_of(players: int, first: str) -> str:
    """Return words for all of several veto players; ``first`` names the only one."""
    if players == 1:
        return f"the only veto player, {first},"
    return "both veto players" if players == 2 else f"all {_in_words(players)} veto players"


def _in_words(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def score(value: float) -> str:
    """Return a score on the 0–100 scale as a reader needs it."""
    return wording.quantity(value, INDEX)


def scores(low: float, high: float) -> str:
    """Return a band of scores on the 0–100 scale."""
    return wording.band(low, high, INDEX)


def gap(found: Room) -> str:
    """Return how far apart the limits of an issue without room are."""
    return wording.quantity(found.high - found.low, "points")


def band_words(band: Band, unit: str) -> str:
    """Return a band that the dossier or the analyst gives."""
    return wording.estimate(band.mode, band.low, band.high, unit, exact=True)


def measured(band: Band, unit: str) -> str:
    """Return the same with what a bare number is measured in: ``77 (72–85), index 0–100``."""
    scale = wording.scale(unit)
    return f"{band_words(band, unit)}{f', {scale}' if scale else ''}"


def name_of(dossier: Dossier, who: str) -> str:
    """Return an actor's name for its id, and any other words as they are."""
    return next((actor.name for actor in dossier.actors if actor.id == who), who)
