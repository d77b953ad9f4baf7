"""Checks what bargaining rests on: who stands where, what each expects without a deal, who takes what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.dossier.correlations import CorrelationError, Pair, factors
from components.dossier.nodes.accepts import AcceptsNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.files import Files
    from components.dossier.names import Names
    from components.dossier.problems import KeyPath, Problem
    from components.dossier.schema import Cell, NoDeal
    from components.dossier.territory import Option


def check_bargaining(files: Files, names: Names) -> Iterator[Problem]:
    """Yield what does not fit among positions, expectations, acceptances, questions, presets and correlations.

    Parameters
    ----------
    files : Files
        The dossier's files as far as they could be read.
    names : Names
        Their ids.
    """
    yield from _once(files, "positions", "position")
    yield from _once(files, "no_deal", "expectation")
    yield from _held(files)
    yield from _empty(files)
    yield from _weighed(files)
    yield from _whole_scale(files)
    yield from _accepts(files, names)
    yield from _questions(files)
    yield from _presets(files)
    yield from _poles(files)
    yield from _correlations(files)


def _places(files: Files, name: str) -> dict[str, KeyPath]:
    """Return where each actor × issue of a list stands first, by id; records with problems of their own included."""
    found: dict[str, KeyPath] = {}
    for path, record in files.positions.written(name):
        found.setdefault(f"{record.get('actor')}.{record.get('issue')}", path)
    return found


def _once(files: Files, name: str, what: str) -> Iterator[Problem]:
    file = files.positions
    first: dict[str, KeyPath] = {}
    record: Cell | NoDeal
    for path, record in file.items(name):
        if record.id in first:
            line = file.problem(first[record.id], "").line
            message = f"{record.actor} has a second {what} on {record.issue}, the first is on line {line}; keep one"
            yield file.problem(path, message)
        first.setdefault(record.id, path)


def _held(files: Files) -> Iterator[Problem]:
    """Find expectations of actors that hold no position."""
    held = _places(files, "positions")
    for path, expected in files.positions.items("no_deal"):
        if expected.id not in held:
            message = (
                f"{expected.actor} holds no position on {expected.issue}, so what it expects of it decides nothing; "
                "add a position or take this out"
            )
            yield files.positions.problem(path, message)


def _empty(files: Files) -> Iterator[Problem]:
    """Find positions that are also said to be empty."""
    held = _places(files, "positions")
    for path, empty in files.positions.items("empty"):
        for issue in () if empty.issues == "*" else empty.issues:
            if f"{empty.actor}.{issue}" in held:
                message = f"{empty.actor} has a position on {issue}; take the issue out here or remove the cell"
                yield files.positions.problem((*path, "issues"), message)


def _weighed(files: Files) -> Iterator[Problem]:
    """Find issues on which nobody has any weight: nothing there could be computed."""
    heaviest: dict[str, float] = {}
    first: dict[str, KeyPath] = {}
    for path, cell in files.positions.items("positions"):
        first.setdefault(cell.issue, path)
        weight = cell.salience.p90 * cell.influence.p90
        heaviest[cell.issue] = max(heaviest.get(cell.issue, 0), weight)
    for issue, weight in heaviest.items():
        if weight == 0:
            message = (
                f"nobody on {issue} has both salience and influence above 0, so nothing weighs there; raise one, "
                "or take its positions out"
            )
            yield files.positions.problem(first[issue], message)


def _whole_scale(files: Files) -> Iterator[Problem]:
    """Find positions written from 0 to 1: on a scale to 100 all of them would lie at its lower end."""
    cells = list(files.positions.items("positions"))
    values = [band.p90 for _, cell in cells for band in (cell.position, cell.salience, cell.influence)]
    if values and max(values) <= 1 and any(value % 1 for value in values):
        message = (
            "looks like a scale from 0 to 1: no position, salience or influence is above 1; write them from 0 to 100"
        )
        yield files.positions.problem(cells[0][0], message)


def _accepts(files: Files, names: Names) -> Iterator[Problem]:
    """Check that an acceptance names an option that sets something, and somebody who has a say in it."""
    options = {option.id: option for option in files.options.content.every} if files.options.content else {}
    anchored: dict[str, KeyPath] = {}
    for path, node in files.network.items("nodes"):
        if not isinstance(node, AcceptsNode):
            continue
        option = options.get(node.option)
        if message := names.missing("option", node.option):
            yield files.network.problem((*path, "option"), message)
        elif option and not option.sets:
            message = (
                f"{node.option} sets no issue, so there is nothing to take; add sets to it in {files.options.name}"
            )
            yield files.network.problem((*path, "option"), message)
        if message := names.missing("actor", node.by, extra=("all",)) or _by(files, node, option):
            yield files.network.problem((*path, "by"), message)
        if node.is_anchored and anchored.setdefault(node.by, path) != path:
            line = files.network.problem(anchored[node.by], "").line
            message = f"what no deal costs {node.by} is anchored on line {line} already; keep one anchor"
            yield files.network.problem((*path, "anchor"), message)


def _by(files: Files, node: AcceptsNode, option: Option | None) -> str | None:
    """Return why somebody has no say in an option, or nothing."""
    if node.together:
        vetoes = any(record.get("veto") is True for _, record in files.actors.written("actors"))
        return None if vetoes else f"no actor of {files.actors.name} has veto: true, so there is nobody to agree"
    held = _places(files, "positions")
    if option is None or any(f"{node.by}.{issue}" in held for issue in option.sets):
        return None
    return f"{node.by} holds no position on an issue that {option.id} sets; name an actor that does"


def _questions(files: Files) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, question in enumerate(files.header.content.questions if files.header.content else ()):
        if first.setdefault(question.node, place) != place:
            line = files.header.problem(("questions", first[question.node]), "").line
            message = f"{question.node} is asked for on line {line} already; keep one question"
            yield files.header.problem(("questions", place, "node"), message)


def _presets(files: Files) -> Iterator[Problem]:
    ranges = {item.id: item.range for _, item in files.assumptions.items("assumptions")}
    for place, preset in enumerate(files.header.content.presets if files.header.content else ()):
        for key, value in preset.sets.items():
            limits = ranges.get(key)
            if limits and not limits.min <= value <= limits.max:
                message = f"must lie between {limits.min:g} and {limits.max:g}, the range of {key}, but is {value:g}"
                yield files.header.problem(("presets", place, "sets", key), message)


def _poles(files: Files) -> Iterator[Problem]:
    ranges = {item.id: item.range for _, item in files.assumptions.items("assumptions")}
    for path, tension in files.perceptions.items("tensions"):
        limits = ranges.get(tension.assumption or "")
        for place, pole in enumerate(tension.poles):
            if limits and pole.value and not pole.value.within(limits.min, limits.max):
                message = f"must lie between {limits.min:g} and {limits.max:g}, the range of {tension.assumption}"
                yield files.perceptions.problem((*path, "poles", place, "value"), message)


def _correlations(files: Files) -> Iterator[Problem]:
    items = files.assumptions.items("correlations")
    paths = {Pair(record.of[0], record.of[1], record.r): path for path, record in items}
    try:
        factors(paths)
    except CorrelationError as error:
        yield files.assumptions.problem(paths[error.pairs[-1]], str(error))
