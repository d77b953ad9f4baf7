"""Rows of the figure of one issue: what actors want, what they accept, what follows, and what the scale means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from components import wording
from components.drawing import rows
from components.drawing.theme import BASIS
from components.figures.actors.positions_actors_chart import Ghost, Ideal, Limit
from components.figures.actors.positions_scale_chart import Outcome, Reference
from components.figures.actors.words import INDEX, accepts, gap_in_brief, no_overlap, score, scores
from components.model.entries import FIELDS

if TYPE_CHECKING:
    from components.dossier import Actor, Issue
    from components.figures.context import Context
    from components.model.rooms import Room
    from components.model.stands import Stand


_GHOSTS: Final = {"position": "wants", "expects": "expects"}
"""Fields whose values in the source are drawn, as kinds of ghosts."""


def ideals(context: Context, drawn: Sequence[Stand]) -> list[Ideal]:
    """Return what each actor wants, with what was adjusted of it on the issue."""
    found = []
    for stand in drawn:
        actor, wants, moved = context.dossier.actor(stand.cell.actor), score(stand.position), adjusted(context, stand)
        told = f"{wants} ({moved})" if moved else wants
        said = (
            f"{actor.name}: wants {told}; the middle 80 % of cases {scores(stand.p10, stand.p90)}, "
            f"{BASIS[stand.cell.basis].label}"
        )
        ideal = Ideal(
            row=_row(actor),
            actor=actor.id,
            name=actor.name,
            position=stand.position,
            p10=stand.p10,
            p90=stand.p90,
            power=stand.power,
            basis=stand.cell.basis,
            words=f"wants {told}",
            said=said,
        )
        found.append(ideal)
    return found


def adjusted(context: Context, stand: Stand) -> str:
    """Return in words what was adjusted of an actor on an issue: ``source 97``, ``salience adjusted``."""
    sources, others = [], []
    for entry in context.scenario.moved(context.dossier):
        if entry.actor != stand.cell.actor or entry.issue not in (stand.cell.issue, ""):
            continue
        source = f"source {wording.quantity(entry.source(context.results.day), INDEX)}"
        if entry.field in _GHOSTS:
            sources.append(source if entry.field == "position" else f"expects: {source}")
        else:
            others.append(FIELDS[entry.field])
    return "; ".join([*sources, *([f"{wording.names(others)} adjusted"] if others else [])])


def ghosts(context: Context, drawn: Sequence[Stand]) -> list[Ghost]:
    """Return where the source puts what was adjusted of ideal points and expectations."""
    rows_of = {(stand.cell.actor, stand.cell.issue): _row(context.dossier.actor(stand.cell.actor)) for stand in drawn}
    return [
        Ghost(rows_of[entry.actor, entry.issue], source, _GHOSTS[entry.field])
        for entry in context.scenario.moved(context.dossier)
        if entry.field in _GHOSTS and (entry.actor, entry.issue) in rows_of
        if (source := entry.source(context.results.day)) is not None
    ]


def limits(context: Context, drawn: Sequence[Stand]) -> list[Limit]:
    """Return what each actor accepts, and where its reservation point stood at the source's values."""
    dossier, source, found = context.dossier, context.before, []
    for stand in drawn:
        actor, held = dossier.actor(stand.cell.actor), stand.reservation
        if held is None:
            continue
        stood = source.issues[stand.cell.issue].reservations.get(actor.id) if source else None
        expects = held.expects if expects_its_own(context, stand) else None
        said = (
            f"{actor.name}: accepts {accepts(held)}; its limit {score(held.value)}, the middle 80 % of cases "
            f"{scores(held.p10, held.p90)}; without a deal it expects {score(held.expects)}"
        )
        limit = Limit(
            row=_row(actor),
            actor=actor.id,
            name=actor.name,
            position=stand.position,
            limit=held.value,
            p10=held.p10,
            p90=held.p90,
            low=held.low,
            high=held.high,
            expects=expects,
            source=stood.value if stood else None,
            words=f"accepts {accepts(held)}",
            brief=accepts(held),
            said=said,
        )
        found.append(limit)
    return found


def expects_its_own(context: Context, stand: Stand) -> bool:
    """Say whether an actor's expectation is its own, as written or as adjusted, and not just the status quo."""
    written = context.dossier.expectation(stand.cell.actor, stand.cell.issue)
    return bool(written) or f"{stand.cell.id}.expects" in context.results.source.cells


def outcomes(context: Context, issue: str, found: Room) -> list[Outcome]:
    """Return what follows: what all who must agree accept, or where nobody must, the weighted mean."""
    if found.kind == "no_veto":
        mean = context.results.issues[issue].weighted_mean
        words, name = wording.estimate(mean.value, mean.p10, mean.p90, INDEX), "Weighted mean"
        ends = (mean.p10, mean.p90, mean.p10, mean.p90)
        return [Outcome(rows.key("mean", name), name, words, words, "p10–p90", *ends, mean.value)]
    wide = "What those heard accept" if found.unheard else "What all of them accept"
    row, low, high = rows.key("agree", wide, "Heard accept" if found.unheard else "All accept"), found.low, found.high
    match found.kind:
        case "range":
            words = scores(low, high)
            return [Outcome(row, wide, words, words, "what all accept", low, high, low, high)]
        case "gap":
            words, brief = no_overlap(context.dossier, found), gap_in_brief(context.dossier, found)
            return [Outcome(row, wide, words, brief, "gap", low, high, low, high)]
        case "open":
            return [Outcome(row, wide, "not known: nobody's expectation is given", "not known", "", 0.0, 0.0)]
        case _:
            return []


def references(context: Context, issue: Issue) -> list[Reference]:
    """Return the values of the scale that mean something: options, the status quo, what the dossier explains."""
    found = list(_options(context, issue))
    if issue.status_quo is not None:
        found.append((issue.status_quo.value, "status quo", "status quo, if nothing is agreed"))
    told = {at for at, _, _ in found}
    found += [(value, "anchor", claim.text) for value, claim in issue.anchors.items() if value not in told]
    return [
        Reference(rows.key(f"reference{place}", ""), at, kind, f"{wording.number(at, 2)} {words}")
        for place, (at, kind, words) in enumerate(sorted(found))
    ]


def _options(context: Context, issue: Issue) -> Iterator[tuple[float, str, str]]:
    for option in context.dossier.options.options:
        if issue.id in option.sets:
            joint = context.results.packages[option.id].joint.value
            taken = f"; all would take it: {wording.chance(joint)}" if context.dossier.veto_players else ""
            yield option.sets[issue.id], "option", f"{option.label}{taken}"


def _row(actor: Actor) -> str:
    veto = " (veto)" if actor.veto else ""
    return rows.key(actor.id, f"{actor.label}{veto}", f"{actor.name}{veto}")
