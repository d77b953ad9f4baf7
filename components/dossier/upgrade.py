"""Rewrites a dossier of the old form: triangular bands, a headline and a fan, what no deal is worth as one number.

What the new form can say is rewritten; what only the analyst can say becomes a comment in the file and a question.
Bands: a triangle from ``low`` over ``mode`` to ``high`` becomes its own 10, 50 and 90 % quantiles.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml.error import YAMLError

from components.dossier.problems import DossierError, Problem
from components.dossier.reader import DEPTH_LIMIT, read_bytes
from components.dossier.rewrite import Sheet
from components.dossier.upgrade_rules import RULES, to_quantiles

_BOM = "\ufeff"
_EVENTS: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Upgrade:
    """What an upgrade did.

    Attributes
    ----------
    changed : list of str
        Files rewritten.
    questions : list of str
        What the analyst has to say, each with its file.
    problems : list of Problem
        Files that could not be read and were left as they are.
    """

    changed: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def upgrade(folder: Path) -> Upgrade:
    """Rewrite a dossier's YAML files in place, each whole or not at all.

    A dossier of the new form is left byte for byte. Faults stay: this is no check.

    Parameters
    ----------
    folder : Path
        The dossier.

    Raises
    ------
    DossierError
        If the folder does not exist.
    """
    if not folder.is_dir():
        raise DossierError([Problem(str(folder), None, "", "does not exist, or is no folder")])
    found = Upgrade()
    sheets = _sheets(folder, found)
    by_part = {Path(name).stem: (name, sheet) for name, sheet in sheets.items()}
    for sheet in sheets.values():
        for mapping in sheet.mappings():
            to_quantiles(sheet, mapping)
    for part, rule in RULES.items():
        if part in by_part:
            name, sheet = by_part[part]
            rest = {key: other for key, (_, other) in by_part.items()}
            found.questions += [f"{name}: {question}" for question in rule(sheet, rest)]
    for name, sheet in sheets.items():
        if sheet.edited:
            _write(folder / name, sheet.result())
            found.changed.append(name)
    return found


def _sheets(folder: Path, found: Upgrade) -> dict[str, Sheet]:
    sheets = {}
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        try:
            text = read_bytes(folder, path.name).decode("utf-8").removeprefix(_BOM)
            _check_depth(text)
            sheets[path.name] = Sheet(text)
        except DossierError as error:
            found.problems += error.problems
        except (YAMLError, yaml.YAMLError, ValueError):
            found.problems.append(Problem(path.name, None, "", "is not valid YAML in UTF-8; left as it is"))
    return sheets


def _check_depth(text: str) -> None:
    """Raise `ValueError` where the text is nested deeper than any dossier: composing it would take too long."""
    depth = 0
    for event in yaml.parse(text, Loader=_EVENTS):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            raise ValueError(f"is nested more than {DEPTH_LIMIT} levels deep")


def _write(path: Path, text: str) -> None:
    """Write a file whole: to a neighbour first, which then takes its place."""
    bom = _BOM if path.read_bytes().startswith(_BOM.encode()) else ""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(bom + text)
        Path(name).chmod(path.stat().st_mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
