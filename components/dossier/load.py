"""Reads a dossier's files into one checked object."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

from components.dossier import tables
from components.dossier.checks import check
from components.dossier.chronicle import MediaFile, TimelineFile
from components.dossier.connected import connected, in_order
from components.dossier.dossier import Dossier
from components.dossier.evidence import Evidence
from components.dossier.files import Files, YamlFile, typed
from components.dossier.header import Header
from components.dossier.hypotheses import HypothesesFile
from components.dossier.mechanism import AssumptionsFile, NetworkFile
from components.dossier.names import Names
from components.dossier.places import Place, place_of
from components.dossier.problems import DossierError, Problem
from components.dossier.reader import WHOLE_LIMIT, decode, read_yaml
from components.dossier.schema import ActorsFile, IssuesFile, PerceptionsFile, PositionsFile
from components.dossier.shapes import read_shapes
from components.dossier.territory import OptionsFile, RegionsFile
from components.dossier.types import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

NAMES = frozenset(f"{name}.yaml" for name in ("dossier", *Files.__dataclass_fields__) if name != "header") | {
    "control.csv",
    "towns.csv",
    "published.csv",
}
"""Files that a dossier may have at its top."""
T = TypeVar("T", bound=Record)
Rows = TypeVar("Rows")


def load(path: str | Path | Mapping[str, bytes]) -> Dossier:
    """Read and check a dossier.

    Parameters
    ----------
    path : str, Path or mapping of str to bytes
        Folder or ZIP with at least ``dossier.yaml``, ``actors.yaml``, ``issues.yaml`` and ``positions.yaml``; or the
        files themselves by name.

    Returns
    -------
    Dossier
        The negotiation; what files that are absent would hold is empty.

    Raises
    ------
    DossierError
        With every problem of every file.
    """
    return _read(path)[0]


def contents(path: str | Path | Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that make up a dossier, by name; whatever else lies beside them is left out.

    Raises
    ------
    DossierError
        As `load` does.
    """
    return _read(path)[1]


def _read(path: str | Path | Mapping[str, bytes]) -> tuple[Dossier, dict[str, bytes]]:
    folder = _Reading(place_of(path))
    files = Files(
        header=folder.yaml("dossier.yaml", Header, required=True),
        actors=folder.yaml("actors.yaml", ActorsFile, required=True),
        issues=folder.yaml("issues.yaml", IssuesFile, required=True),
        positions=folder.yaml("positions.yaml", PositionsFile, required=True),
        evidence=folder.yaml("evidence.yaml", Evidence),
        perceptions=folder.yaml("perceptions.yaml", PerceptionsFile),
        assumptions=folder.yaml("assumptions.yaml", AssumptionsFile),
        network=folder.yaml("network.yaml", NetworkFile),
        options=folder.yaml("options.yaml", OptionsFile),
        regions=folder.yaml("regions.yaml", RegionsFile),
        timeline=folder.yaml("timeline.yaml", TimelineFile),
        hypotheses=folder.yaml("hypotheses.yaml", HypothesesFile),
        media=folder.yaml("media.yaml", MediaFile),
    )
    names = Names(files)
    folder.problems += check(files, names)
    control = folder.table("control.csv", tables.control, names)
    towns = folder.table("towns.csv", tables.towns, names)
    published = folder.table("published.csv", tables.published, names)
    shapes = folder.shapes(files.regions, names)
    if folder.problems:
        raise DossierError(folder.problems)
    header = _content(files.header)
    positions = _content(files.positions)
    assumptions = _content(files.assumptions, AssumptionsFile())
    hypotheses = _content(files.hypotheses, HypothesesFile())
    dossier = Dossier(
        slug=_slug(header.title),
        digest=folder.digest(),
        header=header,
        actors=_content(files.actors).actors,
        issues=_content(files.issues).issues,
        cells=positions.positions,
        no_deal=positions.no_deal,
        empty=positions.empty,
        evidence=_content(files.evidence, Evidence()),
        perceptions=_content(files.perceptions, PerceptionsFile()),
        assumptions=(*assumptions.assumptions, *hypotheses.weights),
        correlations=assumptions.correlations,
        nodes=in_order(connected(files)),
        options=_content(files.options, OptionsFile()),
        regions=_content(files.regions, RegionsFile.absent()),
        control=control,
        towns=towns,
        published=published,
        shapes=shapes,
        timeline=_content(files.timeline, TimelineFile()),
        hypotheses=hypotheses,
        media=_content(files.media, MediaFile()),
    )
    return dossier, folder.used


class _Reading:
    """A dossier while it is read: gathers problems, and the bytes that make the digest."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.problems: list[Problem] = []
        self.used: dict[str, bytes] = {}
        self._misnamed = dict(self._names())

    def _names(self) -> Iterator[tuple[str, str]]:
        """Yield files that are called almost as the dossier's, and note what is wrong with them."""
        for written in self.place.names():
            meant = re.sub(r"\.yml$", ".yaml", written.casefold())
            if meant in NAMES and written != meant:
                self.problems.append(Problem(written, None, "", f"is not read; call it {meant}"))
                yield meant, written

    def yaml(self, name: str, model: type[T], *, required: bool = False) -> YamlFile[T]:
        """Read a YAML file; what is wrong with it goes to the problems."""
        if not self._has(name) and (name in self._misnamed or not required):
            return YamlFile(name, present=name in self._misnamed)
        try:
            document = read_yaml(name, self._bytes(name))
        except DossierError as error:
            self.problems += error.problems
            return YamlFile(name, present=True)
        file, problems = typed(document, model)
        self.problems += problems
        return file

    def table(self, name: str, read: Callable[[str, str, Names], tuple[Rows, ...]], names: Names) -> tuple[Rows, ...]:
        """Read a CSV file, if it is there."""
        if not self._has(name):
            return ()
        try:
            return read(name, decode(name, self._bytes(name)), names)
        except DossierError as error:
            self.problems += error.problems
            return ()

    def shapes(self, regions: YamlFile[RegionsFile], names: Names) -> dict[str, Any]:
        """Read the GeoJSON files that ``regions.yaml`` names."""
        geometry = regions.content.geometry if regions.content else None
        found: dict[str, Any] = {}
        for key in ("parts", "context", "line", "pattern") if geometry else ():
            name = getattr(geometry, key)
            if name is None:
                continue
            try:
                found[key] = read_shapes(name, decode(name, self._bytes(name)), key, names)
            except DossierError as error:
                self.problems += [
                    # What is wrong with the path itself is to be mended where it is written.
                    problem if name in self.used else regions.problem(("geometry", key), f"{name} {problem.message}")
                    for problem in error.problems
                ]
        return found

    def digest(self) -> str:
        """Return hex digits that change with any byte read."""
        digest = hashlib.sha256()
        for name, raw in sorted(self.used.items()):
            digest.update(f"{name}\0{len(raw)}\0".encode())
            digest.update(raw)
        return digest.hexdigest()

    def _bytes(self, name: str) -> bytes:
        raw = self.place.read(name)
        if len(raw) + sum(map(len, self.used.values())) > WHOLE_LIMIT:
            most = f"{WHOLE_LIMIT / 1e6:g} MB"
            what = f"makes the files larger than {most}, the most a dossier may have; leave out what no page needs"
            raise DossierError([Problem(name, None, "", what)])
        self.used[name] = raw
        return raw

    def _has(self, name: str) -> bool:
        return self.place.has(name)


def _content(file: YamlFile[T], absent: T | None = None) -> T:
    """Return what a file holds, or what stands for it where it is absent."""
    found = file.content if file.present else absent
    if found is None:
        raise AssertionError(f"{file.name} has neither content nor a problem")
    return found


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "dossier"
