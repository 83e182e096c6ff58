"""The Rekomendasi Statistik."""

from __future__ import annotations

revision = "0008_rekomendasi"
down_revision = "0007_note"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
