"""Notes between producer and reviewers."""

from __future__ import annotations

revision = "0007_note"
down_revision = "0006_verdict"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
