"""What the Briefing says in words: judgements, what matters most, and what would change the answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.charts.theme import BASIS
from components.figures.ultimatum import due_text, long_date, state_text
from components.model import words
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

SPACE = "\u00a0"
"""Between a number and its unit, which no line break may part."""
_MOST_DECIMALS = 7
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
            return f"By {long_date(end)}, at the assumptions in force: {', '.join(parts)}."
    found = judgements(results)
    if all(isinstance(item.output, IssueOutput) for item in found):
        room = sum(item.room is not None for item in found)
        if dossier.veto_players and any(item.room or item.gap is not None for item in found):
            return f"{room or 'None'} of {len(found)} issues has room that every veto player accepts."
        means = ", ".join(f"{item.label} {item.value:.0f}" for item in found)
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
    by = f" by {long_date(item.by)}" if item.by else ""
    number, _ = values(item)
    if item.word:
        return f"{item.word}, {number} ({_band(item)}){by}"
    if isinstance(item.output, IssueOutput):
        mean = f"weighted mean {number} ({_band(item)}) of 100"
        if item.gap is not None:
            return f"no agreement, a gap of {item.gap:.3g} points parts the veto players; {mean} is no forecast"
        if item.room:
            return f"every veto player accepts {item.room[0]:.0f} to {item.room[1]:.0f}; {mean}"
        return mean
    if item.unit == "years" and math.isinf(item.value):
        return "never, at the inputs’ most likely values"
    return f"{number} ({_band(item)}){SPACE}{item.unit}"


def _movement(item: Judgement) -> str:
    if not item.direction:
        return ""
    _, before = values(item)
    word = f" ({item.source_word})" if item.source_word and item.source_word != item.word else ""
    return f"{'Up' if item.direction > 0 else 'Down'} from {before}{word} at the source’s values."


def _ground(item: Judgement) -> str:
    support = item.support
    if isinstance(item.output, IssueOutput):
        judged = len(support.open_level)
        return f"{judged or 'None'} of {len(support.level)} positions behind it {_is_judgement(judged)}."
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


def _is_judgement(count: int) -> str:
    return "is analyst judgement" if count == 1 else "are analyst judgement"


def _names(grounds: Sequence[Ground]) -> str:
    names = [f"“{ground.word}” ({', '.join(ground.refs)})" if ground.word else ground.label for ground in grounds]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return "; ".join([*names[:_NAMED], *more])


def driver_text(found: Driver) -> str:
    """Return what an assumption's band does to the outcome it moves most."""
    item, kind = found.assumption, found.output.unit
    low, mode, high = (_quantity(value, item.unit) for value in (found.low, found.mode, found.high))
    at_low, at_high = (_quantity(value, kind) for value in (found.at_low, found.at_high))
    scale = "" if item.unit in ("probability", "share") else f"{SPACE}{item.unit}"
    name = found.output.label
    return f"{mode} ({low} to {high}){scale}: over this band, “{name}” goes from {at_low} to {at_high}"


def main_drivers(results: Results) -> tuple[Driver, ...]:
    """Return the three assumptions that matter most now."""
    return drivers(results)


def turn_texts(results: Results) -> tuple[str, ...]:
    """Return for every probability in front what would carry it across even odds, or that nothing alone does."""
    return tuple(_turn(found) for found in turns(results))


def _turn(found: Turn) -> str:
    name, side = found.output.label, "below" if found.now >= EVEN else "above"
    even = f"{EVEN * 100:.0f}{SPACE}%"
    if found.assumption and found.value is not None and found.mode is not None:
        item = found.assumption
        value, mode = (_quantity(number, item.unit, 1) for number in (found.value, found.mode))
        verb = "falls to" if found.value < found.mode else "rises to"
        return f"{name}: {side} {even} once {item.name} {verb} {value} (now {mode})."
    if not found.best or found.at is None or found.reach is None:
        return f"{name}: no assumption of this dossier moves it."
    nearest = f"{found.best.name} at {_quantity(found.at, found.best.unit)} gives {_worded(found.reach)}"
    return f"{name}: no value of any single assumption takes it {side} {even}; {nearest}."


def _worded(probability: float) -> str:
    return f"{words.word(probability)} ({chance(probability)})"


def chance(probability: float) -> str:
    """Return a probability in per cent, with as many decimals as keep it within its word's band."""
    return _percent(probability, _decimals(probability))


def values(item: Judgement) -> tuple[str, str]:
    """Return a judgement's value and the source's, told apart wherever they differ.

    Both carry as many decimals as keep them within their words' bands.
    """
    if item.unit != "probability":
        # One decimal says enough of a derived score; more only where the two would look the same.
        for decimals in (1 if item.unit == "years" else 0, 1, 2, 4, 7):
            now, before = (f"{value:.{decimals}f}" for value in (item.value, item.source))
            if now != before or not item.direction:
                break
        return _finite(now), _finite(before)
    decimals = max(_decimals(item.value), _decimals(item.source))
    while item.direction and decimals < _MOST_DECIMALS:
        if _percent(item.value, decimals) != _percent(item.source, decimals):
            break
        decimals += 1
    return _percent(item.value, decimals), _percent(item.source, decimals)


def _finite(text: str) -> str:
    return "never" if text == "inf" else text


def _decimals(probability: float) -> int:
    """Return the fewest decimals, in per cent, that keep a probability's word and do not make it certain."""
    word = words.word(probability)
    for decimals in range(_fewest(probability), _MOST_DECIMALS):
        shown = round(probability * 100, decimals) / 100
        blunt = shown in (0, 1) and shown != probability
        if words.word(min(shown, 1.0)) == word and not blunt:
            return decimals
    return _MOST_DECIMALS


def _fewest(probability: float) -> int:
    """Return one decimal below ten per cent, and none from there on."""
    return 1 if probability < 0.0995 else 0


def _percent(probability: float, decimals: int) -> str:
    if probability in (0, 1):
        decimals = 0
    return f"{probability * 100:.{decimals}f}{SPACE}%"


def _band(item: Judgement) -> str:
    if item.unit == "probability":
        low, high = (_percent(value, _fewest(value)) for value in (item.p10, item.p90))
        return f"{low.removesuffix(f'{SPACE}%')}–{high}"
    decimals = 1 if item.unit == "years" else 0
    return "–".join(_finite(f"{value:.{decimals}f}") for value in (item.p10, item.p90))


def _quantity(value: float, kind: str, most: int = 2) -> str:
    """Return an assumption's or outcome's value with its per-cent sign where it has one."""
    if kind in ("probability", "share"):
        return chance(value) if kind == "probability" else f"{value * 100:.0f}{SPACE}%"
    return f"{round(value, most):g}"
