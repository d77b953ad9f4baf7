"""How far the source carries an outcome: what its level rests on, and what moves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier
    from components.dossier.types import Basis
    from components.model.results import Results


@dataclass(frozen=True)
class Ground:
    """What the level of an outcome rests on.

    Attributes
    ----------
    id, label : str
        An assumption, or a node with a level of its own.
    basis : str
        Stated where a word of the source sets the level; analyst judgement where nothing does.
    word : str or None
        The source's word.
    """

    id: str
    label: str
    basis: Basis
    refs: tuple[str, ...] = ()
    word: str | None = None


@dataclass(frozen=True)
class Support:
    """How far the source carries an outcome.

    Attributes
    ----------
    level : tuple of Ground
        What sets its number while every assumption stands at the source's value.
    further : tuple of Ground
        Assumptions that move it through links.
    links, judged_links : int
        Links behind it, and those whose very direction is analyst judgement.
    """

    level: tuple[Ground, ...] = ()
    further: tuple[Ground, ...] = ()
    links: int = 0
    judged_links: int = 0

    @property
    def open_level(self) -> tuple[Ground, ...]:
        """What sets the level and is left open by the source."""
        return tuple(ground for ground in self.level if ground.basis == "analyst_judgement")

    @property
    def open_further(self) -> tuple[Ground, ...]:
        """What moves it and is left open by the source."""
        return tuple(ground for ground in self.further if ground.basis == "analyst_judgement")

    @property
    def is_open(self) -> bool:
        """Say whether anything behind the outcome is analyst judgement."""
        return bool(self.open_level or self.open_further or self.judged_links)


def ancestors(dossier: Dossier, output: str) -> frozenset[str]:
    """Return every assumption and node that an output is computed from, itself left out."""
    nodes = {node.id: node for node in dossier.nodes}
    found: set[str] = set()
    waiting = [output]
    while waiting:
        node = nodes.get(waiting.pop())
        fresh = {item.id for item in node.inputs} - found if node else set()
        found |= fresh
        waiting += fresh
    return frozenset(found)


def support(dossier: Dossier, output: str) -> Support:
    """Return what a node's level rests on, and what moves it."""
    level = {ground.id: ground for ground in _level(dossier, output)}
    behind = ancestors(dossier, output)
    further = tuple(_of_assumption(item) for item in dossier.assumptions if item.id in behind and item.id not in level)
    links = [link for node in dossier.nodes if node.id in behind or node.id == output for link in node.joined]
    judged = sum(link.basis == "analyst_judgement" for link in links)
    return Support(tuple(level.values()), further, len(links), judged)


def issue_support(results: Results, issue: str) -> Support:
    """Return what an issue's outcome rests on: the position of every actor that bargains on it."""
    cells = results.cells(issue)
    return Support(
        tuple(
            Ground(cell.id, f"position of {actor.name}", cell.basis, cell.refs)
            for actor, cell in zip(cells.actors, cells.cells, strict=True)
        )
    )


def _level(dossier: Dossier, key: str) -> Iterator[Ground]:
    """Follow a node back to the assumptions and anchors whose values make up its own; links are zero there."""
    node = next((node for node in dossier.nodes if node.id == key), None)
    if node is None:
        yield _of_assumption(dossier.assumption(key))
        return
    if node.start is not None and node.origin is not None:
        word = node.origin.word
        basis: Basis = node.origin.basis or ("stated" if word else "analyst_judgement")
        yield Ground(node.id, node.label, basis, node.origin.refs, _said(dossier, word))
        return
    for item in node.inputs:
        if item.link is None:
            yield from _level(dossier, item.id)


def _said(dossier: Dossier, key: str | None) -> str | None:
    """Return the source's own words behind a probability word's key."""
    known = {word.key: word.words for word in dossier.evidence.words}
    return known.get(key, key.replace("_", " ")) if key else None


def _of_assumption(item: Assumption) -> Ground:
    return Ground(item.id, item.name, item.basis, item.refs)
