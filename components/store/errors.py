"""What can go wrong with a store, in words that say what to do."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError

if TYPE_CHECKING:
    from components.store.scenarios import Draft, Saved


class StoreError(RuntimeError):
    """Something could not be kept or read; the message says what to do."""


class Stale(StoreError):  # noqa: N818 - what the save is, and who catches it shows both states
    """A save on top of something that somebody else has changed meanwhile.

    Parameters
    ----------
    mine : Draft
        What was to be saved.
    theirs : Saved
        What stands there now.
    """

    def __init__(self, mine: Draft, theirs: Saved) -> None:
        super().__init__(
            f"“{theirs.name}” was changed meanwhile by {theirs.author or 'somebody'}; it now stands at revision "
            f"{theirs.revision}: compare the two, then save again or under another name"
        )
        self.mine = mine
        self.theirs = theirs


_SQLITE: Final = {
    "SQLITE_READONLY": "{} may not be written: change its permissions, or name another place in PARLEY_STORE",
    "SQLITE_CANTOPEN": "{} cannot be opened: change its permissions, or name another place in PARLEY_STORE",
    "SQLITE_FULL": "the disk that holds {} is full: make room, then save again",
    "SQLITE_BUSY": "{} has been busy for too long: others are writing to it; try again",
    "SQLITE_LOCKED": "{} has been busy for too long: others are writing to it; try again",
    "SQLITE_CORRUPT": "{} is damaged: move it away, or put a copy in its place",
    "SQLITE_NOTADB": "{} is no store: move it away, or name another place in PARLEY_STORE",
}
"""What is said by the beginning of SQLite's name of an error."""
_ADDRESS: Final = (
    "PARLEY_STORE is no address of a store: write sqlite:////folder/file or postgresql+psycopg://user@host/name"
)


def explained(error: Exception, place: str) -> StoreError:
    """Return an error of the database, of its driver or of the file system in words.

    Parameters
    ----------
    error : Exception
        As SQLAlchemy or the operating system raised it.
    place : str
        Where the store is, without a password.
    """
    if isinstance(error, ArgumentError | NoSuchModuleError):
        return StoreError(_ADDRESS)
    if isinstance(error, ImportError):
        return StoreError(f"{place} needs the package {error.name}: install it with pip, or name another place")
    if isinstance(error, OSError):
        return StoreError(f"{place} cannot be written ({error.strerror}): name another place in PARLEY_STORE")
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        for start, words in _SQLITE.items():
            if name.startswith(start):
                return StoreError(words.format(place))
    if isinstance(error, DBAPIError) and not isinstance(error, OperationalError | InterfaceError):
        return StoreError(f"{place} refused this: {cause}")
    return StoreError(f"the store {place} does not answer: see that its database runs, then try again")
