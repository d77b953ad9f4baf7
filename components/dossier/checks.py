"""Checks across files: everything that is named exists, and it fits together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.dossier.bargaining import check_bargaining
from components.dossier.files import Files, YamlFile, packages
from components.dossier.foreseen import check_foreseen
from components.dossier.mechanism import FromBaseRate
from components.dossier.names import alike
from components.dossier.network import check_network
from components.dossier.problems import KeyPath, Problem
from components.dossier.territory import LINE_OF_CONTROL, NOT_STATED, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from components.dossier.names import Names

RESERVED = frozenset({
    "actor", "analysis", "as_of", "assumption", "class", "compare", "find", "issue", "item", "ladder", "list",
    "map", "missed", "option", "order", "output", "own", "part", "partial", "partner", "pull", "read", "reading", "ref",
    "rows", "seen", "sets", "soft", "tab", "target", "tension", "trader", "v", "view", "voice", "x", "y", "zoom"
})  # fmt: skip
"""Keys of the address beside the assumptions."""
_OTHERS = frozenset({"cell", "dark", "draws", "embed", "embed_options", "scenario", "set"})
"""Words that Streamlit's addresses, the command line and requests keep."""
AnyFile = YamlFile[Any]
Named = tuple[str, KeyPath, str]
"""What should be named, where, and the id."""


def check(files: Files, names: Names) -> Iterator[Problem]:
    """Yield every problem that shows only when the files are seen together.

    Parameters
    ----------
    files : Files
        The dossier's files as far as they could be read.
    names : Names
        Their ids.
    """
    yield from names.duplicates()
    yield from _labels(files)
    yield from _reserved(files)
    yield from _references(files, names)
    for file, named in (
        (files.header, _header(files)),
        (files.actors, _actors(files)),
        (files.positions, _positions(files)),
        (files.perceptions, _perceptions(files)),
        (files.assumptions, _assumptions(files)),
        (files.options, _options(files)),
        (files.timeline, _timeline(files)),
    ):
        yield from _unresolved(file, named, names)
    yield from check_foreseen(files, names)
    yield from _reading_ids(files)
    yield from check_bargaining(files, names)
    yield from _territory(files, names)
    yield from check_network(files, names)


def _unresolved(file: AnyFile, named: Iterable[Named], names: Names) -> Iterator[Problem]:
    for space, path, key in named:
        message = names.missing(space, key)
        if message:
            yield file.problem(path, message)


def _each(space: str, path: KeyPath, keys: Iterable[str]) -> Iterator[Named]:
    return ((space, (*path, place), key) for place, key in enumerate(keys))


def _keyed(space: str, path: KeyPath, keys: Iterable[str]) -> Iterator[Named]:
    return ((space, (*path, key), key) for key in keys)


def _one(space: str, path: KeyPath, record: Any, *keys: str) -> Iterator[Named]:
    return ((space, (*path, key), value) for key in keys if isinstance(value := getattr(record, key), str))


def _references(files: Files, names: Names) -> Iterator[Problem]:
    """Check ``refs`` and ``ref`` wherever they are written."""
    for file in vars(files).values():
        if file.document:
            yield from _unresolved(file, _refs_below(file.document.data, ()), names)


def _refs_below(data: Any, path: KeyPath) -> Iterator[Named]:
    if isinstance(data, list):
        for place, item in enumerate(data):
            yield from _refs_below(item, (*path, place))
    elif isinstance(data, dict):
        for key, value in data.items():
            here = (*path, key)
            if key == "ref" and isinstance(value, str):
                yield "reference", here, value
            elif key == "refs" and isinstance(value, list):
                yield from _each("reference", here, [item for item in value if isinstance(item, str)])
            else:
                yield from _refs_below(value, here)


def _header(files: Files) -> Iterator[Named]:
    header = files.header.content
    if header is None:
        return
    for place, question in enumerate(header.questions):
        yield from _one("node", ("questions", place), question, "node")
        if question.resolved:
            yield from _one("event", ("questions", place, "resolved"), question.resolved, "event")
    for place, preset in enumerate(header.presets):
        yield from _keyed("assumption", ("presets", place, "sets"), preset.sets)
    yield from _each("assumption", ("sidebar",), header.sidebar)


def _actors(files: Files) -> Iterator[Named]:
    for path, actor in files.actors.items("actors"):
        for place, goal in enumerate(actor.goals):
            yield from _one("issue", (*path, "goals", place), goal, "issue")


def _positions(files: Files) -> Iterator[Named]:
    for path, cell in files.positions.items("positions"):
        yield from _one("actor", path, cell, "actor")
        yield from _one("issue", path, cell, "issue")
    for path, expected in files.positions.items("no_deal"):
        yield from _one("actor", path, expected, "actor")
        yield from _one("issue", path, expected, "issue")
    for path, empty in files.positions.items("empty"):
        yield from _one("actor", path, empty, "actor")
        if empty.issues != "*":
            yield from _each("issue", (*path, "issues"), empty.issues)


def _perceptions(files: Files) -> Iterator[Named]:
    for path, perception in files.perceptions.items("perceptions"):
        yield from _one("actor", path, perception, "holder", "target")
    for path, tension in files.perceptions.items("tensions"):
        yield from _one("assumption", path, tension, "assumption")
        yield from _one("node", path, tension, "output")
    for path, pull in files.perceptions.items("pulls"):
        yield from _one("actor", path, pull, "actor")
        yield from _one("issue", path, pull, "issue")
        yield from _one("node", path, pull, "output")
        yield from _keyed("actor", (*path, "by"), pull.by)
        for actor, assumption in pull.by.items():
            yield "assumption", (*path, "by", actor), assumption


def _assumptions(files: Files) -> Iterator[Named]:
    for path, assumption in files.assumptions.items("assumptions"):
        yield from _one("group", path, assumption, "group")
        yield from _keyed("node", (*path, "signs"), assumption.signs)
        if isinstance(assumption.default, FromBaseRate):
            yield from _one("base rate", (*path, "default"), assumption.default, "base_rate")


def _options(files: Files) -> Iterator[Named]:
    for path, option in packages(files):
        yield from _keyed("issue", (*path, "sets"), option.sets)


def _timeline(files: Files) -> Iterator[Named]:
    for path, event in files.timeline.items("events"):
        yield from _one("track", path, event, "track")
    for path, ultimatum in files.timeline.items("ultimatums"):
        if ultimatum.earlier_form:
            yield from _one("ultimatum", (*path, "earlier_form"), ultimatum.earlier_form, "of")
        yield from _one("base rate", path, ultimatum, "record")
        yield from _each("event", (*path, "events"), ultimatum.events)
    for path, forecast in files.timeline.items("forecasts"):
        yield from _one("word", path, forecast, "word")
        yield from _each("event", (*path, "events"), forecast.events)


def _labels(files: Files) -> Iterator[Problem]:
    """Find actors, issues, assumptions or options that a reader could not tell apart."""
    for file, kind in (
        (files.actors, "actors"),
        (files.issues, "issues"),
        (files.assumptions, "assumptions"),
        (files.options, "options"),
    ):
        first: dict[str, KeyPath] = {}
        for path, record in file.items(kind):
            name = getattr(record, "name", record.label)
            before = first.setdefault(alike(name), path)
            if before != path:
                line = file.problem(before, "").line
                message = f"is called {name!r} as the one on line {line}; give it another label, or a short one"
                yield file.problem(path, message)


def _reserved(files: Files) -> Iterator[Problem]:
    """Find assumptions whose id an address would take for something else."""
    for path, assumption in files.assumptions.items("assumptions"):
        if assumption.id.casefold() in RESERVED | _OTHERS:
            message = f"{assumption.id!r} is a word that links to a page keep for themselves; choose another"
            yield files.assumptions.problem((*path, "id"), message)
        elif "." in assumption.id:
            message = f"{assumption.id!r} holds a point, which in links only cells do; leave it out"
            yield files.assumptions.problem((*path, "id"), message)


def _reading_ids(files: Files) -> Iterator[Problem]:
    """Find ids taken twice among the readings of one option."""
    first: dict[tuple[KeyPath, str], KeyPath] = {}
    for path, reading in packages(files):
        if not isinstance(reading, Reading):
            continue
        before = first.setdefault((path[:-2], reading.id), path)
        if before != path:
            line = files.options.problem(before, "").line
            message = f"the id {reading.id!r} is taken by {files.options.name}:{line}; choose another"
            yield files.options.problem((*path, "id"), message)


def _territory(files: Files, names: Names) -> Iterator[Problem]:
    """Check what packages set, and who holds what in them."""
    for path, option in packages(files):
        for issue, value in option.sets.items():
            if not 0 <= value <= 100:
                yield files.options.problem((*path, "sets", issue), f"must lie between 0 and 100, but is {value:g}")
        for region, holder in option.regions.items():
            place = (*path, "regions", region)
            for message in (
                names.missing("region", region),
                names.missing("side", holder, extra=(LINE_OF_CONTROL, NOT_STATED)),
            ):
                if message and files.regions.present:
                    yield files.options.problem(place, message)
    regions = files.regions.content
    if regions and (message := names.missing("side", regions.sovereign)):
        yield files.regions.problem(("sovereign",), message)
