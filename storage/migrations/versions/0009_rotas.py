"""Rotas have names, and turns that come again

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rota",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rota"),
    )
    op.add_column("rota_turn", sa.Column("every_days", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("rota_turn", "every_days")
    op.drop_table("rota")
