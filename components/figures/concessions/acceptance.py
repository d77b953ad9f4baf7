"""Who would rather take an option than go on: every veto player, all together, and what stands in the way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from components import wording
from components.drawing.theme import categorical, palette
from components.figures.concessions.acceptance_chart import Head, Taken, Worth, acceptance_chart
from components.figures.concessions.acceptance_words import (
    acceptance_words,
    amount,
    binding,
    condition,
    margin,
    margin_band,
    margin_over,
    unheard,
    veto_players,
)
from components.figures.concessions.cases import NONE, OPTION, OWN_OPTION, READING, case, quantity, refs
from components.figures.core import Figure, FigureError, Option, figure
from components.model.cases import cases
from components.model.own import OWN
from components.model.packages import offer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import Dossier
    from components.figures.context import Context
    from components.model.cases import Case
    from components.model.number import Number

ALL = "all"
JOINT = "All together"
GATE = "Condition"

_OPTION = Option("option", OPTION.help, lambda context: [ALL, *OPTION.choices(context)], lambda _: ALL)


@dataclass(frozen=True, slots=True)
class Stake:
    """What an option is worth to a side beside no deal, in points; where nothing was changed the last is NaN."""

    deal: Number
    none: Number
    surplus: Number
    binds: str
    none_at_source: float

    @property
    def record(self) -> dict[str, Any]:
        """As the table lists it."""
        columns: dict[str, Any] = {}
        named = {
            "the option is worth": self.deal,
            "no deal is worth": self.none,
            "better than no deal by": self.surplus,
        }
        for name, number in named.items():
            columns |= {
                f"{name} (points)": round(number.value, 1),
                f"{name}, from (points)": round(number.p10, 1),
                f"{name}, to (points)": round(number.p90, 1),
            }
        source = round(self.none_at_source, 1)
        return columns | {"no deal at the source's values (points)": source, "binding issue": self.binds}


@dataclass(frozen=True, slots=True)
class Answer:
    """How often one side, or all together, would rather take an option than go on; or how likely its condition holds.

    Attributes
    ----------
    name : str
        Of the side, for narrow charts.
    chance : Number
        Probability, 0–1, with its band.
    source : float
        The same at the source's values: NaN where nothing was changed.
    yardstick : {"icd203", "phia"}
        Of probability words.
    stake : Stake or None
        Of one side.
    """

    case: Case
    kind: Literal["actor", "gate", "joint"]
    who: str
    name: str
    chance: Number
    source: float
    colour: str
    yardstick: wording.Yardstick
    stake: Stake | None = None

    @property
    def word(self) -> str:
        """The chance in a word."""
        return wording.likelihood(self.chance.value, self.yardstick)

    @property
    def row(self) -> str:
        """Of the chart."""
        return f"{self.case.key}|{self.who}"

    @property
    def taken(self) -> Taken:
        """As the chart's left half draws it."""
        number, told = self.chance, amount(self.chance)
        place = (number.value, number.p10, number.p90, self.source)
        brief, full = f"{self.name}: {wording.chance(number.value)}", f"{self.who}: {told}"
        said = f"{self.case.label}. {self.who}: {self.word}, {told}"
        return Taken(self.row, self.kind, *place, self.colour, brief, full, said)

    @property
    def worth(self) -> Iterator[Worth]:
        """As the chart's right half draws it: of a side only."""
        if (stake := self.stake) is not None:
            deal, none = ((number.value, number.p10, number.p90) for number in (stake.deal, stake.none))
            brief, words = margin(stake.surplus.value), margin_band(stake.surplus)
            several = stake.binds and len(self.case.option.sets) > 1
            full = margin_over(stake.surplus, stake.binds) if several else words
            both = f"the option is worth {_points(stake.deal)} points to it, no deal {_points(stake.none)}"
            said = f"{self.case.label}. {self.who}: {both}; {words}"
            yield Worth(self.row, *deal, *none, stake.none_at_source, self.colour, brief, full, said)

    @property
    def record(self) -> dict[str, Any]:
        """As the table lists it."""
        number = self.chance
        return {
            "option": self.case.label,
            "who": self.who,
            "would rather take it (%)": round(number.value * 100, 1),
            "word": self.word,
            "band, from (%)": round(number.p10 * 100, 1),
            "band, to (%)": round(number.p90 * 100, 1),
            "at the source's values (%)": round(self.source * 100, 1),
            **(self.stake.record if self.stake else {}),
        }


@figure(
    "concessions_acceptance",
    page="concessions",
    needs=["options", "veto_players"],
    options=[_OPTION, READING, OWN_OPTION],
)
def acceptance(context: Context, *, option: str, reading: str, own: str) -> Figure:
    """How often each veto player, and all together, would rather take an option than go on without a deal."""
    shown = _shown(context.dossier, option, reading, own)
    offered = {item.key: item for item in shown if item.option.sets}
    answers = [answer for item in offered.values() for answer in _answers(context, item)]
    if not offered:
        raise FigureError("no option shown sets the value of an issue, so there is nothing to accept")
    description = " ".join(acceptance_words(context, item) for item in shown)
    # One option alone stands in the title.
    heads = [Head(f"{key}|", item.label) for key, item in offered.items()] if shown[1:] else []
    order = [*(head.row for head in heads), *(answer.row for answer in answers)]
    order.sort(key=lambda row: list(offered).index(row.partition("|")[0]))
    return Figure(
        name="concessions_acceptance",
        title="Who could accept: " + ("the options compared" if shown[1:] else shown[0].label),
        subtitle=f"How often each side would rather take it than go on, as of {wording.date(context.results.day)}; "
        "bars: the middle 80 % of cases",
        description=description,
        chart=acceptance_chart(
            [answer.taken for answer in answers],
            [worth for answer in answers for worth in answer.worth],
            heads,
            rows=["titles|", *order],
            words=wording.LIKELIHOODS[context.dossier.header.words],
            mode=context.mode,
            description=description,
        ),
        table=pd.DataFrame([answer.record for answer in answers]),
        refs=refs(context.dossier, *shown),
        notes=tuple(_notes(context, shown)),
    )


def _shown(dossier: Dossier, option: str, reading: str, own: str) -> list[Case]:
    if option != ALL:
        return [case(dossier, option, reading, own)]
    stated = [item for item in cases(dossier).values() if item.reading is None]
    return stated + ([case(dossier, OWN, NONE, own)] if own else [])


def _answers(context: Context, item: Case) -> Iterator[Answer]:
    source = context.before
    dossier, colours, priced = context.dossier, palette(context.mode), offer(context.results, item)
    before = offer(source, item) if source else None
    if priced is None:
        return
    own, yardstick = categorical([actor.id for actor in dossier.actors], context.mode), dossier.header.words
    for key in veto_players(dossier, priced):
        actor, at = dossier.actor(key), before.acceptance[key].value if before else math.nan
        stake = Stake(
            priced.worth[key],
            priced.no_deal[key],
            priced.surplus[key],
            binding(dossier, priced, key),
            before.no_deal[key].value if before else math.nan,
        )
        yield Answer(item, "actor", actor.label, actor.name, priced.acceptance[key], at, own[key], yardstick, stake)
    if gate := item.option.gate:
        at, who = source.value(gate) if source else math.nan, f"{GATE}: {quantity(dossier, gate)}"
        yield Answer(item, "gate", who, GATE, condition(context.results, gate), at, colours.muted, yardstick)
    at = before.joint.value if before else math.nan
    yield Answer(item, "joint", JOINT, JOINT, priced.joint, at, colours.ink, yardstick)


def _points(number: Number) -> str:
    return wording.estimate(number.value, number.p10, number.p90, "index")


def _notes(context: Context, shown: Sequence[Case]) -> Iterator[str]:
    for item in shown:
        priced = offer(context.results, item)
        if priced is None:
            yield f"{item.label}: sets no issue, so there is nothing to accept."
        elif priced.unheard:
            names = unheard(context.dossier, priced)
            yield f"{item.label}: no position on what it sets is known of {names}; what they would say is open."
        if item.reading is not None and not item.reading.sets:
            yield f"{item.reading.label} changes the land, not the issue values: acceptance is the option's."
    if any(item.option.gate for item in shown):
        yield "All together counts the condition: nobody can take what is not on offer."
    yield (
        "100 points: all that a side wants on what the option sets. No deal: what it expects of the same without one, "
        "less what going on costs it. Better or short: the difference case by case, not that of the two marks."
    )
    if context.before:
        yield "Hollow and grey, “source”: at the source's values; on the right, of no deal."
