"""Which responses were brought in from files."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brought_in",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "fingerprint", name=op.f("pk_brought_in")),
    )


def downgrade() -> None:
    op.drop_table("brought_in")
