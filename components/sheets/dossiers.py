"""A preview taken over: as a scenario, or as a dossier's files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from components.dossier import DossierError, Problem, load
from components.dossier.load import contents
from components.dossier.rewrite import Sheet, entries, word
from components.model import Scenario
from components.sheets.fields import ASSUMPTIONS, PARTS, Field

if TYPE_CHECKING:
    from ruamel.yaml.nodes import MappingNode

    from components.dossier import Dossier
    from components.sheets.preview import Edit, Preview
    from components.sheets.records import Held

_JUDGEMENT: Final = "analyst_judgement"
_START: Final = Path(__file__).with_name("start")
_HEAD: Final = "# Written from a sheet; see the README for what a dossier's files hold.\n"


def scenario_of(preview: Preview) -> Scenario:
    """Return what a sheet assumes: the middle values of assumptions that it moves."""
    return Scenario(preview.assumptions)


def dossier_files(preview: Preview, base: str | Path | Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a dossier's files with what a sheet changes; the others, and all comments, as they are.

    Numbers that the sheet changes without a basis become analyst judgement. A record that it takes out stays as a
    comment.

    Parameters
    ----------
    preview : Preview
        Without problems.
    base : str, Path or mapping of str to bytes
        The dossier that it was compared with: folder, ZIP or files; `beginning` where it was compared with none.

    Raises
    ------
    DossierError
        Where what comes of it is no sound dossier, with every problem.
    """
    is_new = isinstance(base, Mapping) and base.keys() == {"dossier.yaml"}
    files = dict(base) if isinstance(base, Mapping) else contents(base)
    changed = _edited(files, preview.edits, None if is_new else load(files))
    load(changed)
    return changed


def beginning(title: str, day: dt.date | None = None, question: str = "") -> dict[str, bytes]:
    """Return the files of a dossier that holds nothing yet, to put a table's records into.

    Parameters
    ----------
    title : str
        What it is called; a file's name will do.
    day : date, optional
        From which it looks; today where left out.
    question : str
        What is negotiated, in one sentence.
    """
    header: dict[str, object] = {"title": title, "as_of": day or dt.datetime.now(dt.UTC).date()}
    if question:
        header["question"] = question
    return {"dossier.yaml": (_HEAD + yaml.safe_dump(header, sort_keys=False, allow_unicode=True)).encode()}


def example() -> dict[str, bytes]:
    """Return the files of a small dossier to start from."""
    return {path.name: path.read_bytes() for path in sorted(_START.glob("*.yaml"))}


def _edited(files: Mapping[str, bytes], edits: tuple[Edit, ...], dossier: Dossier | None) -> dict[str, bytes]:
    done = dict(files)
    placed = sorted(((_place(edit, dossier), edit) for edit in edits), key=lambda item: item[0])
    for file, group in groupby(placed, key=lambda item: item[0][0]):
        text = done.get(file, _HEAD.encode()).decode("utf-8-sig")
        sheet = Sheet(text)
        for (_, records), edit in group:
            try:
                _apply(sheet, records, edit, dossier)
            except ValueError as error:
                raise DossierError([Problem(file, None, records, str(error))]) from error
        if sheet.edited:
            done[file] = sheet.result().encode()
    return done


def _place(edit: Edit, dossier: Dossier | None) -> tuple[str, str]:
    """Return file and list of the record: a hypothesis's weight is an assumption that stands elsewhere."""
    if edit.table is ASSUMPTIONS and dossier and edit.id in _weights(dossier):
        return "hypotheses.yaml", "hypotheses"
    return edit.table.file, edit.table.records


def _weights(dossier: Dossier) -> dict[str, str]:
    return {item.weight_id: item.id for item in dossier.hypotheses.hypotheses}


def _apply(sheet: Sheet, records: str, edit: Edit, dossier: Dossier | None) -> None:
    if edit.before is None:
        sheet.append(records, _item(edit))
        return
    record = _record(sheet, records, edit, dossier)
    if edit.removes:
        if not sheet.comment_out(record):
            raise ValueError(f"write each record of {records} on lines of its own, so that one can be taken out")
        return
    for key, value in _entries(edit, dossier).items():
        text = _flow({key: value})
        if key in entries(record):
            sheet.rewrite(record, key, text)
        else:
            sheet.add(record, next(iter(reversed(record.value)))[0].value, text)


def _record(sheet: Sheet, records: str, edit: Edit, dossier: Dossier | None) -> MappingNode:
    """Return a record's place in its file."""
    wanted = _weights(dossier).get(edit.id, edit.id) if dossier else edit.id
    for item in sheet.items(records):
        held = entries(item)
        key = ".".join(word(held.get(name)) for name in (("id",) if records == "hypotheses" else edit.table.key))
        if key == wanted:
            return item
    raise ValueError(f"holds no {wanted}")


def _entries(edit: Edit, dossier: Dossier | None) -> dict[str, Any]:
    """Return what a record's keys are to hold."""
    if edit.table is ASSUMPTIONS and dossier:
        return _assumption(edit, dossier)
    before = edit.before or {}
    return {
        key: _written(
            edit.table.field(key), value, judged=not edit.grounded and before.get("basis") not in (None, _JUDGEMENT)
        )
        for key, value in edit.values.items()
    }


def _assumption(edit: Edit, dossier: Dossier) -> dict[str, Any]:
    """Return a moved assumption's band: the sheet's, or the source's with its middle moved."""
    item = dossier.assumption(edit.id)
    value, default = edit.values.get("value"), edit.values.get("default")
    if isinstance(value, float):
        band = Scenario({edit.id: value}).band(dossier, item)
        default = (band.p10, band.p50, band.p90)
    if edit.id in _weights(dossier):
        return {"weight": _plain(default[1])} if isinstance(default, tuple) else {}
    kept = {key: edit.values[key] for key in ("basis", "refs") if key in edit.values}
    found = {key: _written(edit.table.field(key), held, judged=False) for key, held in kept.items()}
    if isinstance(default, tuple):
        found["default"] = _written(edit.table.field("default"), default, judged=False)
        found.setdefault("basis", _JUDGEMENT)
    return found


def _item(edit: Edit) -> str:
    """Write a new record as the item of a block list."""
    table, values = edit.table, edit.values
    named: dict[str, Any] = {"id": edit.id} if table.key == ("id",) else {}
    named |= {item.key: _written(item, values[item.key], judged=False) for item in table.fields if item.key in values}
    if any(item.key == "basis" for item in table.fields):
        named.setdefault("basis", _JUDGEMENT)
    lines = _dumped(named).splitlines(keepends=True)
    return "".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])])


def _written(item: Field, value: Held, *, judged: bool) -> Any:
    """Return a value as the dossier's YAML holds it."""
    if item.kind == "refs" and isinstance(value, tuple):
        return list(value)
    if item.kind == "band" and isinstance(value, tuple):
        if len({*value}) == 1 and not judged:
            return _plain(value[0])
        band = {part: _plain(number) for part, number in zip(PARTS, value, strict=True)}
        return {**band, "basis": _JUDGEMENT} if judged else band
    return _plain(value)


def _plain(value: Any) -> Any:
    """Return whole numbers without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _flow(entry: dict[str, Any]) -> str:
    """Write one entry so that it can stand in a block and in braces."""
    return yaml.safe_dump(entry, default_flow_style=True, allow_unicode=True, width=10**6).strip()[1:-1]


def _dumped(content: dict[str, Any]) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, default_flow_style=None, width=10**6)
