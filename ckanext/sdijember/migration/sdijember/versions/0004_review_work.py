"""Work on a review: who is on it, when it is due, when it is to be published; and files that are in the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_review_work"
down_revision = "0003_standar"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
COLUMNS = (
    ("revision_of", sa.UnicodeText),
    ("claimed_by", sa.UnicodeText),
    ("claimed_at", MOMENT),
    ("due_at", MOMENT),
    ("publish_at", MOMENT),
    ("scheduled_by", sa.UnicodeText),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("sdijember_review", sa.Column(name, kind))
    op.add_column("sdijember_review", sa.Column("reminded", sa.Integer, nullable=False, server_default="0"))
    op.create_index("sdijember_review_due", "sdijember_review", ["due_at"])
    op.create_index("sdijember_review_revision_of", "sdijember_review", ["revision_of"])
    op.create_table(
        "sdijember_file",
        sa.Column("resource_id", sa.UnicodeText, primary_key=True),
        sa.Column("sha256", sa.UnicodeText, nullable=False),
    )
    op.create_index("sdijember_file_sha256", "sdijember_file", ["sha256"])


def downgrade() -> None:
    op.drop_table("sdijember_file")
    op.drop_index("sdijember_review_revision_of", "sdijember_review")
    op.drop_index("sdijember_review_due", "sdijember_review")
    for name in ("reminded", *reversed([name for name, _ in COLUMNS])):
        op.drop_column("sdijember_review", name)
