"""Who signed which step of a release."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release_signs",
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["releases.number"], name=op.f("fk_release_signs_releases")),
        sa.PrimaryKeyConstraint("release", "step", name=op.f("pk_release_signs")),
    )


def downgrade() -> None:
    op.drop_table("release_signs")
