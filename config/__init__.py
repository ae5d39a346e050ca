"""Settings and facts: where things lie, and what the programme has decided."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the checkout."""
