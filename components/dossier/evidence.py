"""Shape of ``evidence.yaml``: the source's sentences in our words, its probability words, and outside sources."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import field_validator

from components.dossier.problems import LONGEST
from components.dossier.schema import Claim, Confidence
from components.dossier.types import Band, Id, Record, Section, Text

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f<>\"\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u206f]{1,2000}")
"""What may stand in an address of the web; the rest is written with per cent signs."""


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

    @field_validator("url")
    @classmethod
    def _on_the_web(cls, value: str) -> str:
        if value == "not found":
            return value
        parts = None
        with suppress(ValueError):  # Such as brackets that hold no address.
            parts = urlsplit(value) if _ADDRESS.fullmatch(value) else None
        if parts is None or not parts.hostname or parts.username is not None:
            raise ValueError(f"must be an address such as https://example.org, or 'not found', not {value[:LONGEST]!r}")
        return value


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
