"""Reads the dossier's CSV files row by row."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from components import wording
from components.dossier.dossier import ControlShare, PublishedFigure, Town
from components.dossier.explain import findings
from components.dossier.names import Names, alike
from components.dossier.problems import DossierError, Problem, instead
from components.dossier.types import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T", bound=Record)
Row = tuple[int, dict[str, str]]
"""Line and filled cells of a row."""


def control(file: str, text: str, names: Names) -> tuple[ControlShare, ...]:
    """Read control shares; rows of other regions than the dossier's are passed over.

    A column whose name ends in ``_held_km2`` gives the area held, whoever its name says holds it.

    Raises
    ------
    DossierError
        If a column is missing or a row is not sound.
    """
    rows = [(line, _held(cells)) for line, cells in _rows(file, text)]
    known = names.ids("region")
    problems = [
        Problem(file, line, "region", message)
        for line, cells in rows
        if (written := cells.get("region", "")) not in known and (message := _mistaken(written, known))
    ]
    rows = [(line, cells) for line, cells in rows if cells.get("region") in known]
    found = _read(file, text, rows, ControlShare)
    problems += [
        Problem(file, line, "series", message)
        for line, share in found
        if (message := names.missing("series", share.series))
    ]
    first: dict[tuple[object, ...], int] = {}
    for line, share in found:
        key = (share.date, share.series, share.region)
        if first.setdefault(key, line) != line:
            message = f"repeats date, series and region of line {first[key]}; keep one"
            problems.append(Problem(file, line, "", message))
    return _sound(found, problems)


def towns(file: str, text: str, names: Names) -> tuple[Town, ...]:
    """Read towns.

    Raises
    ------
    DossierError
        If a column is missing or a row is not sound.
    """
    found = _read(file, text, list(_rows(file, text)), Town)
    problems = [
        Problem(file, line, column, message)
        for line, town in found
        for column, message in (
            ("region", names.missing("place", town.region)),
            ("held_by", names.missing("side", town.held_by)),
        )
        if message
    ]
    return _sound(found, problems)


def published(file: str, text: str, names: Names) -> tuple[PublishedFigure, ...]:
    """Read published figures.

    Raises
    ------
    DossierError
        If a column is missing or a row is not sound.
    """
    found = _read(file, text, list(_rows(file, text)), PublishedFigure)
    problems = [
        Problem(file, line, "region", message)
        for line, figure in found
        if figure.region and (message := names.missing("place", figure.region))
    ]
    return _sound(found, problems)


def _rows(file: str, text: str) -> Iterator[Row]:
    _check_commas(file, text)
    reader = csv.DictReader(io.StringIO(text, newline=None), strict=True)
    try:
        for row in reader:
            if None in row or None in row.values():
                message = (
                    f"has {'more' if None in row else 'fewer'} cells than the heading; quote cells that hold commas"
                )
                raise DossierError([Problem(file, reader.line_num, "", message)])
            yield reader.line_num, {column.strip(): cell.strip() for column, cell in row.items() if cell.strip()}
    except csv.Error as error:
        line = min(reader.line_num + 1, text.count("\n") + 1)
        raise DossierError([Problem(file, line, "", f"is not valid CSV: {error}")]) from error


def _mistaken(written: str, known: Iterable[str]) -> str | None:
    """Return what is wrong with the name of a region that the dossier has not; nothing where it is another one's."""
    plain = re.sub(r"[\s\-]+", "_", alike(written))
    for name in sorted(known):
        if name.casefold().replace("-", "_") == plain:
            return f"{written!r} is no region of the dossier; write {name!r}"
    for word in re.findall(r"\w+", written):
        scripts = {unicodedata.name(sign, "?").split()[0].capitalize() for sign in word if sign.isalpha()}
        if len(scripts) > 1:
            return f"{written!r} mixes letters: {wording.names(sorted(scripts), 'and')}; write it anew"
    return None


def _held(cells: dict[str, str]) -> dict[str, str]:
    return {("held_km2" if column.endswith("_held_km2") else column): cell for column, cell in cells.items()}


def _read(file: str, text: str, rows: Sequence[Row], model: type[T]) -> list[tuple[int, T]]:
    """Read rows as records; columns the record does not know are left aside."""
    _check_heading(file, text, model)
    found, problems = [], []
    for line, cells in rows:
        data = {column: cell for column, cell in cells.items() if column in model.model_fields}
        try:
            found.append((line, model.model_validate_strings(data)))
        except ValidationError as error:
            for path, message in findings(error, model, data):
                problems.append(Problem(file, line, str(path[0]) if path else "", message))
    if problems:
        raise DossierError(problems)
    return found


def _check_commas(file: str, text: str) -> None:
    first = text.partition("\n")[0]
    for sign, name in {";": "semicolons", "\t": "tabs", "|": "bars"}.items():
        if sign in first and "," not in first:
            message = f"separates its cells by {name}; save it with commas, and with points in numbers, such as 50.5"
            raise DossierError([Problem(file, 1, "", message)])


def _check_heading(file: str, text: str, model: type[Record]) -> None:
    heading = _held({column.strip(): "" for column in next(csv.reader(io.StringIO(text, newline=None)), [])})
    problems = [
        Problem(file, 1, "", f"needs the column {name!r}{instead(name, heading)}")
        for name, field in model.model_fields.items()
        if field.is_required() and name not in heading
    ]
    if problems:
        raise DossierError(problems)


def _sound(found: Sequence[tuple[int, T]], problems: Sequence[Problem]) -> tuple[T, ...]:
    if problems:
        raise DossierError(problems)
    return tuple(record for _, record in found)
