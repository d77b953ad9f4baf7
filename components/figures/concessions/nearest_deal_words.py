"""What is said of the deal that would be least far: in sentences, to each side, on each issue."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components import wording
from components.dossier.territory import NOT_STATED
from components.figures.concessions.acceptance_words import amount, margin_band
from components.model.own import encode, own_option
from components.model.results import at_source
from components.model.stands import Stand, stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier import Dossier
    from components.figures.context import Context
    from components.model.nearest_deal import NearestDeal

NAME = "Where a deal would be least far"


@dataclass(frozen=True, slots=True)
class Given:
    """A veto player on an issue of the deal.

    Attributes
    ----------
    stand : Stand
        What it wants, and how far it would go if the issue alone decided.
    deal, source : float
        Where the deal lies, 0–100, and the same at the source's values: NaN where nothing was changed.
    gives : float or None
        Points of all it wants that it would give here, where this is one of the two issues on which it gives most.
    """

    stand: Stand
    deal: float
    source: float
    gives: float | None


def given(context: Context, deal: NearestDeal) -> dict[str, list[Given]]:
    """Return by issue who must agree on it, in the dossier's order."""
    departs = context.scenario.departs(context.dossier)
    before = at_source(context.results).nearest_deal if departs else None
    found = {}
    for issue, value in deal.values.items():
        source = before.values.get(issue, math.nan) if before else math.nan
        concerned = [stand for stand in stands(context.results, issue) if stand.cell.actor in deal.surplus]
        found[issue] = [
            Given(stand, value, source, dict(deal.gives[stand.cell.actor]).get(issue)) for stand in concerned
        ]
    return found


def nearest_words(context: Context) -> str:
    """Return in words where a deal would be least far, what it is to each side, and what each would have to give."""
    deal = context.results.nearest_deal
    if deal is None:
        return "No side that must agree says what it expects without a deal, so no deal can be called near or far."
    return " ".join(_sentences(context.dossier, deal))


def _sentences(dossier: Dossier, deal: NearestDeal) -> Iterator[str]:
    values = [f"{dossier.issue(key).label} {wording.number(value, 0)}" for key, value in deal.values.items()]
    yield f"A deal would be least far at, each of 100: {'; '.join(values)}."
    yield f"All who must agree would rather take it than go on {wording.often(deal.joint.value)}, {amount(deal.joint)}."
    for actor, surplus in deal.surplus.items():
        name, chance = dossier.actor(actor).name, deal.acceptance[actor]
        yield f"{name} would rather take it {wording.often(chance.value)}, {amount(chance)}."
        yield f"For it, this is {margin_band(surplus)}."
        if gives := deal.gives[actor]:
            most = (f"{dossier.issue(issue).label}, {points_of(points)}" for issue, points in gives)
            yield f"It would have to give most on {wording.names(most)}."
    yield "This says where, not how likely, and recommends nothing."


def points_of(points: float) -> str:
    """Return points in words: ``11 points``."""
    return wording.quantity(float(round(points)), "points")


def own_code(dossier: Dossier, deal: NearestDeal) -> str:
    """Return the deal as the text of an option of the reader's own: whole points, and no land stated."""
    regions = {region.id: NOT_STATED for region in dossier.regions.regions}
    return encode(own_option(NAME, regions, {key: float(round(value)) for key, value in deal.values.items()}))
