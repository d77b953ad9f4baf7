"""Who could accept an option: every veto player, all together, and what stands in the way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from components import wording
from components.drawing.theme import categorical, palette
from components.figures.concessions.acceptance_chart import Head, Row, acceptance_chart
from components.figures.concessions.cases import NONE, OPTION, OWN_OPTION, READING, case, quantity, refs
from components.figures.core import Context, Figure, FigureError, Option, figure
from components.model.own import OWN
from components.model.packages import offer
from components.model.results import at_source
from components.model.territory import cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from components.dossier import Dossier
    from components.model.packages import PackageResult
    from components.model.territory import Case

ALL = "all"
JOINT = "All together"
GATE = "Gate"

_OPTION = Option("option", OPTION.help, lambda context: [ALL, *OPTION.choices(context)], lambda _: ALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """How likely one veto player, the gate or all together are to let a case pass; by key and in words what stops it.

    Attributes
    ----------
    p, source : float
        Probability, 0–1, and the same at the source's values: NaN where nothing was changed.
    """

    case: Case
    kind: Literal["actor", "gate", "joint"]
    who: str
    p: float
    source: float
    colour: str
    binds: str = ""
    gate: str = ""

    @property
    def row(self) -> Row:
        """As the chart draws it."""
        brief = f"{self.who}: {wording.likelihood(self.p)}, {wording.chance(self.p)}"
        binds = f"binds: {self.binds}" if self.binds else ""
        full = " · ".join(filter(None, (f"{self.who}: {probability(self.p)}", binds, self.gate)))
        return Row(f"{self.case.key}|{self.who}", self.kind, self.p, self.source, self.colour, brief, full)

    @property
    def record(self) -> dict[str, Any]:
        """As the table lists it."""
        found = wording.likelihood_class(self.p)
        return {
            "option": self.case.label,
            "who": self.who,
            "probability (%)": round(self.p * 100, 1),
            "word": found.word,
            "band, from (%)": round(found.low * 100.0, 0),
            "band, to (%)": round(found.high * 100.0, 0),
            "at the source's values (%)": round(self.source * 100, 1),
            "binding issue": self.binds,
        }


@figure(
    "concessions_acceptance",
    page="concessions",
    needs=["options", "veto_players"],
    options=[_OPTION, READING, OWN_OPTION],
)
def acceptance(context: Context, *, option: str, reading: str, own: str) -> Figure:
    """Probability that each veto player accepts an option, and that all of them do."""
    shown = _shown(context.dossier, option, reading, own)
    source = at_source(context.results) if context.scenario.changed(context.dossier) else None
    answers: list[Answer] = []
    offered: dict[str, Case] = {}
    for item in shown:
        if (priced := offer(context.results, item)) is not None:
            offered[item.key] = item
            answers += _answers(context, item, priced, offer(source, item) if source else None)
    if not offered:
        raise FigureError("no option shown sets the value of an issue, so there is nothing to accept")
    description = " ".join(acceptance_words(context, item) for item in shown)
    heads = [Head(f"{key}|", item.label) for key, item in offered.items()]
    rows = [answer.row for answer in answers]
    order = [key for head in heads for key in (head.row, *(row.row for row in rows if row.row.startswith(head.row)))]
    return Figure(
        name="concessions_acceptance",
        title="Who could accept: " + ("the options compared" if shown[1:] else shown[0].label),
        subtitle="Share of draws in which it is worth at least what no deal is, "
        f"as of {wording.date(context.results.day)}",
        description=description,
        chart=acceptance_chart(rows, heads, rows=["words|", *order], mode=context.mode, description=description),
        table=pd.DataFrame([answer.record for answer in answers]),
        refs=refs(context.dossier, *shown),
        notes=tuple(_notes(context, shown, changed=source is not None)),
    )


def probability(p: float) -> str:
    """Return a probability in words: ``unlikely (20–45 %), 31 %``."""
    found = wording.likelihood_class(p)
    return f"{found.word} ({wording.chances(found.low, found.high, exact=True)}), {wording.chance(p)}"


def best_offer(context: Context, found: Sequence[Case]) -> str:
    """Return which of the options comes closest to acceptance by all veto players, in one sentence."""
    priced = [(result.joint, item) for item in found if (result := offer(context.results, item)) is not None]
    if not priced:
        return "No option sets the value of an issue, so there is nothing to accept or refuse."
    joint, item = max(priced, key=lambda pair: pair[0])
    return (
        f"Of {wording.count(len(priced), 'option')} on offer, “{item.label}” comes closest to "
        f"acceptance by all {len(context.dossier.veto_players)} veto players: {probability(joint)}."
    )


def acceptance_words(context: Context, item: Case) -> str:
    """Return in words who accepts a case."""
    dossier, priced = context.dossier, offer(context.results, item)
    if priced is None:
        return f"{item.label} sets no issue, so there is nothing to accept."
    said = []
    for key, p in _veto_players(dossier, priced).items():
        binds = _binding(dossier, priced, key)
        said.append(f"{dossier.actor(key).label}: {probability(p)}{f', binding issue {binds}' if binds else ''}")
    gate = item.option.gate
    holds = f" The gate, {quantity(dossier, gate)}, holds with {wording.chance(priced.gate)}." if gate else ""
    silent = f" Not heard on it: {_unheard(dossier, priced)}." if priced.unheard else ""
    return f"{item.label}. All veto players accept: {probability(priced.joint)}. {'; '.join(said)}.{holds}{silent}"


def _shown(dossier: Dossier, option: str, reading: str, own: str) -> list[Case]:
    if option != ALL:
        return [case(dossier, option, reading, own)]
    stated = [item for item in cases(dossier).values() if item.reading is None]
    return stated + ([case(dossier, OWN, NONE, own)] if own else [])


def _answers(context: Context, item: Case, priced: PackageResult, before: PackageResult | None) -> Iterator[Answer]:
    dossier, colours = context.dossier, palette(context.mode)
    own = categorical([actor.id for actor in dossier.actors], context.mode)
    for key, p in _veto_players(dossier, priced).items():
        source = before.acceptance.get(key, math.nan) if before else math.nan
        binds = _binding(dossier, priced, key)
        yield Answer(item, "actor", dossier.actor(key).label, p, source, own[key], binds)
    if item.option.gate is not None:
        source, gate = before.gate if before else math.nan, quantity(dossier, item.option.gate)
        yield Answer(item, "gate", GATE, priced.gate, source, colours.muted, gate=gate)
    yield Answer(item, "joint", JOINT, priced.joint, before.joint if before else math.nan, colours.ink)


def _veto_players(dossier: Dossier, priced: PackageResult) -> Mapping[str, float]:
    return {key: p for key, p in priced.acceptance.items() if dossier.actor(key).veto}


def _binding(dossier: Dossier, priced: PackageResult, actor: str) -> str:
    """Return the issue that costs an actor's acceptance most; nothing where it all but surely accepts."""
    bound = priced.binding[actor]
    return dossier.issue(bound).label if bound and priced.acceptance[actor] <= 0.99 else ""


def _unheard(dossier: Dossier, priced: PackageResult) -> str:
    return wording.names(dossier.actor(key).label for key in priced.unheard)


def _notes(context: Context, shown: Sequence[Case], *, changed: bool) -> Iterator[str]:
    for item in shown:
        priced = offer(context.results, item)
        if priced is None:
            yield f"{item.label}: sets no issue, so there is nothing to accept."
        elif priced.unheard:
            names = _unheard(context.dossier, priced)
            yield f"{item.label}: no position on what it sets is known of {names}; what they would say is open."
        if item.reading is not None and not item.reading.sets:
            yield f"{item.reading.label} changes the land, not the issue values: acceptance is the option's."
    if any(item.option.gate for item in shown):
        yield "All together counts the gate: no joint acceptance without it."
    yield "Binds: the issue that, met in full, would raise the actor's acceptance most. Veto players only."
    if changed:
        yield "Upright tick: at the source's values."
