"""What makes Altair quick enough to follow a slider; charts come out the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi


def enable() -> None:
    """Turn off validation at every step, hand frames over as plain records, look up schema classes once.

    Altair validates every object when it is made and, for every ``encode`` with a shorthand, hashes the schemas of
    all its classes anew. Together that takes several times as long as building the chart. The tests validate the
    finished specifications instead.
    """
    schemapi.disable_debug_mode()
    alt.data_transformers.register("parley", _records)
    alt.data_transformers.enable("parley")
    schemapi._FromDict = _FromDict  # type: ignore[misc]  # noqa: SLF001 - no public way to keep the look-up


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
