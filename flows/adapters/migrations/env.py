"""How Alembic runs the ledger's migrations: within the transaction of the connection that it is given."""

from alembic import context

from flows.adapters.ledger.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
