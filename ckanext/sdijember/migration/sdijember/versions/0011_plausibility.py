"""What producers answered to marks on their tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_plausibility"
down_revision = "0010_tables"
branch_labels = None
depends_on = None

TABLE = "sdijember_plausibility_answer"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("package_id", sa.UnicodeText, nullable=False),
        sa.Column("resource_id", sa.UnicodeText, nullable=False),
        sa.Column("mark", sa.UnicodeText, nullable=False),
        sa.Column("code", sa.UnicodeText, nullable=False),
        sa.Column("text", sa.UnicodeText, nullable=False),
        sa.Column("ground", sa.UnicodeText, nullable=False),
        sa.Column("author_id", sa.UnicodeText, nullable=False),
        sa.Column("author_name", sa.UnicodeText, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(f"{TABLE}_package", TABLE, ["package_id", "mark", "id"])
    op.execute(
        f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION sdijember_append_only()"
    )


def downgrade() -> None:
    op.drop_table(TABLE)
