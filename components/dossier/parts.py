"""Every part of a dossier that says something: who wants what, and what follows from what."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from components import wording
from components.dossier import parts_world
from components.dossier.types import ScaleBand
from components.dossier.use import Use, judged, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from components.dossier.dossier import Dossier
    from components.dossier.nodes import Node
    from components.dossier.schema import Actor, Cell, Claim, Issue, NoDeal
    from components.dossier.types import Dated


def parts(dossier: Dossier) -> Iterator[Use]:
    """Yield every part, file by file in the order of `GROUPS`."""
    yield from chain(
        _questions(dossier),
        _positions(dossier),
        chain.from_iterable(map(_actor, dossier.actors)),
        _perceptions(dossier),
        chain.from_iterable(map(_issue, dossier.issues)),
        _assumptions(dossier),
        chain.from_iterable(_node(dossier, node) for node in dossier.nodes),
        parts_world.parts(dossier),
    )


def _name(dossier: Dossier, key: str) -> str:
    """Return the label of an actor, assumption or node; the text itself where it is none."""
    for items in (dossier.actors, dossier.assumptions, dossier.nodes):
        for item in items:
            if item.id == key:
                return item.name
    return key


def _questions(dossier: Dossier) -> Iterator[Use]:
    header = dossier.header
    for question in header.questions:
        of = (("node", question.node),)
        yield Use("question", question.node, question.asks, of=of)
        if answer := question.resolved:
            label = f"{question.asks} {'Yes' if answer.outcome else 'No'}, on {wording.date(answer.on)}"
            refs = (answer.event,) if answer.event else ()
            basis = judged(refs, "outside_source")
            yield Use("resolution", question.node, label, refs, basis, of, numeric=True, known_on=answer.on)
        if past := question.history:
            label = f"{question.asks} Before: {wording.count(past.times, 'time')} in {past.years:g} years"
            yield Use("history", question.node, label, past.refs, past.basis, of, numeric=True)
    for preset in header.presets:
        yield Use("preset", preset.id, preset.label, preset.refs, preset.basis, numeric=True)
    points, rule = header.tolerance, header.confidence
    label = f"Tolerance: {points.points:g} points"
    yield Use("tolerance", "tolerance", label, points.refs, points.basis, numeric=True)
    shares = f"high to {wording.share(rule.high)}, moderate to {wording.share(rule.moderate)}"
    label = f"Confidence by judgement’s share: {shares}"
    yield Use("rule of confidence", "confidence", label, rule.refs, rule.basis, numeric=True)


def _on(dossier: Dossier, record: Cell | NoDeal) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return in words whose the record is and on what, and the same as choices."""
    label = f"{_name(dossier, record.actor)} on {dossier.issue(record.issue).label}"
    return label, (("issue", record.issue), ("actor", record.actor))


def _positions(dossier: Dossier) -> Iterator[Use]:
    for cell in dossier.cells:
        label, of = _on(dossier, cell)
        yield Use("position", cell.id, label, cell.refs, cell.basis, of, numeric=True)
        yield from _dated("dated position", cell.id, label, cell.since, of)
    for expected in dossier.no_deal:
        label, of = _on(dossier, expected)
        label += ", without a deal"
        yield Use("expectation", expected.id, label, expected.refs, expected.basis, of, numeric=True)
        yield from _dated("dated expectation", expected.id, label, expected.since, of)


def _dated(kind: str, key: str, label: str, since: Iterable[Dated], of: tuple[tuple[str, str], ...]) -> Iterator[Use]:
    for item in since:
        yield Use(
            kind,
            f"{key}.{item.on}",
            f"{label}, from {wording.date(item.on)}",
            item.refs,
            item.basis,
            of,
            numeric=True,
            known_on=item.on,
        )


def _claims(actor: Actor, kind: str, claims: Iterable[Claim]) -> Iterator[Use]:
    of = (("actor", actor.id),)
    for place, claim in enumerate(claims, start=1):
        key = f"{actor.id}.{kind}.{place}"
        basis = judged(claim.refs, "stated")
        yield Use(kind, key, f"{actor.name}: {claim.text}", claim.refs, basis, of)


def _actor(actor: Actor) -> Iterator[Use]:
    of = (("actor", actor.id),)
    yield Use("actor", actor.id, actor.label, actor.refs, judged(actor.refs, "stated"), of)
    if isinstance(actor.cost, ScaleBand):
        basis = actor.cost.basis or "analyst_judgement"
        yield Use("cost", actor.id, f"{actor.name}: cost of no deal", actor.refs, basis, of, numeric=True)
    yield from _claims(actor, "interest", actor.interests)
    yield from _claims(actor, "lever", actor.levers)
    yield from _claims(actor, "constraint", actor.constraints)
    yield from _claims(actor, "goal", actor.goals)


def _perceptions(dossier: Dossier) -> Iterator[Use]:
    for item in dossier.perceptions.perceptions:
        key = f"{item.holder}.{item.about}.{item.attribute}"
        verb = "wants to be seen" if item.intended else "sees"
        label = f"{_name(dossier, item.holder)} {verb}: {_name(dossier, item.about)}, {item.attribute}"
        of = (("actor", item.holder),)
        yield Use("perception", key, label, item.refs, item.basis, of, numeric=True)
    for tension in dossier.perceptions.tensions:
        for pole in tension.poles:
            key = f"{tension.id}.{pole.label}"
            label = f"{tension.label} {pole.label} ({pole.holder})"
            numeric = pole.value is not None
            of = (("tension", tension.id),)
            yield Use("pole of a tension", key, label, pole.refs, pole.basis, of, numeric=numeric)
    for pull in dossier.perceptions.pulls:
        by = " and ".join(_name(dossier, actor) for actor in pull.by)
        issue = dossier.issue(pull.issue).label
        label = f"{_name(dossier, pull.actor)} pulled by {by} on {issue}"
        both = (("issue", pull.issue), ("actor", pull.actor))
        yield Use("pull", f"{pull.actor}.{pull.issue}", label, pull.refs, pull.basis, both)


def _issue(issue: Issue) -> Iterator[Use]:
    of = (("issue", issue.id),)
    yield Use("issue", issue.id, issue.label, issue.refs, judged(issue.refs, "stated"), of)
    if issue.status_quo:
        quo = issue.status_quo
        label = f"{issue.label}: without a deal {quo.value:g}"
        yield Use("status quo", issue.id, label, quo.refs, quo.basis, of, numeric=True)
    for value, anchor in issue.anchors.items():
        label = f"{issue.label} {value:g}: {anchor.text}"
        # The words are the source's; where they stand on the scale is a step from them.
        basis = judged(anchor.refs, "inferred")
        yield Use("anchor", f"{issue.id}.{value:g}", label, anchor.refs, basis, of, numeric=True)


def _assumptions(dossier: Dossier) -> Iterator[Use]:
    for item in dossier.assumptions:
        of = (("assumption", item.id),)
        yield Use("assumption", item.id, item.label, item.refs, item.basis, of, numeric=True)
        yield from _dated("dated assumption", item.id, item.label, item.since, of)
    for pair in dossier.correlations:
        label = f"{wording.names(_name(dossier, key) for key in pair.of)} go together"
        yield Use("correlation", ".".join(pair.of), label, pair.refs, pair.basis, numeric=True)


def _node(dossier: Dossier, node: Node) -> Iterator[Use]:
    of = (("node", node.id),)
    basis = node.rests_on
    yield Use("node", node.id, node.label, _sentences(dossier, node), basis, of, numeric=basis is not None)
    for link in node.joined:
        label = f"{_name(dossier, link.parent)} → {node.name}"
        key = f"{link.parent}.{node.id}"
        yield Use("link", key, label, link.refs, link.basis, of, numeric=True)


def _sentences(dossier: Dossier, node: Node) -> tuple[str, ...]:
    """Return what a node rests on: its own references, its anchor's, and the sentence of the anchor's word."""
    anchor = node.origin
    if anchor is None:
        return node.refs
    return merged(node.refs, anchor.refs, (word.ref for word in dossier.evidence.words if word.key == anchor.word))
