"""What changed between two briefs, or two scenarios: first what went in, then what came out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from components import wording
from components.dossier.problems import escaped
from components.exports.manifest import ManifestError, holds_manifest, packed_scenario, read_manifest, state
from components.exports.scenario import parse_scenario
from components.model import evaluate
from components.model.entries import entries
from components.model.outputs import outputs

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.model.entries import Entry

_GROUNDS: Final = {
    "dossier": "dossier",
    "version": "version of the dossier",
    "as_of": "as of",
    "draws": "draws",
    "seed": "seed",
}
_FOREMOST: Final = 4
"""Outcomes told in one line."""


@dataclass(frozen=True)
class Changes:
    """What changed, each in words such as "US leverage 35 → 55".

    Attributes
    ----------
    inputs : tuple of str
        Dossier, day, draws, assumptions, cells, signposts.
    outcomes : tuple of str
        What reads differently, the dossier's questions first.
    """

    inputs: tuple[str, ...]
    outcomes: tuple[str, ...]

    @property
    def line(self) -> str:
        """What went in and the foremost outcomes, in one line."""
        more = [f"{len(self.outcomes) - _FOREMOST} more"] if len(self.outcomes) > _FOREMOST else []
        came_out = "; ".join([*self.outcomes[:_FOREMOST], *more])
        return f"{'; '.join(self.inputs) or 'same inputs'}. Outcomes: {came_out or 'none reads differently'}."


def is_pack(name: str) -> bool:
    """Say whether a file is a briefing pack, by its name; others are scenarios."""
    return name.lower().endswith(".zip")


def state_of(name: str, raw: bytes, dossier: Dossier) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Return what a pack says of itself, or what follows from a scenario, and what a reader should know about that.

    A pack made before packs had a manifest is the scenario that it holds.

    Raises
    ------
    ManifestError
        If it is a ZIP and no pack.
    ScenarioError
        If it is a scenario that cannot be read.
    """
    if not is_pack(name):
        return _recomputed(name, raw, dossier)
    if holds_manifest(raw):
        return read_manifest(raw), ()
    found, warnings = _recomputed(name, packed_scenario(raw), dossier)
    return found, (*warnings, escaped(f"{name} does not hold its numbers: they are made again from its scenario"))


def _recomputed(name: str, raw: bytes, dossier: Dossier) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    scenario, warnings = parse_scenario(name, raw, dossier)
    return state(evaluate(dossier, scenario)), warnings


def since(old: Mapping[str, Any], new: Mapping[str, Any], dossier: Dossier) -> Changes:
    """Return what changed between two states.

    Parameters
    ----------
    old, new : mapping
        As `components.exports.manifest.state` returns them, or as a pack's manifest holds them.
    dossier : Dossier
        Gives names and units; what it does not know is named by its id.

    Raises
    ------
    ManifestError
        Where a state holds what is no day or number.
    """
    try:
        return Changes(tuple(_inputs(old, new, dossier)), tuple(_outcomes(old["outputs"], new["outputs"], dossier)))
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise ManifestError(f"what changed cannot be told: {error}") from error


def _inputs(old: Mapping[str, Any], new: Mapping[str, Any], dossier: Dossier) -> Iterator[str]:
    for key, name in _GROUNDS.items():
        then, now = (_ground(key, part.get(key)) for part in (old, new))
        if then != now:
            yield f"{name} {then} → {now}"
    yield from _assumptions(old["assumptions"], new["assumptions"], dossier)
    yield from _cells(old, new, dossier)
    signposts = {item.id: item.label for item in dossier.hypotheses.signposts}
    for key in sorted({*old["signposts"], *new["signposts"]}):
        then, now = (_supposed(part["signposts"].get(key)) for part in (old, new))
        if then != now:
            yield f"{signposts.get(key, key)}: {then} → {now}"


def _ground(key: str, value: Any) -> str:
    return wording.date(dt.date.fromisoformat(value)) if key == "as_of" else str(value)


def _assumptions(old: Mapping[str, Any], new: Mapping[str, Any], dossier: Dossier) -> Iterator[str]:
    known = {item.id: item for item in dossier.assumptions}
    for key in dict.fromkeys([*known, *old, *new]):
        name, said = (known[key].name, known[key].said) if key in known else (key, _number)
        then, now = (said(float(part[key])) if key in part else "not there" for part in (old, new))
        if then != now:
            yield f"{name} {then} → {now}"


def _cells(old: Mapping[str, Any], new: Mapping[str, Any], dossier: Dossier) -> Iterator[str]:
    known = entries(dossier)
    for key in sorted({*old["cells"], *new["cells"]}):
        entry = known.get(key)
        then, now = (_cell(part, key, entry) for part in (old, new))
        if then != now:
            yield f"{entry.label(dossier) if entry else key} {then} → {now}"


def _cell(part: Mapping[str, Any], key: str, entry: Entry | None) -> str:
    """Return where a cell stands: where it was moved, or else where the source puts it on that day."""
    if key in part["cells"]:
        return _number(float(part["cells"][key]))
    return _number(entry.source(dt.date.fromisoformat(part["as_of"])) if entry else None)


def _number(value: float | None) -> str:
    return wording.number(value, 2)


def _outcomes(old: Mapping[str, Any], new: Mapping[str, Any], dossier: Dossier) -> Iterator[str]:
    known = outputs(dossier)
    asked = [item.node for item in dossier.header.questions]
    for key in dict.fromkeys([*asked, *known, *old, *new]):
        name, unit = (known[key].label, known[key].unit) if key in known else (key, "")
        then, now = (_value(part, key, unit) for part in (old, new))
        if then != now:
            yield f"{name} {then} → {now}"


def _value(part: Mapping[str, Any], key: str, unit: str) -> str:
    if key not in part:
        return "not there"
    value = part[key]["value"]
    return wording.quantity(math.inf if value is None else float(value), unit)


def _supposed(came: bool | None) -> str:
    if came is None:
        return "left open"
    return "supposed seen" if came else "supposed not to have come"
