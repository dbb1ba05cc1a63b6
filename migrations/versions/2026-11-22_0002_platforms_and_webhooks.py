"""What training platforms send and hold, and the webhooks that we send."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OF_ORGANISATIONS = ("connections", "deliveries", "inbox", "remote_sessions", "webhook_endpoints")
OWN_ROWS = """org_id = nullif(current_setting('app.tenant_id', true), '') OR current_setting('app.system', true) = 'on'"""


def upgrade() -> None:
    op.create_table(
        "hooks",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("org_id", sa.String(length=48), nullable=False),
        sa.Column("provider", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("key_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("secrets", sa.Text(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_hooks_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hooks")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_hooks_key_hash")),
    )
    with op.batch_alter_table("hooks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hooks_org_id"), ["org_id"], unique=False)

    op.create_table(
        "webhook_endpoints",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("org_id", sa.String(length=48), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("event_types", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("secrets", sa.Text(), nullable=False),
        sa.Column(
            "status", sa.Enum("active", "disabled", name="status", native_enum=False, create_constraint=True, length=32), nullable=False
        ),
        sa.Column("failures_in_row", sa.Integer(), nullable=False),
        sa.Column("closed_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_webhook_endpoints_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_endpoints")),
    )
    with op.batch_alter_table("webhook_endpoints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_endpoints_org_id"), ["org_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_webhook_endpoints_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "connections",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("org_id", sa.String(length=48), nullable=False),
        sa.Column("athlete_id", sa.String(length=48), nullable=False),
        sa.Column("provider", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("provider_user_id", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("status", sa.Enum("active", "lost", name="status", native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column("granted", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("credentials", sa.Text(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("renewing_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("polled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("error", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name=op.f("fk_connections_athlete_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_connections_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connections")),
        sa.UniqueConstraint("org_id", "provider", "provider_user_id", name=op.f("uq_connections_org_id_provider_provider_user_id")),
    )
    with op.batch_alter_table("connections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_connections_athlete_id"), ["athlete_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_connections_org_id"), ["org_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_connections_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("org_id", sa.String(length=48), nullable=False),
        sa.Column("athlete_id", sa.String(length=48), nullable=False),
        sa.Column("provider", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("state_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name=op.f("fk_consents_athlete_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_consents_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("state_hash", name=op.f("uq_consents_state_hash")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_athlete_id"), ["athlete_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consents_org_id"), ["org_id"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("org_id", sa.String(length=48), nullable=False),
        sa.Column("endpoint_id", sa.String(length=48), nullable=False),
        sa.Column("event_id", sqlmodel.sql.sqltypes.AutoString(length=48), nullable=False),
        sa.Column("type", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("waiting", "delivered", "failed", name="status", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("settled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["endpoint_id"], ["webhook_endpoints.id"], name=op.f("fk_deliveries_endpoint_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_deliveries_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliveries_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_endpoint_id"), ["endpoint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_org_id"), ["org_id"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("org_id", sa.String(length=48), nullable=False),
        sa.Column("provider", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("dedupe_key", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("provider_user_id", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("athlete_id", sa.String(length=48), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "received", "done", "ignored", "confirm", "failed", name="status", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("received_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("settled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name=op.f("fk_inbox_athlete_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_inbox_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("org_id", "provider", "dedupe_key", name=op.f("uq_inbox_org_id_provider_dedupe_key")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_athlete_id"), ["athlete_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_org_id"), ["org_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_received_at"), ["received_at"], unique=False)

    op.create_table(
        "remote_sessions",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("org_id", sa.String(length=48), nullable=False),
        sa.Column("athlete_id", sa.String(length=48), nullable=False),
        sa.Column("connection_id", sqlmodel.sql.sqltypes.AutoString(length=48), nullable=False),
        sa.Column("session_key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("remote", sa.Text(), nullable=False),
        sa.Column("content_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("remote_updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("written", "conflict", "left", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("written", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("conflict_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("kept", sa.Enum("ours", "theirs", name="kept", native_enum=False, create_constraint=True, length=32), nullable=True),
        sa.Column("resolved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pushed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name=op.f("fk_remote_sessions_athlete_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_remote_sessions_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_sessions")),
        sa.UniqueConstraint("connection_id", "session_key", name=op.f("uq_remote_sessions_connection_id_session_key")),
    )
    with op.batch_alter_table("remote_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remote_sessions_athlete_id"), ["athlete_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remote_sessions_connection_id"), ["connection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remote_sessions_org_id"), ["org_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remote_sessions_updated_at"), ["updated_at"], unique=False)

    if op.get_context().dialect.name == "postgresql":
        for table in OF_ORGANISATIONS:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")  # also for the owner of the table
            op.execute(f"CREATE POLICY own_rows ON {table} USING ({OWN_ROWS})")


def downgrade() -> None:
    with op.batch_alter_table("remote_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remote_sessions_updated_at"))
        batch_op.drop_index(batch_op.f("ix_remote_sessions_org_id"))
        batch_op.drop_index(batch_op.f("ix_remote_sessions_connection_id"))
        batch_op.drop_index(batch_op.f("ix_remote_sessions_athlete_id"))

    op.drop_table("remote_sessions")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_received_at"))
        batch_op.drop_index(batch_op.f("ix_inbox_org_id"))
        batch_op.drop_index(batch_op.f("ix_inbox_athlete_id"))

    op.drop_table("inbox")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliveries_org_id"))
        batch_op.drop_index(batch_op.f("ix_deliveries_event_id"))
        batch_op.drop_index(batch_op.f("ix_deliveries_endpoint_id"))
        batch_op.drop_index(batch_op.f("ix_deliveries_created_at"))

    op.drop_table("deliveries")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_org_id"))
        batch_op.drop_index(batch_op.f("ix_consents_athlete_id"))

    op.drop_table("consents")
    with op.batch_alter_table("connections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_connections_updated_at"))
        batch_op.drop_index(batch_op.f("ix_connections_org_id"))
        batch_op.drop_index(batch_op.f("ix_connections_athlete_id"))

    op.drop_table("connections")
    with op.batch_alter_table("webhook_endpoints", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_endpoints_updated_at"))
        batch_op.drop_index(batch_op.f("ix_webhook_endpoints_org_id"))

    op.drop_table("webhook_endpoints")
    with op.batch_alter_table("hooks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hooks_org_id"))

    op.drop_table("hooks")
