"""The forms as the programme's description has them: every key, type, condition, title and privacy class."""

import pytest

from forms import answers, list_answers
from forms.application import Application
from forms.catalogue import FORM_BY_KEY, FORMS
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.headers import header_name
from forms.municipalities import MUNICIPALITIES, PLACES_AND_ABROAD
from forms.questions import ALWAYS, NEVER, Form, Need, Question

TYPES = {
    answers.ShortText: "short text",
    answers.Paragraph: "paragraph",
    answers.Email: "e-mail",
    answers.Phone: "phone",
    answers.Choice: "choice",
    answers.Ticks: "ticks",
    answers.Tick: "one tick",
    answers.Date: "date",
    answers.Number: "decimal",
    answers.Whole: "integer",
    list_answers.Links: "links",
    list_answers.People: "people",
}

APPLICATION = """
first_name | short text | yes | Vardas | First name | personal
last_name | short text | yes | Pavardė | Last name | personal
public_name | short text | | Kaip jus vadinti viešai (vardas arba slapyvardis) | Name to use in public (a first name or a pseudonym) | public
email | e-mail | yes | El. paštas | E-mail | personal
phone | phone | | Telefonas | Phone | personal
municipality | choice | yes | Savivaldybė, kurioje gyvenate | Municipality where you live | personal
adult | one tick | yes | Man yra 18 metų ar daugiau | I am 18 or older | personal
language | choice | yes | Kokia kalba jums rašyti? | Which language shall we write to you in? | personal
experience | choice | yes | Kieno patirtimi dalintumėtės? | Whose experience would you share? | health
motivation | paragraph | | Kodėl norite tapti ambasadoriumi? | Why do you want to become an ambassador? | health
audiences | ticks | | Kam norėtumėte pasakoti? | Whom would you like to speak to? | personal
formats | ticks | | Kaip norėtumėte dalyvauti? | How would you like to take part? | personal
heard_from | choice | | Iš kur sužinojote apie iniciatyvą? | How did you hear about the initiative? | public
consent_processing | one tick | yes | Sutinku, kad mano asmens duomenys būtų tvarkomi šiai paraiškai nagrinėti | I agree to the processing of my personal data to handle this application | personal
consent_health | one tick | yes | Aiškiai sutinku, kad būtų tvarkomi mano pateikti sveikatos duomenys | I explicitly agree to the processing of the health data that I give | personal
consent_institute | one tick | | Sutinku, kad mano vardas, pavardė ir el. paštas būtų perduoti Higienos institutui | I agree that my name and e-mail are passed to the Institute of Hygiene | personal
consent_news | one tick | | Sutinku gauti kvietimus ir naujienas el. paštu | I agree to receive invitations and news by e-mail | personal
"""

EVENT_REPORT = """
reporter_email | e-mail | yes | Jūsų el. paštas | Your e-mail | personal
reporter_name | short text | yes | Jūsų vardas ir pavardė | Your first and last name | personal
title | short text | yes | Renginio pavadinimas | Title of the event | public
kind | choice | yes | Renginio rūšis | Kind of event | public
audience | ticks | yes | Kam skirtas renginys | Audience | public
format | choice | yes | Renginio formatas | Format | public
date | date | yes | Renginio data | Date of the event | public
duration_hours | decimal 0.25–80 | yes | Trukmė (valandomis) | Duration (hours) | public
municipality | choice | unless format remote | Savivaldybė, kurioje vyko renginys | Municipality of the event | public
venue | short text | | Vieta arba kviečianti organizacija | Venue or inviting organisation | public
host_name | short text | | Kviečiančios organizacijos kontaktinis asmuo | Contact person of the inviting organisation | personal
host_email | e-mail | | Kontaktinio asmens el. paštas | Contact person's e-mail | personal
host_phone | phone | | Kontaktinio asmens telefonas | Contact person's phone | personal
ambassadors | people | yes | Dalyvavę ambasadoriai (po vieną eilutėje) | Ambassadors who took part (one per line) | personal
present | integer 0–100000 | yes | Kiek žmonių dalyvavo? | How many people were present? | public
social_contacts | integer 0–100000 | yes | Kiek užmegzta socialinių kontaktų? | How many social contacts were made? | public
minors | choice | yes | Ar dalyvavo nepilnamečių? | Were there people under 18? | public
expenses_eur | decimal 0–9999999 | | Renginio išlaidos (Eur) | Expenses of the event (EUR) | public
links | links | | Nuorodos (nuotraukos, publikacijos) | Links (photos, publications) | public
comments | paragraph | | Pastabos (be dalyvių vardų ir sveikatos duomenų) | Comments (no listeners' names, no health data) | health
wellbeing | choice | | Kaip jaučiatės po renginio? | How do you feel after the event? | health
call_me | choice | | Ar norite, kad koordinatorius jums paskambintų? | Would you like your coordinator to call you? | health
"""

COORDINATOR_RECORD = """
reporter_email | e-mail | yes | Jūsų el. paštas | Your e-mail | personal
kind | choice | yes | Ką registruojate? | What do you record? | public
title | short text | yes | Pavadinimas | Title | public
date | date | yes | Data | Date | public
duration_hours | decimal 0.25–80 | unless kind publicity | Trukmė (valandomis) | Duration (hours) | public
people | people | unless kind publicity | Dalyvavę ambasadoriai (po vieną eilutėje) | Ambassadors who took part (one per line) | personal
channel | choice | if kind publicity | Kanalas | Channel | public
link | links | | Nuoroda | Link | public
expenses_eur | decimal 0–9999999 | | Išlaidos (Eur) | Expenses (EUR) | public
"""

AUDIENCES = """
health_professionals Sveikatos priežiūros specialistai / Health-care professionals
social_workers Socialiniai darbuotojai / Social workers
low_threshold Žemo slenksčio paslaugų specialistai / Low-threshold service specialists
teachers Mokytojai / Teachers
students Studentai / Students
pupils Mokiniai / Pupils
employees Darbuotojai / Employees
seniors Senjorai / Seniors
relatives Artimieji / Relatives
creative Kultūros ir kūrybinių industrijų atstovai / Creative and cultural sector
public Plačioji visuomenė / General public
"""

YES_NO = "yes Taip / Yes\nno Ne / No"

OPTIONS = {
    "application.language": "lt Lietuvių / Lithuanian\nen Anglų / English",
    "application.experience": (
        "own Savo / My own\nrelative Artimo žmogaus / Someone close to me\nboth Savo ir artimo žmogaus / Both\n"
        "unsaid Nenoriu sakyti / I would rather not say"
    ),
    "application.audiences": AUDIENCES,
    "application.formats": (
        "in_person Gyvai / In person\nremote Nuotoliniu būdu / Remotely\nmedia Žiniasklaidoje / In the media\n"
        "writing Raštu / In writing"
    ),
    "application.heard_from": (
        "organisation Iš organizacijos / From an organisation\nfriend Iš draugų ar artimųjų / From friends or family\n"
        "event Renginyje / At an event\nsocial_media Socialiniuose tinkluose / On social media\n"
        "news Žiniasklaidoje / In the news\nother Kita / Other"
    ),
    "event_report.kind": (
        "contact_training Kontaktiniai mokymai specialistams / Contact training for professionals\n"
        "meeting Susitikimas su ambasadoriumi / Meeting with an ambassador\n"
        "seminar Seminaras-diskusija / Seminar-discussion\n"
        "contact_event Kontaktinis renginys-diskusija / Contact event-discussion\n"
        "lesson Pamoka arba paskaita / Lesson or lecture\n"
        "festival Šventė, festivalis arba stendas / Festival, fair or stand\n"
        "campaign Socialinių pokyčių komunikacijos kampanija / Communication for social change campaign\n"
        "advocacy Interesų atstovavimo renginys / Advocacy event\nother Kita / Other"
    ),
    "event_report.audience": AUDIENCES,
    "event_report.format": "in_person Gyvai / In person\nremote Nuotoliniu būdu / Remote\nhybrid Mišriu būdu / Hybrid",
    "event_report.minors": YES_NO,
    "event_report.wellbeing": (
        "good Gerai / Good\nmixed Įvairiai / Mixed\nhard Sunkiai / Hard\nunsaid Nenoriu sakyti / I would rather not say"
    ),
    "event_report.call_me": YES_NO,
    "coordinator_record.kind": (
        "ambassador_training Ambasadorių mokymai / Ambassador training\n"
        "individual_support Individualus palaikymo susitikimas / Individual support meeting\n"
        "group_support Grupinis palaikymo susitikimas / Group support meeting\n"
        "publicity Viešinimo žinutė / Publicity message\n"
        "planned_event Suplanuotas renginys / Planned event"
    ),
    "coordinator_record.channel": (
        "website Interneto svetainė / Website\nsocial_media Socialiniai tinklai / Social media\npress Spauda / Press\n"
        "radio_tv Radijas arba televizija / Radio or television\nnewsletter Naujienlaiškis / Newsletter\n"
        "poster Plakatas arba lankstinukas / Poster or leaflet\nother Kita / Other"
    ),
}


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


def described_type(question: Question[object]) -> str:
    answer = question.answer
    name = TYPES[type(answer)]
    if isinstance(answer, (answers.Number, answers.Whole)):
        return f"{name} {answer.least}–{answer.most}"
    return name


def described_need(need: Need) -> str:
    if need == ALWAYS:
        return "yes"
    if need == NEVER:
        return ""
    (code,) = need.codes
    return f"{'unless' if need.holds_for_others else 'if'} {need.question} {code}"


def described(form: type[Form]) -> list[tuple[str, ...]]:
    return [
        (q.key, described_type(q), described_need(q.need), q.title.lt, q.title.en, q.privacy.value)
        for q in form.questions
    ]


@pytest.mark.parametrize(
    ("form", "table"),
    [(Application, APPLICATION), (EventReport, EVENT_REPORT), (CoordinatorRecord, COORDINATOR_RECORD)],
    ids=lambda value: getattr(value, "key", ""),
)
def test_form_asks_exactly_what_is_described(form: type[Form], table: str) -> None:
    assert described(form) == rows(table)


def test_forms_are_named_as_described() -> None:
    assert [(form.key, form.letter, form.title.lt, form.title.en) for form in FORMS] == [
        (
            "application",
            "A",
            "Paraiška tapti psichikos sveikatos ambasadoriumi",
            "Apply to become a mental health ambassador",
        ),
        ("event_report", "R", "Renginio ataskaita", "Event report"),
        ("coordinator_record", "C", "Koordinatoriaus įrašas", "Coordinator's record"),
    ]
    assert list(FORM_BY_KEY) == [form.key for form in FORMS]


def test_every_choice_offers_exactly_what_is_described() -> None:
    offered = {
        f"{form.key}.{question.key}": [f"{o.code} {o.title.lt} / {o.title.en}" for o in question.answer.options]
        for form in FORMS
        for question in form.questions
        if isinstance(question.answer, (answers.Choice, answers.Ticks)) and question.key != "municipality"
    }
    assert offered == {key: table.strip().splitlines() for key, table in OPTIONS.items()}


def test_municipality_of_a_person_may_be_abroad_and_of_an_event_may_not() -> None:
    person, event = (
        form.question("municipality").answer.options  # type: ignore[attr-defined]
        for form in (Application, EventReport)
    )
    assert [option.code for option in event] == [place.code for place in MUNICIPALITIES]
    assert [option.code for option in person] == [*(place.code for place in MUNICIPALITIES), "abroad"]
    abroad = PLACES_AND_ABROAD.options[-1]
    assert abroad.title.both() == ("Gyvenu užsienyje", "I live abroad")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("adult", ("Taip", "Yes")),
        ("consent_processing", ("Sutinku", "I agree")),
        ("consent_health", ("Sutinku", "I agree")),
        ("consent_institute", ("Sutinku", "I agree")),
        ("consent_news", ("Sutinku", "I agree")),
    ],
)
def test_tick_is_labelled_as_described(key: str, label: tuple[str, str]) -> None:
    answer = Application.question(key).answer
    assert isinstance(answer, answers.Tick)
    assert answer.label.both() == label


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_titles_of_a_form_are_unique_as_headers_over_both_languages(form: type[Form]) -> None:
    for language in (0, 1):
        titles = [header_name(question.title.both()[language]) for question in form.questions]
        assert len(set(titles)) == len(titles)
    owners: dict[str, set[str]] = {}
    for question in form.questions:
        for title in question.title.both():
            owners.setdefault(header_name(title), set()).add(question.key)
    assert {title: keys for title, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_names_of_options_never_mean_two(form: type[Form]) -> None:
    for question in form.questions:
        if isinstance(question.answer, (answers.Choice, answers.Ticks)):
            named: dict[str, set[str]] = {}
            for option in question.answer.options:
                for name in (*option.aliases, option.code, *option.title.both()):
                    named.setdefault(answers.unaccented(answers.folded(name)), set()).add(option.code)
            assert {name: codes for name, codes in named.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_ticks_have_no_option_that_a_joining_comma_would_break(form: type[Form]) -> None:
    titles = [
        title
        for question in form.questions
        if isinstance(question.answer, answers.Ticks)
        for option in question.answer.options
        for title in option.title.both()
    ]
    assert [title for title in titles if set(",;\n") & set(title)] == []


def test_a_condition_asks_only_about_an_earlier_choice_and_a_code_of_it() -> None:
    for form in FORMS:
        for question in form.questions:
            if question.need.question:
                earlier = form.question(question.need.question)
                assert earlier.position < question.position
                assert isinstance(earlier.answer, answers.Choice)
                assert question.need.codes <= {option.code for option in earlier.answer.options}
