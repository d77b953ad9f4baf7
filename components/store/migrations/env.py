"""What Alembic runs to bring a database to the newest form, on the connection that it is given."""

from __future__ import annotations

from alembic import context

from components.store.tables import metadata

# SQLite too takes changes of tables back when a step fails.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
