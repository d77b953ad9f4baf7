"""The first form: scenarios with their revisions, and the journal of forecasts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "first"
down_revision = None

_REFUSED = "a forecast cannot be changed"


def upgrade() -> None:
    """Make the tables, and the triggers that keep forecasts as they are."""
    op.create_table(
        "scenarios",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("deleted_at", sa.String(32)),
    )
    op.create_table(
        "revisions",
        sa.Column("scenario", sa.Integer, sa.ForeignKey("scenarios.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("saved_at", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("dossier", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "forecasts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER forecasts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON forecasts "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER forecasts_stay_{change.lower()} BEFORE {change} ON forecasts "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )
