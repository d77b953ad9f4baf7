"""A store: what people keep, in one database."""

from __future__ import annotations

from dataclasses import dataclass

from components.store.database import Database
from components.store.journal import Journal
from components.store.scenarios import Scenarios


@dataclass(frozen=True)
class Store:
    """Saved scenarios and the journal of forecasts; threads may share it.

    Attributes
    ----------
    database : Database
        Where both are.
    """

    database: Database

    @property
    def scenarios(self) -> Scenarios:
        """Saved scenarios."""
        return Scenarios(self.database)

    @property
    def forecasts(self) -> Journal:
        """The journal."""
        return Journal(self.database)


def open_store(url: str) -> Store:
    """Open a store, made or brought to the newest form where need be.

    Parameters
    ----------
    url : str
        SQLAlchemy's address of a SQLite or PostgreSQL database.

    Raises
    ------
    StoreError
        If there is none that can be written.
    """
    return Store(Database(url))
