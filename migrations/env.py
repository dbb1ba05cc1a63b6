"""Runs migrations on the connection, and in the transaction, that service.store.migrating hands over."""

from alembic import context

from service.store.migrating import comparing

connection = context.config.attributes["connection"]
context.configure(connection=connection, **comparing(context.config.attributes["metadata"]))
context.run_migrations()
