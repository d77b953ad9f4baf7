"""A scenario as a YAML file: written into packs, read again by the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from components import wording
from components.dossier.problems import DossierError
from components.dossier.reader import read_bytes, read_yaml
from components.model import Scenario, ScenarioError
from components.model.scenario import DRAWS

if TYPE_CHECKING:
    from components.dossier import Dossier

T = TypeVar("T")

_HEAD = """\
# A set of assumptions for Parley. What is left out stands at the source's value.
# Load it again:  python -m components.cli evaluate --scenario FILE
"""
_KEYS = ("dossier", "version", "as_of", "draws", "seed", "assumptions")


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
    return _HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True)


def read_scenario(path: Path, dossier: Dossier) -> tuple[Scenario, tuple[str, ...]]:
    """Read a scenario and say what a reader should know about it.

    Parameters
    ----------
    path : Path
        A file as `scenario_yaml` writes it; every key may be left out.
    dossier : Dossier
        The dossier it is to be used with.

    Returns
    -------
    scenario : Scenario
        Checked against the dossier.
    warnings : tuple of str
        Where the file was made for another dossier, or for another version of it.

    Raises
    ------
    ScenarioError
        If the file cannot be read, holds an unknown key, or does not fit the dossier.
    """
    try:
        data = read_yaml(path.name, read_bytes(path.parent, path.name)).data
    except DossierError as error:
        raise ScenarioError(str(error)) from error
    for key in data:
        if key not in _KEYS:
            raise ScenarioError(f"{path.name}: unknown key {key}; choose from {wording.names(_KEYS, 'or')}")
    scenario = Scenario(
        _assumptions(path.name, data.get("assumptions")),
        as_of=_typed(path.name, data, "as_of", dt.date),
        draws=_typed(path.name, data, "draws", int) or DRAWS,
        seed=_typed(path.name, data, "seed", int),
    )
    scenario.check(dossier)
    made_for = {"dossier": (data.get("dossier"), dossier.slug), "version": (data.get("version"), dossier.version)}
    warnings = tuple(
        f"{path.name} was made for {key} {then}, this is {now}: values that it leaves out may differ"
        for key, (then, now) in made_for.items()
        if then is not None and str(then) != now
    )
    return scenario, warnings


def _assumptions(name: str, given: object) -> dict[str, float]:
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise ScenarioError(f"{name}: assumptions must read 'id: number', one a line")
    for key, value in given.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ScenarioError(f"{name}: {key} must be a number, not {value!r}")
    return {key: float(value) for key, value in given.items()}


def _typed(name: str, data: dict[str, Any], key: str, kind: type[T]) -> T | None:
    value = data.get(key)
    if value is None or (isinstance(value, kind) and not isinstance(value, bool | dt.datetime)):
        return value
    raise ScenarioError(f"{name}: {key} cannot be {value!r}")
