"""The register of Standar Data: its entries, and every text that was ever proposed for one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003_standar"
down_revision = "0002_kegiatan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sdijember_standar",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("jenis", sa.UnicodeText, nullable=False),
        sa.Column("kode", sa.UnicodeText),
        sa.Column("sumber_kode", sa.UnicodeText, nullable=False),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("nama", sa.UnicodeText, nullable=False),
        sa.Column("successor", sa.UnicodeText),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["successor"], ["sdijember_standar.id"], deferrable=True, initially="DEFERRED"),
    )
    op.create_index("sdijember_standar_kode", "sdijember_standar", [sa.text("lower(kode)")], unique=True)
    op.create_index("sdijember_standar_nama", "sdijember_standar", [sa.text("lower(nama)")])
    op.create_table(
        "sdijember_standar_versi",
        sa.Column("standar_id", sa.UnicodeText, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("nama", sa.UnicodeText, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("authors", JSONB, nullable=False),
        sa.Column("owner_org", sa.UnicodeText),
        sa.Column("proposed_by", sa.UnicodeText, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.UnicodeText),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.UnicodeText, nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["standar_id"], ["sdijember_standar.id"], deferrable=True, initially="DEFERRED"),
    )
    op.create_index("sdijember_standar_versi_state", "sdijember_standar_versi", ["state", "changed"])
    op.create_index(
        "sdijember_standar_versi_open",
        "sdijember_standar_versi",
        ["standar_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('diusulkan', 'dikembalikan')"),
    )


def downgrade() -> None:
    op.drop_table("sdijember_standar_versi")
    op.drop_table("sdijember_standar")
