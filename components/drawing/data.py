"""From rows to what a chart draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from components.drawing.scales import utc

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def frame(kind: type[T], rows: Sequence[T], **more: Sequence[Any]) -> pd.DataFrame:
    """Return rows as the data of a chart: a column a field, also where there are no rows; dates as `utc` has them.

    Parameters
    ----------
    kind : type
        Dataclass of the rows.
    rows : sequence
        In the order they are drawn.
    **more : sequence
        Further columns that the chart works out itself, one value a row.
    """
    names = [field.name for field in fields(kind)]
    columns = {name: [_plain(getattr(row, name)) for row in rows] for name in names}
    return pd.DataFrame({**columns, **more}, columns=[*names, *more])


def _plain(value: Any) -> Any:
    return utc(value) if isinstance(value, dt.date) else value
