"""The command line: `lookdeeper`."""

from flows.cli.main import main

__all__ = ["main"]
