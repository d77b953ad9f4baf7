"""Checks what moves the forecast: hypotheses, what they let expect, dates announced, and answers to questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.dossier.hypotheses import WEIGHTS
from components.dossier.mechanism import FromBaseRate
from components.dossier.nodes.within import WithinNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.files import Files, YamlFile
    from components.dossier.names import Names
    from components.dossier.problems import KeyPath, Problem


def check_foreseen(files: Files, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with hypotheses, likelihoods, scheduled dates and resolutions.

    Parameters
    ----------
    files : Files
        The dossier's files as far as they could be read.
    names : Names
        Their ids.
    """
    yield from _shifts(files, names)
    yield from _expected(files, names)
    yield from _scheduled(files, names)
    yield from _answers(files)
    for path, group in files.header.items("groups") if files.hypotheses.present else ():
        if group.id == WEIGHTS:
            message = f"{WEIGHTS!r} is the group of the hypotheses' weights; call this one otherwise"
            yield files.header.problem((*path, "id"), message)


def _shifts(files: Files, names: Names) -> Iterator[Problem]:
    choices = {item.id for _, item in files.assumptions.items("assumptions") if item.is_choice}
    for path, hypothesis in files.hypotheses.items("hypotheses"):
        for key in hypothesis.shifts:
            message = names.missing("assumption", key)
            if key in choices:
                message = f"{key!r} is a choice of the reader's, which no hypothesis moves; name another assumption"
            if message:
                yield files.hypotheses.problem((*path, "shifts", key), message)


def _expected(files: Files, names: Names) -> Iterator[Problem]:
    lists: tuple[tuple[YamlFile[Any], str], ...] = ((files.timeline, "events"), (files.hypotheses, "signposts"))
    for file, name in lists:
        for path, item in file.items(name):
            for key in item.expected_under:
                if message := names.missing("hypothesis", key):
                    yield file.problem((*path, "expected_under", key), message)


def _scheduled(files: Files, names: Names) -> Iterator[Problem]:
    within = {node.id for _, node in files.network.items("nodes") if isinstance(node, WithinNode)}
    file = files.timeline
    for path, item in file.items("scheduled"):
        rate = item.chance.base_rate if isinstance(item.chance, FromBaseRate) else None
        named: tuple[tuple[str, KeyPath, str | None], ...] = (
            ("node", (*path, "node"), item.node),
            ("base rate", (*path, "record"), item.record),
            ("base rate", (*path, "chance", "base_rate"), rate),
        )
        found = [(place, names.missing(space, key)) for space, place, key in named if key]
        if item.node in names.ids("node") and item.node not in within:
            found.append(((*path, "node"), f"{item.node!r} is no node of kind within; name a chance by a horizon"))
        yield from (file.problem(place, message) for place, message in found if message)


def _answers(files: Files) -> Iterator[Problem]:
    """Find questions that were answered before what answers them was known."""
    known = {event.id: event.known_on for _, event in files.timeline.items("events")}
    for path, question in files.header.items("questions"):
        answer = question.resolved
        if answer and answer.event and answer.on < known.get(answer.event, answer.on):
            message = f"is before {answer.event} was known ({known[answer.event]}); give that day or a later one"
            yield files.header.problem((*path, "resolved", "on"), message)
