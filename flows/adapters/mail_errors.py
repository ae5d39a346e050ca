"""Why a letter does not leave: what a mail server's answers mean for the letter and for the run, in words."""

import smtplib
import ssl

from forms.words import Words

_PUT_OFF = range(400, 500)
_CLOSING = 421  # RFC 5321 §3.8: the server says this and hangs up
_OF_ACCOUNT = frozenset({530, 534, 535, 538})  # RFC 4954 §6: something is wrong with our login, not with the letter


class MailError(Exception):
    """A letter did not leave; the words say why, without any address. `stops_run`: nor would the next one.

    `code` is what the server answered, None where it did not.
    """

    def __init__(self, words: Words, *, code: int | None = None, stops_run: bool = False) -> None:
        """Keep the words."""
        super().__init__(words.en)
        self.words = words
        self.code = code
        self.stops_run = stops_run


class TemporaryMailError(MailError):
    """The letter may leave later."""


class AccountError(TemporaryMailError):
    """Nothing leaves: the server cannot be reached, or our account is not right. No letter is to blame."""

    def __init__(self, words: Words, *, code: int | None = None) -> None:
        """Keep the words; the run stops."""
        super().__init__(words, code=code, stops_run=True)


class PermanentMailError(MailError):
    """The letter will never leave as it is."""


NO_SERVER = Words("Pašto serveris neatsako.", "The mail server does not answer.")
NO_LOGIN = Words(
    "Pašto serveris nepriėmė prisijungimo: patikrinkite LOOKDEEPER_SMTP_USER ir LOOKDEEPER_SMTP_PASSWORD.",
    "The mail server refused the login: check LOOKDEEPER_SMTP_USER and LOOKDEEPER_SMTP_PASSWORD.",
)
_NO_TLS = Words(
    "Pašto serveris nesiūlo saugaus ryšio arba prisijungimo: patikrinkite LOOKDEEPER_SMTP_SECURITY.",
    "The mail server offers no secure connection or no login: check LOOKDEEPER_SMTP_SECURITY.",
)
_NOT_TRUSTED = Words(
    "Pašto serverio sertifikatu negalima pasitikėti: patikrinkite LOOKDEEPER_SMTP_HOST.",
    "The mail server's certificate cannot be trusted: check LOOKDEEPER_SMTP_HOST.",
)
NOT_OUR_SENDER = Words(
    "Pašto serveris neleidžia rašyti nustatytu siuntėjo adresu ({code}): patikrinkite LOOKDEEPER_SENDER_ADDRESS.",
    "The mail server does not let us write from the sender's address ({code}): check LOOKDEEPER_SENDER_ADDRESS.",
)
_WAIT = Words("Pašto serveris prašo palaukti ({code}).", "The mail server asks to wait ({code}).")
NO_ADDRESS = Words(
    "Pašto serveris gavėjo nepriėmė ({code}): greičiausiai tokio adreso nėra.",
    "The mail server refused the recipient ({code}): most likely there is no such address.",
)
NOT_TAKEN = Words("Pašto serveris laiško nepriėmė ({code}).", "The mail server refused the letter ({code}).")
NOT_WRITABLE = Words(
    "Laiško parašyti neįmanoma: jo adresas netinkamas arba pašto serveris tokio nepriima.",
    "The letter cannot be written: its address is not valid, or the mail server does not take its kind.",
)


def _with(words: Words, code: int) -> Words:
    return Words(words.lt.format(code=code), words.en.format(code=code))


def refused(code: int, why: Words) -> MailError:
    """Return the error for a server's answer, its words with the code.

    What is wrong with our account is never held against a letter.
    """
    if code in _PUT_OFF:
        return TemporaryMailError(_with(_WAIT, code), code=code, stops_run=code == _CLOSING)
    if code in _OF_ACCOUNT:
        return AccountError(NO_LOGIN, code=code)
    if why is NOT_OUR_SENDER:
        return AccountError(_with(why, code), code=code)
    return PermanentMailError(_with(why, code), code=code)


def not_connected(error: Exception) -> AccountError:
    """Return the error for a connection or a login that did not come about."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return AccountError(_NO_TLS)
    if isinstance(error, ssl.SSLCertVerificationError):
        return AccountError(_NOT_TRUSTED)
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
    refused = isinstance(error, smtplib.SMTPAuthenticationError) and code not in _PUT_OFF
    unwritable = isinstance(error, UnicodeError)  # smtplib takes no password but in ASCII
    return AccountError(NO_LOGIN if refused or unwritable else NO_SERVER, code=code)
