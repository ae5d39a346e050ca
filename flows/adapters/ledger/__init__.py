"""The ledger, and the only door to SQLAlchemy and Alembic."""

from flows.adapters.ledger.faults import LedgerBusyError, LedgerError, LedgerLostError
from flows.adapters.ledger.ledger import SqlLedger, open_ledger

__all__ = ["LedgerBusyError", "LedgerError", "LedgerLostError", "SqlLedger", "open_ledger"]
