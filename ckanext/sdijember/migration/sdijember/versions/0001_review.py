"""The review: state of each dataset, the log of decisions, and what was submitted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001_review"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("sdijember_review_event", "sdijember_review_snapshot")


def upgrade() -> None:
    _create_review()
    _create_event()
    _create_snapshot()
    op.execute(
        """
        CREATE OR REPLACE FUNCTION sdijember_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
        END
        $$
        """
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION sdijember_append_only()"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    op.execute("DROP FUNCTION sdijember_append_only()")
    for table in (*reversed(APPEND_ONLY), "sdijember_review"):
        op.drop_table(table)


def _create_review() -> None:
    op.create_table(
        "sdijember_review",
        sa.Column("package_id", sa.UnicodeText, primary_key=True),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", sa.UnicodeText),
        sa.Column("submitted_by", sa.UnicodeText),
        sa.Column("submitted_at", sa.DateTime(timezone=True)),
        sa.Column("verified_by", sa.UnicodeText),
        sa.Column("verified_at", sa.DateTime(timezone=True)),
        sa.Column("recommended_by", sa.UnicodeText),
        sa.Column("recommendation_number", sa.UnicodeText),
        sa.Column("recommendation_date", sa.Date),
        sa.Column("published_at", sa.DateTime(timezone=True)),
    )
    op.create_index("sdijember_review_state_changed", "sdijember_review", ["state", "changed"])


def _create_event() -> None:
    op.create_table(
        "sdijember_review_event",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("package_id", sa.UnicodeText, nullable=False),
        sa.Column("action", sa.UnicodeText, nullable=False),
        sa.Column("from_state", sa.UnicodeText, nullable=False),
        sa.Column("to_state", sa.UnicodeText, nullable=False),
        sa.Column("actor_id", sa.UnicodeText, nullable=False),
        sa.Column("actor_name", sa.UnicodeText, nullable=False),
        sa.Column("actor_role", sa.UnicodeText, nullable=False),
        sa.Column("note", sa.UnicodeText, nullable=False),
        sa.Column("data", JSONB, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prev_hash", sa.UnicodeText, nullable=False, unique=True),
        sa.Column("hash", sa.UnicodeText, nullable=False, unique=True),
    )
    op.create_index("sdijember_review_event_package", "sdijember_review_event", ["package_id", "id"])


def _create_snapshot() -> None:
    op.create_table(
        "sdijember_review_snapshot",
        sa.Column("sha256", sa.UnicodeText, primary_key=True),
        sa.Column("package_id", sa.UnicodeText, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    op.create_index("sdijember_review_snapshot_package", "sdijember_review_snapshot", ["package_id"])
