"""What Alembic runs: the missing migrations, in the transaction that the store has begun."""

from alembic import context

from sharing.schema import METADATA, VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
