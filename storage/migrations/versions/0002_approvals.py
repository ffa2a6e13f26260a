"""The full approval engine: waits, pools, deputies, rotas

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text("status = 'open'")
_WAITING = sa.text("next_wait_at IS NOT NULL")
_AWAITING = sa.text("awaits <> ''")


def upgrade() -> None:
    op.add_column("process", sa.Column("next_wait_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("process", sa.Column("awaits", sa.String(), nullable=False, server_default=""))
    op.create_index(
        "ix_process_next_wait", "process", ["next_wait_at"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )
    op.create_index(
        "ix_process_awaits", "process", ["number"], sqlite_where=_AWAITING, postgresql_where=_AWAITING
    )
    op.add_column("task", sa.Column("on_behalf_of", sa.String(), nullable=True))
    op.add_column("task", sa.Column("pool", sa.String(), nullable=False, server_default=""))
    op.drop_index("ix_task_process", "task")
    op.drop_index("ix_task_open", "task")
    op.drop_index("ix_task_assignee", "task")
    op.create_index("ix_task_assignee", "task", ["assignee", "status", "opened_at"])
    op.create_table(
        "delegation",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("principal", sa.String(), nullable=False),
        sa.Column("deputy", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("up_to_cny", sa.Float(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
    )
    op.create_index("ix_delegation_ends_at", "delegation", ["ends_at"])
    op.create_table(
        "rota_turn",
        sa.Column("rota", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rota", "starts_at", "person", name="pk_rota_turn"),
    )


def downgrade() -> None:
    op.drop_table("rota_turn")
    op.drop_table("delegation")
    op.drop_index("ix_task_assignee", "task")
    op.create_index("ix_task_assignee", "task", ["assignee", "opened_at"])
    op.create_index(
        "ix_task_open", "task", ["assignee", "due_at"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_index("ix_task_process", "task", ["process"])
    op.drop_column("task", "pool")
    op.drop_column("task", "on_behalf_of")
    op.drop_index("ix_process_awaits", "process")
    op.drop_index("ix_process_next_wait", "process")
    op.drop_column("process", "awaits")
    op.drop_column("process", "next_wait_at")
