"""What a pack says about its making, and whether the same comes out again."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from components import wording
from components.dossier.archive import ArchiveError, content_of, names_in, opened
from components.dossier.problems import escaped
from components.exports.scenario import parse_scenario
from components.model import evaluate
from components.model.outputs import outputs

if TYPE_CHECKING:
    from zipfile import ZipFile

    from components.dossier import Dossier
    from components.model import Results

NAME: Final = "manifest.json"
SCENARIO: Final = "scenario.yaml"
_FORM: Final = 1
_LIBRARIES: Final = ("altair", "numpy", "pandas", "scipy", "vl-convert-python")
"""What numbers and pictures are made with."""
_CLOSE: Final = 1e-9
"""Relative distance up to which numbers are the same: other processors add in another order."""
_LARGEST: Final = 50_000_000
"""Bytes of a pack, beyond which it is none of ours."""
_UNPACKED: Final = 200_000_000
"""The same of all that it holds."""


class ManifestError(ValueError):
    """A file that is no pack with a manifest; the message says why."""


@dataclass(frozen=True)
class Verdict:
    """What came of making a pack's numbers again.

    Attributes
    ----------
    differences : tuple of str
        What is not as the pack says: files, dossier, numbers.
    notes : tuple of str
        What may explain it: libraries of another version.
    compared : int
        Numbers made again.
    """

    differences: tuple[str, ...]
    notes: tuple[str, ...]
    compared: int


def manifest_json(results: Results, files: Mapping[str, bytes]) -> str:
    """Return what a pack says about its making.

    Parameters
    ----------
    results : Results
        What its figures show.
    files : mapping of str to bytes
        All other files of the pack, by name.
    """
    content = {
        "form": _FORM,
        **state(results),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "files": {name: hashlib.sha256(raw).hexdigest() for name, raw in sorted(files.items())},
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def state(results: Results) -> dict[str, Any]:
    """Return what results were computed from, and every number that follows.

    Returns
    -------
    dict
        ``dossier, version, digest, as_of, draws, seed, assumptions {id: value}, cells {id: value}, signposts
        {id: bool}, outputs {id: {value, p10, p90}}``; cells are those moved, and what has no end is ``None``.
    """
    dossier, scenario = results.dossier, results.scenario
    numbers = {key: output.number(results) for key, output in outputs(dossier).items()}
    return {
        "dossier": dossier.slug,
        "version": dossier.version,
        "digest": dossier.digest,
        "as_of": results.day.isoformat(),
        "draws": scenario.draws,
        "seed": results.seed,
        "assumptions": {key: band.p50 for key, band in results.bands.items()},
        "cells": {entry.key: value for entry, value in scenario.moved(dossier).items()},
        "signposts": dict(scenario.signposts),
        "outputs": {
            key: {name: value if math.isfinite(value) else None for name, value in shown.items()}
            for key, found in numbers.items()
            if (shown := {"value": found.value, "p10": found.p10, "p90": found.p90})
        },
    }


def read_manifest(pack: bytes) -> dict[str, Any]:
    """Return the manifest of a pack.

    Raises
    ------
    ManifestError
        If the file is no pack, or holds no manifest that can be read.
    """
    with _opened(pack) as archive:
        return _manifest(archive)


def holds_manifest(pack: bytes) -> bool:
    """Say whether a pack holds a manifest, as all do since there are any; `ManifestError` if the file is no pack."""
    with _opened(pack) as archive:
        return NAME in names_in(archive)


def packed_scenario(pack: bytes) -> bytes:
    """Return the scenario of a pack as YAML; `ManifestError` if the file is no pack, or holds none."""
    with _opened(pack) as archive:
        if SCENARIO not in names_in(archive):
            raise ManifestError(f"the pack holds no {SCENARIO}")
        return _content(archive, SCENARIO)


def verify(pack: bytes, dossier: Dossier) -> Verdict:
    """Make a pack's numbers again from its scenario, and compare files, dossier and numbers with what it says.

    Parameters
    ----------
    pack : bytes
        The ZIP.
    dossier : Dossier
        What it is compared with.

    Raises
    ------
    ManifestError
        If it is no pack that can be checked.
    ScenarioError
        If its scenario does not fit the dossier.
    """
    with _opened(pack) as archive:
        said = _manifest(archive)
        files = {name: _content(archive, name) for name in names_in(archive) if name != NAME}
    scenario, _ = parse_scenario(SCENARIO, files.get(SCENARIO, b""), dossier)
    now = state(evaluate(dossier, scenario))
    differences = (*_files(said["files"], files), *_made_from(said, now), *_numbers(said["outputs"], now["outputs"]))
    here = {name: version(name) for name in _LIBRARIES}
    notes = [
        f"{name}: {then} made the pack, {here[name]} is here"
        for name, then in said.get("libraries", {}).items()
        if here.get(name, then) != then
    ]
    return Verdict(tuple(map(escaped, differences)), tuple(map(escaped, notes)), len(now["outputs"]))


def _opened(pack: bytes) -> ZipFile:
    try:
        return opened(pack, largest=_LARGEST, most=_UNPACKED)
    except ArchiveError as error:
        raise ManifestError(f"the file is no briefing pack: it {error}") from None


def _content(archive: ZipFile, name: str) -> bytes:
    """Return a file of a pack; nothing where it is damaged, which then shows as a change."""
    try:
        return content_of(archive, name)
    except ArchiveError:
        return b""


def _manifest(archive: ZipFile) -> dict[str, Any]:
    if NAME not in names_in(archive):
        raise ManifestError(f"the file is no briefing pack that can be checked: it holds no {NAME}")
    try:
        found = json.loads(_content(archive, NAME))
    except (ValueError, RecursionError):
        raise ManifestError(f"{NAME} cannot be read") from None
    parts = {
        "files": dict,
        "outputs": dict,
        "assumptions": dict,
        "cells": dict,
        "signposts": dict,
        "as_of": str,
        "version": str,
    }
    if not isinstance(found, dict) or found.get("form") != _FORM:
        raise ManifestError(f"{NAME} is of a form that this Parley does not know")
    for key, kind in parts.items():
        if not isinstance(found.get(key), kind):
            raise ManifestError(f"{NAME}: {key} is missing or damaged")
    return found


def _files(said: Mapping[str, str], found: Mapping[str, bytes]) -> Iterator[str]:
    for name in sorted({*said, *found}):
        if name not in found:
            yield f"file {name} is missing"
        elif name not in said:
            yield f"file {name} was added"
        elif hashlib.sha256(found[name]).hexdigest() != said[name]:
            yield f"file {name} was changed"


def _made_from(said: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield in which of its grounds the pack differs from what its own scenario and the dossier give."""
    for key in ("dossier", "digest", "as_of", "draws", "seed"):
        if said.get(key) != now[key]:
            yield f"{key}: {said.get(key)} in the pack, {now[key]} now"
    for part in ("assumptions", "cells", "signposts"):
        for key in sorted({*said[part], *now[part]}):
            if not _same(then := said[part].get(key, ""), again := now[part].get(key, "")):
                yield f"{part[:-1]} {key}: {_said(then)} in the pack, {_said(again)} now"


def _numbers(said: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted({*said, *now}):
        for part in ("value", "p10", "p90"):
            if not _same(then := _part(said, key, part), again := _part(now, key, part)):
                yield f"{key}, {part}: {_said(then)} in the pack, {_said(again)} now"


def _part(numbers: Mapping[str, Any], key: str, part: str) -> object:
    number = numbers.get(key)
    return number.get(part, "") if isinstance(number, dict) else ""


def _same(then: object, now: object) -> bool:
    if isinstance(then, int | float) and isinstance(now, int | float):
        return math.isclose(then, now, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return then == now


def _said(value: object) -> str:
    if value is None:
        return "without end"
    return f"{value:.10g}" if isinstance(value, float) else f"{value}" or "not there"


def told(verdict: Verdict) -> Iterator[str]:
    """Yield a verdict as lines of text."""
    if verdict.differences:
        yield f"{wording.count(len(verdict.differences), 'difference')}:"
    else:
        yield f"The same again: {wording.count(verdict.compared, 'number')} recomputed, every file as it was made."
    yield from (f"  {line}" for line in verdict.differences)
    yield from (f"note: {line}" for line in verdict.notes)
