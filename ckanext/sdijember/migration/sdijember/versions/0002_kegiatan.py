"""What a kegiatan statistik has beside its dataset: personal data, codes of BPS, MS-Variabel, MS-Indikator."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002_kegiatan"
down_revision = "0001_review"
branch_labels = None
depends_on = None

ROWS = ("sdijember_variabel", "sdijember_indikator")


def upgrade() -> None:
    op.create_table(
        "sdijember_kegiatan",
        sa.Column("package_id", sa.UnicodeText, primary_key=True),
        sa.Column("personal", JSONB, nullable=False),
        sa.Column("personal_version", sa.UnicodeText, nullable=False),
        sa.Column("codes", JSONB, nullable=False),
        sa.Column("copied_from", sa.UnicodeText),
    )
    for table in ROWS:
        op.create_table(
            table,
            sa.Column("id", sa.UnicodeText, primary_key=True),
            sa.Column("package_id", sa.UnicodeText, nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("content", JSONB, nullable=False),
            sa.Column("copied_from", sa.UnicodeText),
        )
        op.create_index(f"{table}_package", table, ["package_id", "position"])


def downgrade() -> None:
    for table in (*ROWS, "sdijember_kegiatan"):
        op.drop_table(table)
