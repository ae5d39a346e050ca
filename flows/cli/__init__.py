"""The command line: `lookdeeper`."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    if sys.argv[1:2] == ["match"]:
        from flows.cli.matching import match_list

        sys.exit(match_list(sys.argv[2:]))
    from flows.cli.main import app

    app()
