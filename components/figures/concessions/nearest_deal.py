"""Where a deal would be least far: on each issue, and to each side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.drawing.theme import categorical, palette
from components.figures.concessions.acceptance_words import amount, margin, margin_band
from components.figures.concessions.nearest_deal_chart import Place, Side, Stretch, nearest_deal_chart
from components.figures.concessions.nearest_deal_words import NAME, Given, given, nearest_words, points_of
from components.figures.core import Figure, figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import Dossier
    from components.figures.context import Context
    from components.model.nearest_deal import NearestDeal

_NOTES = (
    "No recommendation: the place at which the side that gains least over no deal gains most, every input in the "
    "middle of its band. It lets sides trade points between issues without loss.",
    "A side may go further on one issue than it would if that alone decided, because it gains on another. Dotted: the "
    "two issues on which it would give most, in points of all it wants.",
)


@figure("nearest_deal", page="concessions", needs=["veto_players"])
def nearest_deal(context: Context) -> Figure:
    """Where a deal would be least far: its place on each issue against what each side wants and how far it would go."""
    deal, description = context.results.nearest_deal, nearest_words(context)
    day = wording.date(context.results.day)
    if deal is None:
        chart = nothing(description, mode=context.mode, description=description)
        return Figure("nearest_deal", NAME, f"As of {day}", description, chart, pd.DataFrame())
    found = given(context, deal)
    colours = categorical([actor.id for actor in context.dossier.actors], context.mode)
    return Figure(
        name="nearest_deal",
        title=NAME,
        subtitle=f"Where, not how likely, as of {day}. Dot: what a side wants; bar: how far it would go on that issue "
        "alone; diamond: the deal",
        description=description,
        chart=nearest_deal_chart(
            [*_sides(context.dossier, deal, colours, palette(context.mode).ink)],
            [_place(context.dossier, issue, rows, colours) for issue, rows in found.items()],
            mode=context.mode,
            description=description,
        ),
        table=pd.DataFrame([_row(context.dossier, deal, row) for rows in found.values() for row in rows]),
        refs=tuple(dict.fromkeys(ref for rows in found.values() for row in rows for ref in row.stand.cell.refs)),
        notes=(
            *_NOTES,
            *(["Hollow diamond, “source”: at the source's values."] if context.before else []),
        ),
    )


def _sides(dossier: Dossier, deal: NearestDeal, colours: dict[str, str], ink: str) -> Iterator[Side]:
    for actor, surplus in deal.surplus.items():
        chance, who = deal.acceptance[actor], dossier.actor(actor)
        full = f"{who.label} would rather take it than go on: {amount(chance)}; {margin_band(surplus)}"
        brief = f"{who.name}: {wording.chance(chance.value)}, {margin(surplus.value)}"
        yield Side(colours[actor], "circle", brief, full)
    together = amount(deal.joint)
    full = f"All together would rather take it than go on: {together}"
    yield Side(ink, "diamond", f"All together: {together}", full)


def _place(dossier: Dossier, key: str, rows: Sequence[Given], colours: dict[str, str]) -> Place:
    issue, at = dossier.issue(key), wording.number(rows[0].deal, 0)
    most = [
        f"{dossier.actor(row.stand.cell.actor).name} {points_of(row.gives)}" for row in rows if row.gives is not None
    ]
    asked = f" · most to give: {wording.names(most)}" if most else ""
    sides = tuple(
        Stretch(
            row.stand.position,
            row.stand.reservation.value if row.stand.reservation else None,
            row.gives is not None,
            colours[row.stand.cell.actor],
            f"{issue.label}. {_said(dossier, row)}",
        )
        for row in rows
    )
    brief = f"{issue.label}: {at}"
    place = rows[0].deal, rows[0].source
    return Place(*place, brief, brief + asked, f"{issue.label}: the deal at {at}", issue.low, issue.high, sides)


def _said(dossier: Dossier, row: Given) -> str:
    said = f"{dossier.actor(row.stand.cell.actor).label} wants {wording.number(row.stand.position, 0)}"
    if row.stand.reservation is not None:
        said += f", would go to {wording.number(row.stand.reservation.value, 0)} on this alone"
    return said if row.gives is None else f"{said}; would give {points_of(row.gives)} of all it wants"


def _row(dossier: Dossier, deal: NearestDeal, row: Given) -> dict[str, Any]:
    actor, reservation = row.stand.cell.actor, row.stand.reservation
    chance, surplus = deal.acceptance[actor], deal.surplus[actor]
    return {
        "issue": dossier.issue(row.stand.cell.issue).label,
        "deal (0–100)": round(row.deal, 1),
        "deal at the source's values (0–100)": round(row.source, 1),
        "who": dossier.actor(actor).label,
        "wants (0–100)": round(row.stand.position, 1),
        "would go to, on this alone (0–100)": round(reservation.value, 1) if reservation else None,
        "gives here, where it gives most (points)": None if row.gives is None else round(row.gives, 1),
        "would rather take the deal (%)": round(chance.value * 100, 1),
        "band, from (%)": round(chance.p10 * 100, 1),
        "band, to (%)": round(chance.p90 * 100, 1),
        "better than no deal by (points)": round(surplus.value, 1),
        "better, from (points)": round(surplus.p10, 1),
        "better, to (points)": round(surplus.p90, 1),
        "all would rather take it (%)": round(deal.joint.value * 100, 1),
    }
