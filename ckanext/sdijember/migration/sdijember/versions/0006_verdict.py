"""Verdicts of the reviewers on each item, and their checklists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006_verdict"
down_revision = "0005_revision"
branch_labels = None
depends_on = None

TRIGGER = "sdijember_checklist_append_only"


def upgrade() -> None:
    op.create_table(
        "sdijember_verdict",
        *_key("item"),
        sa.Column("verdict", sa.UnicodeText, nullable=False),
        sa.Column("category", sa.UnicodeText, nullable=False),
        sa.Column("comment", sa.UnicodeText, nullable=False),
        sa.Column("fingerprint", sa.UnicodeText, nullable=False),
        *_signature("changed"),
    )
    op.create_table(
        "sdijember_tick",
        *_key("code"),
        sa.Column("ticked", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *_signature("changed"),
    )
    op.create_table(
        "sdijember_checklist",
        sa.Column("team", sa.UnicodeText, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("lines", JSONB, nullable=False),
        sa.Column("note", sa.UnicodeText, nullable=False),
        *_signature("created"),
    )
    op.execute(
        f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE OR TRUNCATE ON sdijember_checklist "
        "FOR EACH STATEMENT EXECUTE FUNCTION sdijember_append_only()"
    )


def downgrade() -> None:
    op.execute(f"DROP TRIGGER {TRIGGER} ON sdijember_checklist")
    for table in ("sdijember_checklist", "sdijember_tick", "sdijember_verdict"):
        op.drop_table(table)


def _key(last: str) -> list[sa.Column]:
    """One row for a dataset, a submission, a team, and what the row is about."""
    return [sa.Column(name, sa.UnicodeText, primary_key=True) for name in ("package_id", "snapshot", "team", last)]


def _signature(moment: str) -> list[sa.Column]:
    return [
        sa.Column("user_id", sa.UnicodeText, nullable=False),
        sa.Column("user_name", sa.UnicodeText, nullable=False),
        sa.Column(moment, sa.DateTime(timezone=True), nullable=False),
    ]
