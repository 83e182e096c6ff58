"""The conversation on a review, and decisions that separation of duties did not allow: found, and approved once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007_note"
down_revision = "0006_verdict"
branch_labels = None
depends_on = None

APPEND_ONLY = ("sdijember_note", "sdijember_note_mark")


def upgrade() -> None:
    _create_note()
    _create_mark()
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION sdijember_append_only()"
        )
    op.create_index(
        "sdijember_review_event_override",
        "sdijember_review_event",
        ["id"],
        postgresql_where=sa.text("data ? 'override'"),
    )
    op.create_index(
        "sdijember_review_event_approved",
        "sdijember_review_event",
        [sa.text("(data ->> 'event')")],
        unique=True,
        postgresql_where=sa.text("action = 'approve_override'"),
    )


def downgrade() -> None:
    for index in ("sdijember_review_event_approved", "sdijember_review_event_override"):
        op.drop_index(index, table_name="sdijember_review_event")
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)


def _create_note() -> None:
    op.create_table(
        "sdijember_note",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("package_id", sa.UnicodeText, nullable=False),
        sa.Column("parent", sa.UnicodeText, sa.ForeignKey("sdijember_note.id")),
        sa.Column("audience", sa.UnicodeText, nullable=False),
        sa.Column("office", sa.UnicodeText, nullable=False),
        sa.Column("place", JSONB, nullable=False),
        sa.Column("text", sa.UnicodeText, nullable=False),
        sa.Column("mentions", JSONB, nullable=False),
        sa.Column("files", JSONB, nullable=False),
        sa.Column("author_id", sa.UnicodeText, nullable=False),
        sa.Column("author_name", sa.UnicodeText, nullable=False),
        sa.Column("author_role", sa.UnicodeText, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("sdijember_note_package", "sdijember_note", ["package_id", "created"])


def _create_mark() -> None:
    op.create_table(
        "sdijember_note_mark",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("note_id", sa.UnicodeText, sa.ForeignKey("sdijember_note.id"), nullable=False),
        sa.Column("action", sa.UnicodeText, nullable=False),
        sa.Column("about", sa.UnicodeText, nullable=False),
        sa.Column("actor_id", sa.UnicodeText, nullable=False),
        sa.Column("actor_name", sa.UnicodeText, nullable=False),
        sa.Column("actor_role", sa.UnicodeText, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("sdijember_note_mark_note", "sdijember_note_mark", ["note_id", "id"])
