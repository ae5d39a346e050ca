"""Sending what the outbox holds: one connection a run, each letter to one person, its state kept before and after."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from flows.adapters.mail_errors import AccountError, MailError, PermanentMailError
from flows.adapters.rendering import RenderedLetter, render_letter
from flows.adapters.smtp import SmtpMailer
from flows.errors import OutsideError
from flows.runs.mail_account import account_of, allowance_of, may_write_to
from flows.runs.pacing import Pace
from flows.runs.programme import gather_staff
from flows.wiring import Services
from forms.letters import PRIVATE_LETTERS, from_fields
from forms.memory import Run
from forms.mistyped import likely_domain
from forms.night.letters import letters_kept_back
from forms.organisations import Organisation
from forms.outbox import (
    DAY,
    MINUTE,
    LetterState,
    QueuedLetter,
    Trouble,
    Why,
    admitted,
    after_permanent,
    after_temporary,
    awake,
    due,
    held,
    is_confirmed,
    is_worn_out,
    put_back,
    read_quiet_hours,
    sending,
    sent,
)
from forms.words import Words

log = logging.getLogger("lookdeeper")

_LOST_IN_A_ROW = 2
"""Letters after which the server broke off without an answer: the third would fare no better."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters left, were put off (or put back), given up and held; what stopped the run, if anything did.

    Letters that the account's limits keep for a later run count as put off.
    """

    sent: int
    later: int
    failed: int
    held: int
    trouble: Words | None = None


def send_due(services: Services, now: datetime, pace: Pace | None = None) -> Sent:
    """Send the letters that are due, the most pressing first.

    A letter is noted as being sent before the server gets it and as sent after its answer. Killed in between, the
    next run sends it again under the same Message-ID, by which mailboxes know a message that they have.
    """
    waiting = _due(services, now)
    letters = _without_kept_back(services, waiting, now)
    kept = sum(map(_counted, waiting)) - sum(map(_counted, letters))
    done: Counter[LetterState] = Counter({LetterState.HELD: kept})
    wanted = list(_that_may_leave(services, letters, now, done))
    allowance = allowance_of(services.settings)
    used = services.ledger.sent_since(now - DAY) if wanted and allowance.per_day else 0
    leaving = admitted(wanted, allowance, used)
    if pace is None:
        gone = services.ledger.sent_since(now - MINUTE) if leaving and allowance.per_minute else 0
        pace = Pace(allowance.per_minute, gone)
    tried, trouble = _send_all(services, leaving, pace, now, done) if leaving else (0, None)
    acted = any(done.values())
    left = len(wanted) - (tried if trouble is None else len(leaving))
    if left:
        done[LetterState.QUEUED] += left
        trouble = trouble or Trouble(Why.OUR_LIMIT, str(left)).words
    found = Sent(
        sent=done[LetterState.SENT],
        later=done[LetterState.RETRY] + done[LetterState.QUEUED],
        failed=done[LetterState.FAILED],
        held=done[LetterState.HELD],
        trouble=trouble,
    )
    counts = {"sent": found.sent, "failed": found.failed, "later": found.later, "held": found.held}
    if acted:
        services.ledger.log(Run("outbox", now, counts=counts, not_read=(trouble.lt,) if trouble else ()))
    return found


def _counted(letter: QueuedLetter) -> int:
    """Return what a letter counts for in a run's numbers: nothing, when its kind alone tells of somebody's health."""
    return int(letter.kind not in PRIVATE_LETTERS)


def _due(services: Services, now: datetime) -> tuple[QueuedLetter, ...]:
    """Return the letters whose time has come; into the mailbox of this machine at any hour."""
    letters = due(services.ledger.unsent(), now)
    settings = services.settings
    return awake(letters, read_quiet_hours(settings.quiet_hours), now) if settings.smtp_host else letters


def _that_may_leave(
    services: Services, letters: Iterable[QueuedLetter], now: datetime, done: Counter[LetterState]
) -> Iterable[QueuedLetter]:
    """Hold what is not to leave before somebody has looked, give up what has crashed us too often; yield the others."""
    for letter in letters:
        stopped = _stopped(services, letter)
        if stopped is None:
            yield letter
        else:
            services.ledger.update(stopped, now=now)
            done[stopped.state] += _counted(letter)


def _stopped(services: Services, letter: QueuedLetter) -> QueuedLetter | None:
    if not may_write_to(services.settings, letter):
        return held(letter, Trouble(Why.NOT_LIVE).kept)
    domain = likely_domain(letter.recipient)
    if domain and not letter.attempts and not is_confirmed(letter):
        return held(letter, Trouble(Why.MISTYPED, domain).kept)
    return after_permanent(letter, Trouble(Why.ANSWER_LOST).kept) if is_worn_out(letter) else None


def _send_all(
    services: Services, letters: Sequence[QueuedLetter], pace: Pace, now: datetime, done: Counter[LetterState]
) -> tuple[int, Words | None]:
    """Send letters over one connection; return how many were tried, and what stopped the run, if anything did."""
    lost = 0
    with account_of(services.settings) as account, SmtpMailer(account) as mailer:
        for number, letter in enumerate(letters):
            if not pace.next():
                return number, None
            after, error = _send(services, mailer, letter, now)
            done[after.state] += _counted(letter)
            lost = lost + 1 if error and error.trouble.why is Why.ANSWER_LOST else 0
            if error and (error.stops_run or lost == _LOST_IN_A_ROW):
                return number + 1, error.words
    return len(letters), None


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
            services.ledger.update(held(letter, Trouble(Why.HELD_THERE).kept), now=now)
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
    rendered = _rendered(letter)
    if rendered is None:
        given_up = after_permanent(letter, Trouble(Why.FORM_CHANGED).kept)
        services.ledger.update(given_up, now=now)
        return given_up, None
    begun = sending(letter)
    services.ledger.update(begun, now=now)
    problem: MailError | None = None
    try:
        mailer.send(begun, rendered, now)
        after = sent(begun, now)
    except AccountError as error:
        problem, after = error, put_back(letter, error.trouble.kept)
    except PermanentMailError as error:
        problem, after = error, after_permanent(begun, error.trouble.kept)
    except MailError as error:
        problem, after = error, after_temporary(begun, error.trouble.kept, now)
    services.ledger.update(after, now=now)
    if problem:
        log.warning("a letter%s did not leave: %s", _of_kind(letter), problem.words.en)
    return after, problem


def _of_kind(letter: QueuedLetter) -> str:
    return f" of the kind {letter.kind}" if _counted(letter) else ""


def _rendered(letter: QueuedLetter) -> RenderedLetter | None:
    """Return a letter rendered; None for one that cannot be any more, whatever the reason, lest it stop the others."""
    try:
        return render_letter(from_fields(letter.kind, letter.fields), letter.language)
    except Exception as error:  # noqa: BLE001 - what the outbox kept may not be what today's templates can say
        # The error's own text may hold a field, and so a person's answer.
        log.error("a letter%s cannot be written: %s", _of_kind(letter), type(error).__name__)  # noqa: TRY400
        return None
