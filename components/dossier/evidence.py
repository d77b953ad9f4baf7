"""Shape of ``evidence.yaml``: the source's sentences in our words, its probability words, and outside sources."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import field_validator

from components.dossier.schema import Claim, Confidence
from components.dossier.types import Band, Id, Record, Section, Text


class Source(Record):
    """An outside source."""

    id: Id
    title: Text
    publisher: str = "not found"
    date: str = "not found"
    url: str = "not found"
    licence: str | None = None
    confidence: Confidence = "medium"
    read: Literal["excerpt_read", "read", "computed", "unverified"] = "unverified"
    note: str | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _date_as_text(cls, value: Any) -> Any:
        return value.isoformat() if isinstance(value, dt.date) else value


class Sentence(Record):
    """One sentence of the source, in our own words."""

    id: Id
    voice: Text
    modality: Text
    paraphrase: Text
    quote: str | None = None
    classes: tuple[str, ...] = ()
    role: Literal["content", "heading", "attribution"] = "content"
    note: str | None = None

    @field_validator("quote")
    @classmethod
    def _short_quote(cls, value: str | None) -> str | None:
        if value is not None and len(value.split()) > 20:
            raise ValueError(f"quotes {len(value.split())} words; at most 20 may be quoted")
        return value


class ProbabilityWord(Record):
    """A probability word of the source and the band given to it; no band where it is not a probability."""

    key: Id
    words: Text
    ref: str
    band: Band | None = None
    note: str | None = None


class Evidence(Section):
    """``evidence.yaml``."""

    sources: tuple[Source, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    words: tuple[ProbabilityWord, ...] = ()
    weak_points: tuple[Claim, ...] = ()
