"""The declared forms as pages: how each question is asked, what was typed, and in which words mistakes are told."""

from datetime import date
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.application import Application
from forms.catalogue import FORMS
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.faults import FaultCode
from forms.pages.fields import LISTED_AT_MOST, LONGEST_TEXT, Widget, page_of
from forms.pages.messages import message_of
from forms.pages.notice import consent_text, consent_version, notice
from forms.pages.posted import read_posted, typed_of
from forms.pages.showing import changes_between, shown_answers
from forms.pages.wording import WORDING
from forms.posts import PostKind, corrected
from forms.problems import Place, Problem
from forms.questions import Form
from forms.validation import Limits
from forms.words import Language

TODAY = date(2026, 3, 2)
REPORT = {
    "reporter_email": "ona@example.com", "reporter_name": "Ona", "title": "Pokalbis", "kind": "meeting",
    "audience": ("teachers", "pupils"), "format": "in_person", "date": "2026 m. kovo 1 d.", "duration_hours": "1,5",
    "municipality": "Molėtai", "ambassadors": "Ona\r\nJonas", "present": "30", "social_contacts": "25", "minors": "no",
    "wellbeing": "hard", "comments": "Sunku",
}  # fmt: skip


def post(form: type[Form], typed: dict[str, Any], language: Language = Language.LT, **more: Any) -> Any:
    pairs = [(key, one) for key, said in typed.items() for one in ([said] if isinstance(said, str) else said)]
    return read_posted(page_of(form, language), pairs, language, received_on=TODAY, limits=Limits(), **more)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("form", FORMS)
def test_every_question_is_asked_once_in_the_order_and_words_of_its_declaration(
    form: type[Form], language: Language
) -> None:
    page = page_of(form, language)
    fields = [one for group in page.groups for one in group.fields]
    assert [(one.key, one.title) for one in fields] == [(one.key, one.title.say(language)) for one in form.questions]
    for one in fields:
        assert (one.widget in {Widget.ONE, Widget.MANY, Widget.TICK, Widget.SEARCH}) == bool(one.options)
        assert one.widget is Widget.SEARCH or len(one.options) <= LISTED_AT_MOST


def test_condition_is_said_in_words_for_those_without_script() -> None:
    place = page_of(EventReport, Language.LT).by_key["municipality"].condition
    channel = page_of(CoordinatorRecord, Language.EN).by_key["channel"].condition
    assert place is not None
    assert channel is not None
    assert place.hint == "Atsakykite, jei „Renginio formatas“ nėra „Nuotoliniu būdu“."
    assert channel.hint == "Answer if “What do you record” is “Publicity message”."


def test_only_what_is_asked_about_the_writer_is_filled_in_by_the_browser() -> None:
    report, application = (page_of(form, Language.LT).by_key for form in (EventReport, Application))
    assert {key: one.autofill for key, one in report.items() if one.autofill != "off"} == {
        "reporter_email": "email", "reporter_name": "name",
    }  # fmt: skip
    assert application["first_name"].autofill == "given-name"


def test_answers_are_written_as_a_row_of_the_organisations_language_holds_them() -> None:
    posted = post(EventReport, REPORT)
    assert posted.problems == {}
    assert {key: posted.answers[key] for key in ("kind", "audience", "municipality", "ambassadors", "wellbeing")} == {
        "kind": "Susitikimas su ambasadoriumi", "audience": "Mokytojai, Mokiniai",
        "municipality": "Molėtų rajono savivaldybė", "ambassadors": "Ona\nJonas", "wellbeing": "Sunkiai",
    }  # fmt: skip


def test_personal_code_is_masked_before_anything_is_kept() -> None:
    posted = post(EventReport, REPORT | {"comments": "Mano kodas 38901011234."})
    assert "38901011234" not in str(dict(posted.answers))


def test_answer_longer_than_a_page_takes_is_told() -> None:
    posted = post(EventReport, REPORT | {"comments": "a" * (LONGEST_TEXT + 1), "title": "a" * 301})
    assert {key: problem.code for key, problem in posted.problems.items()} == {
        "comments": "too_long", "title": "too_long",
    }  # fmt: skip


def test_answer_about_health_stays_on_a_correction_until_it_is_given_anew_or_erased() -> None:
    before = post(EventReport, REPORT).answers
    shown = {key: said for key, said in typed_of(EventReport, before).items() if key not in {"wellbeing", "comments"}}
    assert typed_of(EventReport, before) == shown
    same = post(EventReport, dict(shown), before=before).answers
    erased = post(EventReport, dict(shown) | {"comments--clear": "yes", "wellbeing": "good"}, before=before).answers
    assert dict(same) == dict(before)
    assert ("comments" in erased, erased["wellbeing"]) == (False, "Gerai")


def test_dash_is_no_answer_on_a_page_as_in_a_row() -> None:
    posted = post(EventReport, REPORT | {"comments": "-", "title": "–"})
    assert "comments" not in posted.answers
    assert {key: problem.code for key, problem in posted.problems.items()} == {"title": "missing"}


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_what_is_shown_typed_and_sent_again_is_no_change(form: type[Form], data: st.DataObject) -> None:
    typed: dict[str, Any] = {}
    for field in page_of(form, Language.LT).by_key.values():
        codes = [one.code for one in field.options]
        if field.widget is Widget.MANY:
            typed[field.key] = tuple(data.draw(st.lists(st.sampled_from(codes), unique=True)))
        else:
            typed[field.key] = data.draw(st.one_of(st.sampled_from([*codes, ""]), st.text(max_size=30)))
    posted = post(form, typed)
    before = {key: text for key, text in posted.answers.items() if key not in posted.problems}
    again = post(form, dict(typed_of(form, before)), before=before).answers
    assert changes_between(page_of(form, Language.LT), before, again) == {}


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(max_size=2)),
       st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(max_size=2)), max_size=3))  # fmt: skip
def test_corrections_one_by_one_or_joined_first_give_the_same_answers(
    answers: dict[str, str], changes: list[dict[str, str]]
) -> None:
    one_by_one, joined = corrected(answers, {}), {}
    for change in changes:
        one_by_one = corrected(one_by_one, change)
        joined = dict(corrected(joined, change, PostKind.CORRECTION))
    assert corrected(answers, joined) == one_by_one


@pytest.mark.parametrize("language", list(Language))
def test_own_answers_are_shown_in_words_and_none_about_health(language: Language) -> None:
    posted = post(EventReport, REPORT)
    lines = {title: said for _, group in shown_answers(page_of(EventReport, language), posted.answers, language) for title, said in group}  # fmt: skip
    titles = {one.key: one.title.say(language) for one in EventReport.questions}
    assert lines[titles["audience"]] == {"lt": "Mokytojai\nMokiniai", "en": "Teachers\nPupils"}[language]
    assert "Sunk" not in str(lines)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", list(FaultCode))
def test_every_mistake_is_told_in_one_sentence_or_two_with_what_to_do(code: FaultCode, language: Language) -> None:
    parts = {"longest": "300", "least": "0", "most": "80"}
    problem = Problem(code.value, Place(""), parts)
    for field in page_of(EventReport, language).by_key.values():
        told = message_of(problem, field, language)
        assert told.endswith(".")
        assert "atsakymų lape" not in told
        assert "tab" not in told.split()


def test_notice_names_who_processes_and_the_version_follows_the_text() -> None:
    told = " ".join(notice(Application, Language.LT, "Namai", "k@namai.example.org"))
    assert ("Namai" in told, "k@namai.example.org" in told, "sveikat" in told) == (True, True, True)
    versions = {consent_version(form, language) for form in FORMS for language in Language}
    assert len(versions) == len(FORMS) * 2
    assert Application.consent_health.title.en in consent_text(Application, Language.EN)
    assert "sveikat" not in " ".join(notice(CoordinatorRecord, Language.LT, "Namai", "k@namai.example.org"))


@pytest.mark.parametrize("name", WORDING)
def test_words_of_pages_are_there_in_both_languages_with_the_same_parts(name: str) -> None:
    lt, en = ({part for _, part, _, _ in Formatter().parse(text) if part} for text in WORDING[name].both())
    assert lt == en
    assert all(WORDING[name].both())
