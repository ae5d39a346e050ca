"""The servers that a run talks to: mail and, where one is named, Prefect."""

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from config.settings import Settings
from flows.adapters.mail_errors import MailError
from flows.adapters.smtp import SmtpMailer
from flows.errors import OutsideError
from flows.runs.doctor.findings import Finding, Level, well, with_parts
from flows.runs.mail_account import account_of, allowance_of, password_of
from flows.wiring import connect
from forms.emails import read_email
from forms.outbox import DAY
from forms.words import Words

_PATIENCE_SECONDS = 5
_NO_PASSWORD = Words("Pašto paskyros slaptažodžio nėra.", "There is no password of the mail account.")
_SAVE_IT = Words(
    "Nustatykite LOOKDEEPER_SMTP_PASSWORD arba įrašykite į sistemos saugyklą: keyring set lookdeeper PASKYRA.",
    "Set LOOKDEEPER_SMTP_PASSWORD, or put it into the system's safe: keyring set lookdeeper USER.",
)
_NO_PREFECT = Words("Prefect serveris {url} neatsako.", "Prefect's server {url} does not answer.")
_START_IT = Words(
    "Paleiskite lookdeeper serve arba pataisykite PREFECT_API_URL.", "Start lookdeeper serve, or mend PREFECT_API_URL."
)


def check_mail(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look whether the mail server lets us in, whom we write to, and how much may leave today; nothing is sent."""
    if not settings.smtp_host:
        yield well(
            f"Pašto serveris nenurodytas: laiškai lieka aplanke {settings.mailbox}.",
            f"No mail server is named: letters stay in {settings.mailbox}.",
        )
        return
    if settings.smtp_user and settings.smtp_security != "none" and not (settings.smtp_token or password_of(settings)):
        yield Finding(Level.ERROR, _NO_PASSWORD, _SAVE_IT)
        return
    with account_of(settings) as account, SmtpMailer(account) as mailer:
        try:
            mailer.connect()
        except MailError as error:
            yield Finding(Level.ERROR, error.words)
            return
    yield well(f"Pašto serveris {settings.smtp_host} įsileidžia.", f"The mail server {settings.smtp_host} lets us in.")
    yield from _room_today(settings, now)
    yield from _guests(settings)


def _room_today(settings: Settings, now: datetime) -> Iterator[Finding]:
    most = allowance_of(settings).per_day
    if most is None or not (settings.ledger_url or (settings.home / "ledger.sqlite").exists()):
        return
    with suppress(OutsideError):  # of a ledger that cannot be opened another check tells
        used = connect(settings).ledger.sent_since(now - DAY)
        what = Words(
            f"Per pastarąją parą išsiųsta laiškų: {used}; paskyrai galima {most}.",
            f"Letters sent in the last 24 hours: {used}; the account bears {most}.",
        )
        remedy = Words("Likę išeis vėliau.", "The others leave later.")
        yield Finding(Level.OK, what) if used < most else Finding(Level.WARNING, what, remedy)


def _guests(settings: Settings) -> Iterator[Finding]:
    if settings.live:
        return
    wrong = sum(read_email(guest) is None for guest in settings.guests)
    if wrong:
        what = Words(f"Svečių sąraše netinkamų adresų: {wrong}.", f"Guests that are no addresses: {wrong}.")
        yield Finding(Level.ERROR, what, Words("Pataisykite LOOKDEEPER_GUESTS.", "Mend LOOKDEEPER_GUESTS."))
    guests = len(settings.guests)
    what = Words(
        f"Tikriems žmonėms nerašoma; svečių sąraše – {guests}.",
        f"Real people are not written to; guests on the list: {guests}.",
    )
    remedy = Words("Kai viskas paruošta: LOOKDEEPER_LIVE=1.", "When all is ready: LOOKDEEPER_LIVE=1.")
    yield Finding(Level.WARNING, what, remedy)


def check_prefect(_settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Look whether Prefect's server answers, where one is named."""
    url = os.environ.get("PREFECT_API_URL", "")
    if not url:
        yield well(
            "Prefect serveris nenurodytas: komandoms jo nereikia.",
            "No Prefect server is named: commands need none.",
        )
        return
    shown = urlsplit(url)
    bare = f"{shown.scheme}://{shown.hostname}" + (f":{shown.port}" if shown.port else "")
    if shown.scheme not in {"http", "https"} or not shown.hostname:
        yield Finding(Level.ERROR, with_parts(_NO_PREFECT, url=shown.path), _START_IT)
        return
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=_PATIENCE_SECONDS):  # noqa: S310 - http or https, see above
            yield well(f"Prefect serveris {bare} atsako.", f"Prefect's server {bare} answers.")
    except (urllib.error.URLError, OSError, ValueError):
        yield Finding(Level.ERROR, with_parts(_NO_PREFECT, url=bare), _START_IT)
