"""What the tabs showed when they were last written."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shown_tabs",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("tab", sa.Text(), nullable=False),
        sa.Column("row_keys", sa.Text(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "tab", name=op.f("pk_shown_tabs")),
    )


def downgrade() -> None:
    op.drop_table("shown_tabs")
