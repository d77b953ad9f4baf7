"""The dossier's YAML files as far as they could be read, so that every problem can be told at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from components.dossier.explain import findings
from components.dossier.old_form import old_form
from components.dossier.problems import KeyPath, Problem
from components.dossier.types import Record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from components.dossier.chronicle import MediaFile, TimelineFile
    from components.dossier.evidence import Evidence
    from components.dossier.header import Header
    from components.dossier.hypotheses import HypothesesFile
    from components.dossier.mechanism import AssumptionsFile, NetworkFile
    from components.dossier.reader import Document
    from components.dossier.schema import ActorsFile, IssuesFile, PerceptionsFile, PositionsFile
    from components.dossier.territory import Option, OptionsFile, Reading, RegionsFile

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class YamlFile(Generic[T]):
    """One file.

    Attributes
    ----------
    name : str
        Its name within the dossier.
    document : Document or None
        What is written in it; none if the file is absent or unreadable.
    content : Record or None
        The same typed. Records with a problem are left out of its lists.
    present : bool
        Whether the file is there.
    kept : mapping
        By list, where each record of ``content`` stands in the file.
    """

    name: str
    document: Document | None = None
    content: T | None = None
    present: bool = False
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def items(self, name: str) -> Iterator[tuple[KeyPath, Any]]:
        """Yield the typed records of a list with their key paths."""
        records = getattr(self.content, name, ())
        places = self.kept.get(name, range(len(records)))
        for place, record in zip(places, records, strict=True):
            yield (name, place), record

    def written(self, name: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
        """Yield a list's mappings, or the one mapping under a key, as written: those with problems included."""
        records = self.document.data.get(name) if self.document else None
        if isinstance(records, dict):
            yield (name,), records
        for place, record in enumerate(records if isinstance(records, list) else ()):
            if isinstance(record, dict):
                yield (name, place), record

    def problem(self, path: KeyPath, message: str) -> Problem:
        """Return a finding at a key path."""
        return self.document.problem(path, message) if self.document else Problem(self.name, None, "", message)


@dataclass(frozen=True)
class Files:
    """All YAML files of a dossier."""

    header: YamlFile[Header]
    actors: YamlFile[ActorsFile]
    issues: YamlFile[IssuesFile]
    positions: YamlFile[PositionsFile]
    evidence: YamlFile[Evidence]
    perceptions: YamlFile[PerceptionsFile]
    assumptions: YamlFile[AssumptionsFile]
    network: YamlFile[NetworkFile]
    options: YamlFile[OptionsFile]
    regions: YamlFile[RegionsFile]
    timeline: YamlFile[TimelineFile]
    hypotheses: YamlFile[HypothesesFile]
    media: YamlFile[MediaFile]


def packages(files: Files) -> Iterator[tuple[KeyPath, Option | Reading]]:
    """Yield every option, the baseline and the umbrella included, each followed by its readings."""
    content = files.options.content
    singles = [((name,), getattr(content, name, None)) for name in ("baseline", "umbrella")]
    for path, option in [*singles, *files.options.items("options")]:
        if option:
            yield path, option
            for place, reading in enumerate(option.readings):
                yield (*path, "readings", place), reading


def typed(document: Document, model: type[T]) -> tuple[YamlFile[T], list[Problem]]:
    """Read a document as a record.

    Parameters
    ----------
    document : Document
        What is written.
    model : type
        The record it should be.

    Returns
    -------
    YamlFile, list of Problem
        The file with every record that is sound, and what is wrong with the others.
    """
    if problem := old_form(document):
        return YamlFile(document.file, document, present=True), [problem]
    kept: dict[str, tuple[int, ...]] = {}
    content, problems, faulty = _validate(document, document.data, model)
    if content is None and all(len(path) > 1 and isinstance(path[1], int) for path in faulty):
        # Leave the faulty records out, so that the sound ones can still be checked against the other files.
        out = {path[:2] for path in faulty}
        kept = {
            name: tuple(place for place in range(len(records)) if (name, place) not in out)
            for name, records in document.data.items()
            if isinstance(records, list)
        }
        rest = {name: [document.data[name][place] for place in places] for name, places in kept.items()}
        content, _, _ = _validate(document, {**document.data, **rest}, model)
        if content is None:
            # Too few are left for a list that asks for more.
            kept = {}
    return YamlFile(document.file, document, content, present=True, kept=kept), problems


def _validate(
    document: Document, data: dict[str, Any], model: type[T]
) -> tuple[T | None, list[Problem], list[KeyPath]]:
    try:
        # Strict JSON turns lists into tuples, but neither text into numbers nor numbers into dates.
        return model.model_validate_json(json.dumps(data, default=_iso), strict=True), [], []
    except ValidationError as error:
        found = list(findings(error, model, data))
        return None, [document.problem(path, message) for path, message in found], [path for path, _ in found]


def _iso(value: dt.date) -> str:
    return value.isoformat()
