"""What the Actors page says in words: whether an issue leaves room, over which issues there is some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from components import wording
from components.model.rooms import Room, room

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.types import Band
    from components.figures.context import Context
    from components.model.issues import Reservation

RECORD: Final = (
    "The model's error record comes from cooperative EU bargaining (351 issues); no model of this kind has been "
    "validated on coercive crises."
)
SCORES: Final = "Positions and power are analysts' scores on a 0–100 scale, not measurements."
INDEX: Final = "index 0–100"
"""Unit of positions, salience and power."""

_POINT: Final = 0.5
"""Half a point: nearer to an end of the scale, or to one another, scores read as the same."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def verdict(context: Context, issue: str) -> str:
    """Return in words whether the veto players can agree on an issue, and on which expectations that hangs."""
    dossier, found = context.dossier, room(context.results, issue)
    match found.kind:
        case "gap":
            left = f"No value is acceptable to {_whom(dossier, found)}: {missing(dossier, found)}."
        case "range":
            accept = "accept" if len(dossier.veto_players) - len(found.unheard) > 1 else "accepts"
            value = (
                f"{score(found.low)} to {score(found.high)}" if found.width >= _POINT else f"only {score(found.low)}"
            )
            whom = _whom(dossier, found)
            left = f"{whom[0].upper()}{whom[1:]} {accept} {value}."
        case "open":
            left = "The dossier does not say what anybody who must agree expects without a deal."
        case "unheard":
            left = "The dossier gives no veto player's position."
        case _:
            mean = score(context.results.issues[issue].weighted_mean.value)
            left = f"Nobody holds a veto; the weighted mean stands at {mean}."
    return " ".join(filter(None, (left, _hangs(context, issue, found), _silence(dossier, found))))


ROOM: Final = (
    "● what all who must agree accept, on the issue's scale of 0 to 100; “of those heard” where not all of them hold a "
    "position. ✕ how far the nearest two of them stay apart."
)
"""What the few words of `rooms_in_brief` mean."""


def rooms_in_brief(context: Context) -> dict[str, str]:
    """Return for each issue a sign and a few words: what all who must agree accept, or how far they are apart."""
    return {issue: _room_in_brief(room(context.results, issue)) for issue in context.results.issues}


def _room_in_brief(found: Room) -> str:
    match found.kind:
        case "range":
            return f"● {scores(found.low, found.high)}{' of those heard' if found.unheard else ''}"
        case "gap":
            return f"✕ {wording.quantity(found.width, 'points')} apart"
        case "no_veto":
            return "nobody holds a veto"
        case _:
            return "not known"


def answer(context: Context) -> str:
    """Return one sentence: on how many issues all could agree or none leaves room, and on what that hangs."""
    dossier = context.dossier
    if not dossier.veto_players:
        return "Nobody holds a veto here: weighted means, not limits, say where the issues tend."
    rooms = {issue: room(context.results, issue) for issue in context.results.issues}
    agreed = [issue for issue, found in rooms.items() if found.kind == "range" and not found.unheard]
    gaps = [found for found in rooms.values() if found.kind == "gap"]
    is_one = len(rooms) == 1
    start = f"On {dossier.issue(next(iter(rooms))).label}," if is_one else f"Of {wording.count(len(rooms), 'issue')},"
    if agreed:
        whom = _all_of(len(dossier.veto_players), dossier.veto_players[0].name)
        told = f"{start} {whom} could agree{'' if is_one else f' on {_issues(dossier, agreed)}'}"
    elif gaps and is_one:
        told = f"{start} there is no room between {_between(dossier, gaps[0].between)}"
    elif gaps:
        told = f"{start} {_in_words(len(gaps))} {_no_room(dossier, gaps)}"
    else:
        return f"{start} too few positions and expectations are known to tell whether all could agree."
    return f"{told}; that hangs on what each expects without a deal."


def _issues(dossier: Dossier, issues: Sequence[str]) -> str:
    """Return the only one of several issues by name, more by their number."""
    return f"{dossier.issue(issues[0]).label} alone" if len(issues) == 1 else _in_words(len(issues))


def _no_room(dossier: Dossier, gaps: Sequence[Room]) -> str:
    """Return that issues leave no room, and between whom, mostly or always."""
    pairs = Counter(found.between for found in gaps).most_common()
    verb = "leave" if len(gaps) > 1 else "leaves"
    return f"{verb} no room {'mostly ' if len(pairs) > 1 else ''}between {_between(dossier, pairs[0][0])}"


def missing(dossier: Dossier, found: Room) -> str:
    """Return how many points lie between which two veto players."""
    points = wording.quantity(found.width, "points")
    verb = "is" if points.startswith("1\u00a0") else "are"
    return f"{points} {verb} missing between {_between(dossier, found.between)}"


def no_overlap(dossier: Dossier, found: Room) -> str:
    """Return the same as a chart's label."""
    return f"no overlap: {wording.quantity(found.width, 'points')} between {_between(dossier, found.between)}"


def gap_in_brief(dossier: Dossier, found: Room) -> str:
    """Return the same for a narrow chart."""
    return f"gap {wording.number(found.width)}: {' – '.join(dossier.actor(actor).name for actor in found.between)}"


def accepts(held: Reservation) -> str:
    """Return which values an actor accepts where an issue alone decides: ``from 62``, ``up to 59``, ``32–83``."""
    floor, ceiling = held.low >= _POINT, held.high <= 100 - _POINT
    if floor and ceiling:
        return scores(held.low, held.high)
    return f"from {score(held.low)}" if floor else f"up to {score(held.high)}" if ceiling else "any value"


def _between(dossier: Dossier, actors: Sequence[str]) -> str:
    return wording.names(dossier.actor(actor).name for actor in actors)


def _hangs(context: Context, issue: str, found: Room) -> str:
    """Return what those who set the limits expect without a deal."""
    held = context.results.issues[issue].reservations
    pair = dict.fromkeys(found.between)
    told = [(context.dossier.actor(actor).name, score(held[actor].expects)) for actor in pair]
    if len(told) == 1:
        return f"That hangs on what {told[0][0]} expects without a deal: {told[0][1]}."
    expected = wording.names(f"{name} {value}" for name, value in told)
    return f"That hangs on what they expect without a deal: {expected}." if told else ""


def _silence(dossier: Dossier, found: Room) -> str:
    if not found.between or not found.unheard:
        return ""
    silent = wording.names((dossier.actor(actor).name for actor in found.unheard), "or")
    return f"The source does not say what {silent} would accept."


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


def band_words(band: Band, unit: str) -> str:
    """Return a band that the dossier or the analyst gives."""
    return wording.estimate(band.p50, band.p10, band.p90, unit, exact=True)


def measured(band: Band, unit: str) -> str:
    """Return the same with what a bare number is measured in: ``77 (72–85), index 0–100``."""
    scale = wording.scale(unit)
    return f"{band_words(band, unit)}{f', {scale}' if scale else ''}"


def name_of(dossier: Dossier, who: str) -> str:
    """Return an actor's name for its id, and any other words as they are."""
    return next((actor.name for actor in dossier.actors if actor.id == who), who)
