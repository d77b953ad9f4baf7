"""Figure: all actors on all issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from components import wording
from components.drawing import rows
from components.drawing.theme import BASIS
from components.figures.actors.matrix_chart import Blank, Cell, Room, matrix_chart
from components.figures.actors.words import SCORES, accepts, no_overlap, score, scores
from components.figures.core import Figure, figure
from components.model.rooms import Room as Agreement
from components.model.rooms import room
from components.model.stands import Stand, all_stands, empty_cells

if TYPE_CHECKING:
    from components.dossier import Actor, Dossier
    from components.figures.context import Context

FOLD: Final = 40
"""Most actors drawn, veto players and then the most powerful ones."""
MARKS: Final = 600
"""Most cells drawn: each is three marks, and above 2,000 Streamlit draws on a canvas without labels."""
ALL: Final = rows.key("all", "All who must agree", "All")
UNSAID: Final = "The dossier gives no position and no reason."


@figure("actors_matrix", page="actors", needs=["cells"])
def actors_matrix(context: Context) -> Figure:
    """Show every actor's position on every issue; empty cells stay empty."""
    dossier, every = context.dossier, all_stands(context.results)
    heard = {stand.cell.actor for stand in every}
    actors = _drawn(dossier, every)
    row = {actor.id: rows.key(actor.id, actor.label, actor.name) for actor in actors}
    column = {issue.id: rows.key(issue.id, fill(issue.label, 12), issue.label) for issue in dossier.issues}
    shown = [stand for stand in every if stand.cell.actor in row]
    rooms = _rooms(context, column)
    blanks = [
        _blank(dossier, row[actor], column[issue], (actor, issue), why)
        for actor, issue, why in empty_cells(dossier)
        if actor in row
    ]
    moved = {f"{entry.actor}.{entry.issue}" for entry in context.scenario.moved(dossier)}
    description = _description(context, shown, len(blanks))
    return Figure(
        name="actors_matrix",
        title="Every actor on every issue",
        subtitle=(f"What each wants, 0–100, {wording.date(context.results.day)}. Empty: the source says nothing"),
        description=description,
        chart=matrix_chart(
            [_filled(dossier, stand, row, column, is_adjusted=stand.cell.id in moved) for stand in shown],
            blanks,
            rooms,
            actors=list(row.values()),
            issues=list(column.values()),
            mode=context.mode,
            description=description,
        ),
        table=_table(dossier, every),
        refs=tuple(dict.fromkeys(key for stand in every for key in stand.cell.refs)),
        notes=_notes(context, len(dossier.actors) - len(heard), len(heard) - len(actors)),
    )


def why_empty(dossier: Dossier) -> list[dict[str, str]]:
    """Return actor, issue and reason for each empty cell, in words.

    Empty cells are those without a position of actors who hold some, and those the dossier gives a reason for.
    """
    return [
        {"actor": dossier.actor(actor).label, "issue": dossier.issue(issue).label, "why empty": why or UNSAID}
        for actor, issue, why in empty_cells(dossier)
    ]


def _rooms(context: Context, column: Mapping[str, str]) -> list[Room]:
    """Return a sign for each issue on which the veto players' limits are known: room, or a gap."""
    found = []
    for issue in context.results.issues:
        held = room(context.results, issue)
        if held.kind not in ("range", "gap"):
            continue
        label = context.dossier.issue(issue).label
        words, before = _room_words(held), _room_words(room(context.before, issue)) if context.before else ""
        source = f"source {before}" if before not in ("", words) else ""
        said = f"{label}: {'all who must agree accept' if held.kind == 'range' else 'no overlap,'} {words}"
        said = f"{said}; {source}" if source else said
        found.append(Room(ALL, column[issue], issue, held.kind, words, said, source.removeprefix("source ")))
    return found


def _room_words(held: Agreement) -> str:
    """Return what all who must agree accept, or the gap; nothing where neither is known."""
    return {"range": scores(held.low, held.high), "gap": f"gap {wording.number(held.width)}"}.get(held.kind, "")


def _drawn(dossier: Dossier, every: Sequence[Stand]) -> list[Actor]:
    """Return the actors to draw, veto players and the most powerful ones, in the dossier's order."""
    most = max(1, min(FOLD, MARKS // max(1, len(dossier.issues))))
    veto = {actor.id for actor in dossier.veto_players}
    strongest = sorted(every, key=lambda stand: (stand.cell.actor not in veto, -stand.power))
    kept = list(dict.fromkeys(stand.cell.actor for stand in strongest))[:most]
    return [actor for actor in dossier.actors if actor.id in kept]


def _filled(
    dossier: Dossier,
    stand: Stand,
    row: Mapping[str, str],
    column: Mapping[str, str],
    *,
    is_adjusted: bool,
) -> Cell:
    actor, issue = dossier.actor(stand.cell.actor), dossier.issue(stand.cell.issue)
    short, basis = score(stand.position), stand.cell.basis
    return Cell(
        row=row[actor.id],
        column=column[issue.id],
        actor_name=actor.name,
        issue_name=issue.label,
        said=f"{actor.name}, {issue.label}: wants {short} of 100, {BASIS[basis].label}{', adjusted' * is_adjusted}",
        actor=actor.id,
        issue=issue.id,
        position=stand.position,
        power=stand.power,
        words=f"{short}{'*' * is_adjusted}",
        limits=accepts(stand.reservation) if stand.reservation else "not known",
        basis=basis,
    )


def _blank(dossier: Dossier, row: str, column: str, cell: tuple[str, str], why: str | None) -> Blank:
    actor, issue = dossier.actor(cell[0]).name, dossier.issue(cell[1]).label
    why = why or UNSAID
    return Blank(row, column, actor, issue, f"{actor}, {issue}: empty. {why}", why)


def _notes(context: Context, silent: int, folded: int) -> tuple[str, ...]:
    notes = []
    if any(entry.issue for entry in context.scenario.moved(context.dossier)):
        notes.append("*: adjusted, the source has other numbers.")
    if context.dossier.veto_players:
        notes.append("Top row: ● values that all who must agree accept, ✕ none and by how many points.")
        notes += ["Grey in the top row: at the source’s values."] if context.before else []
    if silent == 1:
        notes.append("One actor of the dossier holds no position on any issue and stands only in the profiles.")
    elif silent:
        notes.append(f"{silent} actors of the dossier hold no position on any issue and stand only in the profiles.")
    if folded:
        notes.append(f"{folded} actors with less exercised power are folded away here; the table lists them.")
    return (*notes, SCORES)


def _description(context: Context, shown: Sequence[Stand], blanks: int) -> str:
    dossier, parts = context.dossier, []
    for issue, held in groupby(shown, key=lambda stand: stand.cell.issue):
        ordered = sorted(held, key=lambda stand: stand.position)
        ends = ordered if len(ordered) <= 4 else [*ordered[:2], *ordered[-2:]]
        told = wording.names(f"{dossier.actor(stand.cell.actor).name} {score(stand.position)}" for stand in ends)
        found = room(context.results, issue)
        left = {
            "range": f"; all who must agree accept {scores(found.low, found.high)}",
            "gap": f"; {no_overlap(dossier, found)}",
        }
        parts.append(f"{dossier.issue(issue).label}: {told}{left.get(found.kind, '')}")
    actors = len({stand.cell.actor for stand in shown})
    return (
        f"{len(shown)} positions of {actors} actors on {len(parts)} issues; {blanks} cells are empty. "
        f"{'. '.join(parts)}."
    )


def _table(dossier: Dossier, every: Sequence[Stand]) -> pd.DataFrame:
    held: list[dict[str, Any]] = [
        {
            "actor": dossier.actor(stand.cell.actor).label,
            "issue": dossier.issue(stand.cell.issue).label,
            "ideal point (0–100)": round(stand.position, 1),
            "p10 (0–100)": round(stand.p10, 1),
            "p90 (0–100)": round(stand.p90, 1),
            "accepts": accepts(stand.reservation) if stand.reservation else "",
            "exercised power (0–100)": round(stand.power, 1),
            "basis": BASIS[stand.cell.basis].label,
            "references": ", ".join(stand.cell.refs),
        }
        for stand in every
    ]
    return pd.DataFrame([*held, *why_empty(dossier)])
