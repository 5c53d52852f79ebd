"""How the store's tables came to be as they are: Alembic runs what is missing when a store is opened."""
