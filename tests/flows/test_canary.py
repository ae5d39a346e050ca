"""Nobody is exposed: words planted into every personal and health answer, valid and not, stay where they belong."""

import logging
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from config.settings import Settings
from flows.adapters.mailbox import messages
from flows.ports import Workbook
from flows.runs import consolidation, dry_run, mailing, programme, status, summaries, weekly
from flows.runs.setting_up import Joining, add_organisation, add_recipient
from flows.wiring import Services, connect
from forms.answers import Choice, Email, Paragraph, Phone, ShortText, Tick, Ticks
from forms.catalogue import FORMS
from forms.letters import from_fields
from forms.list_answers import People
from forms.memory import Past
from forms.night import plan, reading
from forms.organisations import Organisation, Recipient
from forms.privacy import Privacy
from forms.questions import Form, Question
from forms.responses import Response
from forms.sheets import TabChange
from forms.tabs.difference import find_tab
from forms.tabs.organisation import APPLICATIONS, EVENTS, RECORDS
from forms.words import Language
from tests.flows.stage import APPLICATION, DECISION, REPORT, TRAINING

NATIONAL = "programa.xlsx"
NOW = datetime(2023, 6, 5, 6, 5, tzinfo=UTC)
PHONES = {"namai": "612700", "house": "612800"}
ROWS = "abc"
"""Of each form: one right, one spoilt, and another spoilt one that is deleted after the first night."""
SUMMARY = (
    "summary.html", "summary.pdf", "summary.docx", "summary.xlsx", "figures.csv", "events.csv", "figures.json",
)  # fmt: skip
TOLD = ("log", "outcomes", "runs", "status", "dry run", *SUMMARY)
PLACES = (*TOLD, "national workbook", "workbook of", "headers of letter", "letter")
PLAIN: Mapping[type[Form], Mapping[str, Any]] = dict(zip(FORMS, (APPLICATION, REPORT, TRAINING), strict=True))
SPOILABLE = [
    (form.key, one.key)
    for form in FORMS
    for one in form.questions
    if not isinstance(one.answer, (Paragraph, People, *([ShortText] if one.privacy is Privacy.PUBLIC else [])))
]
"""Answers that can be wrong: a word where a day, an address or an option should stand, or a line that is too long."""


def word(slug: str, form: str, key: str, row: str) -> str:
    """Return a word that stands nowhere else, of letters alone: as a name, an address or a wrong answer."""
    return "Qvx" + re.sub("[^a-z]", "", f"{slug}{form}{key}{row}")


def found_in(text: str) -> set[str]:
    """Return the planted words and phone numbers that a text holds, whatever became of their case."""
    return set(re.findall("qvx[a-z]+|612[78]00[0-9]{2}", text.casefold()))


@dataclass(frozen=True)
class Play:
    """What the people of an organisation answer, as far as it varies; without `words` no free text about health."""

    consent: bool = True
    language: str = "Lietuvių"
    wellbeing: str = "Sunkiai"
    call_me: str = "Taip"
    experience: str = "Artimo žmogaus"
    words: bool = True
    spoilt: frozenset[tuple[str, str]] = frozenset()

    def answer(self, slug: str, form: type[Form], question: Question[Any], row: str) -> Any:
        """Return the answer to a question in one of a form's rows."""
        key, kind, planted = question.key, type(question.answer), word(slug, form.key, question.key, row)
        if row != "a" and (form.key, key) in self.spoilt:
            return planted + " x" * 200 if kind is ShortText else planted
        if key == "date":  # the trainings first, then the events, each on a day of its own
            return f"2023-05-{10 * (form is FORMS[1]) + 1 + ROWS.index(row):02}"
        if question.privacy is Privacy.PUBLIC or kind in {Choice, Tick, Ticks}:
            agreed = "Sutinku" if self.consent else None
            return agreed if key == "consent_institute" else getattr(self, key, PLAIN[form].get(key))
        known = word(slug, "application", "email", "a") + "@example.com"
        return {
            Email: f"{planted}@example.com",
            Phone: f"+370{PHONES[slug]}{3 * question.position + ROWS.index(row):02}",
            People: known if row == "a" else f"{planted}\n{known}",
            ShortText: f"{planted} {planted}rest" if key == "reporter_name" else planted,
            Paragraph: planted if self.words else None,
        }[kind]

    def rows(self, slug: str, form: type[Form]) -> tuple[tuple[Any, ...], ...]:
        """Return the rows of a form, each with its time stamp first."""
        stamped = ((f"2023-05-2{number} 10:00:00", row) for number, row in enumerate(ROWS))
        return tuple((at, *(self.answer(slug, form, one, row) for one in form.questions)) for at, row in stamped)


def packed(file: Path) -> str:
    """Return all parts of a workbook's file and their names; a file of text as it is."""
    if file.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    if file.suffix not in {".xlsx", ".docx"}:
        return file.read_text(encoding="utf-8")
    with ZipFile(file) as opened:
        return "\n".join(f"{part} {opened.read(part).decode(errors='replace')}" for part in opened.namelist())


def body_of(letter: EmailMessage) -> str:
    return "\n".join(str(part.get_content()) for part in letter.walk() if not part.is_multipart())


@contextmanager
def listening() -> Iterator[StringIO]:
    """Give all that is logged meanwhile, by whomever, down to the last detail."""
    root, was, hearer = logging.getLogger(), logging.getLogger().level, logging.StreamHandler(StringIO())
    hearer.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))
    root.addHandler(hearer)
    root.setLevel(logging.DEBUG)
    try:
        yield hearer.stream
    finally:
        root.removeHandler(hearer)
        root.setLevel(was)


@dataclass(frozen=True)
class Played:
    """What two nights left behind; `told` are texts by place in which nothing that was planted may stand."""

    services: Services
    plays: Mapping[str, Play]
    told: Mapping[str, str]

    def book(self, name: str) -> set[str]:
        return found_in(packed(self.services.settings.workbooks / f"{name.removesuffix('.xlsx')}.xlsx"))

    def letters(self) -> list[EmailMessage]:
        return messages(self.services.settings.mailbox)

    def exposed(self) -> dict[str, set[str]]:
        """Return by place what stands there and must not: everywhere nothing, as it should be."""
        found = {place: found_in(text) for place, text in self.told.items()}
        found["national workbook"] = self.book(NATIONAL)
        for slug, play in self.plays.items():
            mine = f"qvx{slug}", PHONES[slug]
            found[f"workbook of {slug}"] = {one for one in self.book(slug) if not one.startswith(mine)}
            right = "a" if any(form == "application" for form, _ in play.spoilt) else ROWS
            names = {word(slug, "application", f"{part}_name", row) for part in ("first", "last") for row in right}
            found["national workbook"] -= {name.casefold() for name in names if play.consent}
        for number, one in enumerate(self.letters()):
            to = str(one["To"]).casefold().partition("@")[0]
            own = {to, to.replace("tionemail", "tionfirstname"), to.replace("reporteremail", "reportername")}
            found[f"headers of letter {number}"] = found_in(repr([pair for pair in one.items() if pair[0] != "To"]))
            found[f"letter {number}"] = found_in(f"{one['To']} {body_of(one)}") - own
        return found

    def outside(self, part: str) -> list[str]:
        """Return what is told outside of an organisation's workbook, but for keys, which are hashes."""
        texts = {
            "letters": [
                f"{one['To']} {one['Subject']} {body_of(one)}"
                for one in self.letters()
                if one["Subject"] not in CALL_REQUESTS
            ],
            "national": [repr(row) for sheet in self.services.national.read().sheets for row in sheet.rows],
            "told": [text for place, text in self.told.items() if not place.startswith(("log", "dry run"))],
        }[part]
        return sorted(re.split(r"\n|(?=<)", re.sub(r"\b[ACEKR]-[0-9A-Z]{10}\b", "…", "\n".join(texts))))


def play_nights(home: Path, plays: Mapping[str, Play]) -> Played:
    """Answer, let a night pass, decide, let another pass, and write all letters and summaries there are."""
    services = connect(Settings(home=home, sender_address="laiskai@example.org"))
    told, outcomes, day = dict[str, str](), list[consolidation.Outcome](), NOW
    with listening() as heard:
        for day in (NOW, NOW + timedelta(days=1)):
            for house in programme.gather_staff(services)[1].organisations:
                language, book = house.language, services.workbook_of(house)
                rows = {form: plays[house.slug].rows(house.slug, form) if day == NOW else () for form in FORMS}
                gone, snapshot = () if day == NOW else (len(ROWS),), book.read()
                changes = [TabChange(form.tab.say(language), {}, append=rows[form], remove=gone) for form in FORMS]
                words = ("Accepted", "Approved") if language is Language.EN else ("Priimta", "Patvirtinta")
                for tab, said in zip((APPLICATIONS, EVENTS, RECORDS), (*words, words[1]), strict=True):
                    if found := find_tab(tab, snapshot.sheets):
                        cells = {(row, found.columns[DECISION]): said for row in found.rows.values()}
                        changes.append(TabChange(found.sheet.title, {}, cells=cells))
                book.apply(changes, expected=snapshot.token)
                told[f"dry run {house.slug} {day}"] = dry_run.say_plan(services, house, day, language)
            outcomes += programme.consolidate_programme(services, day).outcomes
            weekly.queue_weekly_letters(services, day)
            mailing.send_due(services, day)
        for slug in (None, *plays):
            term, out = (date(2023, 4, 1), date(2023, 6, 30)), home / f"summary of {slug}"
            files = summaries.write_period_summary(services, *term, day, slug, out=out).files
            told |= {f"{file.name} {slug}": packed(file) for file in files}
        told |= {f"status {one}": "\n".join(status.say_status(services, day, one)) for one in Language}
    told |= {"outcomes": repr([replace(one, picture=None) for one in outcomes]), "log": heard.getvalue()}
    return Played(services, plays, told | {"runs": repr(services.ledger.runs())})


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Played]:
    """Give what plays two nights in a home of its own; all begin alike, with the same salt of the keys."""
    beginning = tmp_path_factory.mktemp("beginning") / "home"
    services = connect(Settings(home=beginning))
    for slug, language in zip(PHONES, Language, strict=True):
        add_organisation(services, Joining(slug, slug.title(), f"k@{slug}.example.org", language))
    add_recipient(services, Recipient("lead", "lead@example.org", "", "", Language.LT, weekly=True, summary=True))
    programme.consolidate_programme(services, NOW - timedelta(days=1))

    def play(namai: Play, house: Play) -> Played:
        home = tmp_path_factory.mktemp("nights") / "home"
        shutil.copytree(beginning, home)
        return play_nights(home, {"namai": namai, "house": house})

    return play


@pytest.fixture(scope="module")
def played(stages: Callable[..., Played]) -> Played:
    """Give nights with all wrong that leaves somebody to write to; the people of one organisation may not be named."""
    return stages(Play(spoilt=frozenset(one for one in SPOILABLE if "email" not in one[1])), Play(consent=False))


def test_finder_finds_what_is_planted_where_it_may_stand(played: Played) -> None:
    for slug, play in played.plays.items():
        planted = found_in(repr([play.rows(slug, form)[:2] for form in FORMS]))
        assert played.book(slug) >= planted
        assert len(planted) > 25
    assert played.book(NATIONAL) == {"qvxnamaiapplicationfirstnamea", "qvxnamaiapplicationlastnamea"}
    bodies = {str(one["To"]).casefold(): found_in(body_of(one)) for one in played.letters()}
    assert bodies["qvxnamaiapplicationemaila@example.com"] == {"qvxnamaiapplicationfirstnamea"}
    assert bodies["qvxhouseeventreportreporteremaila@example.com"] == {"qvxhouseeventreportreporternamea"}
    assert len(bodies) == 2 * len(FORMS) * len(ROWS) + 3


def test_finder_tells_of_a_word_in_every_place_where_none_may_stand(stages: Callable[..., Played]) -> None:
    done = stages(Play(), Play())
    planted, other = "qvxnamaiapplicationmotivationa", "qvxhouseapplicationmotivationa"
    for one in (done.services.settings.mailbox / "new").iterdir():
        one.write_text(f"To: lead@example.org\nSubject: {planted}\n\n{planted}\n", encoding="utf-8")
    for name in (NATIONAL, "namai.xlsx", "house.xlsx"):
        with ZipFile(done.services.settings.workbooks / name, "a") as opened:
            opened.writestr("docProps/custom.xml", f"{planted} {other}")
    found = replace(done, told=dict.fromkeys(done.told, planted)).exposed()
    assert {place for place in found if not place.startswith(PLACES)} == set()
    assert (found.pop("national workbook"), found.pop("workbook of namai")) == ({planted, other}, {other})
    assert found == {place: {planted} for place in found}


@pytest.mark.parametrize("place", PLACES)
def test_nobody_is_exposed_in(place: str, played: Played) -> None:
    found = {one: words for one, words in played.exposed().items() if one.startswith(place)}
    assert set(map(frozenset, found.values())) == {frozenset()}
    assert all(text for one, text in played.told.items() if one.startswith(place))


SPOILT = st.frozensets(st.sampled_from(SPOILABLE), max_size=4)
PLAYS = st.builds(Play, st.booleans(), st.sampled_from(["Lietuvių", "English"]), spoilt=SPOILT)


@settings(max_examples=7, deadline=None, phases=[Phase.generate])  # not shrunk: each example is two whole nights
@given(namai=PLAYS, house=PLAYS)
def test_nobody_is_exposed_whatever_is_wrong(stages: Callable[..., Played], namai: Play, house: Play) -> None:
    assert {place: words for place, words in stages(namai, house).exposed().items() if words} == {}


CALL_REQUESTS = ("Prašoma paskambinti", "A call is asked for")
"""The letters that go to the coordinator alone because somebody asked for a call."""

CALL = tuple(("call", part) for part in ("letters", "national", "told"))


@pytest.fixture(scope="module")
def answered(stages: Callable[..., Played]) -> Mapping[str, Played]:
    """Give nights that differ in nothing but answers about health."""
    said = {"": Play(), "health": Play(wellbeing="Gerai", experience="Savo", words=False), "call": Play(call_me="Ne")}
    return {name: stages(play, Play()) for name, play in said.items()}


@pytest.mark.parametrize(("other", "part"), [("health", "letters"), ("health", "national"), ("health", "told"), *CALL])
def test_health_changes_nothing_outside_of_its_workbook(answered: Mapping[str, Played], other: str, part: str) -> None:
    assert answered[other].outside(part) == answered[""].outside(part)


def test_unexpected_error_is_told_without_its_text(stages: Callable[..., Played]) -> None:
    def fail(_: Organisation) -> Workbook:
        raise ValueError(word("namai", "application", "email", "a"))

    done = stages(Play(consent=False), Play(consent=False))
    failing, now = replace(done.services, workbook_of=fail), NOW + timedelta(days=2)
    gathered = programme.gather_staff(failing)
    with listening() as heard:
        outcomes = [consolidation.consolidate_guarded(failing, one, now) for one in gathered[1].organisations]
        programme.finish_programme(failing, gathered, outcomes, now)
    assert heard.getvalue().count("unexpected ValueError") == len(outcomes)
    assert [run.not_read for run in failing.ledger.runs(3) if run.flow == "consolidate"] == [
        one.not_read for one in outcomes[::-1]
    ]
    assert found_in(heard.getvalue() + repr(outcomes) + repr(failing.ledger.runs())) | done.book(NATIONAL) == set()


def test_value_that_holds_answers_shows_none_of_them(played: Played) -> None:
    services, house = played.services, programme.gather_staff(played.services)[1].organisations[1]
    scene = consolidation.scene_of(services, house, NOW, Past(), services.workbook_of(house).read())
    past, read, night = services.ledger.past("house"), reading.read_tabs(scene), plan.plan(scene)
    response = Response(FORMS[0], "Lapas", 2, "", read.submissions[0].raw)
    held = [response, past, read, night.memory, night.picture, *read.submissions, *past.letters]
    held += [from_fields(one.kind, one.fields) for one in past.letters]
    assert {type(one).__name__ for one in held if found_in(f"{one!r} {one}")} == set()
    assert found_in(repr(response.answers)) != set()
