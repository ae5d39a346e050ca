"""How a command speaks and ends, without the command line's library: what is typed often answers at once."""

import os
import sys
from enum import IntEnum

from forms.words import Language


class Ending(IntEnum):
    """Exit codes: what a script that calls us can tell."""

    DONE = 0
    PARTLY = 1
    """Done as far as possible: something could not be read, written or sent, and was said."""
    USAGE = 2
    """The command's own words are off."""
    REFUSED = 3
    """Nothing was done: something outside is missing, broken or in use; the message says what to do."""


def spoken() -> Language:
    """Return the language of messages: Lithuanian where the terminal's is, else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return Language.LT if locale.lower().startswith("lt") else Language.EN


def say(sentence: str) -> None:
    """Print a sentence."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def warn(sentence: str) -> None:
    """Print a sentence that somebody must act on."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()  # between what goes to standard output, in the order in which it was said
