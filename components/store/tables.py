"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata: Final = MetaData()

scenarios: Final = Table(
    "scenarios",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("deleted_at", String(32)),
)
"""One row a scenario; what it holds stands in its newest revision."""

revisions: Final = Table(
    "revisions",
    metadata,
    Column("scenario", Integer, ForeignKey("scenarios.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("saved_at", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("dossier", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
)
"""Every state in which a scenario was ever saved."""

forecasts: Final = Table(
    "forecasts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
)
"""A chain: each row's hash covers its content and the hash before. Triggers refuse changes."""
