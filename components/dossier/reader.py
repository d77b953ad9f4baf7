"""Reads a dossier's files: safely, within limits, and with the line of every key."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from components.dossier.problems import DossierError, KeyPath, Problem, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIZE_LIMIT = 500_000
"""Largest file of a dossier, in bytes: five times what the longest of a real one has."""
WHOLE_LIMIT = 1_000_000
"""Most bytes of all files of a dossier together."""
DEPTH_LIMIT = 24
"""Deepest nesting of a YAML file; a dossier needs about six levels."""

# The parser in C is ten times faster; both give the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()
_CONSTRUCTOR = yaml.constructor.SafeConstructor()


# The same few words and numbers stand in a dossier thousands of times.
@lru_cache(maxsize=8192)
def _tag(text: str) -> str:
    """Return what YAML takes an unquoted word for."""
    found: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return found


@lru_cache(maxsize=8192)
def _plain(tag: str, text: str) -> Any:
    """Return the value of an unquoted word; `ValueError` if it has none."""
    return _CONSTRUCTOR.construct_document(yaml.ScalarNode(tag, text))


_OCTAL = re.compile(r"[-+]?0[0-9_]+$")
_BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$")
_DIGITS = 400
"""Longest number as it may be written; Python refuses longer ones in words of its own."""
_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE


@dataclass(frozen=True)
class Document:
    """A YAML file's mapping with the line of every key and list item.

    Keys are kept as written, so ``on`` and ``55`` stay text; lists and scalars are as `yaml.safe_load` reads them.
    """

    file: str
    data: dict[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """Return the line of a key path, or of its nearest parent that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: KeyPath, message: str) -> Problem:
        """Return a finding at a key path."""
        return Problem(self.file, self.line(path), written(path), message)


def read_bytes(folder: Path, name: str) -> bytes:
    """Read a file of the dossier.

    Parameters
    ----------
    folder : Path
        The dossier.
    name : str
        Path relative to it.

    Raises
    ------
    DossierError
        If the file lies outside the folder, is too large, or cannot be read.
    """
    path = folder / name
    if not _is_inside(folder, name):
        raise _refused(name, "lies outside the dossier; put a plain file into its folder")
    try:
        if not path.is_file():
            raise _refused(name, "is not a file" if path.exists() else "is missing")
        with path.open("rb") as stream:
            if path.stat().st_size > SIZE_LIMIT:
                raise _refused(name, f"is larger than {SIZE_LIMIT / 1e3:g} kB, the most a dossier file may have")
            return stream.read(SIZE_LIMIT)
    except OSError as error:
        raise _refused(name, f"cannot be read ({error.strerror or 'input error'}); check its permissions") from error


def decode(name: str, raw: bytes) -> str:
    """Return a file's text.

    Raises
    ------
    DossierError
        If the bytes are not UTF-8 text.
    """
    if b"\0" in raw:
        raise _refused(name, "is a binary file; write plain text in UTF-8", raw.count(b"\n", 0, raw.index(b"\0")) + 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refused(name, f"is not UTF-8 at byte {error.start + 1}; save the file as UTF-8", line) from error
    found = _UNPRINTABLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise _refused(name, f"holds the control character U+{ord(found[0]):04X}; remove it", line)
    return text


def read_yaml(name: str, raw: bytes) -> Document:
    """Parse a YAML file.

    Raises
    ------
    DossierError
        If the file is empty, is not a mapping, has a syntax error, a repeated key, an anchor, an alias, a tag,
        a number that is not finite, or is nested too deeply.
    """
    builder = _Builder(name, decode(name, raw))
    try:
        data = builder.build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(part for part in (error.context, error.problem) if part)
        raise _refused(name, f"is not valid YAML: {what}", mark.line + 1 if mark else None) from error
    except yaml.YAMLError as error:
        raise _refused(name, "is not valid YAML") from error
    if builder.problems:
        raise DossierError(builder.problems)
    if data is None:
        raise _refused(name, "is empty; fill it, or remove it if the dossier does without")
    if not isinstance(data, dict):
        raise _refused(name, "must hold keys at the top, such as 'title: …' or 'actors:'", 1)
    return Document(name, data, builder.lines)


class _Builder:
    """Turns parser events into values. Composing from events keeps the recursion bounded and aliases out."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []

    def build(self) -> Any:
        value, documents = None, 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused(self.file, "holds a second document after '---'; keep one", _line(event))
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, ())
        return value

    def _value(self, event: Any, path: KeyPath) -> Any:
        self.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._stop(event, path, "anchors (&) and aliases (*) are not allowed; write the value out")
        if event.tag is not None:
            raise self._stop(event, path, f"the tag {event.tag!r} is not allowed; write a plain value")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= DEPTH_LIMIT:
            raise self._stop(event, path, f"is nested more than {DEPTH_LIMIT} levels deep; flatten it")
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._list(path)

    def _list(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
                raise self._stop(event, path, "a key must be a plain word")
            place = (*path, event.value)
            if event.value in found:
                message = f"the key {event.value!r} stands here twice, first on line {self.lines[place]}; keep one"
                self._add(event, place, message)
            self.lines[place] = _line(event)
            found[event.value] = self._value(next(self.events), place)
        return found

    def _scalar(self, event: Any, path: KeyPath) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        tag = _tag(text)
        if tag.rpartition(":")[2] in ("str", "merge", "value"):
            return text
        if _OCTAL.match(text) or _BASE_60.match(text):
            self._add(event, path, f"YAML reads {text} as another number; write it in quotes or without leading zeros")
            return None
        try:
            value = _plain(tag, text)
        except ValueError as error:
            kind = "date" if tag.endswith("timestamp") else "number"
            why = "too many digits" if len(text) > _DIGITS else str(error).split(";")[0][:60]
            self._add(event, path, f"{text[:40]!r} is not a {kind} that exists ({why})")
            return None
        if isinstance(value, float) and not math.isfinite(value):
            self._add(event, path, f"{text[:40]!r} is not a finite number; write the number itself")
            return None
        return value

    def _add(self, event: Any, path: KeyPath, message: str) -> None:
        self.problems.append(Problem(self.file, _line(event), written(path), message))

    def _stop(self, event: Any, path: KeyPath, message: str) -> DossierError:
        self._add(event, path, message)
        return DossierError(self.problems)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refused(name: str, message: str, line: int | None = None) -> DossierError:
    return DossierError([Problem(name, line, "", message)])


def _is_inside(folder: Path, name: str) -> bool:
    plain = not Path(name).is_absolute() and ".." not in Path(name).parts and "\\" not in name and "\0" not in name
    try:
        return plain and (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of symbolic links
        return False
