"""Who could accept an option: every veto player, all together, and what stands in the way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from components.drawing.theme import categorical, palette
from components.figures.concessions.acceptance_chart import concessions_acceptance
from components.figures.concessions.cases import NONE, OPTION, OWN_OPTION, READING, case, day, quantity, refs
from components.figures.core import Context, Figure, FigureError, Option, figure
from components.model.own import OWN
from components.model.packages import price
from components.model.results import at_source
from components.model.territory import cases
from components.model.words import BANDS, band

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.model import Results
    from components.model.packages import PackageResult
    from components.model.territory import Case

ALL = "all"
JOINT = "All together"
GATE = "Gate"

_OPTION = Option("option", OPTION.help, lambda context: [ALL, *OPTION.choices(context)], lambda _: ALL)


@figure(
    "concessions_acceptance",
    page="concessions",
    needs=["options", "veto_players"],
    options=[_OPTION, READING, OWN_OPTION],
)
def build_acceptance(context: Context, *, option: str, reading: str, own: str) -> Figure:
    """Probability that each veto player accepts an option, and that all of them do."""
    shown = _shown(context, option, reading, own)
    priced = {item.key: acceptance(context.results, item) for item in shown}
    before = _at_source(context, shown)
    rows = [row for item in shown for row in _rows(context, item, priced[item.key], before)]
    offered = [item for item in shown if priced[item.key] is not None]
    if not offered:
        raise FigureError("no option shown sets the value of an issue, so there is nothing to accept")
    frame = pd.DataFrame(rows)
    description = " ".join(acceptance_words(context, item, priced[item.key]) for item in shown)
    heads = pd.DataFrame([{"row": f"{item.key}|", "text": item.label} for item in offered])
    order = [key for item in offered for key in (f"{item.key}|", *frame.loc[frame["case"] == item.key, "row"])]
    chart = concessions_acceptance(
        frame,
        pd.DataFrame(
            [
                {
                    "low": b.low if i else 0,
                    "high": min(b.high, 1) if i < len(BANDS) - 1 else 1,
                    "word": b.word,
                    "shade": i % 2 == 0,
                }
                for i, b in enumerate(BANDS)
            ]
        ),
        rows=["words|", *order],
        heads=heads,
        mode=context.mode,
        description=description,
    )
    return Figure(
        name="concessions_acceptance",
        title="Who could accept: " + (offered[0].label if len(shown) == 1 else "the options compared"),
        subtitle=f"Share of draws in which it is worth at least what no deal is, as of {day(context.results.day)}",
        description=description,
        chart=chart,
        table=_table(frame),
        refs=refs(context.dossier, *shown),
        notes=tuple(_notes(context, shown, priced, changed=before is not None)),
    )


def acceptance(results: Results, item: Case) -> PackageResult | None:
    """Return who accepts a case; ``None`` where it sets no issue, so that nothing is on offer."""
    if not item.option.sets:
        return None
    stated = results.packages.get(item.option.id)
    if stated is None or item.option.id == OWN:
        return price(results.positions, item.option)
    return stated if item.reading is None else stated.readings.get(item.reading.id, stated)


def probability(p: float) -> str:
    """Return a probability in words: ``unlikely (20–45 %), 31 %``."""
    found = band(p)
    return f"{found.word} ({found.low * 100:.0f}–{found.high * 100:.0f}\u00a0%), {_percent(p)}"


def _percent(p: float) -> str:
    """Return a share of draws as 31 %; draws that all agree, or none, are still no certainty."""
    return "over 99\u00a0%" if p > 0.99 else "under 1\u00a0%" if p < 0.01 else f"{p * 100:.0f}\u00a0%"


def acceptance_words(context: Context, item: Case, priced: PackageResult | None) -> str:
    """Return in words who accepts a case."""
    if priced is None:
        return f"{item.label} sets no issue, so there is nothing to accept."
    dossier = context.dossier
    said = []
    for key, p in priced.acceptance.items():
        if dossier.actor(key).veto:
            bound = priced.binding[key]
            binds = f", binding issue {dossier.issue(bound).label}" if bound and p <= 0.99 else ""
            said.append(f"{dossier.actor(key).label}: {probability(p)}{binds}")
    gate = ""
    if item.option.gate is not None:
        gate = f" The gate, {quantity(context.dossier, item.option.gate)}, holds with {_percent(priced.gate)}."
    unheard = [dossier.actor(key).label for key in priced.unheard]
    silent = f" Not heard on it: {', '.join(unheard)}." if unheard else ""
    return f"{item.label}. All veto players accept: {probability(priced.joint)}. {'; '.join(said)}.{gate}{silent}"


def _shown(context: Context, option: str, reading: str, own: str) -> list[Case]:
    if option != ALL:
        return [case(context.dossier, option, reading, own)]
    stated = [item for item in cases(context.dossier).values() if item.reading is None]
    return stated + ([case(context.dossier, OWN, NONE, own)] if own else [])


def _at_source(context: Context, shown: Sequence[Case]) -> dict[str, PackageResult | None] | None:
    """Return who would accept at the source's values; ``None`` where nothing was changed."""
    if not context.scenario.changed(context.dossier):
        return None
    source = at_source(context.results)
    return {item.key: acceptance(source, item) for item in shown}


def _rows(
    context: Context, item: Case, priced: PackageResult | None, before: dict[str, PackageResult | None] | None
) -> Iterator[dict[str, Any]]:
    if priced is None:
        return
    dossier = context.dossier
    earlier = before[item.key] if before else None
    colours, ink = categorical([actor.id for actor in dossier.actors], context.mode), palette(context.mode).ink
    for key, p in priced.acceptance.items():
        actor = dossier.actor(key)
        if actor.veto:
            bound = priced.binding[key]
            binds = dossier.issue(bound).label if bound and p <= 0.99 else ""
            source = earlier.acceptance.get(key, math.nan) if earlier else math.nan
            yield _row(item, "actor", actor.label, p, source, colours[key], binds)
    if item.option.gate is not None:
        source = earlier.gate if earlier else math.nan
        yield _row(
            item,
            "gate",
            GATE,
            priced.gate,
            source,
            palette(context.mode).muted,
            "",
            quantity(context.dossier, item.option.gate),
        )
    yield _row(item, "joint", JOINT, priced.joint, earlier.joint if earlier else math.nan, ink, "")


def _row(
    item: Case, kind: str, label: str, p: float, source: float, colour: str, binds: str, what: str = ""
) -> dict[str, Any]:
    found = band(p)
    brief = f"{label}: {found.word}, {_percent(p)}"
    full = " · ".join(
        [f"{label}: {probability(p)}", *([f"binds: {binds}"] if binds else []), *([what] if what else [])]
    )
    return {
        "row": f"{item.key}|{label}",
        "case": item.key,
        "option": item.label,
        "who": label,
        "kind": kind,
        "p": p,
        "source": source,
        "word": found.word,
        "low": found.low,
        "high": found.high,
        "binds": binds,
        "colour": colour,
        "brief": brief,
        "full": full,
    }


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "option": frame["option"],
            "who": frame["who"],
            "probability (%)": (frame["p"] * 100).round(1),
            "word": frame["word"],
            "band, from (%)": (frame["low"] * 100).round(),
            "band, to (%)": (frame["high"] * 100).round(),
            "at the source's values (%)": (frame["source"] * 100).round(1),
            "binding issue": frame["binds"],
        }
    )


def _notes(
    context: Context, shown: Sequence[Case], priced: dict[str, PackageResult | None], *, changed: bool
) -> Iterator[str]:
    dossier = context.dossier
    for item in shown:
        result = priced[item.key]
        if result is None:
            yield f"{item.label}: sets no issue, so there is nothing to accept."
        elif result.unheard:
            names = ", ".join(dossier.actor(key).label for key in result.unheard)
            yield f"{item.label}: {names} has no position on what it sets; what they would say is open."
        if item.reading is not None and not item.reading.sets:
            yield f"{item.reading.label} changes the land, not the issue values: acceptance is the option's."
    if any(item.option.gate for item in shown):
        yield "All together counts the gate: no joint acceptance without it."
    yield "Binds: the issue that, met in full, would raise the actor's acceptance most. Veto players only."
    if changed:
        yield "Upright tick: at the source's values."
