"""What makes Altair quick enough to follow a slider; charts come out the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi
from altair.vegalite.v6 import api


def enable() -> None:
    """Turn off validation at every step, hand frames over as plain records, look up classes and copy layers less.

    Altair validates every object when it is made and, for every ``encode`` with a shorthand, hashes the schemas of
    all its classes anew. Together that takes several times as long as building the chart. The tests validate the
    finished specifications instead. A layered chart copies all its layers twice to sort out selections, even where
    no layer has any.
    """
    schemapi.disable_debug_mode()
    alt.data_transformers.register("parley", _records)
    alt.data_transformers.enable("parley")
    schemapi._FromDict = _FromDict  # type: ignore[misc]  # noqa: SLF001 - no public way to keep the look-up
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
