"""What a kind of problem is: how bad, and in which words it is told."""

from dataclasses import dataclass
from enum import StrEnum

from forms.words import Words


class Severity(StrEnum):
    """Whether a problem keeps a submission from counting, or is only shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of problem in the catalogue."""

    severity: Severity
    what: Words
    remedy: Words
