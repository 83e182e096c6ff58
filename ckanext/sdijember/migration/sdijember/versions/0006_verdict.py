"""Verdicts of the reviewers on each item, and their checklists."""

from __future__ import annotations

revision = "0006_verdict"
down_revision = "0005_revision"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
