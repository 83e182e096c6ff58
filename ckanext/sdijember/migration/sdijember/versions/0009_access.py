"""Who read what was not public."""

from __future__ import annotations

revision = "0009_access"
down_revision = "0008_rekomendasi"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
