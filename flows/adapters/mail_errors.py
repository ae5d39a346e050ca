"""Why a letter does not leave: what a mail server's answers mean for the letter and for the run."""

import re
import smtplib
import ssl
from enum import Enum, auto

from forms.outbox import Trouble, Why
from forms.words import Words

_PUT_OFF = range(400, 500)
_CLOSING = 421  # RFC 5321 §3.8: the server says this and hangs up
_OF_ACCOUNT = frozenset({530, 534, 535, 538})  # RFC 4954 §6: something is wrong with our login, not with the letter
_NO_ROOM, _OVER_QUOTA = 452, 552
_ENHANCED = re.compile(rb"[245]\.(\d{1,3})\.(\d{1,3})\b")


class Part(Enum):
    """What a mail server was told when it answered."""

    SENDER = auto()
    RECIPIENT = auto()
    CONTENT = auto()


class MailError(Exception):
    """A letter did not leave; the trouble says why, without any address. `stops_run`: nor would the next one.

    `code` is what the server answered, None where it did not.
    """

    def __init__(self, trouble: Trouble, *, code: int | None = None, stops_run: bool = False) -> None:
        """Keep the trouble."""
        super().__init__(trouble.words.en)
        self.trouble = trouble
        self.code = code
        self.stops_run = stops_run

    @property
    def words(self) -> Words:
        """Return the trouble in words."""
        return self.trouble.words


class TemporaryMailError(MailError):
    """The letter may leave later."""


class AccountError(TemporaryMailError):
    """Nothing leaves: the server cannot be reached, or our account is not right. No letter is to blame."""

    def __init__(self, trouble: Trouble, *, code: int | None = None) -> None:
        """Keep the trouble; the run stops."""
        super().__init__(trouble, code=code, stops_run=True)


class PermanentMailError(MailError):
    """The letter will never leave as it is."""


NOT_WRITABLE = Trouble(Why.NOT_WRITABLE)


def refused(code: int, text: bytes, part: Part) -> MailError:
    """Return the error for a server's answer; what is wrong with our account is never held against a letter.

    Servers agree on the first figure of an answer and little else, so the code of RFC 3463 at the head of its text,
    where there is one, says more than the two figures after it.
    """
    begin = _ENHANCED.match(text)
    subject, detail = (int(begin[1]), int(begin[2])) if begin else (0, 0)
    fact = str(code)
    if (subject, detail) == (4, 5):  # how Gmail says that a day's letters are used up
        return AccountError(Trouble(Why.DAY_IS_FULL, fact), code=code)
    if code in _PUT_OFF:
        return TemporaryMailError(
            Trouble(_put_off(code, subject, detail, part), fact), code=code, stops_run=code == _CLOSING
        )
    if code in _OF_ACCOUNT:
        return AccountError(Trouble(Why.NO_LOGIN), code=code)
    if part is Part.SENDER:
        return AccountError(Trouble(Why.NOT_OUR_SENDER, fact), code=code)
    return PermanentMailError(Trouble(_for_good(code, subject, detail, part), fact), code=code)


def _put_off(code: int, subject: int, detail: int, part: Part) -> Why:
    if code == _CLOSING:
        return Why.CLOSING
    if (subject, detail) == (2, 2):
        return Why.MAILBOX_FULL
    if code == _NO_ROOM or (subject, detail) == (3, 1):
        return Why.NO_ROOM_THERE
    if part is Part.RECIPIENT and (subject, detail) in {(0, 0), (2, 0), (7, 0), (7, 1)}:
        return Why.GREYLISTED
    return Why.WAIT


def _for_good(code: int, subject: int, detail: int, part: Part) -> Why:
    if (subject, detail) == (3, 4):
        return Why.TOO_LARGE
    if (subject, detail) == (2, 2) or code == _OVER_QUOTA:
        return Why.MAILBOX_FULL
    if subject == 7:  # noqa: PLR2004 - RFC 3463 §3.8: security or policy
        return Why.UNWANTED
    return Why.NO_ADDRESS if part is Part.RECIPIENT else Why.NOT_TAKEN


def not_connected(error: Exception) -> AccountError:
    """Return the error for a connection or a login that did not come about."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return AccountError(Trouble(Why.NO_TLS))
    if isinstance(error, ssl.SSLCertVerificationError):
        return AccountError(Trouble(Why.NOT_TRUSTED))
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
    if isinstance(error, smtplib.SMTPAuthenticationError):
        why = Why.SLOW_DOWN if code in _PUT_OFF else Why.NO_LOGIN
        return AccountError(Trouble(why, str(code) if why is Why.SLOW_DOWN else ""), code=code)
    unwritable = isinstance(error, UnicodeError)  # smtplib takes no password but in ASCII
    return AccountError(Trouble(Why.NO_LOGIN if unwritable else Why.NO_SERVER), code=code)
