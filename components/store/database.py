"""The database behind a store: opened, brought to the newest form, read and written in whole steps."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from components.store.errors import StoreError, explained

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_PATIENCE: Final = 30
"""Seconds one waits for others that write."""
_TROUBLE: Final = (ArgumentError, DBAPIError, NoSuchModuleError, PoolTimeout, OSError, ImportError)
"""What comes from the address, the database or the file system, and not from a mistake of ours."""
_LOCK: Final = 0x7061726C
"""Number of the lock that whoever migrates a PostgreSQL database holds."""


class Database:
    """A database in the newest form.

    Parameters
    ----------
    url : str
        SQLAlchemy's address of it; of a SQLite file the folders are made.

    Raises
    ------
    StoreError
        If it cannot be opened, or was written by a newer Parley.
    """

    def __init__(self, url: str) -> None:
        self.place = "the store"
        with self._explained():
            address = make_url(url)
            self.place = (address.database if _is_file(address) else None) or address.render_as_string()
            if _is_file(address):
                Path(address.database or "").parent.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(address)
            self._writer = self._engine.execution_options(immediate=True)
            self._migrate()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state."""
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all kept, or none."""
        with self._explained(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except _TROUBLE as error:
            raise explained(error, self.place) from error

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        with self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise StoreError(f"{self.place} was written by a newer Parley: use that one") from error


def now() -> str:
    """Return the time as it is kept: UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and bool(url.database) and not str(url.database).startswith("file:")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        # A connection that was lost is noticed when it is taken, and made anew; one that answers nothing is given up.
        patience = {"connect_timeout": _PATIENCE // 3, "tcp_user_timeout": _PATIENCE * 1000}
        return create_engine(url, pool_pre_ping=True, connect_args=patience)
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not begin by itself: it would do so too late, after what is read first.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # Readers do not wait for writers.
    connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    # Whoever will write says so at once: a reader that becomes a writer may find that another one was quicker.
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
