"""Letters as they are read: every template says its letter's fields and no more, and nothing a form brought breaks out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError, meta

from flows.adapters.rendering import GLOBALS, TEMPLATES, environment, placeholders, render_letter
from forms.letters import (
    LETTERS,
    ApplicationReceived,
    EventReportReceived,
    Letter,
    PleaseCorrect,
    RecordReceived,
    ToMend,
    WaitingLine,
    WeekLine,
    WeeklyLetter,
)
from forms.privacy import Personal
from forms.words import Language

LT, EN = Language.LT, Language.EN
FOLDER = TEMPLATES / "letters"
TEMPLATE_NAMES = [
    f"{letter.kind}.{language}.{ending}" for letter in LETTERS for language in Language for ending in ("txt", "html")
]
ALL = [pytest.param(letter, language, id=f"{letter.kind}.{language}") for letter in LETTERS for language in Language]


class Outline(HTMLParser):
    """The tags of a page with the names of their attributes, its links and its words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "background", "action"}]
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))
        self._open = [one for one in self._open if one != tag]

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self._open):
            self.words += data.split()


def test_folder_holds_every_letters_templates_and_nothing_else() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted([*TEMPLATE_NAMES, "base.html"])


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_template_says_its_letters_fields_and_no_more(name: str) -> None:
    kind, language, _ = name.split(".")
    letter = next(letter for letter in LETTERS if letter.kind == kind)
    parsed = environment(Language(language)).parse((FOLDER / name).read_text(encoding="utf-8"))
    assert meta.find_undeclared_variables(parsed) - GLOBALS == set(letter.placeholders())


def test_base_says_only_what_every_letter_has() -> None:
    parsed = environment(LT).parse((FOLDER / "base.html").read_text(encoding="utf-8"))
    assert meta.find_undeclared_variables(parsed) == {"subject"}  # besides the globals that the environment knows


@pytest.mark.parametrize("name", [name for name in TEMPLATE_NAMES if name.endswith(".txt")])
def test_subject_stands_in_the_first_line_and_holds_no_text_of_a_form(name: str) -> None:
    first = (FOLDER / name).read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("Subject: ")
    said = meta.find_undeclared_variables(environment(LT).parse(first))
    own = {"weekly_letter": {"from_on", "to_on"}, "period_summary": {"from_on", "to_on"}, "yearly_statement": {"year"}}
    assert said == own.get(name.split(".", maxsplit=1)[0], set())


SUBJECTS = {
    "application_received": ("Jūsų paraiška gauta", "Your application has arrived"),
    "event_report_received": ("Renginio ataskaita gauta", "Your event report has arrived"),
    "record_received": ("Koordinatoriaus įrašas gautas", "Your coordinator’s record has arrived"),
    "please_correct": ("Prašome pataisyti atsakymą", "Please correct an answer"),
    "correction_reminder": ("Priminimas: prašome pataisyti atsakymą", "Reminder: please correct an answer"),
    "application_accepted": ("Jūsų paraiška priimta", "Your application is accepted"),
    "application_waiting": ("Jūsų paraiška laukia eilėje", "Your application is on the waiting list"),
    "application_declined": ("Dėl Jūsų paraiškos", "About your application"),
    "training_reminder": ("Primename apie ambasadorių mokymus", "A reminder of the ambassador training"),
    "report_missing": ("Trūksta renginio ataskaitos", "An event report is missing"),
    "yearly_statement": ("Jūsų 2023 metai su „Žvelk giliau“", "Your 2023 with “Look Deeper”"),
    "call_request": ("Prašoma paskambinti", "A call is asked for"),
    "period_summary": ("Laikotarpio suvestinė: 2024 m. vasario 1–29 d.", "Period summary: 1–29 February 2024"),
    "did_not_run": ("DĖMESIO: naktinis darbas neįvyko", "ATTENTION: the night’s work did not run"),
    "weekly_letter": ("Savaitės laiškas: 2024 m. kovo 4–10 d.", "Weekly letter: 4–10 March 2024"),
}


@pytest.mark.parametrize(("letter", "language"), ALL)
def test_example_is_rendered_for_every_mail_reader(letter: type[Letter], language: Language) -> None:
    rendered = render_letter(letter.example(language), language)
    assert rendered.subject == SUBJECTS[letter.kind][language is EN]
    assert "{" not in rendered.text
    assert rendered.html.startswith(f'<!DOCTYPE html><html lang="{language}">')
    assert len(rendered.html.encode()) + sum(len(one.png) * 4 // 3 for one in rendered.pictures) < 60_000
    outline = Outline(rendered.html)
    inside = [one.source for one in rendered.pictures]
    assert [link for link in outline.links if not link.startswith("mailto:")] == inside
    assert not {"script", "link", "iframe", "form"} & {tag for tag, _ in outline.tags}
    assert [names[0] for tag, names in outline.tags if tag == "h1"] == ["style"]
    assert "prefers-color-scheme: dark" in rendered.html


@pytest.mark.parametrize(("letter", "language"), ALL)
def test_text_and_html_of_a_letter_tell_the_same(letter: type[Letter], language: Language) -> None:
    example = letter.example(language)
    rendered = render_letter(example, language)
    words = " ".join(Outline(rendered.html).words)
    told = [value for value in placeholders(example).values() if isinstance(value, str) and value != "Nerijus"]
    told = [value for value in told if value not in {"Kamilė", "Ainis", "Rokas", "Domantas", "Mindaugas"}]
    assert [value for value in told if value not in rendered.text] == []
    assert [value for value in told if value not in words] == []


def test_event_report_is_confirmed_in_lithuanian() -> None:
    text = render_letter(EventReportReceived.example(LT), LT).text.replace("\u00a0", " ")
    assert text == (
        "Laba diena, Nerijau,\n"
        "\n"
        "dėkojame, kad papasakojote, kaip sekėsi. Ataskaitą gavome 2024 m. kovo 7 d. Štai ką užsirašėme:\n"
        "\n"
        "  Renginys: Pokalbis apie savijautą\n"
        "  Data: 2024 m. kovo 5 d.\n"
        "  Rūšis: Susitikimas su ambasadoriumi\n"
        "  Formatas: Gyvai\n"
        "  Savivaldybė: Vilniaus miesto savivaldybė\n"
        "  Dalyvavo: 24 žmonės\n"
        "  Užmegzta: 22 socialiniai kontaktai\n"
        "\n"
        "Jei kas nors ne taip, atsakykite į šį laišką – jį gaus organizacijos „Kūrybos namai“ koordinatorius:"
        " koordinatore@kurybosnamai.example.org. Parašykite jam ir tada, jei po renginio norisi pasikalbėti.\n"
        "\n"
        "--\n"
        "Žvelk giliau\n"
        "Šį laišką gavote, nes užpildėte renginio ataskaitą. Pastabų ir atsakymų apie savijautą jame nekartojame.\n"
    )


@pytest.mark.parametrize("letter", [ApplicationReceived, EventReportReceived, RecordReceived])
def test_date_at_the_end_of_a_sentence_has_one_full_stop(letter: type[Letter]) -> None:
    lithuanian, english = (render_letter(letter.example(language), language) for language in (LT, EN))
    for told in (lithuanian.text, " ".join(Outline(lithuanian.html).words)):
        assert "d.." not in told
        assert "kovo 7 d. " in told.replace("\u00a0", " ")
    for told in (english.text, " ".join(Outline(english.html).words)):
        assert "7 March 2024. " in told.replace("\u00a0", " ")


def test_long_words_and_wide_tables_cannot_push_a_page_aside() -> None:
    html = render_letter(WeeklyLetter.example(LT), LT).html
    assert html.count("table-layout: fixed") == 4  # both tables of the frame: in the style and inlined
    assert "overflow-wrap: break-word" in html


def test_remote_event_has_no_line_for_the_municipality() -> None:
    remote = render_letter(replace(EventReportReceived.example(EN), municipality=""), EN)
    assert "Municipality" not in remote.text
    assert "Municipality" not in remote.html


def weekly(**changes: Any) -> WeeklyLetter:
    empty = WeeklyLetter("Namai", date(2024, 3, 4), date(2024, 3, 10), (), (), ())
    return replace(empty, **changes)


def test_week_tells_changes_with_a_sign_and_days_in_the_right_case() -> None:
    lines = (
        WeekLine("Renginiai", Decimal(2), Decimal(2), Decimal(1_234), None),
        WeekLine("Kontaktai", Decimal(1), Decimal("3.5"), Decimal(9), 160),
    )
    waits = (WaitingLine("Namai", "dingusios eilutės", 1, 0), WaitingLine("Namai", "kita", 2, 21))
    text = render_letter(weekly(lines=lines, waiting=waits), LT).text.replace("\u00a0", " ")
    assert [line for line in text.split("\n") if line.startswith("*")] == [
        "* Renginiai: 2 (pokytis 0); šiemet 1 234",
        "* Kontaktai: 1 (pokytis −2,5); šiemet 9, tikslas 160 (5 %)",
        "* Namai – dingusios eilutės: 1.",
        "* Namai – kita: 2; ilgiausiai laukiama 21 dieną.",
    ]


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (LT, ("Laukiančių darbų nėra.", "Kas neperskaityta", "Kas pasikeitė jau paskelbtuose laikotarpiuose")),
        (EN, ("Nothing waits.", "What was not read", "What changed in periods already released")),
    ],
)
def test_quiet_week_has_no_empty_sections(language: Language, headings: tuple[str, ...]) -> None:
    quiet = render_letter(weekly(), language)
    loud = render_letter(weekly(waiting=(WaitingLine("N", "w", 1, 1),), not_read=("a",), restated=("b",)), language)
    for told in (quiet.text, " ".join(Outline(quiet.html).words)):
        assert [heading in told for heading in headings] == [True, False, False]
    for told in (loud.text, " ".join(Outline(loud.html).words)):
        assert [heading in told for heading in headings] == [False, True, True]


def reported(told: str) -> Letter:
    """Return a confirmation in which every text that can come from a form or a tab is the one given."""
    return EventReportReceived(
        Personal(told), told, date(2024, 3, 7), told, told, date(2024, 3, 5), told, told, told, 1, 2
    )


def to_correct(told: str) -> Letter:
    return PleaseCorrect(Personal(told), told, date(2024, 3, 7), told, told, (ToMend(told, told, told),))


def of_week(told: str) -> Letter:
    line = WeekLine(told, Decimal(1), Decimal(2), Decimal(3), 4)
    return weekly(
        scope=told, lines=(line,), waiting=(WaitingLine(told, told, 1, 2),), not_read=(told,), restated=(told,)
    )


def applied(told: str) -> Letter:
    return ApplicationReceived(Personal(told), told, date(2024, 3, 7), told)


HOSTILE = [
    "<script>alert(1)</script>",
    "</td></tr></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' style='display:none",
    "<style>*{display:none}</style>",
    "&lt;b&gt; & &amp;",
    "<!-- ",
    "]]>",
    "{{ 7 * 7 }} {% raw %}",
    "a\r\nBcc: x@y.lt\r\n\r\nb",
    "a\nSubject: b",
    "a\u2028b\u2029c\x0bd\x1ce\x85f",
    "\u202egnitov\u202c \u2066a\u2069 \u200f\ufeff",
    "👩‍👩‍👧 🙂 שלום مرحبا",
    "\x00\x07\x1b[31m",
    "a\ud800",
    "ž" * 10_000,
]
MAKERS = [reported, to_correct, of_week, applied]


def check_nothing_broke_out(make: Callable[[str], Letter], told: str, language: Language) -> None:
    plain, hostile = render_letter(make("Renginys"), language), render_letter(make(told), language)
    assert hostile.subject == plain.subject
    assert Outline(hostile.html).tags == Outline(plain.html).tags
    assert hostile.text.count("\n") == plain.text.count("\n")
    for rendered in (hostile.text, hostile.html):
        assert rendered.encode().decode() == rendered
        assert not any(sign in rendered for sign in "\r\x00\x0b\x1b\x1c\x85\u2028\u2029\u202e\u2066\u200f\ufeff")


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("told", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(make: Callable[[str], Letter], told: str) -> None:
    for language in Language:
        check_nothing_broke_out(make, told, language)


@given(
    st.sampled_from(MAKERS),
    st.text(st.characters() | st.sampled_from("<>\"'&/=;{}%\r\n\u202e"), min_size=1).filter(
        lambda text: text.isprintable()
    ),
    st.sampled_from(Language),
)
def test_any_text_stays_text(make: Callable[[str], Letter], told: str, language: Language) -> None:
    check_nothing_broke_out(make, f"a{told}", language)


def test_hostile_text_is_shown_as_it_was_written() -> None:
    rendered = render_letter(reported("<b>Žalia & graži</b>  🙂"), LT)
    assert "  Renginys: <b>Žalia & graži</b> 🙂\n" in rendered.text
    assert "&lt;b&gt;Žalia &amp; graži&lt;/b&gt; 🙂" in rendered.html


def test_subject_is_one_line_of_200_signs_at_most() -> None:
    far = replace(weekly(), from_on=date(1, 1, 1), to_on=date(9999, 12, 31))
    for language in Language:
        subject = render_letter(far, language).subject
        assert len(subject) <= 200
        assert subject == " ".join(subject.split())


def test_placeholder_that_the_letter_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="health"):
        environment(LT).from_string("{{ health }}").render(first_name="Ona")


def test_environment_is_the_same_for_letters_and_summaries() -> None:
    shown = environment(LT).from_string(
        "{{ 1.5 | number }} {{ 3 | count('EVENT') }} {{ 3 | noun('EVENT') }} {{ 12 | money }}"
    )
    assert shown.render().replace("\u00a0", " ") == "1,5 3 renginiai renginiai 12 Eur"
    assert environment(LT) is environment(LT)
    assert environment(EN).from_string("{{ -3 | signed }} {{ language }}").render() == "−3 en"
