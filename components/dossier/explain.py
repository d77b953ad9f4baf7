"""Turns pydantic's findings into sentences an analyst can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from components import wording
from components.dossier.problems import LONGEST, WORDED, KeyPath, instead, vocabulary

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SHAPES = {
    "Band": "a number or {p10: …, p50: …, p90: …}",
    "ScaleBand": "a number or {p10: …, p50: …, p90: …}",
    "RateBand": "a number or {p10: …, p50: …, p90: …}",
    "Value": "a number or {value: …}",
    "Claim": "a text or {text: …}",
}


def findings(error: ValidationError, model: type[BaseModel], data: Any) -> Iterator[tuple[KeyPath, str]]:
    """Yield the key path and the sentence of every finding.

    Parameters
    ----------
    error : ValidationError
        What pydantic found.
    model : type
        The record that was read.
    data : any
        What it was read from.

    Yields
    ------
    (tuple, str)
        Path within ``data``, and what is wrong there.
    """
    details = error.errors(include_url=False)
    holders = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    misspelt = {
        (*detail["loc"][:-1], meant)
        for detail in details[:WORDED]
        if detail["type"] == "extra_forbidden"
        and (meant := vocabulary(_known_keys(model, detail["loc"][:-1])).nearest(str(detail["loc"][-1])))
    }
    for number, detail in enumerate(details):
        loc = detail["loc"]
        # Where its items are wrong, a list only seems too short.
        if detail["type"] == "too_short" and loc in holders:
            continue
        if detail["type"] == "missing" and loc in misspelt:
            continue
        path = _path(loc[:-1] if detail["type"] == "missing" else loc, data)
        yield path, _sentence(detail, model) if number < WORDED else "is wrong as well"


def _path(loc: tuple[int | str, ...], data: Any) -> KeyPath:
    """Keep of pydantic's location what stands in the data: it also names the branches of unions."""
    path: KeyPath = ()
    for key in loc:
        inside = isinstance(data, dict) if isinstance(key, str) else isinstance(data, list)
        if inside and (key in data if isinstance(data, dict) else 0 <= int(key) < len(data)):
            data = data[key]
            path = (*path, key)
    return path


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        if detail["input"] is None and key.isdigit():
            return f"{key[:LONGEST]!r} stands alone behind a comma; numbers take a decimal point, such as 70.5"
        return f"unknown key {key[:LONGEST]!r}{instead(key, _known_keys(model, detail['loc'][:-1]))}"
    if kind == "missing":
        last = detail["loc"][-1]
        return f"needs {last + 1} entries" if isinstance(last, int) else f"needs {last!r}"
    if detail["input"] is None and kind.endswith(("_type", "literal_error")):
        return "is empty; write a value or leave the key out"
    write = _SENTENCES.get(kind)
    if write:
        return write(detail["input"], detail.get("ctx", {}))
    return detail["msg"].removeprefix("Value error, ").removeprefix("Input ")


Context = Mapping[str, Any]


def _text(value: Any, _: Context) -> str:
    if isinstance(value, bool):
        return f"must be text, but YAML reads it as {str(value).lower()}; put it in quotes"
    if isinstance(value, int | float):
        return f"must be text, but is the number {_short(value)}; put it in quotes"
    return f"must be a single text, not {_name(value)}"


def _number(value: Any, _: Context) -> str:
    return f"must be a number, but is {_name(value)}{_unquote(value)}"


def _whole(value: Any, _: Context) -> str:
    return f"must be a whole number, but is {_name(value)}{_unquote(value)}"


def _switch(value: Any, _: Context) -> str:
    return f"must be true or false, but is {_name(value)}"


def _date(value: Any, _: Context) -> str:
    return f"must be a date such as 2025-01-31, but is {_name(value)}"


def _list(value: Any, _: Context) -> str:
    if isinstance(value, str):
        return f"must be a list; write [{value}]"
    return f"must be a list, not {_name(value)}"


def _mapping(value: Any, _: Context) -> str:
    return f"must hold 'key: value' pairs, not {_name(value)}"


def _record(value: Any, context: Context) -> str:
    shape = _SHAPES.get(str(context.get("class_name")))
    return f"must be {shape}, but is {_name(value)}{_unquote(value)}" if shape else _mapping(value, context)


def _choice(value: Any, context: Context) -> str:
    known = [part.strip("'") for part in str(context["expected"]).replace(" or ", ", ").split(", ")]
    return f"is {_name(value)}, which is none of {', '.join(known)}{wording.did_you_mean(str(value), known)}"


def _tag(_: Any, context: Context) -> str:
    known = [part.strip("'") for part in str(context["expected_tags"]).split(", ")]
    tag = str(context["tag"])
    return f"kind is {tag!r}, which is none of {', '.join(known)}{wording.did_you_mean(tag, known)}"


def _identifier(value: Any, _: Context) -> str:
    return f"{value!r} cannot be an id: start with a letter, then letters, digits, '_', '.' or '-'"


_SENTENCES: dict[str, Callable[[Any, Context], str]] = {
    "string_type": _text,
    "string_too_short": lambda _value, _context: "must not be empty",
    "string_too_long": lambda _, context: f"is longer than {context['max_length']} characters; shorten it",
    "string_pattern_mismatch": _identifier,
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "int_type": _whole,
    "int_parsing": _whole,
    "int_from_float": _whole,
    "bool_type": _switch,
    "bool_parsing": _switch,
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
    "tuple_type": _list,
    "dict_type": _mapping,
    "model_type": _record,
    "model_attributes_type": _mapping,
    "literal_error": _choice,
    "union_tag_invalid": _tag,
    "union_tag_not_found": lambda value, _: "needs 'kind'" if isinstance(value, dict) else _mapping(value, {}),
    "greater_than": lambda value, context: f"must be above {context['gt']:g}, but is {_short(value)}",
    "greater_than_equal": lambda value, context: f"must be at least {context['ge']:g}, but is {_short(value)}",
    "less_than": lambda value, context: f"must be below {context['lt']:g}, but is {_short(value)}",
    "less_than_equal": lambda value, context: f"must be at most {context['le']:g}, but is {_short(value)}",
    "too_short": lambda value, context: f"needs {context['min_length']} or more entries, but has {len(value)}",
    "too_long": lambda value, context: f"takes at most {context['max_length']} entries, but has {len(value)}",
}


def _short(number: float) -> str:
    """Return a number as written, or its beginning: whole numbers have no longest."""
    text = str(number)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _name(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if len(str(value)) <= 60 else f"{str(value)[:60]!r}…"


def _unquote(value: Any) -> str:
    try:
        return "; remove the quotes" if isinstance(value, str) and float(value) else ""
    except ValueError:
        return ""


def _known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """Keys of the record at a location, found by walking the annotations."""
    here: list[Any] = [model]
    for key in loc:
        found = [branch for annotation in here for branch in _step(annotation, key)]
        # A key of no record is the name of a union's branch.
        here = found or [branch for branch in here if _has_kind(branch, key)] or here
    return tuple(sorted({name for record in here if _is_record(record) for name in _keys(record)}))


def _step(annotation: Any, key: int | str) -> list[Any]:
    if _is_record(annotation):
        fields = annotation.model_fields
        found = [field.annotation for name, field in fields.items() if key in (name, field.alias)]
        return [branch for item in found for branch in _branches(item)]
    if get_origin(annotation) in (tuple, dict):
        return _branches(get_args(annotation)[1 if get_origin(annotation) is dict else 0])
    return []


def _has_kind(annotation: Any, kind: int | str) -> bool:
    field = annotation.model_fields.get("kind") if _is_record(annotation) else None
    return field is not None and kind in get_args(field.annotation)


def _branches(annotation: Any) -> list[Any]:
    """Take an annotation apart into the types it allows."""
    if get_origin(annotation) is Annotated:
        return _branches(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [branch for item in get_args(annotation) for branch in _branches(item)]
    return [annotation]


def _keys(record: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in record.model_fields.items()]


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
