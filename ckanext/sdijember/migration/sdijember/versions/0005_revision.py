"""Working copies of published datasets, and the versions that were public."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_revision"
down_revision = "0004_review_work"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("sdijember_review", sa.Column("published_version", sa.Integer))
    op.add_column("sdijember_review", sa.Column("version_note", sa.UnicodeText))
    _create_revision()
    _create_version()
    _first_versions()


def downgrade() -> None:
    for table in ("sdijember_version", "sdijember_revision_part", "sdijember_revision"):
        op.drop_table(table)
    op.drop_column("sdijember_review", "version_note")
    op.drop_column("sdijember_review", "published_version")


def _create_revision() -> None:
    op.create_table(
        "sdijember_revision",
        sa.Column("working_id", sa.UnicodeText, primary_key=True),
        sa.Column("live_id", sa.UnicodeText, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("change_note", sa.UnicodeText, nullable=False),
        sa.Column("base", sa.UnicodeText, nullable=False),
        sa.Column("opened_by", sa.UnicodeText, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False, server_default=sa.func.now()),
        sa.Column("closed_at", MOMENT),
        sa.Column("outcome", sa.UnicodeText),
    )
    op.create_index("sdijember_revision_number", "sdijember_revision", ["live_id", "number"], unique=True)
    # whoever is faster: one working copy at a time
    op.create_index(
        "sdijember_revision_open",
        "sdijember_revision",
        ["live_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "sdijember_revision_part",
        sa.Column("copy_id", sa.UnicodeText, primary_key=True),
        sa.Column("working_id", sa.UnicodeText, nullable=False),
        sa.Column("live_id", sa.UnicodeText, nullable=False),
    )
    op.create_index("sdijember_revision_part_working", "sdijember_revision_part", ["working_id"])


def _create_version() -> None:
    op.create_table(
        "sdijember_version",
        sa.Column("package_id", sa.UnicodeText, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("snapshot", sa.UnicodeText, nullable=False),
        sa.Column("kind", sa.UnicodeText, nullable=False),
        sa.Column("change_note", sa.UnicodeText, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("published_by", sa.UnicodeText, nullable=False),
        sa.Column("recommendation_number", sa.UnicodeText),
        sa.Column("recommendation_date", sa.Date),
        sa.Column("withdrawn_at", MOMENT),
    )


def _first_versions() -> None:
    """What is public already is a version too."""
    op.execute(
        """
        INSERT INTO sdijember_version (package_id, number, snapshot, kind, change_note, published_at, published_by,
            recommendation_number, recommendation_date)
        SELECT package_id, 1, snapshot, 'terbit', '', coalesce(published_at, changed), '',
            recommendation_number, recommendation_date
        FROM sdijember_review WHERE state = 'published' AND snapshot IS NOT NULL
        """
    )
    op.execute("UPDATE sdijember_review SET published_version = 1, version_note = '' WHERE state = 'published'")
