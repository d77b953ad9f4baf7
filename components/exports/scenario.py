"""A scenario as a YAML file: written into packs, read again by the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import yaml

from components import wording
from components.dossier.problems import DossierError, KeyPath, Problem, escaped
from components.dossier.reader import Document, read_bytes, read_yaml
from components.model import Scenario, ScenarioError
from components.model.scenario import SIGNPOSTS
from components.model.scores import DRAWS

if TYPE_CHECKING:
    from components.dossier import Dossier

T = TypeVar("T")

_LARGEST = 2**63 - 1
"""Largest whole number taken: longer ones serve nothing, and Python does not even print them."""

_HEAD = """\
# A set of assumptions for Parley. What is left out stands at the source's value.
# Load it again:  python -m components.cli evaluate --scenario FILE
"""
_KEYS = ("dossier", "version", "as_of", "draws", "seed", "assumptions", "cells", *SIGNPOSTS)


def scenario_yaml(dossier: Dossier, scenario: Scenario) -> str:
    """Return a scenario as YAML that gives the same numbers when it is read again.

    Parameters
    ----------
    dossier : Dossier
        Its name and version are written down, so that a later reader can tell what it was made for.
    scenario : Scenario
        What somebody assumes.
    """
    content: dict[str, object] = {
        "dossier": dossier.slug,
        "version": dossier.version,
        "as_of": scenario.day(dossier),
        "draws": scenario.draws,
        "seed": dossier.header.seed if scenario.seed is None else scenario.seed,
        "assumptions": {item.id: scenario.assumptions[item.id] for item in scenario.changed(dossier)},
    }
    if cells := {entry.key: value for entry, value in scenario.moved(dossier).items()}:
        content["cells"] = cells
    for key, supposed in SIGNPOSTS.items():
        if ids := [signpost for signpost, came in scenario.signposts.items() if came is supposed]:
            content[key] = ids
    return _HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True)


def read_scenario(path: Path, dossier: Dossier) -> tuple[Scenario, tuple[str, ...]]:
    """Read a scenario from a file; see `parse_scenario`."""
    with _told_apart():
        raw = read_bytes(path.parent, path.name)
    return parse_scenario(path.name, raw, dossier)


def parse_scenario(name: str, raw: bytes, dossier: Dossier) -> tuple[Scenario, tuple[str, ...]]:
    """Read a scenario and say what a reader should know about it.

    Parameters
    ----------
    name : str
        What the file is called when something is said of it.
    raw : bytes
        A file as `scenario_yaml` writes it; every key may be left out.
    dossier : Dossier
        The dossier it is to be used with.

    Returns
    -------
    scenario : Scenario
        Checked against the dossier.
    warnings : tuple of str
        Where the file was made for another dossier, or for another version of it, and what of it does not fit
        this version and is left out.

    Raises
    ------
    ScenarioError
        If the file cannot be read, holds an unknown key, or does not fit the dossier that it was made for.
    """
    with _told_apart():
        document = read_yaml(name, raw)
    for key in document.data:
        if key not in _KEYS:
            raise _refused(document, (key,), f"unknown key {key}; choose from {wording.names(_KEYS, 'or')}")
    draws = _typed(document, "draws", int)
    assumptions, as_of = _values(document, "assumptions"), _typed(document, "as_of", dt.date)
    seed = _typed(document, "seed", int)
    here = {"dossier": dossier.slug, "version": dossier.version}
    made_for = {key: (_typed(document, key, object), now) for key, now in here.items()}
    warnings = tuple(
        escaped(f"{name} was made for {key} {then}, this is {now}: values that it leaves out may differ")
        for key, (then, now) in made_for.items()
        if then is not None and str(then) != now
    )
    try:
        chosen = DRAWS if draws is None else draws
        scenario = Scenario(assumptions, as_of, chosen, seed, _signposts(document), _values(document, "cells"))
        if made_for["dossier"][0] == dossier.slug and warnings:
            scenario, left_out = _fitting(scenario, dossier)
            warnings += tuple(escaped(f"{name}: {reason}; left out") for reason in left_out)
        scenario.check(dossier)
    except ScenarioError as error:
        raise ScenarioError(escaped(f"{name}: {error}")) from error
    return scenario, warnings


def _fitting(scenario: Scenario, dossier: Dossier) -> tuple[Scenario, tuple[str, ...]]:
    """Return what of a scenario fits another version of its dossier, and what is wrong with the rest."""
    reasons: list[str] = []

    def fitting(given: Mapping[str, T], alone: Callable[[str, T], Scenario]) -> dict[str, T]:
        found: dict[str, T] = {}
        for key, value in given.items():
            try:
                alone(key, value).check(dossier)
            except ScenarioError as error:
                reasons.append(str(error))
            else:
                found[key] = value
        return found

    fits = replace(
        scenario,
        assumptions=fitting(scenario.assumptions, lambda key, value: Scenario({key: value})),
        signposts=fitting(scenario.signposts, lambda key, value: Scenario(signposts={key: value})),
        cells=fitting(scenario.cells, lambda key, value: Scenario(cells={key: value})),
    )
    return fits, tuple(reasons)


@contextmanager
def _told_apart() -> Iterator[None]:
    """Call the problems of a file the scenario's: they are not the dossier's."""
    try:
        yield
    except DossierError as error:
        head = f"The scenario has {wording.count(len(error.problems), 'problem')}:"
        raise ScenarioError("\n".join([head, *(f"  {problem}" for problem in error.problems)])) from error


def _values(document: Document, part: str) -> dict[str, float]:
    given = document.data.get(part)
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise _refused(document, (part,), f"{part} must read 'id: number', one a line")
    return {key: _number(document, (part, key), value) for key, value in given.items()}


def _signposts(document: Document) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for key, came in SIGNPOSTS.items():
        given = document.data.get(key) or []
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            raise _refused(document, (key,), f"{key} must be a list of signposts")
        found |= dict.fromkeys(given, came)
    return found


def _number(document: Document, path: tuple[str, str], value: object) -> float:
    key = path[1]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(document, path, f"{key} must be a number, not {value!r}")
    try:
        return float(value)
    except OverflowError:
        raise _refused(document, path, f"{key} has more digits than any value may have") from None


def _typed(document: Document, key: str, kind: type[T]) -> T | None:
    value = document.data.get(key)
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise _refused(document, (key,), f"{key} cannot be larger than {_LARGEST}")
    if value is None or (isinstance(value, kind) and not isinstance(value, bool | dt.datetime)):
        return value
    raise _refused(document, (key,), f"{key} cannot be {value!r}")


def _refused(document: Document, path: KeyPath, message: str) -> ScenarioError:
    return ScenarioError(str(Problem(document.file, document.line(path), "", message)))
