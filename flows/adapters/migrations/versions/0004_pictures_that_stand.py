"""The picture of an organisation that was left with nothing to do."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("settlements", sa.Column("picture", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("settlements", "picture")
