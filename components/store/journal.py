"""The journal of forecasts: rows are added and never changed, and a chain of hashes shows if one was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, text

from components.store.tables import forecasts

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from components.store.database import Database

START: Final = "0" * 64
"""What the first row's hash covers in place of a row before."""


@dataclass(frozen=True)
class Link:
    """A row of the journal.

    Attributes
    ----------
    number : int
        Its place, counted from one.
    content : mapping
        What was put down.
    previous, hash : str
        SHA-256 of the row before, and of this one, in hex digits.
    """

    number: int
    content: Mapping[str, Any]
    previous: str
    hash: str


class Journal:
    """The forecasts of a store; every method raises `StoreError` where the database fails.

    Parameters
    ----------
    database : Database
        Holds them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, contents: Sequence[Mapping[str, Any]]) -> tuple[Link, ...]:
        """Put something down for good.

        Parameters
        ----------
        contents : sequence of mapping
            One a row, of what JSON can hold; all are added, or none.
        """
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE forecasts IN EXCLUSIVE MODE"))
            number, previous = _last(connection)
            added = []
            for content in contents:
                written = canonical(content)
                number, hashed = number + 1, chained(previous, written)
                row = {"number": number, "content": written, "previous": previous, "hash": hashed}
                connection.execute(insert(forecasts).values(**row))
                added.append(Link(number, content, previous, hashed))
                previous = hashed
            return tuple(added)

    def links(self) -> tuple[Link, ...]:
        """Return every row, the first one first."""
        return tuple(Link(row.number, json.loads(row.content), row.previous, row.hash) for row in self._rows())

    def broken(self) -> int | None:
        """Return the number of the first row that is missing or was changed; none while the chain holds.

        Rows cut off at the end leave a chain that holds: note the last hash elsewhere to find that out.
        """
        previous = START
        for number, row in enumerate(self._rows(), 1):
            if row.number != number or row.previous != previous or row.hash != chained(previous, row.content):
                return number
            previous = row.hash
        return None

    def _rows(self) -> Sequence[Row[Any]]:
        with self._database.reading() as connection:
            return connection.execute(select(forecasts).order_by(forecasts.c.number)).all()


def canonical(content: Mapping[str, Any]) -> str:
    """Return content as JSON, the same for the same content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def chained(previous: str, content: str) -> str:
    """Return the hash of a row."""
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def _last(connection: Connection) -> tuple[int, str]:
    last = connection.execute(select(forecasts).order_by(forecasts.c.number.desc()).limit(1)).one_or_none()
    return (last.number, last.hash) if last else (0, START)
