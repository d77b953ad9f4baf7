"""Building blocks shared by every dossier file: bands, bases, references."""

from __future__ import annotations

import datetime as dt
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from components.dossier.problems import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

Basis = Literal["stated", "inferred", "outside_source", "analyst_judgement"]
"""Where a number comes from: said by the source, one step from it, another source, or the analyst."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]*$", max_length=80)]
"""Identifier of a record; also a URL parameter and a column label, so it is kept plain."""

LABEL = 300
"""Longest label, in characters; charts lay out two hundred."""


def _readable(text: str) -> str:
    if all(unicodedata.category(sign)[0] in "CMZ" for sign in text):
        raise ValueError("must hold something that can be seen")
    return text


def _one_line(text: str) -> str:
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in text):
        raise ValueError("must be one line, without control characters")
    if len(text) > LABEL:
        raise ValueError(f"must be at most {LABEL} characters long, but has {len(text)}")
    return text


Text = Annotated[str, Field(min_length=1), AfterValidator(_readable)]
Label = Annotated[Text, AfterValidator(_one_line)]
"""What something is called, on pages and in charts."""

OLD_BAND = frozenset({"low", "mode", "high"})
"""Keys of a band before bands were quantiles."""
UPGRADE = "run: python -m components.cli upgrade DIR"
NEW_BAND = "write p10 / p50 / p90, the values that one case in ten, in two and nine in ten lie below, or " + UPGRADE


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


YEARS = range(1700, 2200)
"""Years that tables and charts can hold; pandas counts nanoseconds from 1677 to 2262."""


def _written_date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    # pydantic would take a bare number in quotes for seconds since 1970.
    with suppress(ValueError):
        day = dt.date.fromisoformat(value)
        if day.isoformat() == value:
            return day
    raise ValueError(f"must be a date such as 2025-01-31, but is {value[:LONGEST]!r}")


def _within_reach(day: dt.date) -> dt.date:
    if day.year not in YEARS:
        raise ValueError(f"must lie in the years {YEARS[0]} to {YEARS[-1]}, but is {day.isoformat()}")
    return day


Day = Annotated[dt.date, BeforeValidator(_written_date), AfterValidator(_within_reach)]
"""A date, written as year, month and day."""

Refs = Annotated[tuple[str, ...], BeforeValidator(_tuple)]
"""Ids of sentences, events and sources. Strict reading takes a list here even beneath a record's shorthand."""


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)


class Section(Record):
    """What an optional file of the dossier holds; empty where the file is absent."""

    @property
    def present(self) -> bool:
        """Whether the dossier has it: whether anything is written there."""
        return bool(self.model_fields_set)


class Quantiles(Record):
    """Three values of a quantity: one case in ten lies below p10, one in two below p50, nine in ten below p90."""

    p10: float
    p50: float
    p90: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.p10 <= self.p50 <= self.p90:
            raise ValueError(
                f"needs p10 ≤ p50 ≤ p90, but has {self.p10:g}, {self.p50:g}, {self.p90:g}; put the three in order"
            )
        return self

    @property
    def width(self) -> float:
        """Distance from p10 to p90, in the band's own unit."""
        return self.p90 - self.p10

    def within(self, minimum: float, maximum: float) -> bool:
        """Whether the whole band lies in ``[minimum, maximum]``."""
        return minimum <= self.p10 and self.p90 <= maximum


class Band(Quantiles):
    """What is known of a quantity; a plain number in the dossier is certain: a band of no width."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"p10": value, "p50": value, "p90": value}
        if isinstance(value, dict) and OLD_BAND & value.keys() and "p50" not in value:
            raise ValueError(f"is of the old form (low / mode / high); {NEW_BAND}")
        return value


class ScaleBand(Band):
    """A band on a 0–100 scale that may say where it comes from; where it does not, its record's basis holds."""

    basis: Basis | None = None

    @model_validator(mode="after")
    def _on_scale(self) -> Self:
        on_scale(self)
        return self


class Grounded(Record):
    """A record whose content rests on something: sentences, events, sources, or the analyst's judgement."""

    basis: Basis
    refs: Refs = ()
    note: str | None = None

    @model_validator(mode="after")
    def _has_ground(self) -> Self:
        if not self.refs and self.basis != "analyst_judgement":
            raise ValueError(
                f"basis is {self.basis!r} but refs is empty; name the sentence, event or source, "
                "or write basis: analyst_judgement"
            )
        return self


class Dated(Grounded, Quantiles):
    """What the record says from a day on: it replaces a band."""

    on: Day

    @property
    def band(self) -> Band:
        """The band from that day on."""
        return Band(p10=self.p10, p50=self.p50, p90=self.p90)


def on_scale(values: Quantiles) -> None:
    """Raise `ValueError` where values leave the scale from 0 to 100."""
    if not values.within(0, 100):
        raise ValueError(f"must lie between 0 and 100, but runs from {values.p10:g} to {values.p90:g}")


def _one_a_day(since: tuple[Dated, ...]) -> tuple[Dated, ...]:
    days = [item.on for item in since]
    if twice := [day for day in days if days.count(day) > 1]:
        raise ValueError(f"two values hold from {twice[0]}; keep one")
    return since


Since = Annotated[tuple[Dated, ...], AfterValidator(_one_a_day)]
"""What holds from which day on, in any order."""

T = TypeVar("T")


def standing(first: T, since: Sequence[Dated], day: dt.date) -> T | Dated:
    """Return what holds on a day: the last dated value by then, or what was there first."""
    past = [item for item in since if item.on <= day]
    return max(past, key=lambda item: item.on) if past else first


class Value(Grounded):
    """A single number with its ground; a plain number in the dossier is analyst judgement."""

    value: float
    basis: Basis = "analyst_judgement"

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"value": value}
        return value
