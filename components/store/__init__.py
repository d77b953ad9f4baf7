"""What people keep: scenarios with their history, and forecasts that nobody can change later.

SQLite in the user's data folder, or any database that SQLAlchemy and our migrations speak to: SQLite and PostgreSQL.
"""

from __future__ import annotations

from components.store.errors import Stale, StoreError
from components.store.journal import Journal, Link
from components.store.place import OFF, default_url
from components.store.scenarios import Draft, Saved, Scenarios
from components.store.store import Store, open_store

__all__ = [
    "OFF",
    "Draft",
    "Journal",
    "Link",
    "Saved",
    "Scenarios",
    "Stale",
    "Store",
    "StoreError",
    "default_url",
    "open_store",
]
