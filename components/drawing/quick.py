"""What makes Altair quick enough to follow a slider; charts come out the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd
from altair.utils import schemapi
from altair.vegalite.v6 import api
from altair.vegalite.v6.schema import channels

_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
"""Types of values that stand in a specification as they are."""
_TYPES: Final = (":Q", ":N", ":O", ":T")
"""How a shorthand that says its type ends."""


def enable() -> None:
    """Turn off validation at every step, hand frames over as plain records, look up, ask and copy less.

    Altair validates every object when it is made and, for every ``encode`` with a shorthand, hashes the schemas of
    all its classes anew. Together that takes several times as long as building the chart. The tests validate the
    finished specifications instead. On every value it asks several times what it is, and takes every shorthand apart
    by a series of patterns. A layered chart copies all its layers twice to sort out selections, even where
    no layer has any.
    """
    # A chart's frames have few rows, for which Arrow's strings take longer than they save.
    pd.set_option("mode.string_storage", "python")
    schemapi.disable_debug_mode()
    alt.data_transformers.register("parley", _records)
    alt.data_transformers.enable("parley")
    schemapi._FromDict = _FromDict  # type: ignore[misc]  # noqa: SLF001 - no public way to keep the look-up
    schemapi._todict = _plainly(schemapi._todict)  # noqa: SLF001
    channels.parse_shorthand = _remembering_types(channels.parse_shorthand)  # type: ignore[attr-defined]
    api._remove_duplicate_params = _deduplicated(api._remove_duplicate_params)  # type: ignore[assignment]  # noqa: SLF001
    api._combine_subchart_params = _combined(api._combine_subchart_params)  # type: ignore[assignment]  # noqa: SLF001


def _deduplicated(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def remove_duplicates(layers: Any) -> Any:
        return original(layers) if any(map(_selects, layers)) else list(layers)

    return remove_duplicates


def _combined(original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def combine(params: Any, charts: Any) -> Any:
        if params is alt.Undefined and all(isinstance(chart, alt.Chart) and not _selects(chart) for chart in charts):
            return params, list(charts)
        return original(params, charts)

    return combine


def _plainly(original: Callable[..., Any]) -> Callable[..., Any]:
    def to_dict(value: Any, context: dict[str, Any] | None, np_opt: Any, pd_opt: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is dict:
            return {
                key: to_dict(item, context, np_opt, pd_opt) for key, item in value.items() if item is not alt.Undefined
            }
        if kind is list:
            return [to_dict(item, context, np_opt, pd_opt) for item in value]
        if isinstance(value, schemapi.SchemaBase):
            return value.to_dict(validate=False, context=context)
        return original(value, context, np_opt, pd_opt)

    return to_dict


def _remembering_types(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    known = lru_cache(maxsize=1024)(original)

    def parse_shorthand(shorthand: Any, data: Any = None) -> dict[str, Any]:
        # Without a type, the data say which one it is.
        return dict(known(shorthand)) if shorthand.endswith(_TYPES) else original(shorthand, data=data)

    return parse_shorthand


def _selects(chart: Any) -> bool:
    return getattr(chart, "params", alt.Undefined) is not alt.Undefined


def _records(data: Any) -> Any:
    if isinstance(data, pd.DataFrame):
        return {"values": json.loads(data.to_json(orient="records", date_format="iso"))}
    return alt.to_values(data)


class _FromDict(schemapi._FromDict):  # noqa: SLF001
    """Altair's converter with its table of classes made once: no class is added after import."""

    _table: dict[int, list[type[schemapi.SchemaBase]]] | None = None

    def __init__(self, wrapper_classes: Iterable[type[schemapi.SchemaBase]], /) -> None:
        if _FromDict._table is None:
            super().__init__(wrapper_classes)
            _FromDict._table = self.class_dict
        self.class_dict = _FromDict._table
