"""What an event is called that counts once, whichever process tells of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; what was written down before has none."""
    op.add_column("audit_entries", sa.Column("once", sa.Text))
    # SQLite adds no column that is unique by itself.
    op.create_index("ix_audit_entries_once", "audit_entries", ["once"], unique=True)


def downgrade() -> None:
    """Nothing is taken back: a store that was made holds links that people have."""
    raise NotImplementedError
