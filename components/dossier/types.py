"""Building blocks shared by every dossier file: bands, bases, references."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Basis = Literal["stated", "inferred", "outside_source", "analyst_judgement"]
"""Where a number comes from: said by the source, one step from it, another source, or the analyst."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]*$", max_length=80)]
"""Identifier of a record; also a URL parameter and a column label, so it is kept plain."""

Text = Annotated[str, Field(min_length=1)]


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


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


class Band(Record):
    """A triangular quantity: lowest, most likely and highest value.

    A plain number in the dossier is a band of no width.
    """

    low: float
    mode: float
    high: float

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"low": value, "mode": value, "high": value}
        return value

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.mode <= self.high:
            raise ValueError(
                f"needs low ≤ mode ≤ high, but has {self.low:g}, {self.mode:g}, {self.high:g}; put the three in order"
            )
        return self

    @property
    def width(self) -> float:
        """Distance from low to high, in the band's own unit."""
        return self.high - self.low

    def within(self, minimum: float, maximum: float) -> bool:
        """Whether the whole band lies in ``[minimum, maximum]``."""
        return minimum <= self.low and self.high <= maximum

    def moved_to(self, mode: float, minimum: float, maximum: float) -> Band:
        """Return the band with another mode; its arms travel along and are clipped to the range."""
        mode = min(max(mode, minimum), maximum)
        low = max(mode - (self.mode - self.low), minimum)
        high = min(mode + (self.high - self.mode), maximum)
        return Band(low=low, mode=mode, high=high)


class ScaleBand(Band):
    """A band on a 0–100 scale that may say where it comes from."""

    basis: Basis = "analyst_judgement"

    @model_validator(mode="after")
    def _on_scale(self) -> Self:
        if not self.within(0, 100):
            raise ValueError(f"must lie between 0 and 100, but runs from {self.low:g} to {self.high:g}")
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
