"""Sending what the outbox holds: one connection a run, each letter to one person, its state kept before and after."""

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from config.settings import Settings
from flows.adapters.mail_errors import AccountError, MailError, PermanentMailError
from flows.adapters.mailbox import LocalMailbox
from flows.adapters.rendering import RenderedLetter, render_letter
from flows.adapters.smtp import MailAccount, SmtpMailer
from flows.errors import OutsideError
from flows.runs.programme import gather_staff
from flows.wiring import Services
from forms.letters import from_fields
from forms.memory import Run
from forms.night.letters import letters_kept_back
from forms.organisations import Organisation
from forms.outbox import (
    LetterState,
    QueuedLetter,
    after_permanent,
    after_temporary,
    due,
    held,
    put_back,
    sending,
    sent,
)
from forms.words import Words

log = logging.getLogger("lookdeeper")

_NOT_LIVE = Words(
    "Tikriems žmonėms rašoma tik nustačius LOOKDEEPER_LIVE=1; paskui čia pasirinkite „Leisti“.",
    "Real people are written to only with LOOKDEEPER_LIVE=1; then choose “Release” here.",
)
_HELD_THERE = Words("Sulaikyta lape „Laiškai“.", "Held in the tab “Letters”.")
_NOT_WRITABLE = Words(
    "Laiško nebegalima surašyti: pasikeitė jo forma. Praneškite programos prižiūrėtojui.",
    "The letter can no longer be written: its form has changed. Tell the operator.",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters left, were put off (or put back), given up and held; what stopped the run, if anything did."""

    sent: int
    later: int
    failed: int
    held: int
    trouble: Words | None = None


@contextmanager
def account_of(settings: Settings) -> Iterator[MailAccount]:
    """Give the account that letters leave from: the configured one, or the mailbox of this machine."""
    facts = settings.facts["letters"]
    address = settings.sender_address or facts["sender_address"]
    name = settings.sender_name or facts["sender_name"]
    if settings.smtp_host:
        password = settings.smtp_password.get_secret_value()
        security = settings.smtp_security
        yield MailAccount(settings.smtp_host, settings.smtp_port, security, settings.smtp_user, password, address, name)
        return
    with LocalMailbox(settings.mailbox) as mailbox:
        yield mailbox.account(address, name)


def _may_write_to(settings: Settings, letter: QueuedLetter) -> bool:
    """Tell whether a letter may leave: to anybody on this machine or when live, else to the guests alone."""
    guests = {guest.strip().casefold() for guest in settings.guests}
    return not settings.smtp_host or settings.live or letter.recipient.casefold() in guests


def send_due(services: Services, now: datetime) -> Sent:
    """Send the letters that are due, the most pressing first.

    A letter is noted as being sent before the server gets it and as sent after its answer. Killed in between, the
    next run sends it again under the same Message-ID, by which mailboxes know a message that they have.
    """
    settings = services.settings
    waiting = due(services.ledger.unsent(), now)
    letters = _without_kept_back(services, waiting, now)
    done: Counter[LetterState] = Counter({LetterState.HELD: len(waiting) - len(letters)})
    trouble: Words | None = None
    if letters:
        with account_of(settings) as account, SmtpMailer(account) as mailer:
            for letter in letters:
                after, error = _send(services, mailer, letter, now)
                done[after.state] += 1
                if error and error.stops_run:
                    trouble = error.words
                    break
    found = Sent(
        sent=done[LetterState.SENT],
        later=done[LetterState.RETRY] + done[LetterState.QUEUED],
        failed=done[LetterState.FAILED],
        held=done[LetterState.HELD],
        trouble=trouble,
    )
    counts = {"sent": found.sent, "failed": found.failed, "later": found.later, "held": found.held}
    if any(counts.values()):
        services.ledger.log(Run("outbox", now, counts=counts, not_read=(trouble.lt,) if trouble else ()))
    return found


def _without_kept_back(services: Services, letters: Sequence[QueuedLetter], now: datetime) -> list[QueuedLetter]:
    """Hold the letters that a coordinator has held in the workbook since the last night; return the others.

    A workbook that cannot be read holds nothing: what people wait for is not left lying for a damaged file.
    """
    slugs = {letter.organisation for letter in letters} - {""}
    kept_back: set[str] = set()
    for organisation in _organisations(services, slugs):
        with suppress(OutsideError):
            kept_back |= letters_kept_back(services.workbook_of(organisation).read().sheets)
    for letter in letters:
        if letter.key in kept_back:
            services.ledger.update(held(letter, _HELD_THERE.lt), now=now)
    return [letter for letter in letters if letter.key not in kept_back]


def _organisations(services: Services, slugs: Collection[str]) -> list[Organisation]:
    if not slugs:
        return []
    try:
        return [one for one in gather_staff(services)[1].organisations if one.slug in slugs]
    except OutsideError:
        return []


def _send(
    services: Services, mailer: SmtpMailer, letter: QueuedLetter, now: datetime
) -> tuple[QueuedLetter, MailError | None]:
    if not _may_write_to(services.settings, letter):
        kept = held(letter, _NOT_LIVE.lt)
        services.ledger.update(kept, now=now)
        return kept, None
    rendered = _rendered(letter)
    if rendered is None:
        given_up = after_permanent(letter, _NOT_WRITABLE.lt)
        services.ledger.update(given_up, now=now)
        return given_up, None
    begun = sending(letter)
    services.ledger.update(begun, now=now)
    problem: MailError | None = None
    try:
        mailer.send(begun, rendered, now)
        after = sent(begun, now)
    except AccountError as error:
        problem, after = error, put_back(letter, error.words.lt)
    except PermanentMailError as error:
        problem, after = error, after_permanent(begun, error.words.lt)
    except MailError as error:
        problem, after = error, after_temporary(begun, error.words.lt, now)
    services.ledger.update(after, now=now)
    if problem:
        log.warning("a letter of the kind %s did not leave: %s", letter.kind, problem.words.en)
    return after, problem


def _rendered(letter: QueuedLetter) -> RenderedLetter | None:
    """Return a letter rendered; None for one that cannot be any more, whatever the reason, lest it stop the others."""
    try:
        return render_letter(from_fields(letter.kind, letter.fields), letter.language)
    except Exception as error:  # noqa: BLE001 - what the outbox kept may not be what today's templates can say
        # The error's own text may hold a field, and so a person's answer.
        log.error("a letter of the kind %s cannot be written: %s", letter.kind, type(error).__name__)  # noqa: TRY400
        return None
