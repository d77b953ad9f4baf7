"""Saved scenarios: every revision is kept, and a stale save is refused."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, insert, select, update

from components.store.database import now
from components.store.errors import Stale, StoreError
from components.store.tables import revisions, scenarios

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from components.store.database import Database

NAME_LENGTH: Final = 80
NOTE_LENGTH: Final = 2000


@dataclass(frozen=True)
class Draft:
    """A scenario as somebody wants it kept.

    Attributes
    ----------
    name, note, author : str
        Free texts.
    dossier, digest : str
        Slug and SHA-256 of the dossier it was made for.
    content : str
        The scenario as the YAML file that command line and packs know.
    """

    name: str
    note: str
    author: str
    dossier: str
    digest: str
    content: str


@dataclass(frozen=True)
class Saved(Draft):
    """A revision of a saved scenario.

    Attributes
    ----------
    scenario, revision : int
        Which scenario, and which of its states, counted from one.
    saved_at : str
        When, in UTC.
    """

    scenario: int
    revision: int
    saved_at: str


class Scenarios:
    """The saved scenarios of a store; every method raises `StoreError` where the database fails.

    Parameters
    ----------
    database : Database
        Holds them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, dossier: str) -> tuple[Saved, ...]:
        """Return the newest revision of every scenario of a dossier, by its slug; the last saved one first."""
        newest = _newest().where(scenarios.c.deleted_at.is_(None), revisions.c.dossier == dossier)
        with self._database.reading() as connection:
            found = connection.execute(newest.order_by(revisions.c.saved_at.desc(), revisions.c.scenario.desc()))
            return tuple(map(_saved, found))

    def load(self, scenario: int) -> Saved:
        """Return the newest revision of a scenario; `StoreError` where it is deleted."""
        with self._database.reading() as connection:
            return self._load(connection, scenario)

    def history(self, scenario: int) -> tuple[Saved, ...]:
        """Return every revision of a scenario, the first one first."""
        of = select(*_columns()).where(revisions.c.scenario == scenario).order_by(revisions.c.revision)
        with self._database.reading() as connection:
            return tuple(map(_saved, connection.execute(of)))

    def save(self, draft: Draft) -> Saved:
        """Keep a new scenario."""
        with self._database.writing() as connection:
            made = connection.execute(insert(scenarios).values(revision=1).returning(scenarios.c.id)).scalar_one()
            return self._add(connection, draft, made, 1)

    def update(self, draft: Draft, scenario: int, revision: int) -> Saved:
        """Keep a new revision on top of the one that whoever saves has seen.

        Parameters
        ----------
        draft : Draft
            What is kept.
        scenario, revision : int
            The scenario, and the revision it is based on.

        Raises
        ------
        Stale
            Where the scenario has another revision by now; carries both.
        """
        with self._database.writing() as connection:
            self._claim(connection, draft, scenario, revision, {"revision": revision + 1})
            return self._add(connection, draft, scenario, revision + 1)

    def rename(self, saved: Saved, name: str) -> Saved:
        """Give a scenario another name; `Stale` as in `update`."""
        return self.update(replace(_draft(saved), name=name), saved.scenario, saved.revision)

    def duplicate(self, saved: Saved, author: str) -> Saved:
        """Keep the same again as a new scenario."""
        return self.save(replace(_draft(saved), name=f"{saved.name[: NAME_LENGTH - 7]} (copy)", author=author))

    def delete(self, saved: Saved) -> None:
        """Take a scenario off the list; `restore` brings it back. `Stale` as in `update`."""
        with self._database.writing() as connection:
            self._claim(connection, saved, saved.scenario, saved.revision, {"deleted_at": now()})

    def restore(self, scenario: int) -> Saved:
        """Bring a deleted scenario back."""
        with self._database.writing() as connection:
            connection.execute(update(scenarios).where(scenarios.c.id == scenario).values(deleted_at=None))
            return self._load(connection, scenario)

    def _claim(self, connection: Connection, mine: Draft, scenario: int, revision: int, values: dict[str, Any]) -> None:
        """Change a scenario's row, if it still is at the revision expected."""
        here = and_(scenarios.c.id == scenario, scenarios.c.revision == revision, scenarios.c.deleted_at.is_(None))
        if connection.execute(update(scenarios).where(here).values(**values)).rowcount != 1:
            raise Stale(mine, self._load(connection, scenario))

    def _load(self, connection: Connection, scenario: int) -> Saved:
        row = connection.execute(
            _newest().where(scenarios.c.id == scenario, scenarios.c.deleted_at.is_(None))
        ).one_or_none()
        if row is None:
            raise StoreError("this scenario was deleted meanwhile: save yours as a new one")
        return _saved(row)

    def _add(self, connection: Connection, draft: Draft, scenario: int, revision: int) -> Saved:
        kept = Saved(**asdict(_cleaned(draft)), scenario=scenario, revision=revision, saved_at=now())
        connection.execute(insert(revisions).values(**asdict(kept)))
        return kept


def _columns() -> tuple[Any, ...]:
    return tuple(revisions.c[field.name] for field in fields(Saved))


def _newest() -> Select[Any]:
    both = and_(revisions.c.scenario == scenarios.c.id, revisions.c.revision == scenarios.c.revision)
    return select(*_columns()).join(scenarios, both)


def _saved(row: Row[Any]) -> Saved:
    return Saved(**row._asdict())


def _draft(saved: Draft) -> Draft:
    return Draft(**{field.name: getattr(saved, field.name) for field in fields(Draft)})


def _cleaned(draft: Draft) -> Draft:
    """Return what a database can hold of a draft: names on one line, nothing longer than it may be."""
    name = " ".join(storable(draft.name).split())[:NAME_LENGTH] or "Untitled"
    author = " ".join(storable(draft.author).split())[:NAME_LENGTH]
    return replace(
        _draft(draft),
        name=name,
        author=author,
        note=storable(draft.note).strip()[:NOTE_LENGTH],
        content=storable(draft.content),
    )


def storable(text: str) -> str:
    """Return text without what no database takes: zero bytes, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
