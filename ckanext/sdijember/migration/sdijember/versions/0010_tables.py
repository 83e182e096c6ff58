"""What became of each file as a table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010_tables"
down_revision = "0009_access"
branch_labels = None
depends_on = None

TABLE = "sdijember_table"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("resource_id", sa.UnicodeText, primary_key=True),
        sa.Column("package_id", sa.UnicodeText, nullable=False),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("source", sa.UnicodeText, nullable=False),
        sa.Column("wish", sa.BigInteger, nullable=False, server_default="1"),
        sa.Column("corrections", JSONB, nullable=False, server_default="{}"),
        sa.Column("decisions", JSONB, nullable=False, server_default="{}"),
        sa.Column("columns", JSONB, nullable=False, server_default="[]"),
        sa.Column("rows", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("remarks", JSONB, nullable=False, server_default="[]"),
        sa.Column("file_sha256", sa.UnicodeText, nullable=False, server_default=""),
        sa.Column("values_sha256", sa.UnicodeText, nullable=False, server_default=""),
        sa.Column("table_sha256", sa.UnicodeText, nullable=False, server_default=""),
        sa.Column("loaded_at", sa.DateTime(timezone=True)),
    )
    op.create_index(f"{TABLE}_package", TABLE, ["package_id"])
    # The loader writes through the database: nobody needs the token that the loader of before called the portal with.
    op.execute("DELETE FROM api_token WHERE name = 'xloader'")


def downgrade() -> None:
    op.drop_table(TABLE)
