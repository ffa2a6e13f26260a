"""The keys of the outbox: unique among what is sent, none for stretches of a process's log

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SENT = sa.text("kind <> 'events'")


def upgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint("uq_outbox_key", type_="unique")
    op.create_index(
        "ix_outbox_key", "outbox", ["key"], unique=True, sqlite_where=_SENT, postgresql_where=_SENT
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_key", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.create_unique_constraint("uq_outbox_key", ["key"])
