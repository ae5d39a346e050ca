"""A form as Google shows it: its pages, the requests that make and mend it, and what check says of people's changes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.application import Application
from forms.asking import choice, paragraph, short_text
from forms.catalogue import FORMS
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.google_form.answers import read_answers, read_timestamp, say_timestamp
from forms.google_form.columns import compare_columns
from forms.google_form.comparing import compare_form
from forms.google_form.declaring import declared_form
from forms.google_form.differences import WORDS, differs
from forms.google_form.live import LiveForm, read_live
from forms.google_form.pairing import own_id, pair
from forms.google_form.planning import FormPlan, Naming, plan_form, removable
from forms.google_form.shape import SUBMIT, DeclaredForm, Kind, Reach
from forms.google_form.wording import Notice
from forms.options import YES_NO
from forms.questions import Form, Section, personal, public, required, required_if
from forms.sheets import Sheet
from forms.words import Language, Words
from tests.google.forms_api import FormFile, RefusedError, batch_updated

NOTICE = Notice("Namai", "k@namai.example.org")


def declared(
    form: type[Form] = EventReport, reach: Reach = Reach.API, language: Language = Language.LT
) -> DeclaredForm:
    return declared_form(form, language, NOTICE, reach)


def live(file: FormFile) -> LiveForm:
    return read_live(file.body())


def carry_out(file: FormFile, plan: FormPlan) -> None:
    if plan.requests:
        batch_updated(file, {"requests": plan.requests, "writeControl": {"requiredRevisionId": live(file).revision}})


def made(form: type[Form] = EventReport, reach: Reach = Reach.API) -> FormFile:
    file = FormFile("F", "Nauja", "Nauja")
    carry_out(file, plan_form(declared(form, reach), live(file), {}))
    file.published = file.accepting = True
    return file


def codes(file: FormFile, form: type[Form] = EventReport, known: Mapping[str, str] | None = None) -> list[str]:
    return [difference.code for difference in compare_form(declared(form), live(file), known or {})]


# ---- What is declared ----


def test_event_report_asks_for_the_municipality_only_where_somebody_went() -> None:
    report = declared()
    keys = [part.key for part in report.parts]
    page = keys.index("page_of_municipality")

    assert keys[page : page + 3] == ["page_of_municipality", "municipality", "page_of_venue"]
    assert report.part("format").routes == ("", "page_of_venue", "")
    assert report.part("municipality").required is True


def test_record_made_by_script_shows_each_kind_its_own_questions() -> None:
    record = declared(CoordinatorRecord, Reach.SCRIPT)

    assert record.part("kind").routes == ("", "", "", "page_of_channel", "")
    assert record.part("page_of_channel").onward == "page_of_link"
    assert [record.part(key).required for key in ("duration_hours", "people", "channel")] == [True, True, True]


def test_record_made_by_the_api_asks_nobody_to_answer_what_does_not_concern_them() -> None:
    channel = declared(CoordinatorRecord).part("channel")

    assert (channel.required, channel.help) == (False, "Atsakykite, jei „Ką registruojate?“ – „Viešinimo žinutė“.")
    assert declared(CoordinatorRecord).part("page_of_channel").onward == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reach", Reach)
@pytest.mark.parametrize("language", Language)
def test_whoever_walks_a_form_is_asked_all_they_must_answer_and_nothing_else(
    form: type[Form], reach: Reach, language: Language
) -> None:
    shown = declared_form(form, language, NOTICE, reach)
    branching = [part for part in shown.parts if part.routes]
    ways: list[dict[str, int]] = [{}]
    for part in branching:
        ways = [way | {part.key: at} for way in ways for at in range(len(part.options))]
    for way in ways:
        asked = walk(shown, way)
        answers = {key: form.question(key).answer.options[at].code for key, at in way.items()}  # type: ignore[attr-defined]  # all are choices
        must = {q.key for q in form.questions if q.need.holds(answers)}
        forced = {key for key in asked if shown.part(key).required}

        assert must <= set(asked)
        assert forced <= must
        if reach is Reach.SCRIPT:
            assert forced == must


def walk(shown: DeclaredForm, answers: Mapping[str, int]) -> list[str]:
    """Return the questions somebody is asked who answers so, as Google leads them from page to page."""
    starts = {part.key: place for place, part in enumerate(shown.parts) if part.kind is Kind.PAGE}
    asked: list[str] = []
    place, route = 0, ""
    while place < len(shown.parts):
        part = shown.parts[place]
        if part.kind is Kind.PAGE and place not in {starts.get(route), 0}:
            route = route or part.onward
            if route == SUBMIT:
                return asked
            if route and starts[route] != place:
                place = starts[route]
                continue
        if part.kind is Kind.PAGE:
            route = ""
        if part.is_question:
            asked.append(part.key)
            if part.routes:
                route = part.routes[answers[part.key]]
        place += 1
    return asked


def test_every_form_says_who_processes_the_answers_and_where_to_write() -> None:
    for form in FORMS:
        for language in Language:
            text = declared_form(form, language, NOTICE, Reach.API).description
            assert ("Namai" in text, "k@namai.example.org" in text) == (True, True)
    assert "organizacija" in declared_form(Application, Language.LT, Notice(), Reach.API).description


def test_options_have_no_comma_that_would_part_them_in_the_sheet() -> None:
    texts = [
        (part.key, option)
        for form in FORMS
        for language in Language
        for part in declared_form(form, language, NOTICE, Reach.API).parts
        if part.kind is Kind.CHECKBOX
        for option in part.options
    ]

    assert [pair for pair in texts if re.search(r"[,;\n]", pair[1])] == []


def test_condition_that_google_cannot_carry_becomes_a_sentence() -> None:
    class Far(Form):
        key = "far"
        letter = "X"
        title = Words("Toli", "Far")
        tab = Words("Toli", "Far")
        asked = public(required(choice("Ar?", "Is it?", YES_NO)))
        other = Section(Words("Kita", "Other"))
        why = personal(required_if("asked", "yes", paragraph("Kodėl?", "Why?")))
        loose = public(choice("O?", "And?", YES_NO))
        then = personal(required_if("loose", "no", short_text("Tada?", "Then?")))

    shown = declared_form(Far, Language.EN, Notice(), Reach.SCRIPT)

    assert [part.key for part in shown.parts] == ["asked", "other", "why", "loose", "then"]
    assert (shown.part("why").required, shown.part("why").help) == (False, "Answer if “Is it?” is “Yes”.")
    assert (shown.part("then").required, shown.part("then").help) == (False, "Answer if “And?” is “No”.")


def test_condition_on_the_last_page_leads_past_it_to_the_end() -> None:
    class Short(Form):
        key = "short"
        letter = "X"
        title = Words("Trumpai", "Short")
        tab = Words("Trumpai", "Short")
        asked = public(required(choice("Ar?", "Is it?", YES_NO)))
        why = personal(required_if("asked", "yes", paragraph("Kodėl?", "Why?")))

    file = FormFile("F", "x", "x")
    carry_out(file, plan_form(declared_form(Short, Language.EN, Notice(), Reach.API), live(file), {}))

    assert file.options("Is it?") == [
        {"value": "Yes", "goToAction": "NEXT_SECTION"},
        {"value": "No", "goToAction": "SUBMIT_FORM"},
    ]


# ---- Making and mending ----


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reach", Reach)
def test_form_is_made_in_one_batch_and_then_needs_nothing(form: type[Form], reach: Reach) -> None:
    file = made(form, reach)
    wanted = declared(form, reach)

    assert plan_form(wanted, live(file), {}).requests == ()
    assert compare_form(wanted, live(file), {}) == ()
    assert file.titles() == [part.title for part in wanted.parts]


def test_form_is_made_though_google_gives_the_ids() -> None:
    file = FormFile("F", "Nauja", "Nauja")
    file.accepts_own_ids = False
    for _ in range(2):
        carry_out(file, plan_form(declared(), live(file), {}, naming=Naming.GOOGLES))

    assert plan_form(declared(), live(file), {}, naming=Naming.GOOGLES).requests == ()
    assert compare_form(declared(), replace(live(file), published=None), {}) == (differs("not_accepting"),)


def test_renamed_question_gets_its_title_back_and_keeps_its_answers() -> None:
    file = made()
    identity = file.block("Renginio data")["itemId"]
    file.rename("Renginio data", "Kada?")
    plan = plan_form(declared(), live(file), {})
    carry_out(file, plan)

    assert [list(request) for request in plan.requests] == [["updateItem"]]
    assert plan.requests[0]["updateItem"]["updateMask"] == "title"
    assert file.block("Renginio data")["itemId"] == identity


def test_one_question_dragged_to_the_front_is_told_as_one_move() -> None:
    file = made()
    file.drag("Ar norite, kad koordinatorius jums paskambintų?", 3)

    assert codes(file) == ["question_moved"]


def test_question_that_people_added_stays_where_it_is_unless_it_may_go() -> None:
    file = made()
    file.ask("Koks oras?", file.place_of("Renginio data"))
    file.rename("Renginio rūšis", "Rūšis")
    plan = plan_form(declared(), live(file), {})
    carry_out(file, plan)

    assert [part.title for part in plan.left] == ["Koks oras?"]
    assert file.place_of("Koks oras?") == file.place_of("Renginio data") - 1
    assert codes(file) == ["question_added"]

    going = removable(declared(), live(file), {})
    carry_out(file, plan_form(declared(), live(file), {}, [part.id for part in going]))

    assert [part.title for part in going] == ["Koks oras?"]
    assert (codes(file), "Koks oras?" in file.titles()) == ([], False)


def test_question_of_another_kind_is_held_and_made_anew_only_when_it_may_go() -> None:
    file = made()
    question = file.question("Renginio data")
    del question["dateQuestion"]
    question["textQuestion"] = {}
    plan = plan_form(declared(), live(file), {})

    assert (plan.requests, [part.key for part, _ in plan.held]) == ((), ["date"])
    assert codes(file) == ["kind_changed"]

    carry_out(file, plan_form(declared(), live(file), {}, [part.id for part in removable(declared(), live(file), {})]))

    assert (codes(file), file.titles().count("Renginio data")) == ([], 1)


def test_pictures_and_texts_of_people_are_nobodys_business() -> None:
    file = made()
    file.blocks.insert(1, {"itemId": "77", "title": "Mūsų ženklas", "imageItem": {"image": {"altText": "ženklas"}}})

    assert (plan_form(declared(), live(file), {}).requests, codes(file)) == ((), [])
    assert removable(declared(), live(file), {}) == ()


def test_form_made_by_hand_is_taken_over_by_its_titles_in_either_language() -> None:
    file = FormFile("F", "Event report", "x")
    english = declared(language=Language.EN)
    carry_out(file, plan_form(english, live(file), {}, naming=Naming.GOOGLES))
    identities = {block["itemId"] for block in file.blocks}
    plan = plan_form(declared(), live(file), {})
    carry_out(file, plan)

    assert {next(iter(request)) for request in plan.requests} == {"updateFormInfo", "updateItem"}
    assert {block["itemId"] for block in file.blocks} == identities


def test_question_renamed_in_a_form_made_by_hand_is_held_and_asked_about() -> None:
    file = FormFile("F", "x", "x")
    for _ in range(2):
        carry_out(file, plan_form(declared(), live(file), {}, naming=Naming.GOOGLES))
    known = plan_form(declared(), live(file), {}).ids
    file.published = file.accepting = True
    file.rename("Renginio pavadinimas", "Ką veikėte?")
    by_title = dict.fromkeys(known, "")

    assert codes(file, known=known) == ["question_renamed"]
    assert pair(declared(), live(file), known).perhaps == {}
    assert codes(file, known=by_title) == ["question_perhaps_renamed"]
    assert [part.key for part, _ in plan_form(declared(), live(file), by_title).held] == ["title"]
    assert plan_form(declared(), live(file), by_title).requests == ()


def test_deleted_question_comes_back_under_an_id_that_was_never_used() -> None:
    file = made()
    file.delete("Renginio data")
    assert codes(file) == ["question_missing"]
    with pytest.raises(RefusedError):
        carry_out(file, plan_form(declared(), live(file), {}))

    carry_out(file, plan_form(declared(), live(file), {}, naming=Naming.GOOGLES))
    assert codes(file) == []


def test_stale_revision_changes_nothing() -> None:
    file = made()
    before = live(file)
    file.rename("Renginio data", "Kada?")
    with pytest.raises(RefusedError):
        batch_updated(
            file,
            {
                "requests": [{"deleteItem": {"location": {"index": 0}}}],
                "writeControl": {"requiredRevisionId": before.revision},
            },
        )

    assert len(file.blocks) == len(before.parts)


HANDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["rename", "drag", "duplicate", "ask", "required", "option", "options", "lead", "page", "kind"]
        ),
        st.integers(0, 60),
        st.integers(0, 60),
    ),
    max_size=8,
)


def meddle(file: FormFile, deeds: list[tuple[str, int, int]]) -> None:
    for name, one, other in deeds:
        block, place = file.blocks[one % len(file.blocks)], other % len(file.blocks)
        if name == "rename":
            block["title"] = f"Kitaip {other}"
        elif name == "drag":
            file.blocks.insert(place, file.blocks.pop(one % len(file.blocks)))
        elif name == "duplicate":
            file.duplicate(block.get("title", ""))
        elif name == "ask":
            file.ask(f"Naujas {other}", place)
        elif name == "page":
            file.blocks.insert(place, {"itemId": file.new_id(), "title": "Puslapis", "pageBreakItem": {}})
        elif "questionItem" in block:
            meddle_with_a_question(block["questionItem"]["question"], name, other)
    file.touch()


def meddle_with_a_question(question: dict[str, Any], name: str, other: int) -> None:
    options = question.get("choiceQuestion", {}).get("options", [])
    if name == "required":
        question["required"] = not question["required"]
    elif name == "option" and options:
        options[other % len(options)]["value"] = f"Kita {other}"
    elif name == "options":
        options.reverse()
    elif name == "lead" and options and question["choiceQuestion"]["type"] != "CHECKBOX":
        for option in options:
            option.pop("goToSectionId", None)
            option["goToAction"] = "SUBMIT_FORM"
    elif name == "kind" and "textQuestion" in question:
        question["textQuestion"]["paragraph"] = not question["textQuestion"].get("paragraph", False)


@given(HANDS, st.sampled_from(FORMS))
def test_whatever_people_do_one_batch_mends_it_and_keeps_what_they_added(
    deeds: list[tuple[str, int, int]], form: type[Form]
) -> None:
    file = made(form)
    ids = {block["itemId"] for block in file.blocks}
    meddle(file, deeds)
    before = {block["itemId"] for block in file.blocks}
    told = codes(file, form)
    plan = plan_form(declared(form), live(file), {})
    carry_out(file, plan)
    again = plan_form(declared(form), live(file), {})
    order = [block["itemId"] for block in file.blocks if block["itemId"] in ids]

    assert again.requests == ()
    assert {block["itemId"] for block in file.blocks} == before
    assert order == [own_id(form.key, part.key) for part in declared(form).parts]
    assert set(codes(file, form)) <= {"question_added", "question_doubled", "page_added"}
    assert bool(told) == bool(plan.requests or plan.left)


@given(HANDS, st.sampled_from(FORMS))
def test_what_is_allowed_to_go_goes_and_leaves_the_form_as_declared(
    deeds: list[tuple[str, int, int]], form: type[Form]
) -> None:
    file = made(form)
    meddle(file, deeds)
    going = [part.id for part in removable(declared(form), live(file), {})]
    carry_out(file, plan_form(declared(form), live(file), {}, going))

    standing = [part.title for part in live(file).parts if part.kind is not Kind.HEADING]

    assert codes(file, form) == []
    assert standing == [part.title for part in declared(form).parts if part.kind is not Kind.HEADING]


# ---- Telling differences ----


def test_each_change_by_hand_is_told_by_its_name() -> None:
    def after(change: str, *parts: object) -> list[str]:
        file = made()
        options = file.options("Renginio rūšis")
        if change == "option renamed":
            options[1]["value"] = "Pasimatymas"
        elif change == "option in English":
            options[1]["value"] = "Meeting with an ambassador"
        elif change == "option added":
            options.append({"isOther": True})
        elif change == "option removed":
            del options[2]
        elif change == "options moved":
            options.reverse()
        elif change == "no year":
            file.question("Renginio data")["dateQuestion"] = {}
        elif change == "paths":
            for option in file.options("Renginio formatas"):
                option.pop("goToSectionId", None)
                option["goToAction"] = "NEXT_SECTION"
        else:
            getattr(file, change)(*parts)
        return codes(file)

    assert after("option renamed") == ["option_renamed"]
    assert after("option in English") == ["option_renamed"]
    assert after("option added") == ["option_added"]
    assert after("option removed") == ["option_removed"]
    assert after("options moved") == ["options_moved"]
    assert after("no year") == ["shown_otherwise"]
    assert after("paths") == ["paths_changed"]
    assert after("rename", "Renginys", "Apie renginį") == ["page_renamed"]
    assert after("delete", "Kas dalyvavo") == ["page_missing"]
    assert after("duplicate", "Renginio data") == ["question_doubled"]
    assert after("question", "Renginio data") == []


def test_form_as_a_whole_is_compared_too() -> None:
    file = made()
    file.title, file.description, file.settings = "Ataskaita", "", {"emailCollectionType": "VERIFIED"}
    file.published = file.accepting = False

    assert codes(file) == ["form_title", "form_description", "not_published", "email_collection"]
    file.published = True
    assert "not_accepting" in codes(file)


def test_required_and_help_are_compared() -> None:
    file = made()
    file.question("Renginio data")["required"] = False
    file.question("Renginio pavadinimas")
    file.block("Renginio pavadinimas")["description"] = "Trumpai"
    file.question("Vieta arba kviečianti organizacija")["required"] = True

    assert sorted(codes(file)) == ["help_changed", "made_optional", "made_required"]


def test_every_difference_is_said_in_both_languages_without_a_gap() -> None:
    for code, (what, remedy) in WORDS.items():
        names = set(re.findall(r"{(\w+)}", what.lt + remedy.lt))
        assert names == set(re.findall(r"{(\w+)}", what.en + remedy.en)), code
        told = differs(code, **dict.fromkeys(names, "{x}"))
        assert told.say(Language.LT) != told.say(Language.EN)


# ---- The sheet and the responses ----


def test_headers_of_the_sheet_are_compared_and_columns_of_the_script_are_known() -> None:
    titles = [question.title.lt for question in CoordinatorRecord.questions]
    ours = ["Atsakymo ID", "Nuoroda atsakymui taisyti"]

    def told(header: list[str]) -> list[str]:
        return [one.code for one in compare_columns(CoordinatorRecord, [Sheet("A1", [["Laiko žyma", *header]])])]

    assert told([*titles, *ours]) == []
    assert told([*titles[:3], *titles[4:]]) == ["column_gone"]
    assert told([*titles, titles[3]]) == ["column_twice"]
    assert told([*titles, "Oras"]) == ["unknown_column"]
    assert told(["Oras", "Ne oras"]) == ["no_tab"]
    both = [Sheet(name, [["Laiko žyma", *titles]]) for name in ("A1", "A2")]
    assert [one.code for one in compare_columns(CoordinatorRecord, both)] == ["several_tabs"]


def test_responses_are_read_by_title_with_their_ids_and_times() -> None:
    file = made()
    at, later = datetime(2026, 5, 3, 7, 0, 0, 123456, UTC), datetime(2026, 5, 4, 7, tzinfo=UTC)
    first = file.answer(
        at, {"Kam skirtas renginys": ["Mokytojai", "Studentai"], "Renginio data": ["2026-05-02"]}, "a@example.com"
    )
    file.answer_again(first, later, {"Kam skirtas renginys": ["Mokytojai"], "Renginio data": ["2026-05-01"]})
    (answer,) = read_answers(file.responses, live(file).question_titles)

    assert (answer.response_id, answer.created_at, answer.last_submitted_at) == (first, at, later)
    assert answer.answers == {"Kam skirtas renginys": "Mokytojai", "Renginio data": "2026-05-01"}
    assert (answer.email, "a@example.com" in repr(answer), "Mokytojai" in repr(answer)) == (
        "a@example.com",
        False,
        False,
    )


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants bounds without a zone
def test_moments_come_back_as_they_were_said(at: datetime) -> None:
    assert read_timestamp(say_timestamp(at)) == at
    assert read_timestamp("2023-05-03T07:00:00Z") == datetime(2023, 5, 3, 7, tzinfo=UTC)
