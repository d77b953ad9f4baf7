"""What the Briefing says in words: judgements, what matters most, and what would change the answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components import wording
from components.drawing.theme import BASIS
from components.figures.ultimatum.words import due_text, state_text
from components.model.judgements import horizon_end, judgements
from components.model.known import ultimatums_by
from components.model.movers import EVEN, drivers, turns
from components.model.outputs import IssueOutput

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.figures.core import Context
    from components.model.judgements import Judgement
    from components.model.movers import Driver, Turn
    from components.model.results import Results
    from components.model.support import Ground

_NAMED = 4
"""Most grounds named one by one."""


@dataclass(frozen=True)
class Line:
    """A judgement as it is read.

    Attributes
    ----------
    title : str
        What is judged, its holder included.
    answer : str
        Word, number and band.
    movement : str
        How it moved from the source's value; empty where it stands there.
    ground : str
        What it rests on, and what the source leaves open.
    forms : tuple of str
        Each option it may take the form of, with its own word, number, band and movement.
    """

    title: str
    answer: str
    movement: str
    ground: str
    forms: tuple[str, ...] = ()


def question(dossier: Dossier) -> str:
    """Return the question the dossier asks."""
    return dossier.header.question or f"{dossier.header.title}: what is likely now?"


def summary(context: Context) -> str:
    """Return the one sentence that answers the question at the assumptions in force."""
    results, dossier = context.results, context.dossier
    if dossier.header.fan:
        end = horizon_end(results)
        parts = [
            f"{dossier.node(key).name.lower()} {_worded(results.point[key])}"
            for key in dossier.header.fan
            if dossier.node(key).measured_in == "probability"
        ]
        if parts and end:
            return f"By {wording.date(end)}, at the assumptions in force: {', '.join(parts)}."
    found = judgements(results)
    if all(isinstance(item.output, IssueOutput) for item in found):
        room = sum(item.room is not None for item in found)
        if dossier.veto_players and any(item.room or item.gap is not None for item in found):
            return f"{room or 'None'} of {len(found)} issues has room that every veto player accepts."
        means = ", ".join(f"{item.label} {_number(item, item.value)}" for item in found)
        return f"The positions, weighted by power, meet at (0–100): {means}."
    return f"{found[0].label}: {_answer(found[0])}."


def deadlines(dossier: Dossier, day: dt.date) -> tuple[str, ...]:
    """Return every ultimatum that runs or falls due on a day, with the days left."""
    return tuple(
        f"{item.ultimatum.label}: {state_text(item)} ({due_text(item, day)})"
        for item in ultimatums_by(dossier, day)
        if item.state == "running" or item.days_left == 0
    )


def lines(results: Results) -> tuple[Line, ...]:
    """Return the key judgements as they are read."""
    return tuple(line(item) for item in judgements(results))


def unmoved(found: Sequence[Line]) -> str:
    """Return what to say of the judgements that stand where the source's values put them."""
    still = sum(not item.movement for item in found)
    if still == len(found):
        return "All stand where the source’s values put them."
    return "Those without a word on it stand where the source’s values put them." if still else ""


def line(item: Judgement) -> Line:
    """Return one judgement as it is read."""
    holder = f" ({item.holder})" if item.holder else ""
    return Line(
        f"{item.label}{holder}",
        _answer(item),
        _movement(item),
        _ground(item),
        tuple(f"{form.label}: {_answer(form)}. {_movement(form)}".strip() for form in item.forms),
    )


def sentence(found: Line) -> str:
    """Return a judgement as running text, for slides and files."""
    forms = f"Of its forms: {' '.join(found.forms)}" if found.forms else ""
    return " ".join(filter(None, (f"{found.title}: {found.answer}.", found.movement, forms, found.ground)))


def _answer(item: Judgement) -> str:
    by = f" by {wording.date(item.by)}" if item.by else ""
    number = _number(item, item.value)
    if item.word:
        return f"{item.word}, {number} ({_band(item)}){by}"
    if isinstance(item.output, IssueOutput):
        mean = f"weighted mean {number} ({_band(item)}) of 100"
        if item.gap is not None:
            gap = wording.quantity(item.gap, "points")
            return f"no agreement, a gap of {gap} parts the veto players; {mean} is no forecast"
        if item.room:
            return f"every veto player accepts {wording.band(*item.room, item.unit)}; {mean}"
        return mean
    if item.unit == "years" and math.isinf(item.value):
        return f"{number}, at the inputs’ most likely values"
    return f"{number} ({_band(item)})"


def _movement(item: Judgement) -> str:
    if not item.direction:
        return ""
    before = _number(item, item.source)
    if before == _number(item, item.value):
        return f"Hardly changed from {before} at the source’s values."
    word = f" ({item.source_word})" if item.source_word and item.source_word != item.word else ""
    return f"{'Up' if item.direction > 0 else 'Down'} from {before}{word} at the source’s values."


def _ground(item: Judgement) -> str:
    support = item.support
    if isinstance(item.output, IssueOutput):
        judged = wording.count(len(support.open_level), "position")
        return f"Rests on {wording.count(len(support.level), 'position')}; analyst judgement: {judged}."
    level = {basis: [ground for ground in support.level if ground.basis == basis] for basis in BASIS}
    parts = [
        f"{BASIS[basis].sign} {BASIS[basis].label}{_why(basis)}: {_names(grounds)}"
        for basis, grounds in level.items()
        if grounds
    ]
    text = f"Rests on {'; '.join(parts)}." if parts else ""
    if support.open_further or support.judged_links:
        text += (
            f" Further back, {BASIS['analyst_judgement'].label}: {len(support.open_further)} of "
            f"{len(support.further)} assumptions, {support.judged_links} of {support.links} link directions."
        )
    return text.strip()


def _why(basis: str) -> str:
    return " (left open by the source)" if basis == "analyst_judgement" else ""


def _names(grounds: Sequence[Ground]) -> str:
    names = [f"“{ground.word}” ({', '.join(ground.refs)})" if ground.word else ground.label for ground in grounds]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return "; ".join([*names[:_NAMED], *more])


def driver_text(found: Driver) -> str:
    """Return what an assumption's band does to the outcome it moves most."""
    item, kind = found.assumption, found.output.unit
    now = wording.quantity(found.mode, item.unit, exact=True)
    band = wording.band(found.low, found.high, item.unit, exact=True)
    at_low, at_high = (wording.quantity(value, kind) for value in (found.at_low, found.at_high))
    return f"{now} ({band}): over this band, “{found.output.label}” goes from {at_low} to {at_high}"


def main_drivers(results: Results) -> tuple[Driver, ...]:
    """Return the three assumptions that matter most now."""
    return drivers(results)


def turn_texts(results: Results) -> tuple[str, ...]:
    """Return for every probability in front what would carry it across even odds, or that nothing alone does."""
    return tuple(_turn(found) for found in turns(results))


def _turn(found: Turn) -> str:
    name, side = found.output.label, "below" if found.now >= EVEN else "above"
    even = wording.chance(EVEN)
    if found.assumption and found.value is not None and found.mode is not None:
        item = found.assumption
        value, mode = (wording.quantity(number, item.unit) for number in (found.value, found.mode))
        verb = "falls to" if found.value < found.mode else "rises to"
        return f"{name}: {side} {even} once {item.name} {verb} {value} (now {mode})."
    if not found.best or found.at is None or found.reach is None:
        return f"{name}: no assumption of this dossier moves it."
    at = wording.quantity(found.at, found.best.unit, exact=True)
    nearest = f"{found.best.name} at {at} gives {_worded(found.reach)}"
    return f"{name}: no value of any single assumption takes it {side} {even}; {nearest}."


def _worded(probability: float) -> str:
    return f"{wording.likelihood(probability)} ({wording.chance(probability)})"


def _number(item: Judgement, value: float) -> str:
    return wording.quantity(value, item.unit)


def _band(item: Judgement) -> str:
    return wording.band(item.p10, item.p90, item.unit)
