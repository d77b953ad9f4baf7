"""Figure: what each actor wants of one issue, the furthest it would accept, and whether that leaves room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from components import wording
from components.drawing.theme import BASIS, categorical
from components.figures.actors.positions_chart import Scale, positions_chart
from components.figures.actors.positions_rows import (
    adjusted,
    expects_its_own,
    ghosts,
    ideals,
    limits,
    outcomes,
    references,
)
from components.figures.actors.words import INDEX, SCORES, accepts, score, verdict
from components.figures.core import Figure, Option, figure
from components.model.rooms import room
from components.model.stands import Stand, stands

if TYPE_CHECKING:
    from components.dossier import Issue
    from components.figures.actors.positions_scale_chart import Outcome, Reference
    from components.figures.context import Context

ORDERS: Final[dict[str, Callable[[Stand], float]]] = {
    "position": lambda stand: stand.position,
    "power": lambda stand: stand.power,
    "salience": lambda stand: stand.salience,
}
"""What may rank the actors."""
FOLD: Final = 40
"""Most actors drawn, veto players and then the most powerful ones; a longer chart is no longer read as a whole."""
NAMED: Final = 8
"""Most positions named in the text alternative."""


@figure(
    "actors_positions",
    page="actors",
    needs=["cells"],
    options=[
        Option(
            "issue",
            "Issue to show",
            lambda context: tuple(context.results.issues),
            lambda context: next(iter(context.results.issues)),
        ),
        Option("order", "What ranks the actors", lambda _: tuple(ORDERS), lambda _: next(iter(ORDERS))),
    ],
)
def actors_positions(context: Context, *, issue: str, order: str) -> Figure:
    """Show what each actor wants of an issue, the furthest it accepts, and whether all who must agree overlap."""
    about, found = context.dossier.issue(issue), room(context.results, issue)
    everyone = stands(context.results, issue)
    drawn = ranked(context, issue, order)
    marked = references(context, about)
    results = outcomes(context, issue, found)
    description = _description(context, everyone, issue)
    span = (found.low, found.high)
    return Figure(
        name="actors_positions",
        title=f"What each side wants and would accept: {about.label}",
        subtitle=f"0–100, {wording.date(context.results.day)}. {_signs(context, about, everyone)}",
        description=description,
        chart=positions_chart(
            ideals(context, drawn),
            limits(context, drawn),
            results,
            marked,
            scale=Scale(
                about.low,
                about.high,
                agreement=span if found.kind == "range" else None,
                gap=span if found.kind == "gap" else None,
            ),
            ghosts=ghosts(context, drawn),
            colours=categorical([actor.id for actor in context.dossier.actors], context.mode),
            mode=context.mode,
            description=description,
        ),
        table=_table(context, everyone, results, marked),
        refs=_refs(context, about, everyone),
        notes=(verdict(context, issue), *_notes(context, everyone, len(everyone) - len(drawn))),
    )


def ranked(context: Context, issue: str, order: str) -> list[Stand]:
    """Return whom to draw: veto players and the most powerful actors, in the order asked for.

    In the source's order, so that rows stay where they are while somebody adjusts a cell.
    """
    veto = {actor.id for actor in context.dossier.veto_players}
    source = stands(context.before or context.results, issue)
    first = sorted(source, key=lambda stand: (stand.cell.actor not in veto, -stand.power))[:FOLD]
    now = {stand.cell.id: stand for stand in stands(context.results, issue)}
    return [now[stand.cell.id] for stand in sorted(first, key=lambda stand: -ORDERS[order](stand))]


def _signs(context: Context, about: Issue, everyone: Sequence[Stand]) -> str:
    """Return what the signs mean: only those that are drawn."""
    parts = ["Sign: wants"]
    if any(stand.reservation for stand in everyone):
        parts.append("bar: to the furthest it accepts")
    if any(expects_its_own(context, stand) for stand in everyone):
        parts.append("×: expects without a deal")
    if about.status_quo is not None:
        parts.append("dashed: status quo")
    return "; ".join(parts)


def _notes(context: Context, everyone: Sequence[Stand], folded: int) -> tuple[str, ...]:
    notes = ["Thin lines: the middle 80 % of cases. Frame: all that an actor accepts."]
    if context.before:
        notes.append("Grey stroke: the furthest it accepts at the source’s values.")
    if any(adjusted(context, stand) for stand in everyone):
        notes.append("Grey signs: where the source puts what was adjusted; its band went along.")
    if any(stand.reservation for stand in everyone):
        notes.append(
            "What an actor accepts holds where this issue alone decides: whatever lies no further from what it wants "
            "than what it expects without a deal, and as much further as going on without one costs it."
        )
    if folded:
        notes.append(f"{folded} actors with less exercised power are folded away here; the table lists them.")
    return (*notes, SCORES)


def _description(context: Context, everyone: Sequence[Stand], issue: str) -> str:
    about = context.dossier.issue(issue)
    strongest = sorted(everyone, key=lambda stand: -stand.power)[:NAMED]
    told = ". ".join(_said(context, stand) for stand in strongest)
    left = len(everyone) - len(strongest)
    return (
        f"{about.label}: 0 means {about.low}, 100 means {about.high}. {verdict(context, issue)} "
        f"In the middle case, with the middle 80 % of cases in parentheses: {told}"
        f"{f'. {left} more in the table' if left else ''}."
    )


def _said(context: Context, stand: Stand) -> str:
    wants = wording.estimate(stand.position, stand.p10, stand.p90, INDEX)
    moved = adjusted(context, stand)
    said = f"{context.dossier.actor(stand.cell.actor).name}: wants {wants}{f' ({moved})' if moved else ''}"
    held = stand.reservation
    if held is None:
        return said
    furthest = wording.estimate(held.value, held.p10, held.p90, INDEX)
    return f"{said}, expects {score(held.expects)} without a deal, accepts {accepts(held)}, its limit {furthest}"


def _table(
    context: Context, everyone: Sequence[Stand], results: Sequence[Outcome], marked: Sequence[Reference]
) -> pd.DataFrame:
    """Return actors, results and the scale's marked values in one tidy table."""
    made = [
        _valued(row.name, "result", row.point, row.low, row.high)
        | {"low and high are": row.meaning, "words": row.words}
        for row in results
    ]
    scale = [_valued("scale", mark.kind, mark.at) | {"words": mark.words} for mark in marked]
    return pd.DataFrame([*(row for stand in everyone for row in _rows(context, stand)), *made, *scale])


def _rows(context: Context, stand: Stand) -> Iterator[dict[str, Any]]:
    cell, actor = stand.cell, context.dossier.actor(stand.cell.actor)
    whose, moved = {"veto": "yes" if actor.veto else "no"}, adjusted(context, stand)
    yield (
        _valued(actor.label, "ideal point", stand.position, stand.p10, stand.p90)
        | whose
        | {
            "low and high are": "p10–p90",
            "salience (0–100)": stand.salience,
            "influence (0–100)": stand.influence,
            "exercised power (0–100)": round(stand.power, 1),
            "basis": BASIS[cell.basis].label,
            "confidence": cell.confidence or "",
            "references": ", ".join(cell.refs),
        }
        | ({"words": moved} if moved else {})
    )
    held = stand.reservation
    if held is None:
        return
    yield (
        _valued(actor.label, "reservation point", held.value, held.p10, held.p90)
        | whose
        | {"low and high are": "p10–p90"}
    )
    yield (
        _valued(actor.label, "accepts", None, held.low, held.high)
        | whose
        | {"low and high are": "all it accepts, middle case"}
    )
    item = context.dossier.expectation(actor.id, cell.issue)
    yield (
        _valued(actor.label, "expects without a deal", held.expects)
        | whose
        | {
            "basis": BASIS[item.basis].label if item else "",
            "references": ", ".join(item.refs) if item else "",
            "words": "" if expects_its_own(context, stand) else "status quo",
        }
    )


def _valued(
    row: str, kind: str, value: float | None, low: float | None = None, high: float | None = None
) -> dict[str, Any]:
    values = {"value (0–100)": value, "low (0–100)": low, "high (0–100)": high}
    return {"row": row, "kind": kind} | {
        name: None if number is None else round(number, 1) for name, number in values.items()
    }


def _refs(context: Context, issue: Issue, everyone: Sequence[Stand]) -> tuple[str, ...]:
    held = [key for stand in everyone for key in stand.cell.refs]
    expected = [context.dossier.expectation(stand.cell.actor, issue.id) for stand in everyone]
    expects = [key for item in expected if item for key in item.refs]
    status_quo = issue.status_quo.refs if issue.status_quo else ()
    anchors = [key for claim in issue.anchors.values() for key in claim.refs]
    options = [key for item in context.dossier.options.options if issue.id in item.sets for key in item.refs]
    return tuple(dict.fromkeys([*held, *expects, *issue.refs, *status_quo, *anchors, *options]))
