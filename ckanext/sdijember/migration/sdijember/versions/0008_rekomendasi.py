"""The Rekomendasi Statistik: what was given never changes, its state only moves forward, nothing is deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_rekomendasi"
down_revision = "0007_note"
branch_labels = None
depends_on = None

TABLE, TEMPLATE = "sdijember_rekomendasi", "sdijember_rekomendasi_templat"

#: What may change after a recommendation was given; every other column, those to come as well, never does.
CHANGING = (
    "state", "merged_into", "superseded_by", "superseded_at", "revoked_by", "revoked_name", "revoked_at",
    "revoke_reason", "letter_sha256", "letter_template", "letter_template_sha256", "letter_sealed_by", "letter_at",
    "scan_sha256", "scan_name", "scan_type",
)  # fmt: skip
#: Of these, what is written once; the scan may be replaced by a better one, which the log keeps.
ONCE = tuple(name for name in CHANGING if name != "state" and not name.startswith("scan_"))

GUARD = f"""
CREATE OR REPLACE FUNCTION sdijember_rekomendasi_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changing CONSTANT text[] := ARRAY[{", ".join(f"'{name}'" for name in CHANGING)}];
    once CONSTANT text[] := ARRAY[{", ".join(f"'{name}'" for name in ONCE)}];
    before CONSTANT jsonb := to_jsonb(OLD);
    after CONSTANT jsonb := to_jsonb(NEW);
    name text;
BEGIN
    IF after - changing IS DISTINCT FROM before - changing THEN
        RAISE EXCEPTION 'a recommendation that was given cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (
        (OLD.state = 'berlaku' AND NEW.state IN ('digantikan', 'dicabut'))
        OR (OLD.state = 'digantikan' AND NEW.state = 'dicabut'))
    THEN
        RAISE EXCEPTION 'a recommendation cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    FOREACH name IN ARRAY once LOOP
        IF before ->> name IS NOT NULL AND after ->> name IS DISTINCT FROM before ->> name THEN
            RAISE EXCEPTION '% was written once and cannot be changed', name USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NEW;
END
$$
"""


def upgrade() -> None:
    _create_rekomendasi()
    _create_template()
    op.execute(GUARD)
    op.execute(
        f"CREATE TRIGGER {TABLE}_guard BEFORE UPDATE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION sdijember_rekomendasi_guard()"
    )
    for table, events in ((TABLE, "DELETE OR TRUNCATE"), (TEMPLATE, "UPDATE OR DELETE OR TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE {events} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION sdijember_append_only()"
        )


def downgrade() -> None:
    op.drop_table(TEMPLATE)
    op.drop_table(TABLE)
    op.execute("DROP FUNCTION sdijember_rekomendasi_guard()")


def _create_rekomendasi() -> None:
    op.create_table(
        TABLE,
        *_texts("id", "package_id", "package_type", "kind", "number", "issuer"),
        sa.Column("date", sa.Date, nullable=False),
        *_texts("conditions", "title", "office"),
        *_texts("owner_org", "snapshot", nullable=True),
        *_texts("code", "channel", "signer_name", "signer_position", "issued_by", "issued_name"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("state"),
        *_texts("merged_into", "superseded_by", nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        *_texts("revoked_by", "revoked_name", nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        *_texts("revoke_reason", "letter_sha256", nullable=True),
        sa.Column("letter_template", sa.Integer),
        *_texts("letter_template_sha256", "letter_sealed_by", nullable=True),
        sa.Column("letter_at", sa.DateTime(timezone=True)),
        *_texts("scan_sha256", "scan_name", "scan_type", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["superseded_by"], [f"{TABLE}.id"], deferrable=True, initially="DEFERRED"),
        sa.CheckConstraint("kind IN ('penyebarluasan', 'rancangan')", f"{TABLE}_kind"),
        sa.CheckConstraint("state IN ('berlaku', 'digantikan', 'dicabut')", f"{TABLE}_state"),
        sa.CheckConstraint("kind <> 'penyebarluasan' OR coalesce(snapshot, '') <> ''", f"{TABLE}_bound"),
        sa.CheckConstraint(
            "state <> 'dicabut' OR (coalesce(revoked_by, '') <> '' AND coalesce(revoke_reason, '') <> '')",
            f"{TABLE}_revoked",
        ),
    )
    op.create_index(f"{TABLE}_code", TABLE, ["code"], unique=True)
    op.create_index(f"{TABLE}_package", TABLE, ["package_id"])
    op.create_index(f"{TABLE}_merged", TABLE, ["merged_into"])
    op.create_index(f"{TABLE}_issued", TABLE, ["state", "issued_at"])
    op.create_index(
        f"{TABLE}_number",
        TABLE,
        [sa.text("lower(number)")],
        unique=True,
        postgresql_where=sa.text("kind = 'penyebarluasan'"),
    )


def _create_template() -> None:
    op.create_table(
        TEMPLATE,
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        *_texts("body", "note", "saved_by", "saved_name"),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )


def _texts(*names: str, nullable: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.UnicodeText, nullable=nullable) for name in names]
