"""Working copies of published datasets, and the versions that were public."""

from __future__ import annotations

revision = "0005_revision"
down_revision = "0004_review_work"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
