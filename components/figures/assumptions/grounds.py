"""Figure: what an output and the dossier's questions rest on, and the confidence that follows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.theme import BASIS
from components.figures.assumptions.grounds_chart import Part, Row, grounds_chart
from components.figures.assumptions.options import OUTPUT
from components.figures.assumptions.words import grounds, offered
from components.figures.core import Figure, figure
from components.model.grounds import RestsOn, rests_on
from components.model.outputs import output_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.figures.context import Context

MEANING: Final = (
    "Spread: total Sobol effects of everything uncertain behind an outcome, as shares of their sum. "
    "Taken at the source's values: a slider that somebody moves is a what-if and no evidence."
)


@figure("grounds", page="assumptions", needs=("assumptions",), options=(OUTPUT,))
def grounds_figure(context: Context, *, output: str) -> Figure:
    """Bases that an output's spread rests on, beside the dossier's questions, with the confidence that follows."""
    names = offered(context.dossier)
    chosen = dict.fromkeys([output, *(item.node for item in context.dossier.header.questions)])
    found = {key: rests_on(context.results, output_of(context.dossier, key)) for key in chosen}
    told = {key: f"“{names[key]}”: {why(rests)}." for key, rests in found.items()}
    description = " ".join(told.values())
    rule, day = context.dossier.header.confidence, wording.date(context.results.day)
    return Figure(
        name="grounds",
        title=f"What “{names[output]}” rests on",
        subtitle=f"Share of the spread by basis, beside the other questions · as of {day}",
        description=description,
        chart=grounds_chart(
            [_row(context, key, rests, told[key], chosen=key == output) for key, rests in found.items()],
            [part for key, rests in found.items() if rests for part in _parts(key, rests)],
            high=rule.high,
            moderate=rule.moderate,
            mode=context.mode,
            description=description,
        ),
        table=_table(names, found),
        refs=grounds(context, output_of(context.dossier, output).uncertain(context.results)),
        notes=(
            f"The further right analyst judgement begins, the higher the confidence: high where it has at most "
            f"{wording.share(rule.high)} of the spread, moderate up to {wording.share(rule.moderate)}; the rule is the "
            "dossier's. Confidence is about what an outcome rests on, not about how likely it is.",
            MEANING,
        ),
    )


def why(rests: RestsOn | None) -> str:
    """Return the confidence that an output deserves, and why."""
    if rests is None:
        return "confidence cannot be told, for it may never come to an end"
    if rests.confidence is None:
        return "confidence cannot be told, for it has no spread"
    high, moderate = wording.share(rests.high), wording.share(rests.moderate)
    limit = {
        "high": f"at most {high}",
        "moderate": f"more than {high} and at most {moderate}",
        "low": f"more than {moderate}",
    }
    judged = f"{wording.chance(rests.judged)} of its spread rests on analyst judgement"
    return f"{rests.confidence} confidence, for {judged}, {limit[rests.confidence]}"


def _row(context: Context, key: str, rests: RestsOn | None, told: str, *, chosen: bool) -> Row:
    name = offered(context.dossier)[key]
    nodes = {node.id: node.name for node in context.dossier.nodes}
    if rests is None:
        said, brief = "may never come to an end", "never ends"
    elif rests.confidence is None:
        said, brief = "has no spread", "no spread"
    else:
        said, brief = f"{rests.confidence} confidence", rests.confidence
    return Row(key, f"{name}: {said}", f"{nodes.get(key, name)}: {brief}", chosen, told)


def _parts(key: str, rests: RestsOn) -> list[Part]:
    """Return the shares side by side, the firmest ground first."""
    parts, start = [], 0.0
    for basis, sign in BASIS.items():
        if share := rests.shares.get(basis, 0.0):
            # An estimate: whole per cents say as much as it knows.
            said = wording.chance(share)
            parts.append(Part(key, basis, start, start + share, said, f"{said} {sign.label}"))
            start += share
    return parts


def _table(names: Mapping[str, str], found: Mapping[str, RestsOn | None]) -> pd.DataFrame:
    rows = []
    for key, rests in found.items():
        shares = {basis: rests.shares.get(basis, 0.0) if rests else math.nan for basis in BASIS}
        columns = {f"{sign.label} (share)": shares[basis] for basis, sign in BASIS.items()}
        confidence = (rests.confidence if rests else None) or "not known"
        rows.append({"output": names[key], "confidence": confidence, **columns})
    return pd.DataFrame(rows)
