"""What the Actors page says in words: who plays which part, and whether an issue leaves room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

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

ROLES: Final = {
    "principal": "bargains for itself",
    "domestic_pressure": "presses a party from within its own country",
    "institution": "an institution that bears on the talks",
    "channel": "carries messages",
    "object": "is what the talks are about",
    "audience": "is meant to hear and see",
    "exposed": "is exposed to measures",
    "signal": "only signals",
    "sensor": "indicates what is said or seen",
    "source": "is where an assessment comes from",
}

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def verdict(context: Context, issue: str) -> str:
    """Return one sentence on whether the veto players can agree on an issue."""
    found, label = room(context.results, issue), context.dossier.issue(issue).label
    if found.kind == "no_veto":
        return f"Nobody holds a veto over {label}; the weighted mean stands at {_mean(context, issue)}."
    whom = _whom(context.dossier, found)
    silent = listed(_names(context.dossier, found.unheard))
    tail = f" What {silent} would accept, the source leaves open." if silent else ""
    match found.kind:
        case "gap":
            return f"No agreement on {label}: a gap of {points(found.high - found.low)} parts {whom}.{tail}"
        case "status_quo":
            return f"On {label}, only the status quo ({number(found.low)}) is acceptable to {whom}.{tail}"
        case "range":
            accept = "accept" if len(context.dossier.veto_players) - len(found.unheard) > 1 else "accepts"
            return f"On {label}, {whom} {accept} {number(found.low)} to {number(found.high)}.{tail}"
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
    everyone = all_of(len(dossier.veto_players), dossier.veto_players[0].name)
    accept = "accept" if len(dossier.veto_players) > 1 else "accepts"
    free = [dossier.issue(issue) for issue, found in rooms.items() if found.kind == "range" and not found.unheard]
    stuck = sum(found.kind == "status_quo" for found in rooms.values())
    parted = sum(found.kind == "gap" for found in rooms.values())
    unknown = sum(found.kind in ("open", "unheard") for found in rooms.values())
    partly = sum(found.kind == "range" and bool(found.unheard) for found in rooms.values())
    rest = [
        text
        for number_, text in (
            (parted, f"on {count(parted)} they are apart"),
            (stuck, f"on {count(stuck)} only the status quo is acceptable to those who hold a position"),
            (partly, f"on {count(partly)} there is room, but not every veto player is heard"),
            (unknown, f"on {count(unknown)} the dossier gives nothing to compare with"),
        )
        if number_
    ]
    return f"{_free(free, everyone, len(rooms), accept)}{'; ' + ', '.join(rest) if rest else ''}."


def _free(free: Sequence[Issue], everyone: str, total: int, accept: str) -> str:
    if not free:
        return f"No single issue is known to have room that {everyone} {accept} ({total} looked at)"
    names = listed([issue.label for issue in free])
    verb = "has" if len(free) == 1 else "have"
    return f"{'Only ' if len(free) < total else ''}{names} {verb} room that {everyone} {accept}"


def all_of(players: int, first: str) -> str:
    """Return words for all of several veto players; ``first`` names the only one."""
    if players == 1:
        return f"the only veto player, {first},"
    return "both veto players" if players == 2 else f"all {count(players)} veto players"


def _whom(dossier: Dossier, found: Room) -> str:
    heard = [actor.name for actor in dossier.veto_players if actor.id not in found.unheard]
    if found.unheard or not heard:
        return listed(heard)
    return all_of(len(heard), heard[0])


def _names(dossier: Dossier, actors: Sequence[str]) -> list[str]:
    return [dossier.actor(actor).name for actor in actors]


def _mean(context: Context, issue: str) -> str:
    return number(context.results.issues[issue].weighted_mean.point)


def count(value: int) -> str:
    """Return a small number as a word."""
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def number(value: float) -> str:
    """Return a score on the 0–100 scale as a reader needs it."""
    return f"{value:.0f}"


def day(value: dt.date) -> str:
    """Return a date as 8 Aug 2025."""
    return f"{value.day} {value:%b %Y}"


def points(value: float) -> str:
    """Return a distance on the 0–100 scale with its unit."""
    shown = f"{value:.0f}" if value >= 1 else f"{value:.1f}"
    return f"{shown} point" if shown == "1" else f"{shown} points"


def listed(items: Sequence[str]) -> str:
    """Return words as a list: a, b and c."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def name_of(dossier: Dossier, who: str) -> str:
    """Return an actor's name for its id, and any other words as they are."""
    return next((actor.name for actor in dossier.actors if actor.id == who), who)


def band_words(band: Band, unit: str = "") -> str:
    """Return ``mode (low–high) unit``; probabilities and shares in per cent."""
    scale, sign = (
        (100, " %") if unit in ("probability", "share") else (1, "" if unit.startswith("index") else f" {unit}")
    )
    low, mode, high = (f"{round(value * scale, 2):g}" for value in (band.low, band.mode, band.high))
    return f"{mode}{sign if low == high else f' ({low}–{high}){sign}'}"
