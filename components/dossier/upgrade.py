"""Rewrites a dossier of the old form: triangular bands, a headline and a fan, what no deal is worth as one number.

What the new form can say is rewritten; what only the analyst can say becomes a comment in the file and a question.
Bands: a triangle from ``low`` over ``mode`` to ``high`` becomes its own 10, 50 and 90 % quantiles.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from components.dossier.problems import DossierError, Problem
from components.dossier.reader import DEPTH_LIMIT, read_bytes
from components.dossier.rewrite import Sheet, entries, word

QUANTILES = {"low": ("p10", 0.1), "mode": ("p50", 0.5), "high": ("p90", 0.9)}
"""Old key of a band → its new key, and the share of the draws below it."""
_BOM = "\ufeff"
_EVENTS: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNWRITTEN = "To be written: what would count, for how long, and who says so."


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
            _band(sheet, mapping)
    for part, rule in {
        "dossier": _questions,
        "actors": _actors,
        "positions": _positions,
        "assumptions": _horizon,
    }.items():
        if part in by_part:
            name, sheet = by_part[part]
            rest = {key: other for key, (_, other) in by_part.items()}
            found.questions += [f"{name}: {question}" for question in rule(sheet, rest)]
    for name, sheet in sheets.items():
        if sheet.edited:
            _write(folder / name, sheet.result())
            found.changed.append(name)
    return found


def quantile(low: float, mode: float, high: float, share: float) -> float:
    """Return a quantile of the triangular distribution from ``low`` over ``mode`` to ``high``."""
    width = high - low
    if width == 0:
        return low
    if share * width <= mode - low:
        return low + math.sqrt(share * width * (mode - low))
    return high - math.sqrt((1 - share) * width * (high - mode))


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


# ---- Bands -----------------------------------------------------------------------------------------------------


def _band(sheet: Sheet, mapping: MappingNode) -> None:
    """Rewrite a band; numbers that make no triangle stay as written, for the check to find."""
    keys = {word(key): key for key, _ in mapping.value}
    # An issue names its ends low and high, without a mode.
    if "mode" not in keys or not {"low", "high"} & keys.keys():
        return
    for old, (new, _) in QUANTILES.items():
        if old in keys:
            sheet.replace(keys[old], new)
    values = entries(mapping)
    for old, text in _quantiles(values).items():
        sheet.replace(values[old], text)


def _quantiles(values: Mapping[str, Node]) -> dict[str, str]:
    """Return the numbers to write by old key, to half a hundredth of the width; none where they make no triangle.

    A rate's chance by so many months is taken as it is written, so that it goes on agreeing with its probability word.
    """
    numbers = [_number(values.get(key)) for key in QUANTILES]
    low, mode, high = (math.nan if number is None else number for number in numbers)
    if not low <= mode <= high or low == high:
        return {}
    digits = max(0, 3 - math.ceil(math.log10(high - low)))
    written = {}
    for old, (_, share) in QUANTILES.items():
        value = min(max(round(quantile(low, mode, high, share), digits), low), high)
        # Plain decimals: YAML takes 1e+06 for a word.
        written[old] = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return written


def _number(node: Node | None) -> float | None:
    if not isinstance(node, ScalarNode) or not str(node.tag).endswith((":int", ":float")):
        return None
    try:
        value = float(node.value)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


# ---- Questions -------------------------------------------------------------------------------------------------


def _questions(sheet: Sheet, rest: Mapping[str, Sheet]) -> list[str]:
    """Turn ``headline`` and ``fan`` into ``questions``."""
    root = sheet.root
    values = entries(root)
    headline, fan = (_words(values.get(key)) for key in ("headline", "fan"))
    old = [key for key in ("headline", "fan") if key in values]
    if not isinstance(root, MappingNode) or not old or "questions" in values:
        return []
    nodes = map(entries, rest["network"].items("nodes")) if "network" in rest else ()
    labels = {word(node.get("id")): word(node.get("label")) for node in nodes}
    rows = []
    for node in dict.fromkeys([*headline, *fan]):
        drawn = {"fan": True} if node in fan else {}
        rows.append(_flow(node=node, asks=f"{labels.get(node) or node}?", resolves=_UNWRITTEN, **drawn))
    text = f"[{', '.join(rows)}]" if root.flow_style or not rows else "\n" + "\n".join(f"- {row}" for row in rows)
    sheet.rewrite(root, old[0], f"questions: {text}".replace(": \n", ":\n"))
    for key in old[1:]:
        sheet.remove(root, key)
    return [f"what would count as {node}, for how long, and who says so? Write it under resolves." for node in headline]


def _words(node: Node | None) -> list[str]:
    return [word(item) for item in node.value] if isinstance(node, SequenceNode) else []


def _flow(**values: object) -> str:
    """Write a record on one line; text in double quotes is YAML as it is JSON."""
    plain = {"node", "on", "p10", "p50", "p90", "basis"}
    written = (
        f"{key}: {value if key in plain else json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
    )
    return "{" + ", ".join(written) + "}"


# ---- What no deal is worth ---------------------------------------------------------------------------------------


def _actors(sheet: Sheet, _: Mapping[str, Sheet]) -> list[str]:
    """Take out what no deal is worth as one number: it has become an expectation of each issue, and a cost."""
    questions = []
    for actor in sheet.items("actors"):
        values = entries(actor)
        if node := word(values.get("no_deal")):
            question = (
                f"what does {word(values.get('id'))} expect of each issue without a deal (positions.yaml, no_deal), "
                f"and what does going on cost it (cost, here)? It was the one number of {node}."
            )
            sheet.comment_above(actor, f"Question: {question}")
            sheet.remove(actor, "no_deal")
            questions.append(question)
    return questions


def _positions(sheet: Sheet, rest: Mapping[str, Sheet]) -> list[str]:
    """Keep one cell an actor and issue, its ideal point; ask where the other stood for what it would settle for."""
    cells = [(cell, entries(cell)) for cell in sheet.items("positions")]
    ideals = {_place(values) for _, values in cells if word(values.get("kind")) != "negotiating"}
    dates = _dates(rest)
    questions = []
    for cell, values in cells:
        actor, issue = _place(values)
        negotiating = word(values.get("kind")) == "negotiating"
        asked = f"what does {actor} expect of {issue} without a deal (no_deal, in this file)?"
        if negotiating and (actor, issue) in ideals and sheet.comment_out(cell):
            asked += " This cell said what it may settle for, which now follows."
        else:
            moved = [key for key in ("moved_by", "reservation") if key in values]
            for key in ("kind", *moved):
                if key in values:
                    sheet.remove(cell, key)
            _since(sheet, cell, dates)
            if not (negotiating or moved):
                continue
            asked += f" This cell said what it may settle for{_were(moved)}: is it what it would like?"
        sheet.comment_above(cell, f"Question: {asked}")
        questions.append(asked)
    return questions


def _were(keys: Sequence[str]) -> str:
    return f", with {' and '.join(keys)}" if keys else ""


def _place(values: Mapping[str, Node]) -> tuple[str, str]:
    return word(values.get("actor")), word(values.get("issue"))


def _dates(rest: Mapping[str, Sheet]) -> dict[str, str]:
    """Return the day from which each event is known."""
    events = map(entries, rest["timeline"].items("events")) if "timeline" in rest else ()
    return {word(event.get("id")): word(event.get("reported_on")) or word(event.get("date")) for event in events}


def _since(sheet: Sheet, cell: MappingNode, dates: Mapping[str, str]) -> None:
    """Turn what events did to a cell into dated values; left as it is where an event has no date."""
    changes = entries(cell).get("changes")
    rows = []
    for change in changes.value if isinstance(changes, SequenceNode) else ():
        values = entries(change)
        band = entries(values.get("position"))
        date, numbers = dates.get(word(values.get("event"))), _quantiles(band)
        if not date or not numbers:
            return
        row: dict[str, object] = {"on": date, **{QUANTILES[old][0]: text for old, text in numbers.items()}}
        row["basis"] = word(values.get("basis")) or "analyst_judgement"
        if refs := _words(values.get("refs")):
            row["refs"] = refs
        if note := word(values.get("note")):
            row["note"] = note
        rows.append(_flow(**row))
    if rows:
        sheet.rewrite(cell, "changes", f"since: [{', '.join(rows)}]")


def _horizon(sheet: Sheet, rest: Mapping[str, Sheet]) -> list[str]:
    """Make the horizon a choice: a number without a band."""
    named = word(entries(rest["dossier"].root).get("horizon")) if "dossier" in rest else ""
    for item in sheet.items("assumptions"):
        values = entries(item)
        if named and word(values.get("id")) == named and "kind" not in values:
            sheet.add(item, "id", "kind: choice")
            mode = entries(values.get("default")).get("mode")
            if mode is not None:
                sheet.rewrite(item, "default", f"default: {word(mode)}")
    return []
