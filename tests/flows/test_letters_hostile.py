"""What a form brings never harms a letter: no markup, no header, no health answer, nobody else's data."""

from dataclasses import fields, is_dataclass, replace
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import clock
from flows.adapters.rendering import RenderedLetter, render_letter
from flows.adapters.smtp import MailAccount, compose
from forms.letters import LETTERS, Letter, from_fields, to_fields
from forms.outbox import QueuedLetter
from forms.privacy import Personal
from forms.words import Language
from tests.flows.stage import APPLICATION, REPORT, TRAINING, Application, CoordinatorRecord, EventReport, Stage

NOW = clock.as_of("2024-03-07T08:00")
ACCOUNT = MailAccount("localhost", 25, "none", "", "", "a@zvelkgiliau.example.org", "Žvelk giliau")
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
HOSTILE = st.text(st.characters() | st.sampled_from("<>\"'&/=;{}%:\r\n\u202e\u2028\x00"), max_size=40) | st.sampled_from([
    "<script>alert(1)</script>", "</td></tr></table><img src=x onerror=alert(1)>", "a\r\nBcc: x@example.com\r\n\r\nb",
    "{{ 7 * 7 }}", "a\nSubject: b", "ž" * 5_000, "a\ud800", '" onmouseover="alert(1)', "<!--", "=?utf-8?q?a?=",
])  # fmt: skip


def hostile(value: Any, told: str) -> Any:
    """Return a letter, or a line of one, with every text in it replaced."""
    if isinstance(value, Personal):
        return Personal(told)
    if isinstance(value, str):
        return told
    if isinstance(value, tuple):
        return tuple(hostile(part, told) for part in cast("tuple[Any, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: hostile(getattr(value, one.name), told) for one in fields(value)})
    return value


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def message_of(letter: Letter, language: Language, rendered: RenderedLetter) -> Any:
    queued = QueuedLetter("k/v1/x", letter.kind, language, "ona@example.com", {}, "", "", NOW)
    return message_from_bytes(compose(queued, rendered, ACCOUNT, NOW).as_bytes(), policy=default)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(LETTERS), st.sampled_from(Language), HOSTILE)
def test_nothing_in_a_letter_breaks_out_of_its_place(kind: type[Letter], language: Language, told: str) -> None:
    plain, letter = hostile(kind.example(language), "Renginys"), hostile(kind.example(language), f"a{told}")
    kept = from_fields(kind.kind, to_fields(letter))
    harmless, rendered = render_letter(plain, language), render_letter(kept, language)
    message = message_of(kept, language, rendered)

    assert (rendered.subject, Tags(rendered.html).found) == (harmless.subject, Tags(harmless.html).found)
    assert rendered.text.count("\n") == harmless.text.count("\n")
    assert [name for name in message if name in {*HEADERS, "Bcc", "Cc", "Sender", "Reply-To"}] == HEADERS
    assert str(message["To"]) == "ona@example.com"


WORDS = {
    "motivation": "sunkumotyvas", "experience": "Savo", "comments": "sunkupastaba", "wellbeing": "Sunkiai",
    "host_name": "Svetimas Šeimininkas", "host_email": "svetimas@example.net", "host_phone": "+37061299887",
    "phone": "+37061234567",
}  # fmt: skip
HEAD = "\r\nBcc: visi@example.com"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.night()
    return made


def test_no_letter_of_a_night_tells_health_answers_or_other_peoples_data(stage: Stage) -> None:
    jonas = {**APPLICATION, "motivation": WORDS["motivation"] + HEAD, "phone": WORDS["phone"]}
    other = {
        **APPLICATION, "first_name": "Ieva", "last_name": "Svetimaitė", "email": "ieva@example.net", "phone": None,
        "stamp": "2023-04-04 10:00:00",
    }  # fmt: skip
    report = {
        **REPORT,
        "call_me": "Taip",
        **{key: WORDS[key] for key in ("wellbeing", "host_name", "host_email", "host_phone")},
    }
    report |= {"comments": WORDS["comments"] + HEAD, "ambassadors": "Jonas Petraitis\nIeva Svetimaitė"}
    stage.answer(Application, jonas, other)
    stage.answer(EventReport, report, {**report, "stamp": "2023-05-04 10:00:00", "present": "daug"})
    stage.answer(CoordinatorRecord, {**TRAINING, "people": "Jonas Petraitis\nIeva Svetimaitė"})
    stage.night()
    for key in stage.table("Paraiškos"):
        stage.decide("Paraiškos", key, "Priimta")
    stage.night()
    stage.now = clock.as_of("2024-01-14T02:00")
    stage.night()

    letters = stage.ledger.letters("namai")
    assert {one.kind for one in letters} == {
        "application_received", "application_accepted", "event_report_received", "please_correct", "record_received",
        "call_request", "yearly_statement",
    }  # fmt: skip
    for one in letters:
        letter = from_fields(one.kind, one.fields)
        rendered = render_letter(letter, one.language)
        message = message_of(letter, one.language, rendered)
        told = rendered.subject + rendered.text + rendered.html
        secret = [word for key, word in WORDS.items() if key != "experience" and word in told]
        names = {
            "jonas@example.com": ("Ieva", "Svetimait", "ieva@"),
            "ieva@example.net": ("Jonas", "Petrait", "jonas@"),
        }
        others = [word for word in names.get(one.recipient, ("Ieva", "Jonas", "Petrait")) if word in told]
        assert (one.kind, secret, others, message["Bcc"]) == (one.kind, [], [], None)


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("JONAS", "Laba diena, Jonai,"),
        ("jonas", "Laba diena, Jonai,"),
        ("  Kamilė ", "Laba diena, Kamile,"),
        ("Domantas", "Laba diena, Domantai,"),
        ("", "Laba diena,"),
        ("   ", "Laba diena,"),
        ("Jonas\r\nBcc: x@example.com", "Laba diena,"),
        ('"Jonas, Ona"', "Laba diena,"),
        ("J.", "Laba diena,"),
        ("12345", "Laba diena,"),
        ("ž" * 320, "Laba diena,"),
        ("Xiaoming", "Laba diena, Xiaoming,"),
    ],
)
def test_reader_is_greeted_by_name_only_where_it_is_one(name: str, greeted: str) -> None:
    kind = next(letter for letter in LETTERS if letter.kind == "application_accepted")
    letter = replace(cast("Any", kind.example(Language.LT)), first_name=Personal(name))
    assert render_letter(letter, Language.LT).text.split("\n")[0] == greeted
