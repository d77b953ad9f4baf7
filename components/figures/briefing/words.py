"""What the Briefing says in words: judgements, what matters most, and what would change the answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from components import wording
from components.dossier.nodes.base import Role
from components.drawing.theme import BASIS
from components.figures.ultimatum.hypotheses import moved_most
from components.figures.ultimatum.words import done_since, left_text
from components.model.fan import horizon_end
from components.model.hypotheses import event_shifts, ranked, watched
from components.model.judgements import judgements
from components.model.known import ultimatums_by
from components.model.movers import EVEN, drivers, turns
from components.model.outputs import IssueOutput, NodeOutput

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.figures.context import Context
    from components.model.judgements import Judgement
    from components.model.movers import Driver, Turn
    from components.model.output import Output
    from components.model.results import Results

_STARTS: Final = {
    "stated": "from the source’s wording",
    "inferred": "from inference",
    "outside_source": "from outside sources",
    "analyst_judgement": "from judgement",
}
"""Where sliders start, by basis."""
_GROUNDS: Final = {
    "stated": "stated by the source",
    "inferred": "inferred from the source",
    "outside_source": "from outside sources",
    "analyst_judgement": "our judgement",
}
"""What a judgement rests on, by basis."""
_TOLD: Final = 0.05
"""Shares below are left out."""


@dataclass(frozen=True)
class Line:
    """A judgement as it is read.

    Attributes
    ----------
    title : str
        What is asked or judged, its holder included; ends with its own sign.
    answer : str
        Word, number and band.
    movement : str
        How it moved from the source's value; empty where it stands there.
    confidence : str
        How sure that is, and why; sentences of their own.
    forms : tuple of str
        Each option it may take the form of, with its own word, number, band and movement.
    resolves : str
        What would count as an answer; empty where nothing is asked.
    """

    title: str
    answer: str
    movement: str
    confidence: str
    forms: tuple[str, ...] = ()
    resolves: str = ""

    @property
    def likelihood(self) -> str:
        """Answer and movement, one sentence."""
        return f"{', '.join(filter(None, (self.answer, self.movement)))}."


def question(dossier: Dossier) -> str:
    """Return the question the dossier asks."""
    return dossier.header.question or f"{dossier.header.title}: what is likely now?"


def starting_points(dossier: Dossier) -> str:
    """Return how many sliders start from the source's wording, and where the others do; empty without any."""
    counted = Counter[str](item.basis for item in dossier.assumptions)
    told = {basis: where for basis, where in _STARTS.items() if counted[basis]}
    parts = [f"{counted[basis]} {'' if place else 'start '}{told[basis]}" for place, basis in enumerate(told)]
    return f"Of {wording.count(len(dossier.assumptions), 'slider')}, {wording.names(parts)}." if parts else ""


def _rooms(room: int, issues: int) -> str:
    """Return on how many issues all who must agree could."""
    if issues == 1:
        return f"The one issue has {'' if room else 'no '}room that every veto player accepts."
    return f"{room or 'None'} of {issues} issues has room that every veto player accepts."


def summary(context: Context) -> str:
    """Return the one sentence that answers the question at the assumptions in force."""
    results, dossier = context.results, context.dossier
    found = judgements(results)
    end = horizon_end(results)
    grown = [item for item in found if item.question and item.question.fan and item.word]
    if grown and end:
        parts = [_short(item) for item in grown]
        return f"By {wording.date(end)}: {'; '.join(parts)}."
    if all(isinstance(item.output, IssueOutput) for item in found):
        room = sum(item.room is not None for item in found)
        if dossier.veto_players and any(item.room or item.gap is not None for item in found):
            return _rooms(room, len(found))
        means = ", ".join(f"{item.label} {_number(item, item.value)}" for item in found)
        return f"The positions, weighted by power, meet at (0–100): {means}."
    return f"{found[0].label}: {_answer(found[0])}."


def _short(item: Judgement) -> str:
    name = output_name(item.output).lower()
    if item.answered:
        return f"{name} {wording.settled(item.answered.outcome, item.answered.on)}"
    return f"{name} {_number(item, item.value)}, {item.word}"


def output_name(output: Output) -> str:
    """Return an output's short name, as the outcome strip has it."""
    return output.node.name if isinstance(output, NodeOutput) else output.label


def deadlines(dossier: Dossier, day: dt.date) -> tuple[str, ...]:
    """Return every ultimatum that runs or falls due on a day, with the days left, and what has been done since."""
    found = [item for item in ultimatums_by(dossier, day) if item.state == "running" or item.days_left == 0]
    texts = [f"{item.ultimatum.label}: {left_text(item, day)}" for item in found]
    since = min((item.ultimatum.set_on for item in found), default=day)
    done = done_since(dossier, since, day) if found else ""
    return (*texts, *([f"Done so far: {done}"] if done else []))


def moved(context: Context) -> str:
    """Return what moved the forecast most since the source's own date; nothing on that day or before."""
    dossier, results = context.dossier, context.results
    found = moved_most(event_shifts(dossier, results.day, results.source.supposed))
    return f"Since {wording.date(dossier.header.as_of)}: {found[:1].lower()}{found[1:]}" if found else ""


def to_watch(results: Results, count: int = 2) -> tuple[str, ...]:
    """Return the signposts that would tell the hypotheses apart best, and until when they count."""
    found = ranked(results.dossier, watched(results.dossier, results.day))[:count]
    return tuple(f"{item.label}{f', until {wording.date(item.by)}' if item.by else ''}" for item in found)


def rule(dossier: Dossier) -> str:
    """Return the dossier's rule of confidence."""
    rule = dossier.header.confidence
    high, moderate = wording.share(rule.high), wording.share(rule.moderate)
    return f"high where at most {high} rests on our judgement, moderate to {moderate}, low above"


def lines(results: Results) -> tuple[Line, ...]:
    """Return the key judgements as they are read."""
    return tuple(line(results.dossier, item) for item in judgements(results))


def unmoved(found: Sequence[Line]) -> str:
    """Return what to say of the judgements that stand where the source's values put them."""
    still = sum(not item.movement for item in found)
    if still == len(found):
        return "All stand where the source’s values put them."
    return "Those without a word on it stand where the source’s values put them." if still else ""


def line(dossier: Dossier, item: Judgement) -> Line:
    """Return one judgement as it is read."""
    holder = f" ({item.holder})" if item.holder else ""
    asks, answer = item.question.asks if item.question else "", _answer(item)
    return Line(
        f"{asks}{holder}" if asks else f"{item.label}{holder}:",
        f"{answer[:1].upper()}{answer[1:]}" if asks else answer,
        _movement(item),
        "" if item.answered else " ".join(filter(None, (_confidence(item), _own(dossier, item)))),
        tuple(f"{form.label}: {line(dossier, form).likelihood}" for form in item.forms),
        item.question.resolves if item.question else "",
    )


def sentence(found: Line) -> str:
    """Return a judgement as running text, for slides and files."""
    return " ".join(filter(None, (found.title, found.likelihood, *found.forms, found.confidence)))


def _answer(item: Judgement) -> str:
    if item.answered:
        return wording.settled(item.answered.outcome, item.answered.on)
    by = f" by {wording.date(item.by)}" if item.by else ""
    number = _number(item, item.value)
    if item.word:
        return f"{item.word}, {number} ({_band(item)}){by}"
    if isinstance(item.output, IssueOutput):
        mean = f"weighted mean {wording.estimate(item.value, item.p10, item.p90, item.unit)} of 100"
        if item.gap is not None:
            gap = wording.quantity(item.gap, "points")
            return f"no agreement, a gap of {gap} parts the veto players; {mean} is no forecast"
        if item.room:
            return f"every veto player accepts {wording.band(*item.room, item.unit)}; {mean}"
        return mean
    return f"{number} ({_band(item)})"


def _movement(item: Judgement) -> str:
    if item.answered or not item.direction:
        return ""
    before = _number(item, item.source)
    if before == _number(item, item.value):
        return f"hardly changed from {before} at the source’s values"
    word = f"{item.source_word}, " if item.source_word and item.source_word != item.word else ""
    return f"{'up' if item.direction > 0 else 'down'} from {word}{before} at the source’s values"


def _confidence(item: Judgement) -> str:
    """Return how sure the ground is, and why; nothing where what makes it uncertain has no measure."""
    if item.rests is None or item.answered:
        return ""
    if item.rests.confidence is None:
        return "How sure this is cannot be told: nothing behind it has a band."
    parts = [
        f"{BASIS[basis].sign} {wording.share(round(share, 2))} {_GROUNDS[basis]}"
        for basis, share in item.rests.shares.items()
        if share >= _TOLD
    ]
    return f"Confidence: {item.rests.confidence}. What makes it uncertain is {wording.names(parts)}."


def _own(dossier: Dossier, item: Judgement) -> str:
    """Return what the source says of it in words, and what of it is the analyst's own; nothing without such a word."""
    if not isinstance(item.output, NodeOutput):
        return ""
    node = item.output.node
    # An event comes as likely as its rate says.
    behind = [node, *(dossier.node(given.id) for given in node.inputs if given.role is Role.RATE and not given.link)]
    keys = [one.origin.word for one in behind if one.origin]
    said = next((word for word in dossier.evidence.words if word.key in keys), None)
    if said is None:
        return ""
    ours = [wording.chance(item.source), *([f"the date {wording.date(item.by)}"] if item.by else [])]
    return f"The source says only “{said.words}” [{said.ref}]; {wording.names(ours)} {'are' if item.by else 'is'} ours."


def _taken_from(found: Turn) -> str | None:
    """Return the assumption that an outcome is taken from."""
    anchor = found.output.node.origin if isinstance(found.output, NodeOutput) else None
    return anchor.source if anchor else None


def driver_text(found: Driver) -> str:
    """Return what an assumption's band does to the outcome it moves most."""
    item, kind = found.assumption, found.output.unit
    now = item.said_estimate(found.p50, found.p10, found.p90)
    at_p10, at_p90 = (wording.quantity(value, kind) for value in (found.at_p10, found.at_p90))
    return f"{now}: over this band, “{found.output.label}” goes from {at_p10} to {at_p90}"


def main_drivers(results: Results) -> tuple[Driver, ...]:
    """Return the three assumptions that matter most now."""
    return drivers(results)


def turn_texts(results: Results) -> tuple[str, ...]:
    """Return for probabilities in front what would carry them across even odds, or that nothing alone does.

    An outcome that its own assumption carries across is left out: it says itself.
    """
    found = [turn for turn in turns(results) if turn.assumption is None or turn.assumption.id != _taken_from(turn)]
    return tuple(_turn(results, turn) for turn in found)


def _turn(results: Results, found: Turn) -> str:
    name, now = output_name(found.output), found.p50
    if found.assumption and found.value is not None and now is not None:
        item, band = found.assumption, results.bands[found.assumption.id]
        value, before = (item.said(number) for number in (found.value, now))
        where = "within" if band.p10 <= found.value <= band.p90 else "outside"
        side = "less likely than not" if found.now >= EVEN else "more likely than not"
        way = "rises" if found.value > now else "falls"
        return f"{name}: {side} if {item.name} {way} from {before} to {value}, {where} its band."
    if found.reach is None:
        return f"{name}: no assumption of this dossier moves it."
    word = wording.likelihood(found.reach, results.dossier.header.words)
    return f"{name}: even the strongest single change leaves it {word}."


def _number(item: Judgement, value: float) -> str:
    return wording.quantity(value, item.unit)


def _band(item: Judgement) -> str:
    return wording.band(item.p10, item.p90, item.unit)
