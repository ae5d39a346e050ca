"""Letters that wait to be sent: what one is, how its state changes, why it does not leave, how many may."""

from forms.outbox.letter import OPEN, STATE_TITLES, LetterState, Priority, QueuedLetter, message_id
from forms.outbox.limits import ACCOUNTS, DAY, MINUTE, Allowance, admitted, awake, due, read_quiet_hours
from forms.outbox.states import (
    WAITS,
    after_permanent,
    after_temporary,
    held,
    is_confirmed,
    is_worn_out,
    put_back,
    released,
    sending,
    sent,
)
from forms.outbox.trouble import WHY_WORDS, Trouble, Why, told, trouble_of

__all__ = [
    "ACCOUNTS",
    "DAY",
    "MINUTE",
    "OPEN",
    "STATE_TITLES",
    "WAITS",
    "WHY_WORDS",
    "Allowance",
    "LetterState",
    "Priority",
    "QueuedLetter",
    "Trouble",
    "Why",
    "admitted",
    "after_permanent",
    "after_temporary",
    "awake",
    "due",
    "held",
    "is_confirmed",
    "is_worn_out",
    "message_id",
    "put_back",
    "read_quiet_hours",
    "released",
    "sending",
    "sent",
    "told",
    "trouble_of",
]
