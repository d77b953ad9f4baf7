"""The figures that tell the story, in its order, and the one sentence that each of them shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from components.figures.actors import words as actors
from components.figures.assumptions import tornado
from components.figures.assumptions.words import foremost
from components.figures.briefing.words import summary
from components.figures.concessions.acceptance_words import best_offer
from components.figures.concessions.ledger import on_the_ground
from components.figures.ultimatum import words as ultimatum
from components.model.cases import cases

if TYPE_CHECKING:
    from components.figures import Context


def _ground(context: Context) -> str:
    """Return what the option that the map shows first would mean on the ground."""
    return on_the_ground(context.dossier, next(iter(cases(context.dossier).values())), context.results.day)


def _offer(context: Context) -> str:
    return best_offer(context, [item for item in cases(context.dossier).values() if item.reading is None])


STORY: Final[Mapping[str, Callable[[Context], str]]] = {
    "outcomes": summary,
    "ultimatum_tracker": lambda context: ultimatum.answer(context.dossier, context.results.day),
    "actors_positions": actors.answer,
    "concessions_map": _ground,
    "concessions_acceptance": _offer,
    "tornado": lambda context: tornado.answer(context, foremost(context)),
}
"""Name of the figure → what it shows, from what is likely to what that hangs on."""
