"""The key under which a version was published, so that it is published once

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("template") as table:
        table.add_column(sa.Column("key", sa.String(), nullable=True))
    op.create_index("ix_template_key", "template", ["key"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_template_key", "template")
    with op.batch_alter_table("template") as table:
        table.drop_column("key")
